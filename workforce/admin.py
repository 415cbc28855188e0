"""Looking figures up. Data sets and runs change through services only."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from workforce.models import (
    Area,
    BacktestResult,
    DataSet,
    ForecastCheck,
    ForecastQuantile,
    ForecastRun,
    IndicatorRow,
    Source,
)


@admin.register(Source)
class SourceAdmin(ReadOnlyAdmin):
    list_display = ["name", "publisher", "licence"]
    list_filter = ["kind"]
    search_fields = ["name", "publisher", "reference"]


@admin.register(DataSet)
class DataSetAdmin(ReadOnlyAdmin):
    list_display = ["file_name", "source", "partnership", "years", "row_count"]
    list_display += ["created_at", "withdrawn_at"]
    list_filter = ["source", "partnership", "created_at"]
    list_select_related = ["source", "partnership"]
    search_fields = ["file_name", "checksum", "reference"]


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    list_display = ["name", "code", "level", "region_name"]
    list_filter = ["level", "region_name"]
    search_fields = ["name", "code", "reference"]


@admin.register(IndicatorRow)
class IndicatorRowAdmin(ReadOnlyAdmin):
    """Figures as published; an empty figure has its code in the last field."""

    list_display = ["area_name", "year", "inpost_fte", "starters_fte", "leavers_fte"]
    list_display += ["agency_fte", "vacancy_fte", "data_set", "missing"]
    list_filter = ["year", "area__level", "data_set__source"]
    list_select_related = ["area", "data_set__source"]
    search_fields = ["area_name", "area__code"]
    show_full_result_count = False


@admin.register(BacktestResult)
class BacktestResultAdmin(ReadOnlyAdmin):
    list_display = ["basis", "level", "error_percent", "cover_percent", "crps_percent"]
    list_display += ["code_version", "data_set"]
    list_filter = ["basis", "level", "code_version"]
    list_select_related = ["data_set__source"]
    search_fields = ["data_set__file_name", "code_version", "reference"]


@admin.register(ForecastRun)
class ForecastRunAdmin(ReadOnlyAdmin):
    list_display = ["title", "partnership", "basis", "horizon", "draws", "job"]
    list_display += ["requested_by", "finished_at"]
    list_filter = ["basis", "partnership", "finished_at"]
    list_select_related = ["partnership", "job", "requested_by"]
    search_fields = ["title", "inputs_hash", "reference"]


@admin.register(ForecastQuantile)
class ForecastQuantileAdmin(ReadOnlyAdmin):
    list_display = ["run", "area_code", "measure", "year", "mean"]
    list_filter = ["measure", "year"]
    list_select_related = ["run"]
    search_fields = ["run__title", "run__reference", "area_code"]
    show_full_result_count = False


@admin.register(ForecastCheck)
class ForecastCheckAdmin(ReadOnlyAdmin):
    list_display = ["run", "finished_at", "figures", "different", "code_version"]
    list_filter = ["finished_at", "code_version"]
    list_select_related = ["run"]
    search_fields = ["run__title", "reference"]

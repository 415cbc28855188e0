import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import one_of
from core.models import ImportBatch, Job, Record, tracked
from partnerships.models import Partnership
from workforce.choices import Basis, DataKind, Level, Measure, ScoreLevel
from workforce.querysets import DataSetQuerySet, ForecastRunQuerySet


@tracked()
class Source(Record):
    """Who publishes a family of figures, and under which licence."""

    kind = models.CharField(max_length=12, choices=DataKind, unique=True)
    name = models.CharField(max_length=150)
    publisher = models.CharField(max_length=150)
    licence = models.CharField(max_length=150)
    attribution = models.CharField(max_length=300)

    class Meta:
        ordering = ["name"]
        constraints = [one_of("source_kind_is_known", "kind", DataKind)]

    def __str__(self):
        return self.name


@tracked()
class DataSet(Record):
    """One imported file: kept as it came, in force until it is withdrawn."""

    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, related_name="data_sets"
    )
    partnership = models.ForeignKey(
        Partnership,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_sets",
        help_text="Whose it is; empty for a data set that every partnership uses.",
    )
    batch = models.OneToOneField(
        ImportBatch, on_delete=models.PROTECT, related_name="data_set"
    )
    file_name = models.CharField(max_length=200)
    checksum = models.CharField("SHA-256 of the file", max_length=64)
    row_count = models.PositiveIntegerField()
    measures = ArrayField(models.CharField(max_length=60))
    first_year = models.PositiveSmallIntegerField()
    last_year = models.PositiveSmallIntegerField()
    quality = models.JSONField(default=dict, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = DataSetQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="data_set_file_is_in_force_once",
                fields=["source", "partnership", "checksum"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                violation_error_message="This file is already in Tandem.",
            ),
            models.CheckConstraint(
                name="data_set_years_are_in_order",
                condition=Q(first_year__lte=models.F("last_year")),
            ),
        ]

    def __str__(self):
        return f"{self.source}, {self.years}"

    def get_absolute_url(self):
        return reverse("workforce:dataset_detail", args=[self.reference])

    @property
    def state(self) -> str:
        return "Withdrawn" if self.withdrawn_at else "In force"

    @property
    def years(self) -> str:
        if self.first_year == self.last_year:
            return str(self.first_year)
        return f"{self.first_year} to {self.last_year}"


@tracked()
class Area(Record):
    """England, a region or a council, under one published code.

    Pages show the names of the data set at hand: one partnership's file must not
    rename another's councils.
    """

    level = models.CharField(max_length=10, choices=Level)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=150)
    region_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            one_of("area_level_is_known", "level", Level),
            models.UniqueConstraint(
                name="area_code_once_per_level", fields=["level", "code"]
            ),
        ]

    def __str__(self):
        return self.name


class IndicatorRow(models.Model):
    """One area in one year as published: each figure, or the code for its absence.

    Wide, because the return is filed, published and read so: a rate is checked
    against its parts in one row, and a file of 20,000 lines stays 20,000 rows.
    """

    NOT_AUDITED_BECAUSE = (
        "A row never changes (a trigger refuses it); its data set is audited and "
        "carries the checksum of the file."
    )

    data_set = models.ForeignKey(DataSet, on_delete=models.PROTECT, related_name="rows")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="rows")
    year = models.PositiveSmallIntegerField("year to 30 September")
    line = models.PositiveIntegerField("row of the file")
    area_name = models.CharField("name in the file", max_length=150)
    region_name = models.CharField("region in the file", max_length=80, blank=True)
    inpost_fte = models.FloatField(null=True, blank=True)
    inpost_headcount = models.FloatField(null=True, blank=True)
    starters_fte = models.FloatField(null=True, blank=True)
    starters_headcount = models.FloatField(null=True, blank=True)
    leavers_fte = models.FloatField(null=True, blank=True)
    leavers_headcount = models.FloatField(null=True, blank=True)
    turnover_rate_fte = models.FloatField(null=True, blank=True)
    turnover_rate_headcount = models.FloatField(null=True, blank=True)
    agency_fte = models.FloatField(null=True, blank=True)
    agency_headcount = models.FloatField(null=True, blank=True)
    agency_rate_fte = models.FloatField(null=True, blank=True)
    agency_rate_headcount = models.FloatField(null=True, blank=True)
    agency_cover_fte = models.FloatField(null=True, blank=True)
    agency_cover_rate_fte = models.FloatField(null=True, blank=True)
    vacancy_fte = models.FloatField(null=True, blank=True)
    vacancy_rate_fte = models.FloatField(null=True, blank=True)
    vacancy_agency_cover_rate_fte = models.FloatField(null=True, blank=True)
    case_holders_fte = models.FloatField(null=True, blank=True)
    cases = models.FloatField(null=True, blank=True)
    caseload_fte = models.FloatField(null=True, blank=True)
    working_days_lost_fte = models.FloatField(null=True, blank=True)
    absence_rate_fte = models.FloatField(null=True, blank=True)
    missing = models.JSONField("codes of missing figures", default=dict, blank=True)

    class Meta:
        ordering = ["area", "year"]
        constraints = [
            models.UniqueConstraint(
                name="indicator_row_once_per_area_and_year",
                fields=["data_set", "area", "year"],
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
        ]

    def __str__(self):
        return f"{self.area} {self.year}"

    def published(self, measure: str) -> str:
        """The cell as it was published: the figure, or the code in its place."""
        value = getattr(self, measure)
        return self.missing.get(measure, "") if value is None else f"{value:.10g}"


@tracked()
class BacktestResult(Record):
    """How far one method would have been out on years it had not seen."""

    data_set = models.ForeignKey(
        DataSet, on_delete=models.PROTECT, related_name="backtests"
    )
    basis = models.CharField(max_length=10, choices=Basis)
    level = models.CharField(max_length=10, choices=ScoreLevel)
    code_version = models.CharField(max_length=60)
    cases = models.PositiveIntegerField(default=0)
    error_percent = models.FloatField("mean absolute error, %")
    crps_percent = models.FloatField("CRPS, % of the mean", null=True, blank=True)
    cover_percent = models.FloatField(
        "outcomes inside the 80 % range, %", null=True, blank=True
    )
    width_percent = models.FloatField(
        "width of the 80 % range, %", null=True, blank=True
    )

    class Meta:
        ordering = ["level", "error_percent"]
        constraints = [
            one_of("backtest_basis_is_known", "basis", Basis),
            one_of("backtest_level_is_known", "level", ScoreLevel),
            models.UniqueConstraint(
                name="backtest_once_per_data_code_basis_and_level",
                fields=["data_set", "code_version", "basis", "level"],
            ),
        ]

    def __str__(self):
        return f"{self.get_basis_display()}, {self.get_level_display().lower()}"


@tracked()
class ForecastRun(Record):
    """A forecast with everything it was made from; its inputs never change."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="forecast_runs"
    )
    title = models.CharField(max_length=150)
    areas = models.JSONField(help_text="Code and name of each council.")
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.POOLED)
    origin = models.PositiveSmallIntegerField("last year of data used")
    horizon = models.PositiveSmallIntegerField("years ahead")
    draws = models.PositiveIntegerField()
    seed = models.PositiveBigIntegerField()
    data_sets = models.ManyToManyField(DataSet, related_name="forecast_runs")
    data_checksum = models.CharField(max_length=64)
    code_version = models.CharField(max_length=60)
    inputs_hash = models.CharField(max_length=64)
    assumptions = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey(
        Job,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="forecast_runs",
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ForecastRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("forecast_basis_is_known", "basis", Basis),
            models.UniqueConstraint(
                name="forecast_run_once_per_inputs",
                fields=["partnership", "inputs_hash"],
            ),
            models.CheckConstraint(
                name="forecast_horizon_is_1_to_10",
                condition=Q(horizon__gte=1, horizon__lte=10),
                violation_error_message="Forecast between 1 and 10 years ahead.",
            ),
            models.CheckConstraint(
                name="forecast_draws_are_sensible",
                condition=Q(draws__gte=100, draws__lte=100_000),
                violation_error_message="Use between 100 and 100,000 draws.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("workforce:forecast_detail", args=[self.reference])

    @property
    def area_codes(self) -> list[str]:
        return [area["code"] for area in self.areas]


class ForecastQuantile(models.Model):
    """The draws of one year in short: mean and the quantiles 5, 10 … 95 %.

    ``area_code`` is empty for the sum over the councils of each draw.
    """

    NOT_AUDITED_BECAUSE = "Written once with its run, which is audited."

    run = models.ForeignKey(
        ForecastRun, on_delete=models.CASCADE, related_name="quantiles"
    )
    area_code = models.CharField(max_length=40, blank=True)
    measure = models.CharField(max_length=10, choices=Measure)
    year = models.PositiveSmallIntegerField()
    mean = models.FloatField()
    values = ArrayField(models.FloatField(), size=19)

    class Meta:
        ordering = ["run", "measure", "area_code", "year"]
        constraints = [
            one_of("forecast_measure_is_known", "measure", Measure),
            models.UniqueConstraint(
                name="forecast_quantile_once_per_area_measure_and_year",
                fields=["run", "area_code", "measure", "year"],
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_changes", operation=pgtrigger.Update),
        ]

    def __str__(self):
        return f"{self.area_code or 'total'} {self.measure} {self.year}"

    def at(self, percent: int) -> float:
        """The value that this percentage of the draws stays under (5, 10 … 95)."""
        return self.values[percent // 5 - 1]


@tracked()
class ForecastCheck(Record):
    """A stored run computed again from its saved inputs and compared with itself."""

    run = models.ForeignKey(
        ForecastRun, on_delete=models.PROTECT, related_name="checks"
    )
    job = models.ForeignKey(
        Job, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code_version = models.CharField(max_length=60, blank=True)
    figures = models.PositiveIntegerField(default=0)
    different = models.PositiveIntegerField(null=True, blank=True)
    largest_percent = models.FloatField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return f"Check of {self.run}"

import django_tables2 as tables

from core.tables import DayColumn, LinkColumn, NumberColumn, Table, TagColumn
from workforce.models import DataSet, ForecastRun


class DataSetTable(Table):
    years = LinkColumn(verbose_name="Years", orderable=False)
    source = tables.Column(verbose_name="Figures")
    file_name = tables.Column(verbose_name="File")
    row_count = NumberColumn(verbose_name="Rows")
    created_at = DayColumn(verbose_name="Imported")
    state = TagColumn(
        {"In force": "green", "Withdrawn": "grey"},
        verbose_name="State",
        accessor="state",
        orderable=False,
    )

    noun = "data set"

    class Meta(Table.Meta):
        model = DataSet
        fields = ["years", "source", "file_name", "row_count", "created_at", "state"]


class ForecastTable(Table):
    title = LinkColumn(verbose_name="Forecast")
    basis = tables.Column(verbose_name="Basis")
    horizon = NumberColumn(verbose_name="Years ahead")
    draws = NumberColumn(verbose_name="Futures")
    created_at = DayColumn(verbose_name="Asked for")
    requested_by = tables.Column(verbose_name="By", default="Tandem")
    state = TagColumn(
        {
            "queued": "grey",
            "running": "blue",
            "done": "green",
            "failed": "red",
            "cancelled": "yellow",
        },
        verbose_name="State",
        accessor="job__state",
    )

    noun = "forecast"

    class Meta(Table.Meta):
        model = ForecastRun
        fields = [
            "title",
            "basis",
            "horizon",
            "draws",
            "created_at",
            "requested_by",
            "state",
        ]

    def render_basis(self, record):
        return record.get_basis_display().removesuffix(" (recommended)")

    def render_draws(self, value):
        return f"{value:,}"

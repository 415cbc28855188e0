"""A forecast as rows for CSV and XLSX: the same figures as the page, unrounded."""

from collections.abc import Iterator

from workforce.engine.forecast import LEVELS
from workforce.models import ForecastRun
from workforce.reports import SHORT

HEADER = [
    "measure",
    "area",
    "name",
    "year",
    "basis",
    "mean",
    *(f"q{round(100 * level):02d}" for level in LEVELS),
]


def rows_of(run: ForecastRun) -> Iterator[list]:
    """All together first, then by council; in post, joiners, leavers."""
    names = {area["code"]: area["name"] for area in run.areas}
    order = {"in_post": 0, "joiners": 1, "leavers": 2}
    stored = sorted(
        run.quantiles.all(),
        key=lambda row: (
            order[row.measure],
            row.area_code != "",
            row.area_code,
            row.year,
        ),
    )
    for row in stored:
        yield [
            row.get_measure_display(),
            row.area_code or "all",
            names.get(row.area_code, "All together"),
            row.year,
            SHORT[run.basis],
            row.mean,
            *row.values,
        ]

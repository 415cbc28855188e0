"""The data-quality strip: which figures a data set has, and which are missing."""

from dataclasses import dataclass

from core.charts import HeatMap
from workforce.models import DataSet

CODES = {
    "c": "suppressed to protect individuals",
    "x": "not available",
    "z": "not applicable",
    "u": "low reliability",
    "k": "low reliability",
    "low": "rounds to nought",
    ":": "not available",
    "": "left blank",
}
BANDS = [
    (0, "Under half"),
    (0.5, "50 to 89%"),
    (0.9, "90 to 98%"),
    (0.99, "99% or more"),
]


@dataclass(frozen=True, slots=True)
class Quality:
    chart: HeatMap
    codes: list[tuple[str, str, int]]
    missing: int


def measure_name(measure: str) -> str:
    """inpost_fte as "In post FTE"."""
    words = measure.replace("inpost", "in post").replace("_", " ")
    return (words[:1].upper() + words[1:]).replace("fte", "FTE")


def quality_of(data_set: DataSet) -> Quality:
    """Share of councils with a figure, by measure and year."""
    held = data_set.quality
    rows = [
        (
            measure_name(measure),
            [
                count / councils if councils else None
                for count, councils in zip(counts, held["councils"], strict=True)
            ],
        )
        for measure, counts in held["observed"].items()
    ]
    missing = sum(held["codes"].values())
    chart = HeatMap.of(
        "Councils with a figure",
        [str(year) for year in held["years"]],
        rows,
        bands=BANDS,
        corner="Figure",
        sentence=_said(held, missing),
    )
    codes = [
        (code or "(blank)", CODES.get(code, "no figure"), count)
        for code, count in held["codes"].items()
    ]
    return Quality(chart, codes, missing)


def _said(held: dict, missing: int) -> str:
    newest = held["years"][-1]
    councils = held["councils"][-1]
    known = held["observed"].get("inpost_fte", [0])[-1]
    return (
        f"In {newest}, {known} of {councils} councils have a figure for social "
        f"workers in post. {missing:,} cells of the file hold a code in place of a "
        "figure; they count as missing, never as nought."
    )

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
    (0, "None missing"),
    (1, "1 or 2"),
    (3, "3 to 7"),
    (8, "8 or more"),
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
    """How many councils lack a figure, by measure and year."""
    held = data_set.quality
    rows = [
        (
            measure_name(measure),
            [
                councils - count
                for count, councils in zip(
                    held["observed"][measure], held["councils"], strict=True
                )
            ],
        )
        for measure in data_set.measures
    ]
    missing = sum(held["codes"].values())
    chart = HeatMap.of(
        "Councils without a figure",
        [str(year) for year in held["years"]],
        rows,
        bands=BANDS,
        corner="Figure",
        sentence=_said(held, missing),
        form="{:d}".format,
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

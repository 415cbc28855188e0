"""Charts as data: pure geometry here, SVG and tables in templates/components.

Each chart has a ``title``, a ``sentence`` saying what it shows (made from the data
unless given) and, but for the heat map, which is one, a ``table`` of every number.
A page of several kinds says ``{% include chart.template with chart=chart only %}``.

    BarChart.of("Open issues by age", [("Under 7 days", 4)], unit="issues")
    StackedBar.of("Reviews by state", [("Overdue", 3, "bad"), ("Agreed", 88, "good")])
    HeatMap.of("Hub attendance", ["Sep", "Oct"], [("North", [0.7, None])], bands=[…])
    FanChart.of("Social workers", history=[("2021", 90)], median=[("2022", 95)],
                bands=[("80%", [(85, 104)])])
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.text import slugify

from core.chart_parts import Table, number, share
from core.fan_chart import FanChart

__all__ = ["BarChart", "FanChart", "HeatMap", "StackedBar"]

TONES = ("one", "two", "three", "four", "five", "six")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar or segment. ``start`` and ``width`` are hundredths of the whole."""

    label: str
    value: float
    text: str
    share: str
    start: str
    width: str
    tone: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class StackedBar:
    """One bar cut into parts of a whole."""

    template: ClassVar[str] = "components/stacked_bar.html"

    title: str
    sentence: str
    bars: list[Bar]
    total: str
    table: Table
    key: str

    @classmethod
    def of(cls, title, parts, *, unit="", sentence="") -> "StackedBar":
        """``parts``: (label, value[, tone[, url]]); tones: good, bad, warn, none,
        or left out."""
        parts = [(*part, "", "")[:4] for part in parts]
        total = sum(part[1] for part in parts)
        bars, start = [], 0.0
        for n, (label, value, tone, url) in enumerate(parts):
            width = 100 * value / total if total else 0
            bars.append(
                Bar(
                    label,
                    value,
                    number(value),
                    share(value, total),
                    f"{start:.3f}",
                    f"{width:.3f}",
                    tone or TONES[n % len(TONES)],
                    url,
                )
            )
            start += width
        named = ", ".join(f"{bar.label.lower()} {bar.text}" for bar in bars)
        return cls(
            title,
            sentence
            or f"{number(total)} {unit}".strip() + (f": {named}." if bars else "."),
            bars,
            number(total),
            Table(
                [title, unit.capitalize() or "Number", "Share"],
                [[bar.label, bar.text, bar.share] for bar in bars],
            ),
            slugify(title),
        )


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side for comparing; drawn inside the table of its numbers."""

    template: ClassVar[str] = "components/bar_chart.html"

    title: str
    sentence: str
    bars: list[Bar]
    unit: str
    table: Table
    key: str

    @classmethod
    def of(
        cls, title, items, *, unit="", places=0, sentence="", top=None
    ) -> "BarChart":
        """``items``: (label, value[, tone[, url]]); a value of None draws no bar.
        ``top``: what a full bar stands for, when not the largest value."""
        items = [(*item, "", "")[:4] for item in items]
        known = [item[1] for item in items if item[1] is not None]
        top = top or max(known, default=0)
        bars = [
            Bar(
                label,
                value,
                number(value, places),
                "",
                "0",
                f"{max(100 * value / top, 0) if value and top else 0:.3f}",
                tone or "one",
                url,
            )
            for label, value, tone, url in items
        ]
        return cls(
            title,
            sentence or _most_and_least(bars, unit),
            bars,
            unit,
            Table(
                [title, unit.capitalize() or "Number"],
                [[bar.label, bar.text] for bar in bars],
            ),
            slugify(title),
        )


def _most_and_least(bars: list[Bar], unit: str) -> str:
    known = [bar for bar in bars if bar.value is not None]
    if not known:
        return "There is nothing to show yet."
    most = max(known, key=lambda bar: bar.value)
    least = min(known, key=lambda bar: bar.value)
    words = f"{_holders(known, most)} the most: {most.text} {unit}".strip()
    if least.value == most.value:
        return f"{words}."
    return f"{words}; {_holders(known, least)} the fewest: {least.text}."


def _holders(bars: list[Bar], one: Bar) -> str:
    """ "New has", or "New and Old have" when several share the value."""
    *others, last = [bar.label for bar in bars if bar.value == one.value]
    return f"{', '.join(others)} and {last} have" if others else f"{last} has"


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    band: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A table whose cells are shaded by how high they are; None is "no value"."""

    template: ClassVar[str] = "components/heat_map.html"

    title: str
    sentence: str
    corner: str
    columns: list[str]
    rows: list[tuple[str, str, list[Cell]]]
    legend: list[tuple[str, str]]
    key: str

    @classmethod
    def of(
        cls,
        title,
        columns,
        rows,
        *,
        bands,
        sentence="",
        corner="",
        form=None,
        missing="No value",
    ) -> "HeatMap":
        """``rows``: (label, values) or (label, values, url); a value is a number,
        None, a code such as "[c]", or (value, url).
        ``bands``: (from, words), lowest first and at most five, as in
        [(0, "Under 50%"), (0.5, "50 to 64%"), …].
        ``form`` writes a value; percentages when left out."""
        form = form or (lambda value: f"{value:.0%}")
        made = []
        for row in rows:
            label, values, url = (*row, "")[:3]
            made.append(
                (label, url, [cls._cell(v, bands, form, missing) for v in values])
            )
        step = _spread(len(bands))
        legend = [(step[n], words) for n, (_, words) in enumerate(bands)]
        if any(cell.band == "none" for _, _, cells in made for cell in cells):
            legend.append(("none", missing))
        return cls(
            title,
            sentence or cls._said(rows, form),
            corner,
            [str(column) for column in columns],
            made,
            legend,
            slugify(title),
        )

    @staticmethod
    def _cell(value, bands, form, missing) -> Cell:
        url = ""
        if isinstance(value, tuple):
            value, url = value
        if value is None:
            return Cell("–", "none", url, missing)
        if isinstance(value, str):
            return Cell(value, "code", url)
        above = sum(1 for start, _ in bands if value >= start)
        return Cell(form(value), _spread(len(bands))[max(above - 1, 0)], url)

    @staticmethod
    def _said(rows, form) -> str:
        found = [
            (value[0] if isinstance(value, tuple) else value, row[0])
            for row in rows
            for value in row[1]
        ]
        found = [
            (value, name) for value, name in found if isinstance(value, int | float)
        ]
        if not found:
            return "There is nothing to show yet."
        (low, where), (high, other) = min(found), max(found)
        return f"From {form(low)} ({where}) to {form(high)} ({other})."


def _spread(count: int) -> list[str]:
    """Which of the five shades ``count`` bands use, palest first."""
    if count <= 1:
        return ["3"] * count
    return [str(1 + round(4 * n / (count - 1))) for n in range(count)]

"""A forecast as a fan: what was observed, the median, and bands around it."""

import math
from dataclasses import dataclass
from typing import ClassVar

from django.utils.text import slugify

from core.chart_parts import Table, nice_ticks, number


@dataclass(frozen=True, slots=True)
class Series:
    """What is drawn, before any geometry."""

    history: list[tuple[str, float | None]]
    median: list[tuple[str, float]]
    bands: list[tuple[str, list[tuple[float, float]]]]

    @property
    def periods(self) -> list[str]:
        return [name for name, _ in self.history] + [name for name, _ in self.median]

    @property
    def last_observed(self) -> tuple[int, float] | None:
        known = [(n, v) for n, (_, v) in enumerate(self.history) if v is not None]
        return known[-1] if known else None

    def extremes(self) -> tuple[float, float]:
        values = [v for _, v in self.history if v is not None]
        values += [v for _, v in self.median]
        values += [v for _, edges in self.bands for edge in edges for v in edge]
        return (min(values), max(values)) if values else (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Tick:
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    x: str
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The same chart at one size, in the units of its own viewBox."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    bands: list[tuple[int, str]]
    history: str
    dots: list[Mark]
    median: str
    divider: str
    marks: list[Mark]


# name, width, height, margins left, right, top, bottom, most labels on the x axis
SIZES = (
    ("wide", 760, 360, 64, 24, 28, 40, 12),
    ("narrow", 340, 300, 50, 14, 28, 36, 5),
)


@dataclass(frozen=True, slots=True)
class FanChart:
    template: ClassVar[str] = "components/fan_chart.html"

    title: str
    sentence: str
    unit: str
    frames: list[Frame]
    legend: list[tuple[int, str]]
    median_name: str
    has_history: bool
    scale_note: str
    table: Table
    key: str

    @classmethod
    def of(
        cls,
        title: str,
        *,
        history,
        median,
        bands,
        unit: str = "",
        places: int = 0,
        median_name: str = "Median",
        sentence: str = "",
        from_zero: bool = False,
    ) -> "FanChart":
        """``history`` and ``median``: (period, value), oldest first, None for a year
        without a figure. ``bands``: (words, [(low, high) for each median period]),
        in any order, as in ("80%", [(1190, 1440), …]); drawn widest first."""
        widest = sorted(bands, key=_width, reverse=True)
        series = Series(list(history), list(median), [(w, list(e)) for w, e in widest])
        low, high = series.extremes()
        ticks = nice_ticks(0 if from_zero else low, high)
        shades = _shades(len(widest))
        return cls(
            title=title,
            sentence=sentence or _said(title, series, unit, places),
            unit=unit,
            frames=[_frame(size, series, ticks, shades, places) for size in SIZES],
            legend=[(shades[n], words) for n, (words, _) in enumerate(widest)],
            median_name=median_name,
            has_history=series.last_observed is not None,
            scale_note=f"The scale starts at {number(ticks[0], 2)}."
            if ticks[0]
            else "",
            table=_table(series, median_name, places),
            key=slugify(title),
        )


def _width(band) -> float:
    return sum(high - low for low, high in band[1])


def _shades(count: int) -> list[int]:
    """1 is the palest; the narrowest band is always the darkest of three."""
    return [max(1, 3 - (count - 1 - n)) for n in range(count)]


def _frame(size, series: Series, ticks, shades, places: int) -> Frame:
    name, width, height, left, right, top, bottom, most_labels = size
    steps = max(len(series.periods) - 1, 1)
    span = ticks[-1] - ticks[0]

    def x(n: int) -> float:
        return left + (width - left - right) * n / steps

    def y(value: float) -> float:
        return height - bottom - (height - top - bottom) * (value - ticks[0]) / span

    first = len(series.history)
    start = series.last_observed
    observed = [
        (x(n), None if v is None else y(v)) for n, (_, v) in enumerate(series.history)
    ]
    middle = [(x(first + n), y(v)) for n, (_, v) in enumerate(series.median)]
    joined = [(x(start[0]), y(start[1]))] if start else []
    return Frame(
        name,
        width,
        height,
        left,
        width - right,
        top,
        height - bottom,
        x_ticks=_labels(series.periods, x, most_labels),
        y_ticks=[Tick(_n(y(t)), number(t, 2)) for t in ticks],
        bands=[
            (
                shades[n],
                _area(
                    joined,
                    [(x(first + i), y(lo), y(hi)) for i, (lo, hi) in enumerate(edges)],
                ),
            )
            for n, (_, edges) in enumerate(series.bands)
        ],
        history=_line(observed),
        dots=[Mark(_n(px), _n(py), "") for px, py in observed if py is not None],
        median=_line(joined + middle),
        divider=_n((x(first - 1) + x(first)) / 2) if start and middle else "",
        marks=_marks(series, start, x, y, places),
    )


def _marks(series: Series, start, x, y, places: int) -> list[Mark]:
    """The two figures people look for: the last observed and the last forecast."""
    marks = []
    if start:
        marks.append(Mark(_n(x(start[0])), _n(y(start[1])), number(start[1], places)))
    if series.median:
        n, value = len(series.periods) - 1, series.median[-1][1]
        marks.append(Mark(_n(x(n)), _n(y(value)), number(value, places)))
    return marks


def _labels(periods: list[str], x, most: int) -> list[Tick]:
    """Every label that fits, counted back from the last period."""
    stride = max(1, math.ceil(len(periods) / most))
    last = len(periods) - 1
    return [
        Tick(_n(x(n)), str(name))
        for n, name in enumerate(periods)
        if (last - n) % stride == 0
    ]


def _line(points) -> str:
    """An SVG path that breaks where there is no figure."""
    path, drawing = [], False
    for px, py in points:
        if py is None:
            drawing = False
            continue
        path.append(f"{'L' if drawing else 'M'}{_n(px)} {_n(py)}")
        drawing = True
    return "".join(path)


def _area(joined, edges) -> str:
    """Along the top of a band and back along its foot."""
    if not edges:
        return ""
    over = joined + [(px, high) for px, _, high in edges]
    under = [(px, low) for px, low, _ in reversed(edges)]
    return _line(over + under) + "Z"


def _said(title: str, series: Series, unit: str, places: int) -> str:
    if not series.median:
        return f"{title}: there is no forecast to show."
    words = []
    if start := series.last_observed:
        period = series.history[start[0]][0]
        words.append(f"{number(start[1], places)} {unit}".strip() + f" in {period}")
    period, value = series.median[-1]
    words.append(f"the middle of the forecast is {number(value, places)} in {period}")
    said = f"{title}: {'; '.join(words)}"
    if series.bands:
        name, edges = series.bands[len(series.bands) // 2]
        low, high = edges[-1]
        said += f", with {name} of outcomes from {number(low, places)}"
        said += f" to {number(high, places)}"
    return f"{said}."


def _table(series: Series, median_name: str, places: int) -> Table:
    inner_first = series.bands[::-1]
    head = ["Period", "Observed", median_name]
    head += [f"{name}: {end}" for name, _ in inner_first for end in ("from", "to")]
    blank = ["–"] * (1 + 2 * len(inner_first))
    rows = [[str(p), number(v, places), *blank] for p, v in series.history]
    for n, (period, value) in enumerate(series.median):
        edges = [number(v, places) for _, ends in inner_first for v in ends[n]]
        rows.append([str(period), "–", number(value, places), *edges])
    return Table(head, rows)


def _n(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")

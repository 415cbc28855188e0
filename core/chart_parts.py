"""Numbers, axes and tables that every chart shares."""

import math
from dataclasses import dataclass


def number(value, places: int = 0) -> str:
    """1,234 or 12.5: as few digits as the value needs, up to ``places``."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(part: float, whole: float) -> str:
    """6 of 145 as 4%; a share that is not nothing is never shown as 0%."""
    if not whole:
        return "0%"
    percent = 100 * part / whole
    return "under 1%" if 0 < percent < 0.5 else f"{percent:.0f}%"


def nice_ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers that cover low to high: steps of 1, 2, 2.5 or 5 times ten."""
    if high <= low:
        high = low + 1
    rough = (high - low) / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, last + 1)]


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers of a chart as a table; the first column names the row."""

    head: list[str]
    rows: list[list[str]]

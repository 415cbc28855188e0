"""The panel: a line per constant footprint, a column per year, NaN where missing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

import numpy as np

from workforce.engine.footprints import Footprint, group_codes, parts
from workforce.engine.reading import LARGEST_FILE, DataError, Row, read_rows

KEPT = (
    "inpost_fte",
    "inpost_headcount",
    "starters_fte",
    "starters_headcount",
    "leavers_fte",
    "leavers_headcount",
    "agency_fte",
    "vacancy_fte",
    "case_holders_fte",
    "cases",
)
ERRORS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Area:
    """One area; ``key`` is the code in the file, or the newest of its ``codes``.

    ``codes`` are in the order in which they came into use.
    """

    key: str
    name: str
    codes: tuple[str, ...]
    region: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures by measure, areas down and years across."""

    areas: tuple[Area, ...]
    years: tuple[int, ...]
    values: dict[str, np.ndarray]

    @property
    def stock(self) -> np.ndarray:
        return self.values["inpost_fte"]

    @property
    def starters(self) -> np.ndarray:
        return self.values["starters_fte"]

    @property
    def leavers(self) -> np.ndarray:
        return self.values["leavers_fte"]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(area.key for area in self.areas)

    def up_to(self, year: int) -> "Panel":
        """The panel as it was known in ``year``: later columns are not there."""
        count = sum(1 for known in self.years if known <= year)
        kept = {name: array[:, :count].copy() for name, array in self.values.items()}
        return replace(self, years=self.years[:count], values=kept)

    def position(self, code: str) -> int:
        """Where the area with this code (any of its codes) stands."""
        for index, area in enumerate(self.areas):
            if code == area.key or code in area.codes:
                return index
        for index, area in enumerate(self.areas):
            if any(code in parts(joint) for joint in area.codes):
                return index
        raise KeyError(code)

    def select(self, keys: Sequence[str]) -> "Panel":
        """Only these areas, in this order."""
        places = [self.position(key) for key in keys]
        kept = {name: array[places] for name, array in self.values.items()}
        return replace(self, areas=tuple(self.areas[p] for p in places), values=kept)


def read_panel(
    source: str | Path | BinaryIO, *, largest_file: int = LARGEST_FILE
) -> Panel:
    """Read a file into a panel, or raise ``DataError`` saying which rows are wrong."""
    _, rows, errors = read_rows(source, largest_file=largest_file)
    kept = [row for row in rows if row.level == "local authority"]
    if errors:
        first = "; ".join(str(error) for error in errors[:ERRORS_SHOWN])
        more = len(errors) - ERRORS_SHOWN
        tail = f"; and {more} more" if more > 0 else ""
        faulty = "1 faulty cell" if len(errors) == 1 else f"{len(errors)} faulty cells"
        raise DataError(f"The file has {faulty}: {first}{tail}.")
    return build_panel(kept)


def build_panel(rows: Iterable[Row]) -> Panel:
    """Add up rows to constant footprints; a year with a part missing is missing."""
    rows = [row for row in rows if row.level == "local authority"]
    if not rows:
        raise DataError("The file has no local authority rows.")
    years = tuple(range(min(r.year for r in rows), max(r.year for r in rows) + 1))
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)

    areas, blocks = [], []
    for footprint in group_codes(rows):
        mine = [
            row
            for code, held in by_code.items()
            if parts(code) & footprint.codes
            for row in held
        ]
        areas.append(_area(footprint, mine))
        blocks.append(_figures(footprint, mine, years))
    order = sorted(range(len(areas)), key=lambda index: areas[index].key)
    table = np.array([blocks[index] for index in order])
    return Panel(
        areas=tuple(areas[index] for index in order),
        years=years,
        values={name: table[:, place, :] for place, name in enumerate(KEPT)},
    )


def _area(footprint: Footprint, rows: list[Row]) -> Area:
    first_seen: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: row.year):
        first_seen.setdefault(row.code, row.year)
    codes = sorted(first_seen, key=lambda code: (first_seen[code], code))
    latest = max(rows, key=lambda row: (row.year, row.code))
    several = len({row.code for row in rows if row.year == latest.year}) > 1
    name = footprint.name if several else latest.name
    return Area(codes[-1], name, tuple(codes), latest.region_name)


def _figures(footprint: Footprint, rows: list[Row], years) -> np.ndarray:
    figures = np.full((len(KEPT), len(years)), np.nan)
    by_year: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_year[row.year].append(row)
    for year, held in by_year.items():
        _refuse_overlap(footprint, held)
        covered = frozenset().union(*(parts(row.code) for row in held))
        if covered not in footprint.editions:
            continue
        column = years.index(year)
        for place, name in enumerate(KEPT):
            if all(name in row.values for row in held):
                figures[place, column] = sum(row.values[name] for row in held)
    return figures


def _refuse_overlap(footprint: Footprint, rows: list[Row]) -> None:
    """The same ground under two codes in one year would be counted twice."""
    counted: dict[str, Row] = {}
    for row in rows:
        for code in parts(row.code):
            if code in counted:
                other = counted[code]
                raise DataError(
                    f"Row {row.line}, column new_la_code: {row.name} in {row.year} is "
                    f"already part of row {other.line}."
                )
            counted[code] = row
    editions = [e for e in footprint.editions if e & counted.keys()]
    if len(editions) > 1:
        last = max(rows, key=lambda row: row.line)
        raise DataError(
            f"Row {last.line}, column new_la_code: {footprint.name} in {last.year} is "
            "given under its old and its new codes at once."
        )

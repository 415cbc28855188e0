"""Forecasts as rows of a table, some areas at a time so that memory stays small."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from workforce.engine import bases
from workforce.engine import draws as drawing
from workforce.engine.forecast import LEVELS, check_request, chosen, summarise
from workforce.engine.model import Fitted, fit
from workforce.engine.panel import Panel
from workforce.engine.reading import DataError, read_lines

COLUMNS = ("area", "year", "mean", *(f"q{round(100 * level):02}" for level in LEVELS))
SLICE = 4_000_000  # areas x years x draws held at once


@dataclass(frozen=True, slots=True)
class Line:
    """One area or group in one year."""

    area: str
    year: int
    mean: float
    quantiles: tuple[float, ...]


def read_groups(source: str | Path | BinaryIO) -> dict[str, list[str]]:
    """Area codes by group from a CSV with the columns ``group`` and ``area``."""
    lines = read_lines(source)
    _, names = next(lines)
    columns = [name.strip().casefold() for name in names]
    absent = [name for name in ("group", "area") if name not in columns]
    if absent:
        raise DataError(
            f"Row 1 of the group file: the column {absent[0]} is missing; "
            "it needs group and area."
        )
    groups: dict[str, list[str]] = {}
    for line, cells in lines:
        if len(cells) != len(columns):
            raise DataError(
                f"Row {line} of the group file has {len(cells)} cells where the header "
                f"has {len(columns)}."
            )
        group, area = (cells[columns.index(name)].strip() for name in ("group", "area"))
        if not group or not area:
            blank = "area" if group else "group"
            raise DataError(f"Row {line}, column {blank} of the group file is blank.")
        groups.setdefault(group, []).append(area)
    if not groups:
        raise DataError("The group file has no rows.")
    return groups


def forecast_lines(
    panel: Panel,
    *,
    origin: int | None = None,
    horizon: int = 6,
    draws: int = 1000,
    seed: int = 1,
    basis: str = bases.POOLED,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Fitted, Iterator[Line]]:
    """The fit (with the areas it had to leave out) and the lines of the stock.

    Every area comes first, then every group: the sum of its areas' draws.
    """
    check_request(horizon=horizon, draws=draws, seed=seed)
    fitted = fit(panel, origin=origin, basis=basis)
    members = _members(panel, fitted, groups or {})
    return fitted, _lines(fitted, members, horizon, draws, seed)


def _members(panel, fitted, groups) -> dict[str, tuple[str, ...]]:
    codes = {code for area in panel.areas for code in (area.key, *area.codes)}
    members = {}
    for group, areas in groups.items():
        if group in codes:
            raise DataError(f"The group “{group}” has the code of an area.")
        try:
            members[group] = chosen(panel, fitted, areas)
        except DataError as error:
            raise DataError(f"Group “{group}”: {error}") from error
    return members


def _lines(fitted, members, horizon, draws, seed) -> Iterator[Line]:
    step = max(1, SLICE // (horizon * draws))
    sums = {group: np.zeros((horizon, draws)) for group in members}
    years: tuple[int, ...] = ()
    for first in range(0, len(fitted.keys), step):
        keys = fitted.keys[first : first + step]
        blocks = range(drawing.blocks_needed(draws))
        made = drawing.run_blocks(
            fitted, blocks, areas=keys, horizon=horizon, seed=seed
        )
        stock, years = made.stock[..., :draws], made.years
        yield from _summary_lines(keys, years, stock)
        for group, areas in members.items():
            here = [keys.index(key) for key in areas if key in keys]
            sums[group] += stock[here].sum(axis=0)
    if sums:
        whole = np.array(list(sums.values()))
        yield from _summary_lines(tuple(sums), years, whole)


def _summary_lines(keys, years, stock) -> Iterator[Line]:
    summary = summarise(stock)
    for row, key in enumerate(keys):
        for column, year in enumerate(years):
            quantiles = tuple(summary.quantiles[row, column].tolist())
            yield Line(key, year, float(summary.mean[row, column]), quantiles)

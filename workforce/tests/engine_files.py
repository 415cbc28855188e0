"""Small files and panels for the engine's tests."""

from pathlib import Path

import numpy as np

from workforce.engine.panel import Area, Panel

PUBLISHED = (
    Path(__file__).resolve().parent.parent / "data" / "csww_indicators_2017_to_2022.csv"
)
HEADER = (
    "time_period,geographic_level,region_name,old_la_code,new_la_code,la_name,"
    "inpost_fte,starters_fte,leavers_fte"
)


def line(code="E09000002", year=2020, stock="100", **other) -> str:
    """One row of a local authority."""
    given = {
        "level": "Local authority",
        "region": "London",
        "old": "301",
        "name": code,
        "starters": "10",
        "leavers": "10",
        **other,
    }
    return (
        f"{year},{given['level']},{given['region']},{given['old']},{code},"
        f"{given['name']},{stock},{given['starters']},{given['leavers']}"
    )


def text(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def made_panel(stock, starters=None, leavers=None, first_year=2017) -> Panel:
    """A panel from arrays, areas named A0, A1 …"""
    stock = np.array(stock, dtype=float)
    empty = np.full(stock.shape, np.nan)
    values = {
        name: empty.copy()
        for name in ("agency_fte", "vacancy_fte", "case_holders_fte", "cases")
    }
    values["inpost_fte"] = stock
    values["starters_fte"] = empty if starters is None else np.array(starters, float)
    values["leavers_fte"] = empty if leavers is None else np.array(leavers, float)
    return Panel(
        areas=tuple(Area(f"A{i}", f"Area {i}", (f"A{i}",)) for i in range(len(stock))),
        years=tuple(range(first_year, first_year + stock.shape[1])),
        values=values,
    )

"""Which codes stand for the same ground over the years.

Listed changes come from ``workforce/data/footprints.csv``; others are discovered when
an area keeps its name while its code changes, or when codes published jointly
(``A / B``) in one year are published apart in another.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workforce.engine.reading import Row

TABLE = Path(__file__).resolve().parent.parent / "data" / "footprints.csv"


@dataclass(frozen=True, slots=True)
class Footprint:
    """Ground that several codes have covered: each edition covers it once."""

    name: str
    editions: tuple[frozenset[str], ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset().union(*self.editions)


def parts(code: str) -> frozenset[str]:
    """The single codes in a code as published: ``A / B`` is a joint return."""
    return frozenset(piece.strip() for piece in code.split("/") if piece.strip())


@cache
def listed() -> tuple[Footprint, ...]:
    """The changes written down in the project's own table."""
    editions: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            editions[row["footprint"]][row["edition"]].add(row["code"])
    return tuple(
        Footprint(name, tuple(frozenset(kept[key]) for key in sorted(kept)))
        for name, kept in editions.items()
    )


def group_codes(rows: Iterable[Row]) -> list[Footprint]:
    """Every area of the rows as a footprint; most have one code and one edition."""
    names: dict[str, str] = {}
    years: dict[str, set[int]] = defaultdict(set)
    for row in sorted(rows, key=lambda row: (row.year, row.code)):
        names[row.code] = row.name
        years[row.code].add(row.year)

    footprints = []
    taken: set[str] = set()
    for change in listed():
        used = [e for e in change.editions if any(parts(c) & e for c in years)]
        if len(used) > 1:
            footprints.append(change)
            taken |= {code for code in years if parts(code) & change.codes}
    free = [code for code in years if code not in taken]
    for codes in _discover(free, names, years):
        newest = max(codes, key=lambda code: (min(years[code]), code))
        footprints.append(Footprint(names[newest], _editions(codes)))
    return footprints


def _editions(codes: Iterable[str]) -> tuple[frozenset[str], ...]:
    """Codes that overlap cover the ground together; codes that do not, in turn."""
    editions: list[frozenset[str]] = []
    for code in sorted(codes):
        apart = [edition for edition in editions if not edition & parts(code)]
        meets = [edition for edition in editions if edition & parts(code)]
        editions = [*apart, parts(code).union(*meets)]
    return tuple(editions)


def _discover(codes, names, years) -> list[set[str]]:
    """Codes that belong together, though no table says so."""
    groups: list[set[str]] = []
    for code in sorted(codes, key=lambda code: (-len(parts(code)), code)):
        home = next((g for g in groups if _same_ground(code, g, names, years)), None)
        if home is None:
            groups.append({code})
        else:
            home.add(code)
    return groups


def _same_ground(code, group, names, years) -> bool:
    if any(parts(code) & parts(other) for other in group):
        return True
    same_name = any(_plain(names[code]) == _plain(names[other]) for other in group)
    apart = not any(years[code] & years[other] for other in group)
    return same_name and apart


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("&", "and").split())

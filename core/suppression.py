"""Tables of people in which no small number can be read or worked out.

Counts from 1 to one below the threshold are hidden, and then as much beside them as it
takes: given everything still published, each hidden count could be any of several
numbers. Every table, chart, export and API that counts people passes through here.

A table with totals is a circulation of whole numbers (grand total → rows → columns →
grand total), each published cell fixed and each hidden one free. How far a hidden cell
can move is the largest flow that fits through the other hidden cells, so the audit is
exact, needs no solver, and the same search finds the cheapest further cells to hide.
"""

import datetime as dt
import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core import rule_settings

HIDDEN, NOT_AVAILABLE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
MARKS = {
    HIDDEN: "hidden to protect people in small groups",
    NOT_AVAILABLE: "not available",
    NOT_APPLICABLE: "not applicable",
}
# A hidden count could be at least this many numbers further up or down.
SPREAD = 3
# What hiding one more costs: a cell its people, a total much more.
CELL, TOTAL, GRAND_TOTAL, EMPTY = 100, 100_000, 10_000_000, 1_000

rule_settings.register(
    "suppression.threshold",
    5,
    unit="people",
    source="DfE, Children’s social work workforce: counts of 1 to 4 are hidden",
)
rule_settings.register(
    "suppression.percentage_base",
    23,
    unit="people",
    source="HESA Standard Rounding Methodology: no percentage of fewer than 22.5",
)
rule_settings.register(
    "suppression.mean_base",
    8,
    unit="people",
    source="HESA Standard Rounding Methodology: no average of 7 or fewer",
)

Entry = int | str


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What may be published: counts, and marks where there is none."""

    cells: tuple[tuple[Entry, ...], ...]
    row_totals: tuple[Entry, ...]
    column_totals: tuple[Entry, ...]
    total: Entry


def protect(counts: Sequence[Sequence[int | str | None]], *, day: dt.date):
    """The table with its totals, safe to publish by the rules of ``day``.

    A count may be None (not available) or NOT_APPLICABLE; totals are of what is there.
    """
    threshold = rule_settings.whole("suppression.threshold", day)
    return protect_above(counts, threshold=threshold)


def protect_above(counts, *, threshold: int) -> ProtectedTable:
    return _Circulation(counts, threshold).published()


def count_shown(count: int, *, day: dt.date) -> Entry:
    """One number that stands alone: no total or other part of it is shown."""
    threshold = rule_settings.whole("suppression.threshold", day)
    return HIDDEN if 0 < count < threshold else count


def percentage_shown(part: int, base: int, *, day: dt.date) -> Decimal | str:
    """A whole percentage, unless its base or either of its parts is too small."""
    if base == 0:
        return NOT_APPLICABLE
    threshold = rule_settings.whole("suppression.threshold", day)
    too_few = any(0 < people < threshold for people in (part, base - part))
    if too_few or base < rule_settings.whole("suppression.percentage_base", day):
        return HIDDEN
    return (Decimal(100 * part) / base).quantize(Decimal(1), ROUND_HALF_UP)


def mean_shown(mean, people: int, *, day: dt.date):
    """An average, unless too few people stand behind it."""
    if people == 0:
        return NOT_APPLICABLE
    enough = people >= rule_settings.whole("suppression.mean_base", day)
    return mean if enough else HIDDEN


@dataclass(slots=True)
class _Edge:
    """A cell or a total: a flow of people from one line of the table to another."""

    start: int
    end: int
    value: int
    cost: int
    is_hidden: bool = False


_Step = tuple[_Edge, int, int]  # along a cell, to a line, one more or one fewer


class _Circulation:
    def __init__(self, counts, threshold: int):
        self.counts = [list(row) for row in counts]
        self.height = len(self.counts)
        self.width = len(self.counts[0]) if self.counts else 0
        self.source = self.height + self.width
        self.sink = self.source + 1
        self.edges: list[_Edge] = []
        lines = range(self.sink + 1)
        self.steps: list[list[_Step]] = [[] for _ in lines]
        self.hidden_steps: list[list[_Step]] = [[] for _ in lines]
        self._draw()
        self._hide_all([e for e in self.edges if 0 < e.value < threshold])

    def _draw(self) -> None:
        known = [[v if isinstance(v, int) else 0 for v in row] for row in self.counts]
        by_row = [sum(row) for row in known]
        by_column = [sum(column) for column in zip(*known, strict=True)]
        self.cells = {
            (r, c): self._add(r, self.height + c, known[r][c], CELL)
            for r in range(self.height)
            for c in range(self.width)
            if isinstance(self.counts[r][c], int)
        }
        self.row_totals = [
            self._add(self.source, r, people, TOTAL) for r, people in enumerate(by_row)
        ]
        self.column_totals = [
            self._add(self.height + c, self.sink, people, TOTAL)
            for c, people in enumerate(by_column)
        ]
        self.total = self._add(self.sink, self.source, sum(by_row), GRAND_TOTAL)

    def _add(self, start: int, end: int, value: int, cost: int) -> _Edge:
        people = min(value, CELL - 1) if value else EMPTY
        edge = _Edge(start, end, value, cost + people)
        self.edges.append(edge)
        self.steps[start].append((edge, end, 1))
        self.steps[end].append((edge, start, -1))
        return edge

    # Is it safe?

    def spread(self, edge: _Edge) -> int:
        """How many further numbers the hidden count could be, up to SPREAD."""
        up = self._flow(edge.end, edge.start, edge)
        return up if up == SPREAD else min(SPREAD, up + self._flow_down(edge))

    def _flow_down(self, edge: _Edge) -> int:
        return min(edge.value, self._flow(edge.start, edge.end, edge))

    def _flow(self, start: int, end: int, without: _Edge) -> int:
        """The largest flow through the other hidden cells, up to SPREAD."""
        moved: dict[int, int] = {}
        for unit in range(SPREAD):
            path = self._path(start, end, without, moved)
            if path is None:
                return unit
            for edge, step in path:
                moved[id(edge)] = moved.get(id(edge), 0) + step
        return SPREAD

    def _path(self, start, end, without, moved):
        """Hidden cells that can take one more or one fewer, from start to end."""
        came: dict[int, tuple] = {start: ()}
        waiting = [start]
        while waiting:
            here = waiting.pop()
            for edge, there, step in self.hidden_steps[here]:
                if there in came or edge is without:
                    continue
                if step < 0 and edge.value + moved.get(id(edge), 0) <= 0:
                    continue
                came[there] = (here, edge, step)
                waiting.append(there)
        return _walk_back(came, end)

    # Make it safe

    def _hide_all(self, waiting: list[_Edge]) -> None:
        """Hide these, and the cheapest ring of cells through each that is not safe.

        Hiding more never makes a safe cell unsafe, so each is looked at once.
        """
        for edge in waiting:
            self._hide(edge)
        while waiting:
            edge = waiting.pop()
            if self.spread(edge) < SPREAD:
                ring = [e for e in self._cheapest_ring(edge) if not e.is_hidden]
                for other in ring:
                    self._hide(other)
                waiting += ring

    def _hide(self, edge: _Edge) -> None:
        edge.is_hidden = True
        self.hidden_steps[edge.start].append((edge, edge.end, 1))
        self.hidden_steps[edge.end].append((edge, edge.start, -1))

    def _cheapest_ring(self, edge: _Edge) -> list[_Edge]:
        """Cells that let this one grow by SPREAD: each takes more, or has it to give.

        There always is one: the cell, its column, the grand total and its row can all
        be larger together.
        """
        start, end = edge.end, edge.start
        best, came = {start: 0}, {start: ()}
        waiting = [(0, start)]
        while waiting:
            cost, here = heapq.heappop(waiting)
            if cost > best[here]:
                continue
            for other, there, step in self.steps[here]:
                if other is edge or (step < 0 and other.value < SPREAD):
                    continue
                price = cost + (0 if other.is_hidden else other.cost)
                if price < best.get(there, price + 1):
                    best[there], came[there] = price, (here, other, step)
                    heapq.heappush(waiting, (price, there))
        return [other for other, _ in _walk_back(came, end)]

    def published(self) -> ProtectedTable:
        def entry(edge: _Edge) -> Entry:
            return HIDDEN if edge.is_hidden else edge.value

        def cell(r: int, c: int) -> Entry:
            if (r, c) in self.cells:
                return entry(self.cells[r, c])
            return self.counts[r][c] or NOT_AVAILABLE

        return ProtectedTable(
            cells=tuple(
                tuple(cell(r, c) for c in range(self.width)) for r in range(self.height)
            ),
            row_totals=tuple(map(entry, self.row_totals)),
            column_totals=tuple(map(entry, self.column_totals)),
            total=entry(self.total),
        )


def _walk_back(came: dict[int, tuple], end: int) -> list[tuple[_Edge, int]] | None:
    if end not in came:
        return None
    path = []
    while came[end]:
        end, edge, step = came[end]
        path.append((edge, step))
    return path

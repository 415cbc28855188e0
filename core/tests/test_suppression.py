import datetime as dt
import itertools
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import suppression
from core.suppression import HIDDEN, ProtectedTable, protect, protect_above
from core.tests.factories import RuleSettingFactory

DAY = dt.date(2026, 11, 13)
THRESHOLD = 3


def entries(table: ProtectedTable):
    yield from itertools.chain(*table.cells)
    yield from (*table.row_totals, *table.column_totals, table.total)


def completions(counts, table: ProtectedTable):
    """Every table an attacker cannot rule out, by trying them all.

    Cells go from 0 to three above the truth: enough to find SPREAD more values.
    """
    height, width = len(counts), len(counts[0])
    choices = [
        np.arange(counts[r][c] + 4, dtype=np.int8)
        if table.cells[r][c] == HIDDEN
        else [counts[r][c]]
        for r in range(height)
        for c in range(width)
    ]
    tried = np.stack(np.meshgrid(*choices, indexing="ij"), axis=-1)
    cells = tried.reshape(-1, height, width)
    by_row, by_column = cells.sum(axis=2), cells.sum(axis=1)
    everything = np.concatenate(
        [cells.reshape(len(cells), -1), by_row, by_column, by_row.sum(1)[:, None]],
        axis=1,
    )
    possible = np.ones(len(everything), dtype=bool)
    for place, entry in enumerate(entries(table)):
        if entry != HIDDEN:
            possible &= everything[:, place] == entry
    return everything[possible]


def narrowest(counts, table: ProtectedTable) -> int:
    """How many numbers the best-known hidden entry could be."""
    possible = completions(counts, table)
    hidden = [place for place, e in enumerate(entries(table)) if e == HIDDEN]
    return min((len(np.unique(possible[:, p])) for p in hidden), default=99)


shapes = st.sampled_from([(1, 2), (1, 4), (2, 2), (2, 3), (3, 2), (4, 1), (3, 1)])
tables = shapes.flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 4), min_size=shape[1], max_size=shape[1]),
        min_size=shape[0],
        max_size=shape[0],
    )
)


@given(tables)
@settings(max_examples=400, deadline=None, derandomize=True)
def test_no_hidden_number_can_be_worked_out(counts):
    table = protect_above(counts, threshold=THRESHOLD)

    assert narrowest(counts, table) > suppression.SPREAD
    shown = [entry for entry in entries(table) if entry != HIDDEN]
    assert [entry for entry in shown if 0 < entry < THRESHOLD] == []


@given(tables)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_what_is_shown_is_the_truth(counts):
    table = protect_above(counts, threshold=THRESHOLD)
    truth = [*itertools.chain(*counts), *map(sum, counts)]
    truth += [*map(sum, zip(*counts, strict=True)), sum(map(sum, counts))]

    pairs = zip(entries(table), truth, strict=True)
    assert [(e, t) for e, t in pairs if e not in (HIDDEN, t)] == []


def test_the_check_itself_finds_what_hiding_small_cells_alone_gives_away():
    counts = [[4, 2], [5, 5]]
    careless = ProtectedTable(((4, HIDDEN), (5, 5)), (6, 10), (9, 7), 16)

    assert narrowest(counts, careless) == 1


def test_nothing_is_hidden_without_need():
    table = protect_above([[10, 0], [20, 30]], threshold=5)

    assert table == ProtectedTable(((10, 0), (20, 30)), (10, 50), (30, 30), 60)


def test_one_small_cell_takes_a_ring_of_the_cheapest_cells_with_it():
    counts = [[3, 40, 90], [50, 60, 70], [20, 30, 80]]

    table = protect_above(counts, threshold=5)

    assert table.cells == (
        (HIDDEN, HIDDEN, 90),
        (50, 60, 70),
        (HIDDEN, HIDDEN, 80),
    )
    assert HIDDEN not in (*table.row_totals, *table.column_totals, table.total)


def test_a_table_of_very_few_people_shows_no_total_either():
    table = protect_above([[1, 1]], threshold=5)

    assert set(entries(table)) == {HIDDEN}


def test_missing_and_impossible_cells_keep_their_marks():
    table = protect_above([[None, 12], ["[z]", 0]], threshold=5)

    assert table.cells == (("[x]", 12), ("[z]", 0))
    assert (table.column_totals, table.total) == ((0, 12), 12)


def test_an_empty_table_is_an_empty_table():
    assert protect_above([], threshold=5) == ProtectedTable((), (), (), 0)


@pytest.mark.django_db
def test_the_threshold_is_a_dated_setting():
    assert protect([[6, 30], [30, 30]], day=DAY).cells == ((6, 30), (30, 30))
    RuleSettingFactory(
        name="suppression.threshold", value=10, starts_on=dt.date(2026, 1, 1)
    )

    assert protect([[6, 30], [30, 30]], day=DAY).cells[0][0] == HIDDEN


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("part", "base", "shown"),
    [
        (10, 40, Decimal(25)),
        (1, 40, HIDDEN),
        (39, 40, HIDDEN),
        (40, 40, Decimal(100)),
        (0, 40, Decimal(0)),
        (10, 22, HIDDEN),
        (0, 0, "[z]"),
        (5, 40, Decimal(13)),
    ],
)
def test_percentages_need_a_base_and_two_parts(part, base, shown):
    assert suppression.percentage_shown(part, base, day=DAY) == shown


@pytest.mark.django_db
def test_lone_counts_and_averages():
    counts = [suppression.count_shown(n, day=DAY) for n in (0, 1, 4, 5)]
    means = [suppression.mean_shown(2.5, n, day=DAY) for n in (0, 7, 8)]

    assert counts == [0, HIDDEN, HIDDEN, 5]
    assert means == ["[z]", HIDDEN, 2.5]

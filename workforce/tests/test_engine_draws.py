from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workforce.engine import VERSION, code_hash
from workforce.engine import draws as drawing
from workforce.engine.forecast import Cancelled, assemble, forecast
from workforce.engine.model import fit
from workforce.engine.panel import read_panel
from workforce.engine.settings import BLOCK
from workforce.tests.engine_files import PUBLISHED

PANEL = read_panel(PUBLISHED)
FITTED = fit(PANEL)
SIX = PANEL.keys[20:26]


def test_the_same_seed_gives_the_same_draws_and_another_does_not():
    one = forecast(PANEL, areas=SIX, draws=300, seed=7)
    two = forecast(PANEL, areas=SIX, draws=300, seed=7)
    other = forecast(PANEL, areas=SIX, draws=300, seed=8)

    for flow in drawing.FLOWS:
        assert (getattr(one, flow) == getattr(two, flow)).all()
    assert (one.stock != other.stock).all()


@pytest.mark.parametrize("basis", ["pooled", "latest", "mean4", "naive"])
def test_a_longer_horizon_begins_with_the_shorter_one(basis):
    five = forecast(PANEL, areas=SIX, horizon=5, draws=300, basis=basis)
    ten = forecast(PANEL, areas=SIX, horizon=10, draws=300, basis=basis)

    for flow in drawing.FLOWS:
        assert (getattr(five, flow) == getattr(ten, flow)[:, :5]).all()


def test_fewer_areas_or_draws_are_the_same_ones_of_the_whole():
    whole = forecast(PANEL, draws=600, horizon=3)
    some = forecast(PANEL, areas=SIX[::-1], draws=260, horizon=3)

    assert some.keys == SIX[::-1]
    places = [whole.keys.index(key) for key in some.keys]
    assert (some.stock == whole.stock[places][..., :260]).all()


@settings(max_examples=15, deadline=None)
@given(cuts=st.sets(st.integers(1, 5)), draws=st.integers(5 * BLOCK + 1, 6 * BLOCK))
def test_blocks_made_anywhere_merge_into_exactly_the_whole(cuts, draws):
    edges = [0, *sorted(cuts), 6]
    pieces = [
        drawing.run_blocks(FITTED, range(a, b), areas=SIX, horizon=2, seed=3)
        for a, b in pairwise(edges)
    ]

    merged = assemble(FITTED, pieces[::-1], draws=draws, seed=3)

    whole = forecast(PANEL, areas=SIX, horizon=2, draws=draws, seed=3)
    for flow in drawing.FLOWS:
        assert (getattr(merged, flow) == getattr(whole, flow)).all()


def test_a_missing_or_doubled_block_is_refused():
    first = drawing.run_blocks(FITTED, [0], areas=SIX, horizon=1)
    third = drawing.run_blocks(FITTED, [2], areas=SIX, horizon=1)

    with pytest.raises(ValueError, match="Block 1 is missing"):
        drawing.merge([first, third], 3 * BLOCK)
    with pytest.raises(ValueError, match="there twice"):
        drawing.merge([first, first], 2 * BLOCK)
    with pytest.raises(ValueError, match="Block 1 is missing"):
        drawing.merge([first], BLOCK + 1)


def test_a_group_is_the_sum_of_draws_and_narrower_than_added_intervals():
    made = forecast(PANEL, areas=SIX, draws=1000)
    total = made.total({"six": SIX, "two": SIX[:2] + SIX[:1]})

    assert (total["six"] == made.stock.sum(axis=0)).all()
    assert (total["two"] == made.stock[:2].sum(axis=0)).all()
    width = np.ptp(np.quantile(total["six"][-1], [0.1, 0.9]))
    alone = np.ptp(np.quantile(made.stock[:, -1], [0.1, 0.9], axis=1), axis=0)
    # Shared shocks make the sum wider than areas that know nothing of each other.
    assert np.sqrt((alone**2).sum()) < width < alone.sum()


def test_the_books_of_every_draw_close_with_the_reconciliation():
    made = forecast(PANEL, areas=SIX, draws=500, horizon=4)
    before = np.concatenate(
        [np.repeat(made.base_stock[:, None, None], 500, axis=2), made.stock[:, :-1]],
        axis=1,
    )
    missed = made.stock - before + made.leavers - made.joiners

    assert (made.joiners >= 0).all()
    assert (made.leavers >= 0).all()
    assert (made.leavers[:, 1:] <= before[:, 1:]).all()
    assert abs(np.median(missed / before)) < 0.02


def test_progress_is_told_after_every_block_and_a_cancel_stops_between_two():
    told = []
    answers = iter([False, False, True])

    with pytest.raises(Cancelled):
        forecast(
            PANEL,
            areas=SIX,
            draws=4 * BLOCK,
            progress=lambda done, whole: told.append((done, whole)),
            cancelled=lambda: next(answers),
        )

    assert told == [(1, 4), (2, 4)]


def test_a_cancel_before_the_start_draws_nothing():
    with pytest.raises(Cancelled):
        forecast(PANEL, cancelled=lambda: True, draws=10)


def test_quantiles_run_from_5_to_95_in_fives_and_rise():
    summary = forecast(PANEL, areas=SIX, draws=500).summary("leavers")

    assert summary.quantiles.shape == (6, 6, 19)
    assert (np.diff(summary.quantiles, axis=-1) >= 0).all()


def test_the_code_has_a_version_and_a_fingerprint():
    assert VERSION == "1.0"
    assert len(code_hash()) == 64
    assert int(code_hash(), 16) > 0

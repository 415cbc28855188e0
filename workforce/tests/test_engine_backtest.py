import numpy as np
import pytest

from workforce.engine.backtest import METHODS, backtest
from workforce.engine.forecast import Cancelled
from workforce.engine.panel import read_panel
from workforce.engine.reading import DataError
from workforce.engine.scores import crps, measure
from workforce.tests.engine_files import PUBLISHED, made_panel


@pytest.fixture(scope="module")
def published():
    return read_panel(PUBLISHED)


@pytest.fixture(scope="module")
def scored(published):
    return backtest(published, draws=300)


def test_crps_of_one_draw_is_the_distance_and_of_two_takes_off_half_their_gap():
    assert crps(np.array([[3.0]]), np.array([5.0])).tolist() == [2.0]
    assert crps(np.array([[3.0, 7.0]]), np.array([5.0])).tolist() == [0.0]


def test_crps_of_many_normal_draws_is_the_textbook_value():
    rng = np.random.default_rng(1)
    draws = rng.standard_normal((50, 4000))

    # Closed form for N(0, 1) at 0: 2 phi(0) - 1 / sqrt(pi).
    expected = 2 / np.sqrt(2 * np.pi) - 1 / np.sqrt(np.pi)
    assert crps(draws, np.zeros(50)).mean() == pytest.approx(expected, abs=0.004)


def test_scores_are_shares_of_the_outcome():
    draws = np.tile(np.linspace(90, 110, 101), (2, 1))

    score = measure(draws, np.array([100.0, 125.0])).score()

    assert score.count == 2
    assert score.mape == pytest.approx(100 * (0 + 25 / 125) / 2)
    assert score.cover == 50
    assert score.width == pytest.approx(100 * (16 / 100 + 16 / 125) / 2)


def test_an_honest_world_is_covered_four_times_in_five():
    rng = np.random.default_rng(2)
    years, areas = 11, 150
    shocks = rng.normal(0.0, 0.02, years)
    own = rng.standard_t(5, (areas, years)) * 0.06
    size = rng.uniform(60, 400, (areas, 1))
    panel = made_panel(size * np.exp(np.cumsum(shocks + own, axis=1)))

    made = backtest(panel, methods=("pooled", "naive"), draws=300)

    assert 74 < made.overall["pooled", "area"].cover < 88


def test_on_the_published_data_the_pooled_method_beats_every_other(scored):
    best = scored.overall["pooled", "area"]
    others = [m for m in METHODS if m != "pooled"]

    assert scored.origins == (2018, 2019, 2020, 2021)
    for level in ("area", "small", "six"):
        crps_of = {m: scored.overall[m, level].crps for m in METHODS}
        assert all(crps_of["pooled"] < crps_of[other] for other in others)
    assert best.count == 1460
    assert best.mape < 9.5
    assert 75 < best.cover < 85
    assert scored.gain["naive", "area"] == 0


def test_it_says_where_the_pooled_method_lost(scored):
    lost = scored.lost("pooled")

    assert ("area", 2018) not in lost
    assert ("area", 2021) in lost


def test_each_area_has_its_own_scores(scored, published):
    own = [score for (method, _), score in scored.by_area.items() if method == "naive"]

    assert {score.count for score in own} <= set(range(1, 11))
    assert sum(s.count for s in own) == scored.overall["naive", "area"].count


def test_nothing_after_an_origin_is_seen_from_it(published):
    cut = backtest(published.up_to(2020), origins=[2019], draws=100)
    whole = backtest(published, origins=[2019], horizon=1, draws=100)

    for method in METHODS:
        assert cut.overall[method, "area"] == whole.overall[method, "area"]


def test_too_few_years_are_refused_in_words():
    with pytest.raises(DataError, match="needs three years"):
        backtest(made_panel([[100, 110]]))
    with pytest.raises(DataError, match="No year after 2018"):
        backtest(made_panel([[100, 110]]), origins=[2018])


def test_a_back_test_reports_progress_and_can_be_cancelled(published):
    told = []
    with pytest.raises(Cancelled):
        backtest(
            published,
            origins=[2020],
            methods=("naive", "drift"),
            draws=50,
            progress=lambda done, whole: told.append((done, whole)),
            cancelled=lambda: bool(told),
        )

    assert told == [(1, 2)]

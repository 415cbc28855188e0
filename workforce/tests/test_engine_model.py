from dataclasses import replace

import numpy as np
import pytest

from workforce.engine import bases, national, pool
from workforce.engine.forecast import forecast
from workforce.engine.leaving import start_stock
from workforce.engine.model import fit
from workforce.engine.panel import read_panel
from workforce.engine.reading import DataError
from workforce.engine.settings import DEFAULT
from workforce.tests.engine_files import PUBLISHED, made_panel

LEAVER_RATES = (0.10, 0.12, 0.14, 0.20)


def falling_panel():
    """One area of 1,000 that loses 10, 12, 14 and 20 % a year and hires nobody."""
    stock = [1000.0]
    for rate in LEAVER_RATES:
        stock.append(stock[-1] * (1 - rate))
    leavers = [np.nan] + [
        s * rate for s, rate in zip(stock, LEAVER_RATES, strict=False)
    ]
    return made_panel([stock], [[np.nan, 0, 0, 0, 0]], [leavers])


@pytest.fixture(scope="module")
def published():
    return read_panel(PUBLISHED)


@pytest.mark.parametrize(("basis", "rate"), [("latest", 0.20), ("mean4", 0.14)])
def test_a_basis_uses_the_last_rate_or_the_mean_of_the_last_four(basis, rate):
    panel = falling_panel()

    rates = bases.rates_used(panel, basis)
    made = forecast(panel, basis=basis, horizon=2, draws=4000)

    assert rates.leaver[0] == pytest.approx(rate)
    assert rates.joiner[0] == 0
    expected = panel.stock[0, -1] * (1 - rate) ** np.array([1, 2])
    assert np.median(made.stock[0], axis=1) == pytest.approx(expected, rel=0.02)
    first_rate = np.median(made.leavers[0, 0]) / panel.stock[0, -1]
    assert first_rate == pytest.approx(rate, abs=0.01)


def test_the_mean_takes_the_years_there_are_and_skips_missing_ones():
    panel = falling_panel()
    panel.leavers[0, -1] = np.nan

    assert bases.rates_used(panel, "latest").leaver[0] == pytest.approx(0.14)
    mean = bases.rates_used(panel, "mean4")
    assert (mean.leaver[0], mean.years[0]) == (pytest.approx(0.12), 3)


def test_the_first_years_start_is_worked_back_from_its_flows():
    panel = made_panel([[110.0, 120.0]], [[20.0, 15.0]], [[10.0, 5.0]])

    start = start_stock(panel.stock, panel.starters, panel.leavers)

    assert start.tolist() == [[100.0, 110.0]]


def test_the_middle_of_naive_is_the_last_value(published):
    made = forecast(published, basis="naive", horizon=6, draws=1000)
    large = made.base_stock > 50
    middle = np.median(made.stock[large], axis=2) / made.base_stock[large, None]

    assert middle.mean(axis=0) == pytest.approx(np.ones(6), abs=0.01)


def test_the_total_of_all_areas_follows_the_national_drift(published):
    fitted = fit(published)
    made = forecast(published, horizon=4, draws=2000)

    total = made.stock.sum(axis=0).mean(axis=1) / made.base_stock.sum()
    expected = np.exp(fitted.drift * np.arange(1, 5))
    assert total == pytest.approx(expected, rel=0.01)


def test_what_comes_after_the_origin_changes_nothing(published):
    spoilt = {}
    for name, array in published.values.items():
        changed = array.copy()
        changed[:, 4:] = np.where(np.isfinite(array[:, 4:]), 7.0, np.nan)
        spoilt[name] = changed
    other = replace(published, values=spoilt)

    for basis in bases.BASES:
        asked = {"origin": 2020, "basis": basis, "horizon": 3, "draws": 100}
        one, two = forecast(published, **asked), forecast(other, **asked)
        cut = forecast(published.up_to(2020), **asked)
        assert (one.stock == two.stock).all()
        assert (one.stock == cut.stock).all()
        assert (one.joiners == two.joiners).all()


def test_drift_and_shock_of_the_nation_are_shrunk_to_their_priors():
    growth = 1.06 ** np.arange(6)
    panel = made_panel([[200 * g for g in growth] for _ in range(150)])

    many = national.learn(panel.stock, DEFAULT.growth_sd, DEFAULT)
    one = national.learn(panel.stock[:1], DEFAULT.growth_sd, DEFAULT)
    none = national.learn(panel.stock[:, :1], DEFAULT.growth_sd, DEFAULT)

    assert 0.03 < many.drift < np.log(1.06)
    assert 0 < one.drift < many.drift / 2
    assert (none.drift, none.drift_sd) == (0.0, pytest.approx(DEFAULT.drift_sd))
    assert none.shock_sd == pytest.approx(DEFAULT.shock_sd)
    assert many.drift_sd < one.drift_sd < none.drift_sd


def test_one_area_alone_is_forecast_from_the_built_in_pool():
    made = forecast(made_panel([[100, 104, 99, 101]]), horizon=4, draws=2000)
    low, high = np.quantile(made.stock[0, 0], [0.1, 0.9])

    assert 85 < low < 92
    assert 108 < high < 118


def test_one_year_of_data_works_and_says_how_wide_it_is(published):
    only_latest = {name: a.copy() for name, a in published.values.items()}
    place = published.position("E09000002")
    for array in only_latest.values():
        array[place, :-1] = np.nan
    panel = replace(published, values=only_latest)

    made = forecast(panel, areas=["E09000002"], draws=1000)

    low, high = np.quantile(made.stock[0, -1], [0.1, 0.9])
    assert made.notes() == [
        "Barking and Dagenham has one year of data: its 80 % interval for 2028 is "
        f"between {low:,.0f} and {high:,.0f} FTE."
    ]
    assert 0 < low < made.base_stock[0] < high


@pytest.mark.parametrize("basis", bases.BASES)
def test_a_whole_file_of_one_year_works(published, basis):
    made = forecast(published, origin=2017, basis=basis, draws=100)

    assert len(made.keys) == 149
    assert np.isfinite(made.stock).all()
    assert (made.years_known == 1).all()


def test_an_area_without_any_figure_says_why_there_is_no_forecast():
    panel = made_panel([[100, 101], [np.nan, np.nan], [np.nan, 90]])

    made = forecast(panel, origin=2017, draws=10)

    assert made.keys == ("A0",)
    assert made.skipped == {
        "A1": "Area 1 has no in-post figure up to 2017",
        "A2": "Area 2 has no in-post figure up to 2017",
    }
    with pytest.raises(DataError, match="Area 1 has no in-post figure up to 2018"):
        forecast(panel, areas=["A1"], draws=10)


def test_an_area_without_its_last_figure_is_carried_forward_and_wider():
    stock = np.full((80, 5), 200.0) * np.exp(
        np.random.default_rng(3).normal(0, 0.05, (80, 5)).cumsum(axis=1)
    )
    whole = made_panel(stock)
    stock[0, 3:] = np.nan
    holed = made_panel(stock)

    made = forecast(holed, areas=["A0"], horizon=1, draws=2000)
    beside = forecast(whole, areas=["A0"], horizon=1, draws=2000)

    assert made.base_year.tolist() == [2019]
    assert made.notes()[0].startswith("Area 0 has no figure after 2019")
    assert made.stock.std() > 1.3 * beside.stock.std()


def test_an_origin_after_the_data_adds_years_of_uncertainty(published):
    later = forecast(published, origin=2024, horizon=1, draws=250)
    now = forecast(published, origin=2022, horizon=3, draws=250)

    assert later.years == (2025,)
    assert (later.stock[:, 0] == now.stock[:, 2]).all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"origin": 2016}, "begins in 2017"),
        ({"origin": 2033}, "too long before"),
        ({"basis": "mean5"}, "no basis “mean5”"),
        ({"horizon": 0}, "horizon must be 1 to 10"),
        ({"horizon": 11}, "horizon must be 1 to 10"),
        ({"draws": 0}, "draws must be 1 to 100,000"),
        ({"seed": -1}, "seed must be"),
        ({"areas": ["E99999999"]}, "no area with the code E99999999"),
        ({"areas": []}, "No area was chosen"),
    ],
)
def test_a_request_that_cannot_be_met_is_refused_in_words(published, asked, message):
    with pytest.raises(DataError, match=message):
        forecast(published, **asked)


def test_an_area_at_nought_may_hire_but_is_expected_to_stay_small(published):
    made = forecast(published, areas=["E06000053", "E09000001"], draws=1000)

    scilly = made.stock[0]
    assert made.base_stock.tolist() == [0.0, 12.0]
    assert (scilly >= 0).all()
    assert np.median(scilly) < 1 < scilly.max() < 20
    assert np.isfinite(made.stock).all()


def test_areas_in_need_are_expected_to_grow_against_the_nation(published):
    fitted = fit(published, origin=2021)
    assert fitted.keys == published.keys
    ok = (published.stock[:, 4] > 25) & np.isfinite(published.values["cases"][:, 4])
    ratio = published.values["cases"][ok, 4] / published.stock[ok, 4]

    assert set(fitted.pull) == {"caseload", "gap"}
    assert all(effect > 0 for effect in fitted.pull.values())
    assert np.corrcoef(ratio, fitted.own_growth[ok, 0])[0, 1] > 0.4


def test_the_built_in_triplets_have_the_spread_the_settings_state():
    rows = pool.built_in(60, DEFAULT)

    sd = (DEFAULT.growth_sd, DEFAULT.leaver_sd, DEFAULT.reconcile_sd)
    assert rows.std(axis=0) == pytest.approx(sd, rel=0.15)
    assert np.corrcoef(rows.T)[0, 1] < 0 < np.corrcoef(rows.T)[0, 2]


def test_the_spread_factor_widens_a_pool_that_wanders_more_than_it_jumps():
    rng = np.random.default_rng(5)
    slopes = rng.normal(0, 0.08, (120, 1))
    steady = made_panel(200 * np.exp(slopes * np.arange(7)))
    jumpy = made_panel(200 * np.exp(rng.normal(0, 0.08, (120, 7))))

    assert fit(steady).spread > 1.15
    assert fit(jumpy).spread < 0.9

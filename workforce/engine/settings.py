"""Every number the method is given rather than learns, with where it comes from.

None of them was chosen by looking at years a forecast is scored on: they are either
general (a growth rate near nought, a few per cent of common movement), or measured once
on the published children's data for 2017 to 2022 and there replaced by the panel's own
estimate as soon as the panel can give one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Weakly informative priors and fixed choices of the pooled method."""

    # National drift a year, in log points: centred on no growth. Two in three chance
    # of under 2 % a year either way, wide beside any decade of published stock.
    drift_sd: float = 0.02
    # National shock a year: prior guess 3 log points, worth four years of evidence.
    shock_sd: float = 0.03
    shock_weight: float = 4.0
    # Shocks have heavy tails: one year in five is drawn 2.2 times as wide as the rest.
    shock_tail_share: float = 0.2
    shock_tail_ratio: float = 2.2
    # Year-to-year movement of one area of ``usual_size`` FTE about the nation; small
    # areas move more. Measured on 2017-2022: sd 0.085, power about -0.4.
    growth_sd: float = 0.085
    usual_size: float = 150.0
    size_power: float = -0.4
    smallest_size: float = 5.0
    # Areas below this are too small to teach anything about the others.
    pool_floor: float = 25.0
    # Below this many pooled triplets the built-in ones make up the number.
    pool_least: int = 60
    # How much an area's own volatility counts against the nation's (in years).
    volatility_weight: float = 10.0
    # Pull of need (cases, agency, vacancies) on growth: prior sd of the effect of one
    # standard deviation of a signal, and how far areas share errors within a year.
    signal_sd: float = 0.015
    signal_error_inflation: float = 2.0
    signal_clip: float = 2.5
    signal_persistence: float = 0.75
    # Leaver rate on the logit scale: England lost about 15 % of its stock a year.
    leaver_rate: float = 0.15
    leaver_sd: float = 0.45
    leaver_area_sd: float = 0.35
    leaver_persistence: float = 0.2
    leaver_last_weight: float = 0.6
    leaver_shock_sd: float = 0.08
    leaver_shock_correlation: float = -0.5
    # Published stock + starters - leavers misses the next stock by about 3 %.
    reconcile_sd: float = 0.035
    # Calibration of the spread: pairs needed before it is believed by half, and limits.
    spread_weight: float = 60.0
    spread_limits: tuple[float, float] = (0.6, 1.7)
    calibration_horizon: int = 4
    # Parts that can be switched off to see what each is worth.
    use_signals: bool = True
    use_volatility: bool = True
    use_spread: bool = True


DEFAULT = Settings()
LONGEST_HORIZON = 10
MOST_DRAWS = 100_000
BLOCK = 250

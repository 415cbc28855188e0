"""How wide to be: learnt from pseudo-origins inside the training window.

At each earlier year the same centre is drawn forward and compared with what came, the
nation's part taken out of both. One factor then stretches or narrows every draw.
"""

import numpy as np

from workforce.engine import bases
from workforce.engine.national import size_scale
from workforce.engine.settings import Settings
from workforce.engine.training import Training

SIMULATED = 4000
OWN_RATES = frozenset({bases.LATEST, bases.MEAN4})


def slope_sd(training: Training, basis: str, settings: Settings) -> float:
    """Extra error of an area's own growth rate, beyond the pooled residuals.

    From one year ahead at each pseudo-origin: robust variance of the miss less that of
    growth about the nation. Built-in where there is too little to measure.
    """
    misses, pooled = [], []
    for column in range(training.stock.shape[1] - 1):
        own = _own_growth(training, basis, column)
        before = training.stock[:, column]
        change = np.log(training.stock[:, column + 1] / before)
        size = size_scale(before, settings)
        miss = (change - own) / size
        ok = np.isfinite(miss) & (before >= settings.pool_floor)
        misses.extend(miss[ok] - np.median(miss[ok]) if ok.any() else [])
        pooled.extend((change - training.common[column])[ok] / size[ok])
    prior = settings.growth_sd**2
    if len(misses) < 2:
        return settings.growth_sd
    excess = _robust_variance(misses) - _robust_variance(pooled)
    weight = len(misses) / (len(misses) + 30)
    return float(np.sqrt(max(weight * excess + (1 - weight) * prior, 1e-6)))


def spread(training: Training, plan, settings: Settings) -> float:
    """The factor by which pseudo-origins' misses exceed what the draws expect."""
    if not settings.use_spread:
        return 1.0
    logs, weights = [], []
    last = training.stock.shape[1] - 1
    for ahead in range(1, min(settings.calibration_horizon, last) + 1):
        missed = _misses(training, plan.basis, ahead, settings)
        if len(missed) < 2:
            continue
        expected = _expected(training, plan, ahead, settings)
        logs.append(np.log(max(np.quantile(missed, 0.8), 1e-6) / expected))
        weights.append(len(missed))
    if not logs:
        return 1.0
    # Looks ahead overlap, so trust is by the pairs of the shortest one alone.
    trust = weights[0] / (weights[0] + settings.spread_weight)
    low, high = settings.spread_limits
    factor = np.exp(trust * np.average(logs, weights=weights))
    return float(np.clip(factor, low, high))


def _own_growth(training: Training, basis: str, column: int) -> np.ndarray:
    """The basis's growth rates as they would have been used in an earlier year."""
    known = training.known.up_to(training.known.years[column])
    return bases.growth(bases.rates_used(known, basis))


def _misses(
    training: Training, basis: str, ahead: int, settings: Settings
) -> np.ndarray:
    """Absolute misses ``ahead`` years from every pseudo-origin, in usual-size units."""
    found = []
    stock = training.stock
    for column in range(stock.shape[1] - ahead):
        before = stock[:, column]
        came = np.log(stock[:, column + ahead] / before)
        miss = came - _centre(training, basis, column, ahead, settings)
        size = size_scale(before, settings) * training.volatility
        ok = np.isfinite(miss) & (before >= settings.pool_floor)
        found.append(np.abs(miss[ok] / size[ok]))
    return np.concatenate(found) if found else np.array([])


def _centre(training, basis, column, ahead, settings) -> np.ndarray:
    """What the basis would have expected, given the nation's growth that came."""
    common = training.common[column : column + ahead].sum()
    if basis in OWN_RATES:
        own = _own_growth(training, basis, column)
        held = np.isfinite(own) & (training.stock[:, column] >= settings.pool_floor)
        # The nation's part of the miss is common; only the rest is the areas' own.
        middle = np.median(own[held]) if held.any() else 0.0
        return common + (own - middle) * ahead
    expected = np.full(len(training.stock), common)
    if basis == bases.POOLED:
        expected += training.pull.over(training.signals, column, ahead)
    return expected


def _expected(training: Training, plan, ahead: int, settings: Settings) -> float:
    """Four-fifths point of the absolute miss that uncalibrated draws would give."""
    rng = np.random.Generator(np.random.PCG64(20170930))
    growth = training.pool[:, 0]
    total = growth[rng.integers(0, len(growth), (SIMULATED, ahead))].sum(axis=1)
    unit = _usual_slope(training, plan, settings)
    total = total + ahead * unit * rng.standard_normal(SIMULATED)
    return float(np.quantile(np.abs(total), 0.8))


def _usual_slope(training: Training, plan, settings: Settings) -> float:
    """The slope's standard deviation for an area of usual size."""
    latest = training.stock[:, -1]
    ok = (plan.slope_sd > 0) & np.isfinite(latest)
    if not ok.any():
        return 0.0
    return float(np.median(plan.slope_sd[ok] / size_scale(latest[ok], settings)))


def _robust_variance(sample) -> float:
    low, high = np.quantile(sample, [0.1, 0.9])
    return float(((high - low) / 2.563) ** 2)

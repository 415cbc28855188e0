"""Leaver rates: nation, area effect by empirical Bayes, and a fading residual."""

from dataclasses import dataclass

import numpy as np

from workforce.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Leaving:
    """Logit of leavers over the stock at the start of the year."""

    level: float  # national level carried into the forecast
    shock_sd: float
    area: np.ndarray  # area effects
    last: np.ndarray  # residual in the last training year, 0 if not known
    residual: np.ndarray  # areas x years, innovation after the fading residual
    persistence: float


def start_stock(
    stock: np.ndarray, starters: np.ndarray, leavers: np.ndarray
) -> np.ndarray:
    """Stock at the start of each year; in the first year worked back from the flows."""
    start = np.full_like(stock, np.nan)
    start[:, 1:] = stock[:, :-1]
    worked_back = stock - starters + leavers
    use = ~(start > 0) & (worked_back > 0)
    start[use] = worked_back[use]
    return np.where(start > 0, start, np.nan)


def logit(rate: np.ndarray) -> np.ndarray:
    held = np.clip(rate, 0.005, 0.7)
    return np.log(held / (1 - held))


def learn(start: np.ndarray, leavers: np.ndarray, settings: Settings) -> Leaving:
    rate = leavers / start
    seen = np.isfinite(rate)
    score = np.where(seen, logit(np.where(seen, rate, 0.1)), np.nan)
    weight = np.where(seen, np.sqrt(np.nan_to_num(start)), 0.0)
    nation, level, shock = _nation(score, weight, settings)
    gap = score - nation
    years = seen.sum(axis=1)
    mean = np.where(years > 0, np.nansum(gap, axis=1) / np.maximum(years, 1), 0.0)
    within, between = _variances(gap, mean, years, settings)
    shrink = between / (between + within / np.maximum(years, 1))
    area = np.where(years > 0, shrink * mean, 0.0)
    left = gap - area[:, None]
    rho = settings.leaver_persistence
    fresh = left.copy()
    fresh[:, 1:] -= rho * np.nan_to_num(left[:, :-1])
    last = np.nan_to_num(left[:, -1]) if left.shape[1] else np.zeros(len(area))
    return Leaving(level, shock, area, np.clip(last, -1.5, 1.5), fresh, rho)


def _nation(score, weight, settings) -> tuple[np.ndarray, float, float]:
    """Level by year, the level to carry forward, and how far a year moves it."""
    prior = float(logit(np.array(settings.leaver_rate)))
    mass = weight.sum(axis=0)
    total = (weight * np.nan_to_num(score)).sum(axis=0)
    prior_mass = np.sqrt(settings.usual_size)  # the prior counts as one usual area
    by_year = (total + prior_mass * prior) / (mass + prior_mass)
    known = by_year[mass > 0]
    if not known.size:
        return by_year, prior, 2 * settings.leaver_shock_sd
    last = settings.leaver_last_weight
    level = last * known[-1] + (1 - last) * known.mean()
    steps = np.diff(known)
    prior_weight = settings.shock_weight
    shock = (prior_weight * settings.leaver_shock_sd**2 + (steps**2).sum()) / (
        prior_weight + len(steps)
    )
    return by_year, float(level), float(shock**0.5)


def _variances(gap, mean, years, settings) -> tuple[float, float]:
    """Within-area and between-area variance, each worth 20 areas of the prior."""
    squares = np.nansum((gap - mean[:, None]) ** 2)
    freedom = np.maximum(years - 1, 0).sum()
    within = (squares + 40 * settings.leaver_sd**2) / (freedom + 40)
    many = years > 0
    spread = (mean[many] ** 2 - within / years[many]).sum()
    between = (max(spread, 0.0) + 20 * settings.leaver_area_sd**2) / (many.sum() + 20)
    return float(within), float(between)

"""The nation's part: drift and shocks common to every area."""

from dataclasses import dataclass

import numpy as np

from workforce.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class National:
    """What is known of common growth a year, in log points."""

    drift: float
    drift_sd: float
    shock_sd: float
    growth: np.ndarray  # by training year pair: the common part as estimated


def size_scale(stock: np.ndarray, settings: Settings) -> np.ndarray:
    """How much more (or less) than an area of usual size one of this size moves."""
    held = np.maximum(stock, settings.smallest_size)
    return (held / settings.usual_size) ** settings.size_power


def learn(stock: np.ndarray, growth_sd: float, settings: Settings) -> National:
    """Shrink the drift to nought and the shock towards its prior.

    Growth of the panel's total in a year is drift + shock + the areas' own movement.
    With 150 areas the last part averages out; with one area it is nearly everything,
    and then the priors decide.
    """
    total, own = _yearly(stock, growth_sd, settings)
    known = np.isfinite(total)
    seen, noise = total[known], own[known]
    prior = settings.shock_sd**2
    trust = prior / (prior + noise)
    shock, drift = prior, 0.0
    precision = 1 / settings.drift_sd**2
    for _ in range(5):
        weight = 1 / (shock + noise)
        precision = 1 / settings.drift_sd**2 + weight.sum()
        drift = float((weight * seen).sum() / precision)
        excess = np.maximum((seen - drift) ** 2 - noise, 0)
        shock = (settings.shock_weight * prior + (trust * excess).sum()) / (
            settings.shock_weight + trust.sum()
        )
    common = np.full(len(total), drift)
    common[known] += shock / (shock + noise) * (seen - drift)
    return National(drift, float(precision**-0.5), float(shock**0.5), common)


def _yearly(stock, growth_sd, settings) -> tuple[np.ndarray, np.ndarray]:
    """Log growth of the total by year pair, and the variance chance lends it."""
    pairs = stock.shape[1] - 1
    total, own = np.full(pairs, np.nan), np.full(pairs, np.nan)
    for year in range(pairs):
        before, after = stock[:, year], stock[:, year + 1]
        both = (before > 0) & (after > 0)
        if not both.any():
            continue
        share = before[both] / before[both].sum()
        total[year] = np.log(after[both].sum() / before[both].sum())
        sd = growth_sd * size_scale(before[both], settings)
        own[year] = (share**2 * sd**2).sum()
    return total, own

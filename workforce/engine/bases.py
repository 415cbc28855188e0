"""The annex's two bases: an area's own leaver and joiner rates, carried forward."""

from dataclasses import dataclass

import numpy as np

from workforce.engine.leaving import start_stock
from workforce.engine.panel import Panel

POOLED, LATEST, MEAN4, NAIVE = "pooled", "latest", "mean4", "naive"
BASES = (POOLED, LATEST, MEAN4, NAIVE)
NAMES = {
    POOLED: "Pooled across councils",
    LATEST: "Most recent year",
    MEAN4: "Mean of the last four years",
    NAIVE: "Last value carried forward",
}
WINDOW = {LATEST: 1, MEAN4: 4}


@dataclass(frozen=True, slots=True)
class Rates:
    """Leavers and joiners over the stock at the start of the year, by area."""

    leaver: np.ndarray
    joiner: np.ndarray
    years: np.ndarray  # how many years of rates each area had


def rates_used(panel: Panel, basis: str) -> Rates:
    """The rates a basis carries forward: ``latest`` the last, ``mean4`` up to four.

    Rates are averaged as rates. NaN where an area has no year with both flows.
    """
    start = start_stock(panel.stock, panel.starters, panel.leavers)
    leaver, joiner = panel.leavers / start, panel.starters / start
    both = np.isfinite(leaver) & np.isfinite(joiner)
    from_last = np.cumsum(both[:, ::-1], axis=1)[:, ::-1]
    taken = both & (from_last <= WINDOW[basis])
    years = taken.sum(axis=1)

    def mean(rate: np.ndarray) -> np.ndarray:
        total = np.where(taken, np.nan_to_num(rate), 0.0).sum(axis=1)
        return np.where(years > 0, total / np.maximum(years, 1), np.nan)

    return Rates(np.minimum(mean(leaver), 1.0), mean(joiner), years)


def growth(rates: Rates) -> np.ndarray:
    """Log growth a year of a stock that gains and loses at these rates."""
    factor = 1 + rates.joiner - rates.leaver
    return np.log(np.clip(factor, 0.05, 3.0))

"""Scores of draws against what came."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Score:
    """Averages over forecasts; percentages of the forecast's or the outcome's size."""

    count: int
    mape: float  # of the median, % of the outcome
    crps: float  # % of the outcome
    cover: float  # % of outcomes inside the 80 % interval
    width: float  # of the 80 % interval, % of the outcome


@dataclass(frozen=True, slots=True)
class Hits:
    """The same by single forecast, so that they can be averaged any way."""

    error: np.ndarray
    crps: np.ndarray
    inside: np.ndarray
    width: np.ndarray

    def score(self) -> Score:
        if not len(self.error):
            return Score(0, *([float("nan")] * 4))
        parts = (self.error, self.crps, self.inside, self.width)
        return Score(len(self.error), *(float(100 * part.mean()) for part in parts))

    @classmethod
    def join(cls, parts: "list[Hits]") -> "Hits":
        names = ("error", "crps", "inside", "width")
        return cls(*(np.concatenate([getattr(p, n) for p in parts]) for n in names))


def measure(draws: np.ndarray, came: np.ndarray) -> Hits:
    """``draws`` is forecasts x draws, ``came`` the outcomes (above nought)."""
    low, middle, high = np.quantile(draws, [0.1, 0.5, 0.9], axis=1)
    return Hits(
        error=np.abs(middle - came) / came,
        crps=crps(draws, came) / came,
        inside=((low <= came) & (came <= high)).astype(float),
        width=(high - low) / came,
    )


def crps(draws: np.ndarray, came: np.ndarray) -> np.ndarray:
    """Continuous ranked probability score of a sample: smaller is better.

    Mean distance to the outcome less half the mean distance between two draws
    (without counting a draw against itself).
    """
    count = draws.shape[1]
    distance = np.abs(draws - came[:, None]).mean(axis=1)
    if count < 2:
        return distance
    ordered = np.sort(draws, axis=1)
    weight = 2 * np.arange(1, count + 1) - count - 1
    between = 2 * (ordered * weight).sum(axis=1) / (count * (count - 1))
    return distance - between / 2

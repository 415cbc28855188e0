"""Signals of need that pull an area's stock up: the published rows beside the stock.

A council with many cases, agency workers and vacancies for its size tends to grow
against the nation in the next years. The effect is learnt by a ridge regression
over all areas and training years, shrunk towards nought, and fades as signals do.
"""

from dataclasses import dataclass

import numpy as np

from workforce.engine.panel import Panel
from workforce.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Pull:
    """Expected extra log growth by area in the first year, and how fast it fades."""

    first_year: np.ndarray
    persistence: float
    effects: dict[str, float]

    def by_year(self, horizon: int) -> np.ndarray:
        return self.first_year[:, None] * self._fade(horizon)

    def expected(self, signals: dict[str, np.ndarray], shape) -> np.ndarray:
        """One year's pull by area and year pair, from the signals of its first year."""
        total = np.zeros(shape)
        for name, effect in self.effects.items():
            total += effect * signals[name][:, :-1]
        return total

    def over(
        self, signals: dict[str, np.ndarray], column: int, years: int
    ) -> np.ndarray:
        """The pull of a year's signals over the years after it."""
        total = np.zeros(len(self.first_year))
        for name, effect in self.effects.items():
            total += effect * signals[name][:, column]
        return total * self._fade(years).sum()

    def _fade(self, years: int) -> np.ndarray:
        return self.persistence ** np.arange(years)


def none(areas: int, settings: Settings) -> Pull:
    """No pull, where there is too little to learn one from."""
    return Pull(np.zeros(areas), settings.signal_persistence, {})


def measure(panel: Panel, settings: Settings) -> dict[str, np.ndarray]:
    """Signals in standard deviations from the year's median; 0 where not known."""
    stock = np.where(panel.stock > 0, panel.stock, np.nan)
    value = panel.values
    with np.errstate(divide="ignore", invalid="ignore"):
        gaps = [
            _standard(value[name] / (value[name] + stock), settings)
            for name in ("agency_fte", "vacancy_fte")
        ]
        raw = {
            "caseload": np.log(np.where(value["cases"] > 0, value["cases"], np.nan))
            - np.log(stock),
            "gap": _mean_of(gaps),
        }
    return {
        name: np.nan_to_num(_standard(array, settings)) for name, array in raw.items()
    }


def learn(
    signals: dict[str, np.ndarray],
    residual: np.ndarray,
    noise: np.ndarray,
    settings: Settings,
) -> Pull:
    """Fit next year's residual growth on this year's signals.

    ``residual`` and ``noise`` (its standard deviation) are areas x (years - 1).
    """
    names = list(signals)
    table = np.stack([signals[name] for name in names], axis=-1)
    known = np.isfinite(residual) & np.isfinite(noise)
    rows = table[:, :-1][known]
    scaled = rows / noise[known][:, None]
    target = np.clip(residual[known] / noise[known], -3, 3)
    weight = scaled.T @ scaled / settings.signal_error_inflation
    prior = np.eye(len(names)) / settings.signal_sd**2
    effect = np.linalg.solve(
        weight + prior, scaled.T @ target / settings.signal_error_inflation
    )
    persistence = _persistence(table, settings)
    effects = dict(zip(names, effect.tolist(), strict=True))
    return Pull(table[:, -1] @ effect, persistence, effects)


def _persistence(table: np.ndarray, settings: Settings) -> float:
    """Slope of next year's signal on this year's, worth 50 pairs of the prior."""
    before, after = table[:, :-1].ravel(), table[:, 1:].ravel()
    known = (before != 0) & (after != 0)
    squares = (before[known] ** 2).sum()
    slope = (before[known] * after[known]).sum() + 50 * settings.signal_persistence
    return float(np.clip(slope / (squares + 50), 0.3, 0.9))


def _standard(array: np.ndarray, settings: Settings) -> np.ndarray:
    known = np.isfinite(array)
    if known.sum() < 20:
        return np.full_like(array, np.nan)
    count = known.sum(axis=0)
    middle = np.array(
        [
            np.median(array[known[:, t], t]) if count[t] else np.nan
            for t in range(array.shape[1])
        ]
    )
    centred = array - middle
    spread = np.sqrt(np.mean(centred[known] ** 2))
    if not spread > 0:
        return np.full_like(array, np.nan)
    return np.clip(centred / spread, -settings.signal_clip, settings.signal_clip)


def _mean_of(arrays: list[np.ndarray]) -> np.ndarray:
    table = np.stack(arrays)
    count = np.isfinite(table).sum(axis=0)
    total = np.nan_to_num(table).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)

"""Reference lines for the back-test: methods nobody proposes, that must be beaten.

They forecast each area alone, so their intervals do not know about shared shocks.
"""

import zlib

import numpy as np

from workforce.engine.panel import Panel
from workforce.engine.training import positive

DRIFT, SMOOTHING = "drift", "smoothing"
NAMES = {DRIFT: "National drift", SMOOTHING: "Exponential smoothing"}
WEIGHTS = np.linspace(0.1, 1.0, 10)


def draw(
    known: Panel, method: str, *, horizon: int, draws: int, seed: int
) -> tuple[tuple[str, ...], np.ndarray]:
    """Keys and draws (areas x years x draws) of areas known in the last year."""
    stock = positive(known.stock)
    ok = np.isfinite(stock[:, -1])
    logs = np.log(stock[ok])
    if method == DRIFT:
        centre, sd = _drift(stock, logs, horizon)
    else:
        centre, sd = _smoothing(logs, horizon)
    keys = tuple(area.key for area, use in zip(known.areas, ok, strict=True) if use)
    made = np.empty((len(keys), horizon, draws))
    for row, key in enumerate(keys):
        entropy = np.random.SeedSequence([seed, zlib.crc32(key.encode())])
        score = np.random.Generator(np.random.PCG64(entropy)).standard_normal(
            (horizon, draws)
        )
        steps = np.diff(np.r_[0.0, sd[row] ** 2]) ** 0.5
        path = np.cumsum(steps[:, None] * score, axis=0)
        made[row] = np.exp(centre[row][:, None] + path)
    return keys, made


def _drift(stock, logs, horizon):
    """Every area grows as the nation has; spread of all areas' yearly growth."""
    growth = np.diff(np.log(stock), axis=1)
    seen = growth[np.isfinite(growth)]
    mean = 0.0
    if seen.size:
        whole = np.isfinite(stock).all(axis=1)
        total = stock[whole].sum(axis=0)
        mean = float(np.log(total[-1] / total[0]) / (len(total) - 1))
    spread = float(seen.std()) if seen.size > 1 else 0.1
    years = np.arange(1, horizon + 1)
    centre = logs[:, -1:] + mean * years
    return centre, np.tile(spread * years**0.5, (len(logs), 1))


def _smoothing(logs, horizon):
    """Simple exponential smoothing of each log stock, weight by least squares."""
    years = np.arange(1, horizon + 1)
    centre, sd = np.empty((2, len(logs), horizon))
    for row, series in enumerate(logs):
        series = series[np.isfinite(series)]
        best = min((_smooth(series, weight) for weight in WEIGHTS), key=lambda s: s[1])
        level, squares, weight = best
        spread = (squares / max(len(series) - 1, 1)) ** 0.5 or 0.1
        centre[row] = level
        sd[row] = spread * (1 + (years - 1) * weight**2) ** 0.5
    return centre, sd


def _smooth(series, weight):
    level, squares = series[0], 0.0
    for value in series[1:]:
        error = value - level
        squares += error**2
        level += weight * error
    return level, squares, weight

"""What the training window teaches about single areas, whatever the basis."""

from dataclasses import dataclass

import numpy as np

from workforce.engine import leaving, pool, pull
from workforce.engine.national import National, size_scale
from workforce.engine.panel import Panel
from workforce.engine.settings import Settings


@dataclass(frozen=True, slots=True)
class Training:
    """Arrays run over the areas of ``known``, pairs of years across."""

    known: Panel
    stock: np.ndarray  # NaN where nought or missing
    common: np.ndarray  # national growth by year pair
    residual: np.ndarray  # growth about the nation and the pull, in usual-size units
    volatility: np.ndarray
    pull: pull.Pull
    signals: dict[str, np.ndarray]
    flows: leaving.Leaving
    books: float  # mean reconciliation over the start stock
    pool: np.ndarray  # residual triplets


def positive(stock: np.ndarray) -> np.ndarray:
    return np.where(stock > 0, stock, np.nan)


def train(known: Panel, nation: National, settings: Settings) -> Training:
    stock = positive(known.stock)
    pooled = np.where(stock >= settings.pool_floor, stock, np.nan)
    size = size_scale(pooled, settings)[:, :-1]
    growth = np.diff(np.log(pooled), axis=1) - nation.growth
    values = pull.measure(known, settings)
    learnt = pull.none(len(stock), settings)
    if settings.use_signals and np.isfinite(growth).sum() >= settings.pool_least:
        learnt = pull.learn(values, growth, settings.growth_sd * size, settings)
    residual = (growth - learnt.expected(values, growth.shape)) / size
    volatility = np.ones(len(stock))
    if settings.use_volatility:
        volatility = _volatility(residual, settings)
    residual = residual / volatility[:, None]
    start = leaving.start_stock(known.stock, known.starters, known.leavers)
    flows = leaving.learn(start, known.leavers, settings)
    books, missed = _books(known, settings)
    triplets = pool.gather(
        residual, flows.residual[:, 1:] / size, missed / size, settings
    )
    return Training(
        known=known,
        stock=stock,
        common=nation.growth,
        residual=residual,
        volatility=volatility,
        pull=learnt,
        signals=values,
        flows=flows,
        books=books,
        pool=triplets,
    )


def _volatility(residual: np.ndarray, settings: Settings) -> np.ndarray:
    """How restless each area is beside the others, shrunk towards 1."""
    seen = np.isfinite(residual)
    if seen.sum() < settings.pool_least:
        return np.ones(len(residual))
    squares = np.where(seen, np.nan_to_num(residual) ** 2, 0.0)
    unit = np.minimum(squares / (squares.sum() / seen.sum()), 9.0)
    weight = settings.volatility_weight
    return np.sqrt((weight + unit.sum(axis=1)) / (weight + seen.sum(axis=1)))


def _books(known: Panel, settings: Settings) -> tuple[float, np.ndarray]:
    """What stock + starters - leavers misses of the next, over the start stock."""
    before = positive(known.stock)[:, :-1]
    missed = known.stock[:, 1:] - known.stock[:, :-1]
    missed = missed - known.starters[:, 1:] + known.leavers[:, 1:]
    share = missed / before
    seen = np.isfinite(share) & (before >= settings.pool_floor)
    mean = float(share[seen].sum() / (seen.sum() + settings.pool_least))
    return mean, share - mean

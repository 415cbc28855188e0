"""Fits the pooled method, and the bases beside it, to a panel as known at an origin.

    log growth  g = drift + shock(t) + pull + e
    drift       national, shrunk to nought
    shock(t)    common to all areas, heavy-tailed
    pull        from signals of need, learnt over all areas, fading
    e           area's own: drawn from pooled residual triplets (growth, leaver logit,
                reconciliation), scaled by size to the power -0.4 and by the area's own
                volatility shrunk to the nation's
    leavers     logit rate = nation + area effect + fading residual
    joiners     = change in stock + leavers - reconciliation

Nothing after the origin is seen, and nothing is tuned on the years predicted.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from workforce.engine import bases, calibration, leaving, national
from workforce.engine.national import National, size_scale
from workforce.engine.panel import Panel
from workforce.engine.reading import DataError
from workforce.engine.settings import DEFAULT, LONGEST_HORIZON, Settings
from workforce.engine.training import Training, positive, train


@dataclass(frozen=True, slots=True)
class Fitted:
    """Everything the draws need. Arrays run over ``keys`` unless said otherwise."""

    basis: str
    origin: int
    settings: Settings
    keys: tuple[str, ...]
    names: tuple[str, ...]
    streams: tuple[str, ...]  # what keys an area's random numbers: its oldest code
    skipped: dict[str, str]  # areas without a usable figure, with the reason
    years_known: np.ndarray  # years with a stock up to the origin
    base_stock: np.ndarray  # last known stock
    gap: np.ndarray  # years from the last known stock to the panel's last year
    extra: int  # years from the panel's last year to the origin, the same for all
    carried: np.ndarray  # national log growth over the gap
    drift: float
    drift_sd: float
    shock_sd: float
    own_growth: np.ndarray  # areas x years: expected log growth beyond the drift
    slope_sd: np.ndarray  # uncertainty of an area's own growth rate
    scale: np.ndarray  # of the growth residuals
    flow_scale: np.ndarray  # of the leaver and reconciliation residuals
    spread: float
    centring: float  # taken off every area's log growth; see ``_centring``
    pool: np.ndarray  # triplets x 3
    leaver_level: float
    leaver_shock_sd: float
    leaver_area: np.ndarray
    leaver_last: np.ndarray
    leaver_persistence: float
    books: float  # mean of the reconciliation over the start stock
    pull: dict[str, float]  # learnt effect of each signal


@dataclass(frozen=True, slots=True)
class Plan:
    """What a basis expects of each area, and how sure it is of it."""

    basis: str
    drift: float
    drift_sd: float
    own_growth: np.ndarray
    slope_sd: np.ndarray
    leaver_rate: np.ndarray  # a basis's own rate; NaN for the pooled estimate


def fit(
    panel: Panel,
    *,
    origin: int | None = None,
    basis: str = bases.POOLED,
    settings: Settings = DEFAULT,
) -> Fitted:
    """Learn from the panel as known at ``origin`` (its last year if not given)."""
    if basis not in bases.BASES:
        raise DataError(f"There is no basis “{basis}”; use {', '.join(bases.BASES)}.")
    origin, known = _window(panel, origin)
    nation = national.learn(positive(known.stock), settings.growth_sd, settings)
    training = train(known, nation, settings)
    held = np.isfinite(known.stock)
    last = held.shape[1] - 1 - np.argmax(held[:, ::-1], axis=1)
    base = known.stock[np.arange(len(last)), last]
    size = size_scale(base, settings)
    plan = _plan(training, basis, nation, size, settings)
    spread = calibration.spread(training, plan, settings)
    scale = size * training.volatility * spread
    fitted = Fitted(
        basis=basis,
        origin=origin,
        settings=settings,
        keys=known.keys,
        names=tuple(area.name for area in known.areas),
        streams=tuple(area.codes[0] for area in known.areas),
        skipped={},
        years_known=held.sum(axis=1),
        base_stock=base,
        gap=held.shape[1] - 1 - last,
        extra=origin - known.years[-1],
        carried=np.append(np.cumsum(nation.growth[::-1])[::-1], 0.0)[last],
        shock_sd=nation.shock_sd,
        scale=scale,
        flow_scale=size,
        spread=spread,
        centring=_centring(basis, base, scale, training.pool),
        pool=training.pool,
        books=training.books,
        pull=training.pull.effects,
        **_course(plan),
        **_leavers(plan, training.flows),
    )
    return _only_usable(fitted, held.any(axis=1))


def _course(plan: Plan) -> dict:
    return {
        "drift": plan.drift,
        "drift_sd": plan.drift_sd,
        "own_growth": plan.own_growth,
        "slope_sd": plan.slope_sd,
    }


def _leavers(plan: Plan, flows) -> dict:
    """How leaving starts, drifts and is shocked, as fields of ``Fitted``."""
    area, residual = _leaver_start(plan, flows)
    return {
        "leaver_level": flows.level,
        "leaver_shock_sd": flows.shock_sd,
        "leaver_area": area,
        "leaver_last": residual,
        "leaver_persistence": flows.persistence,
    }


def _window(panel: Panel, origin: int | None) -> tuple[int, Panel]:
    """The origin, and the panel up to the last year with any figure before it."""
    last = panel.years[-1]
    origin = last if origin is None else origin
    if origin < panel.years[0]:
        raise DataError(
            f"The data begins in {panel.years[0]}; there is nothing up to {origin}."
        )
    if origin > last + LONGEST_HORIZON:
        raise DataError(f"The data ends in {last}, too long before {origin}.")
    known = panel.up_to(origin)
    filled = np.nonzero(np.isfinite(known.stock).any(axis=0))[0]
    if not filled.size:
        raise DataError(f"No area has an in-post figure up to {origin}.")
    return origin, known.up_to(known.years[int(filled[-1])])


def _plan(
    training: Training,
    basis: str,
    nation: National,
    size: np.ndarray,
    settings: Settings,
) -> Plan:
    """The expected course of each area under a basis."""
    count = len(training.stock)
    none, unknown = np.zeros(count), np.full(count, np.nan)
    flat = np.zeros((count, LONGEST_HORIZON))
    if basis == bases.NAIVE:
        return Plan(basis, 0.0, settings.drift_sd, flat, none, unknown)
    if basis == bases.POOLED:
        own = training.pull.by_year(LONGEST_HORIZON)
        # The pull moves areas about the nation, not the nation.
        share = np.nan_to_num(training.stock[:, -1])
        own = own - share @ own / max(share.sum(), 1.0)
        return Plan(basis, nation.drift, nation.drift_sd, own, none, unknown)
    rates = bases.rates_used(training.known, basis)
    own_rate = np.isfinite(rates.leaver)
    growth = np.where(own_rate, bases.growth(rates), nation.drift)
    slope = calibration.slope_sd(training, basis, settings)
    return Plan(
        basis,
        0.0,
        settings.drift_sd,
        flat + growth[:, None],
        np.where(own_rate, slope * size, 0.0),
        rates.leaver,
    )


def _centring(
    basis: str, base: np.ndarray, scale: np.ndarray, pool: np.ndarray
) -> float:
    """What makes the areas' total follow the nation's drift on average.

    The mean of exp(e) is above 1, so a total of areas whose medians follow the drift
    would outgrow it. A basis is left alone: its median is the course it states.
    """
    if basis != bases.POOLED:
        return 0.0
    share = np.nan_to_num(base)
    mean = np.exp(scale[:, None] * pool[:, 0]).mean(axis=1)
    total = share.sum()
    return float(np.log((share * np.nan_to_num(mean)).sum() / total)) if total else 0.0


def _leaver_start(plan: Plan, flows: leaving.Leaving) -> tuple[np.ndarray, np.ndarray]:
    """Each area's effect and last residual (nought for a basis with its own rate)."""
    own = np.isfinite(plan.leaver_rate)
    score = leaving.logit(np.where(own, plan.leaver_rate, 0.1))
    area = np.where(own, score - flows.level, flows.area)
    return area, np.where(own, 0.0, flows.last)


def _only_usable(fitted: Fitted, usable: np.ndarray) -> Fitted:
    """Leave out the areas that cannot be forecast, and say why."""
    changed: dict = {
        "skipped": {
            key: f"{name} has no in-post figure up to {fitted.origin}"
            for key, name, use in zip(fitted.keys, fitted.names, usable, strict=True)
            if not use
        }
    }
    for field in fields(fitted):
        value = getattr(fitted, field.name)
        if field.name in {"keys", "names", "streams"}:
            pairs = zip(value, usable, strict=True)
            changed[field.name] = tuple(v for v, use in pairs if use)
        elif isinstance(value, np.ndarray) and field.name != "pool":
            changed[field.name] = value[usable]
    return replace(fitted, **changed)

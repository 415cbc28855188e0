"""Rolling origins: what each method would have said, and how wrong it was."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workforce.engine import bases, reference
from workforce.engine.forecast import Cancelled, forecast
from workforce.engine.panel import Panel
from workforce.engine.reading import DataError
from workforce.engine.scores import Hits, Score, measure
from workforce.engine.settings import DEFAULT, Settings

METHODS = (*bases.BASES, reference.DRIFT, reference.SMOOTHING)
NAMES = {**bases.NAMES, **reference.NAMES}
AREA, SMALL, SIX, ALL = "area", "small", "six", "all"
SMALL_BELOW = 152.0
SCORED_FROM = 25.0
GROUP_SIZE, GROUP_COUNT = 6, 60


@dataclass(frozen=True, slots=True)
class Backtest:
    """Scores by (method, level), by origin, by horizon and by area."""

    origins: tuple[int, ...]
    methods: tuple[str, ...]
    overall: dict[tuple[str, str], Score]
    by_origin: dict[tuple[str, str, int], Score]
    by_horizon: dict[tuple[str, str, int], Score]
    by_area: dict[tuple[str, str], Score]  # (method, area key), all horizons
    gain: dict[tuple[str, str], float]  # CRPS below naive in %, by (method, level)

    def lost(self, method: str, against: str = bases.NAIVE) -> list[tuple[str, int]]:
        """Where ``method`` had the larger CRPS: (level, origin)."""
        return [
            (level, origin)
            for (name, level, origin), score in self.by_origin.items()
            if name == method
            and (against, level, origin) in self.by_origin
            and score.crps > self.by_origin[against, level, origin].crps
        ]


def backtest(  # noqa: PLR0913 - the module's one door, all by keyword
    panel: Panel,
    *,
    origins: Sequence[int] | None = None,
    methods: Sequence[str] = METHODS,
    horizon: int = 4,
    draws: int = 500,
    seed: int = 1,
    groups: Sequence[Sequence[str]] | None = None,
    settings: Settings = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Backtest:
    """Score ``methods`` side by side from each origin, each seeing only years up to it.

    Origins not given are all years with a year of growth before them and a year to
    compare with after. ``groups`` are lists of area keys; not given, sixty sets of six
    areas of one region are drawn, the same for every method.
    """
    if origins is None:
        origins = panel.years[1:-1]
    if not origins:
        raise DataError("A back-test needs three years of data; the file has fewer.")
    groups = _groups(panel) if groups is None else [tuple(g) for g in groups]
    hits: dict[tuple, list[Hits]] = defaultdict(list)
    jobs = [(origin, method) for origin in origins for method in methods]
    for number, (origin, method) in enumerate(jobs, start=1):
        if cancelled and cancelled():
            raise Cancelled
        ahead = min(horizon, panel.years[-1] - origin)
        if ahead < 1:
            raise DataError(f"No year after {origin} to compare with.")
        made = _draws(panel, method, origin, ahead, draws, seed, settings)
        _score(panel, made, method, origin, ahead, groups, hits)
        if progress:
            progress(number, len(jobs))
    return _collect(tuple(origins), tuple(methods), hits)


def _draws(panel, method, origin, ahead, draws, seed, settings):
    known = panel.up_to(origin)
    if method in bases.BASES:
        made = forecast(
            known,
            origin=origin,
            horizon=ahead,
            draws=draws,
            seed=seed,
            basis=method,
            settings=settings,
        )
        return dict(zip(made.keys, made.stock, strict=True))
    keys, made = reference.draw(known, method, horizon=ahead, draws=draws, seed=seed)
    return dict(zip(keys, made, strict=True))


def _score(panel, made, method, origin, ahead, groups, hits) -> None:
    start = panel.years.index(origin)
    for step in range(1, ahead + 1):
        came = dict(zip(panel.keys, panel.stock[:, start + step], strict=True))
        base = dict(zip(panel.keys, panel.stock[:, start], strict=True))
        keys = [k for k in made if came[k] >= SCORED_FROM and base[k] >= SCORED_FROM]
        if not keys:
            continue
        table = np.array([made[key][step - 1] for key in keys])
        truth = np.array([came[key] for key in keys])
        found = {AREA: measure(table, truth)}
        small = np.array([base[key] < SMALL_BELOW for key in keys])
        found[SMALL] = measure(table[small], truth[small]) if small.any() else None
        place = {key: index for index, key in enumerate(keys)}
        whole = [[place[k] for k in g] for g in groups if all(k in place for k in g)]
        if whole:
            summed = np.array([table[index].sum(axis=0) for index in whole])
            found[SIX] = measure(summed, np.array([truth[i].sum() for i in whole]))
        found[ALL] = measure(table.sum(axis=0)[None], np.array([truth.sum()]))
        for level, hit in found.items():
            if hit is not None:
                hits["level", method, level, origin, step].append(hit)
        for index, key in enumerate(keys):
            one = slice(index, index + 1)
            every = found[AREA]
            single = Hits(
                every.error[one], every.crps[one], every.inside[one], every.width[one]
            )
            hits["own", method, key].append(single)


def _collect(origins, methods, hits) -> Backtest:
    def gather(kind, *places) -> dict[tuple, Score]:
        kept: dict[tuple, list[Hits]] = defaultdict(list)
        for key, parts in hits.items():
            if key[0] == kind:
                kept[tuple(key[place] for place in places)].extend(parts)
        return {key: Hits.join(parts).score() for key, parts in kept.items()}

    overall = gather("level", 1, 2)
    gain = {
        (method, level): 100 * (1 - score.crps / overall[bases.NAIVE, level].crps)
        for (method, level), score in overall.items()
        if (bases.NAIVE, level) in overall
    }
    return Backtest(
        origins=origins,
        methods=methods,
        overall=overall,
        by_origin=gather("level", 1, 2, 3),
        by_horizon=gather("level", 1, 2, 4),
        by_area=gather("own", 1, 2),
        gain=gain,
    )


def _groups(panel: Panel) -> list[tuple[str, ...]]:
    """Sixty sets of six areas of one region, always the same for the same panel."""
    regions: dict[str, list[str]] = defaultdict(list)
    large = np.where(np.isfinite(panel.stock), panel.stock, np.inf).min(axis=1)
    for area, least in zip(panel.areas, large, strict=True):
        if least >= SCORED_FROM:
            regions[area.region].append(area.key)
    wide = [keys for _, keys in sorted(regions.items()) if len(keys) >= GROUP_SIZE]
    if not wide:
        return []
    rng = np.random.Generator(np.random.PCG64(6))
    share = np.array([len(keys) for keys in wide]) / sum(len(keys) for keys in wide)
    picked = rng.choice(len(wide), size=GROUP_COUNT, p=share)
    return [
        tuple(rng.choice(wide[region], size=GROUP_SIZE, replace=False).tolist())
        for region in picked
    ]

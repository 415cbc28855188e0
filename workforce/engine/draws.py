"""Draws in fixed blocks, so that any cut of the work gives the same numbers.

Every block of 250 draws has streams of its own: one set shared by all areas (drift and
shocks) and one for each area, keyed by the area's oldest code. Years are drawn in
order. So a longer horizon begins with the shorter one, a subset of areas equals the
same areas of the whole, and blocks made by different workers join into exactly the
whole run.
"""

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from workforce.engine.model import Fitted
from workforce.engine.settings import BLOCK

SHARED, OWN, CARRY = 0, 1, 2
FLOWS = ("stock", "leavers", "joiners")


@dataclass(frozen=True, slots=True)
class Draws:
    """Areas x years x draws, for blocks ``first`` onwards."""

    keys: tuple[str, ...]
    years: tuple[int, ...]
    first: int
    stock: np.ndarray
    leavers: np.ndarray
    joiners: np.ndarray


def blocks_needed(draws: int) -> int:
    return -(-draws // BLOCK)


def run_blocks(
    fitted: Fitted,
    blocks: Iterable[int],
    *,
    areas: Sequence[str] | None = None,
    horizon: int = 6,
    seed: int = 1,
    after_block: Callable[[int], None] | None = None,
) -> Draws:
    """Draw these blocks; ``after_block`` hears of each and may raise to stop."""
    keys = fitted.keys if areas is None else tuple(areas)
    places = np.array([fitted.keys.index(key) for key in keys])
    simulation = _Simulation(fitted, places, horizon)
    done, numbers = [], list(blocks)
    for number in numbers:
        done.append(simulation.block(seed, number))
        if after_block:
            after_block(number)
    joined = [np.concatenate(part, axis=2) for part in zip(*done, strict=True)]
    years = tuple(range(fitted.origin + 1, fitted.origin + horizon + 1))
    return Draws(keys, years, numbers[0], *joined)


def merge(parts: Sequence[Draws], draws: int) -> Draws:
    """Join blocks made apart, in order, and keep the first ``draws``."""
    ordered = sorted(parts, key=lambda part: part.first)
    expected = 0
    for part in ordered:
        if part.first != expected:
            raise ValueError(f"Block {expected} is missing or there twice.")
        expected += part.stock.shape[2] // BLOCK
    if expected < blocks_needed(draws):
        raise ValueError(f"Block {expected} is missing.")
    whole = [
        np.concatenate([getattr(part, name) for part in ordered], axis=2)[..., :draws]
        for name in FLOWS
    ]
    return Draws(ordered[0].keys, ordered[0].years, 0, *whole)


def _stream(seed: int, block: int, *what: int) -> np.random.Generator:
    sequence = np.random.SeedSequence(entropy=seed, spawn_key=(block, *what))
    return np.random.Generator(np.random.PCG64(sequence))


class _Simulation:
    """The equations of ``model`` for some areas and a horizon."""

    def __init__(self, fitted: Fitted, places: np.ndarray, horizon: int):
        self.fitted = fitted
        self.horizon = horizon
        self.steps = fitted.extra + horizon
        self.codes = [zlib.crc32(fitted.streams[place].encode()) for place in places]
        for name in (
            "base_stock", "gap", "carried", "own_growth", "slope_sd", "scale",
            "flow_scale", "leaver_area", "leaver_last",
        ):  # fmt: skip
            setattr(self, name, getattr(fitted, name)[places])
        # An area at nought starts from one person and has that one taken off again,
        # so that it may hire but is expected to stay about where it is.
        self.lift = np.where(self.base_stock < 1, 1 - self.base_stock, 0.0)

    def block(self, seed: int, number: int) -> tuple[np.ndarray, ...]:
        drift, shocks, leaver_shocks = self._shared(seed, number)
        slope, triplets, start = self._own(seed, number)
        fitted = self.fitted
        shape = (len(self.codes), self.horizon, BLOCK)
        out = [np.empty(shape) for _ in FLOWS]
        log_stock = start
        stock = np.exp(log_stock)
        left = np.repeat(self.leaver_last[:, None], BLOCK, axis=1)
        level = np.full(BLOCK, fitted.leaver_level)
        for step in range(self.steps):
            growth, leaving, books = np.moveaxis(triplets[:, step], -1, 0)
            move = self.scale[:, None] * growth
            mean = self.own_growth[:, min(step, self.own_growth.shape[1] - 1)]
            mean = mean - fitted.centring
            common = drift + shocks[step]
            log_stock = log_stock + mean[:, None] + slope + move + common
            before, stock = stock, np.exp(log_stock)
            left = fitted.leaver_persistence * left
            left = left + self.flow_scale[:, None] * leaving
            level = level + leaver_shocks[step]
            rate = 1 / (1 + np.exp(-(level + self.leaver_area[:, None] + left)))
            year = step - fitted.extra
            if year < 0:
                continue
            self._record(out, year, before, stock, rate, books)
        return tuple(out)

    def _record(self, out, year, before, stock, rate, books) -> None:
        lift = self.lift[:, None]
        held = np.maximum(stock - lift, 0.0)
        start = np.maximum(before - lift, 0.0)
        leavers = rate * start
        missed = (self.fitted.books + self.flow_scale[:, None] * books) * start
        out[0][:, year] = held
        out[1][:, year] = leavers
        out[2][:, year] = np.maximum(held - start + leavers - missed, 0.0)

    def _shared(self, seed, number):
        """Drift, growth shocks and leaver shocks: the same for every area."""
        fitted, settings = self.fitted, self.fitted.settings
        drift = _stream(seed, number, SHARED, 0).standard_normal(BLOCK)
        drift = fitted.drift + fitted.drift_sd * drift
        normal = _stream(seed, number, SHARED, 1)
        tail = _stream(seed, number, SHARED, 2)
        other = _stream(seed, number, SHARED, 3)
        scores = normal.standard_normal((self.steps, BLOCK))
        wide = tail.random((self.steps, BLOCK)) < settings.shock_tail_share
        share, ratio = settings.shock_tail_share, settings.shock_tail_ratio
        narrow = (1 - share + share * ratio**2) ** -0.5
        shocks = scores * np.where(wide, ratio * narrow, narrow)
        linked = settings.leaver_shock_correlation
        fresh = other.standard_normal((self.steps, BLOCK))
        leaver = linked * shocks + (1 - linked**2) ** 0.5 * fresh
        return drift, fitted.shock_sd * shocks, fitted.leaver_shock_sd * leaver

    def _own(self, seed, number):
        """Each area's slope error, residual triplets, and log stock to start from."""
        fitted = self.fitted
        count = len(fitted.pool)
        picks = np.empty((len(self.codes), self.steps, BLOCK), dtype=np.intp)
        slope = np.zeros((len(self.codes), BLOCK))
        start = np.empty((len(self.codes), BLOCK))
        for row, code in enumerate(self.codes):
            rng = _stream(seed, number, OWN, code)
            slope[row] = self.slope_sd[row] * rng.standard_normal(BLOCK)
            picks[row] = rng.random((self.steps, BLOCK)) * count
            base = np.log(self.base_stock[row] + self.lift[row]) + self.carried[row]
            start[row] = base
            if self.gap[row]:
                carry = _stream(seed, number, CARRY, code)
                chosen = carry.random((int(self.gap[row]), BLOCK)) * count
                jumps = self.scale[row] * fitted.pool[chosen.astype(np.intp), 0]
                start[row] += (jumps - fitted.centring).sum(axis=0)
        return slope, fitted.pool[picks], start

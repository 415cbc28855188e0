"""The engine's front door: one call from a panel to draws and their summaries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workforce.engine import bases
from workforce.engine import draws as drawing
from workforce.engine.draws import Draws
from workforce.engine.model import Fitted, fit
from workforce.engine.panel import Panel
from workforce.engine.reading import DataError
from workforce.engine.settings import (
    DEFAULT,
    LONGEST_HORIZON,
    MOST_DRAWS,
    Settings,
)

LEVELS = tuple(step / 100 for step in range(5, 100, 5))


class Cancelled(Exception):
    """The caller asked to stop between two blocks."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Mean and quantiles (5 % to 95 % in fives) by row and year."""

    mean: np.ndarray
    quantiles: np.ndarray  # rows x years x 19


@dataclass(frozen=True, slots=True)
class Forecast:
    """Draws of stock, leavers and joiners: areas x years x draws."""

    basis: str
    origin: int
    seed: int
    keys: tuple[str, ...]
    names: tuple[str, ...]
    years: tuple[int, ...]
    base_stock: np.ndarray
    base_year: np.ndarray
    years_known: np.ndarray  # how many years of stock each area had
    skipped: dict[str, str]
    stock: np.ndarray
    leavers: np.ndarray
    joiners: np.ndarray

    def summary(self, flow: str = "stock") -> Summary:
        return summarise(getattr(self, flow))

    def notes(self) -> list[str]:
        """What a reader must know of areas with little or old data."""
        said = []
        low, high = np.quantile(self.stock[:, -1], [0.1, 0.9], axis=1)
        for row, name in enumerate(self.names):
            span = f"between {low[row]:,.0f} and {high[row]:,.0f} FTE"
            wide = f"its 80 % interval for {self.years[-1]} is {span}"
            if self.years_known[row] == 1:
                said.append(f"{name} has one year of data: {wide}.")
            elif self.base_year[row] < self.origin:
                last = self.base_year[row]
                said.append(f"{name} has no figure after {last}: {wide}.")
        return said

    def total(
        self, groups: Mapping[str, Iterable[str]], flow: str = "stock"
    ) -> dict[str, np.ndarray]:
        """Years x draws by group: draws are added, never intervals."""
        array = getattr(self, flow)
        sums = {}
        for group, members in groups.items():
            places = [self.keys.index(key) for key in dict.fromkeys(members)]
            sums[group] = array[places].sum(axis=0)
        return sums


def summarise(array: np.ndarray) -> Summary:
    """Summaries over the last axis."""
    quantiles = np.quantile(array, LEVELS, axis=-1)
    return Summary(array.mean(axis=-1), np.moveaxis(quantiles, 0, -1))


def forecast(  # noqa: PLR0913 - the engine's one door, all by keyword
    panel: Panel,
    *,
    areas: Sequence[str] | None = None,
    origin: int | None = None,
    horizon: int = 6,
    draws: int = 1000,
    seed: int = 1,
    basis: str = bases.POOLED,
    settings: Settings = DEFAULT,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Forecast:
    """Forecast ``areas`` (all if not given) from what is known at ``origin``.

    The fit always uses the whole panel, so choosing fewer areas changes no number.
    ``progress(done, all)`` is called after every block of draws; ``cancelled()`` is
    asked before each, and ``Cancelled`` is raised when it answers yes.
    """
    check_request(horizon=horizon, draws=draws, seed=seed)
    fitted = fit(panel, origin=origin, basis=basis, settings=settings)
    keys = chosen(panel, fitted, areas)
    whole = drawing.blocks_needed(draws)

    def after_block(number: int) -> None:
        if progress:
            progress(number + 1, whole)
        if cancelled and number + 1 < whole and cancelled():
            raise Cancelled

    if cancelled and cancelled():
        raise Cancelled
    made = drawing.run_blocks(
        fitted,
        range(whole),
        areas=keys,
        horizon=horizon,
        seed=seed,
        after_block=after_block,
    )
    return assemble(fitted, [made], draws=draws, seed=seed)


def assemble(
    fitted: Fitted, parts: Sequence[Draws], *, draws: int, seed: int
) -> Forecast:
    """A forecast from blocks of draws, made here or by several workers."""
    merged = drawing.merge(parts, draws)
    places = np.array([fitted.keys.index(key) for key in merged.keys])
    return Forecast(
        basis=fitted.basis,
        origin=fitted.origin,
        seed=seed,
        keys=merged.keys,
        names=tuple(fitted.names[place] for place in places),
        years=merged.years,
        base_stock=fitted.base_stock[places],
        base_year=fitted.origin - fitted.extra - fitted.gap[places],
        years_known=fitted.years_known[places],
        skipped=fitted.skipped,
        stock=merged.stock,
        leavers=merged.leavers,
        joiners=merged.joiners,
    )


def chosen(
    panel: Panel, fitted: Fitted, areas: Sequence[str] | None
) -> tuple[str, ...]:
    """Keys of the areas asked for (any of their codes), or why there is no forecast."""
    if areas is None:
        return fitted.keys
    keys = []
    for code in areas:
        try:
            key = panel.areas[panel.position(code)].key
        except KeyError:
            raise DataError(f"The data has no area with the code {code}.") from None
        if key in fitted.skipped:
            raise DataError(f"{fitted.skipped[key]}, so there is no forecast.")
        keys.append(key)
    if not keys:
        raise DataError("No area was chosen.")
    return tuple(dict.fromkeys(keys))


def check_request(*, horizon: int, draws: int, seed: int) -> None:
    if not 1 <= horizon <= LONGEST_HORIZON:
        raise DataError(f"The horizon must be 1 to {LONGEST_HORIZON} years.")
    if not 1 <= draws <= MOST_DRAWS:
        raise DataError(f"The number of draws must be 1 to {MOST_DRAWS:,}.")
    if seed < 0:
        raise DataError("The seed must be a whole number, 0 or more.")

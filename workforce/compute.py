"""From a stored run to figures: reads, calls the engine, writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from django.core.exceptions import ValidationError

from workforce import panels
from workforce.choices import Basis, Measure, ScoreLevel
from workforce.engine import backtest as testing
from workforce.engine import bases
from workforce.engine.forecast import Forecast, forecast, summarise
from workforce.engine.panel import Panel
from workforce.engine.reading import DataError
from workforce.models import BacktestResult, DataSet, ForecastQuantile, ForecastRun
from workforce.versions import code_version

FLOWS = {
    Measure.IN_POST: "stock",
    Measure.LEAVERS: "leavers",
    Measure.JOINERS: "joiners",
}
LEVELS = {
    testing.AREA: ScoreLevel.COUNCIL,
    testing.SIX: ScoreLevel.SIX,
    testing.SMALL: ScoreLevel.SMALL,
}
BLOCKS = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What a run stores: quantiles, and the assumptions printed beside them."""

    quantiles: list[ForecastQuantile]
    assumptions: dict
    code_version: str


def make(run: ForecastRun, progress: BLOCKS | None = None) -> Made:
    """Compute a run from its saved inputs, or say in words why they do not do."""
    data_sets = list(run.data_sets.all())
    panel = panels.panel_of(data_sets)
    try:
        made = forecast(
            panel,
            areas=run.area_codes,
            origin=run.origin,
            horizon=run.horizon,
            draws=run.draws,
            seed=run.seed,
            basis=run.basis,
            progress=progress,
        )
    except DataError as error:
        raise ValidationError(str(error)) from error
    return Made(
        _quantiles(run, made), _assumptions(panel, made, run.basis), code_version()
    )


def _quantiles(run: ForecastRun, made: Forecast) -> list[ForecastQuantile]:
    """By council as it was asked for, and for the sum of each draw."""
    rows = []
    everything = {"": made.keys}
    for measure, flow in FLOWS.items():
        by_area = made.summary(flow)
        whole = summarise(made.total(everything, flow)[""])
        for step, year in enumerate(made.years):
            pairs = [("", whole.mean[step], whole.quantiles[step])]
            pairs += [
                (key, by_area.mean[place, step], by_area.quantiles[place, step])
                for place, key in enumerate(made.keys)
            ]
            rows += [
                ForecastQuantile(
                    run=run,
                    area_code=code,
                    measure=measure,
                    year=year,
                    mean=float(mean),
                    values=[float(value) for value in values],
                )
                for code, mean, values in pairs
            ]
    return rows


def _assumptions(panel: Panel, made: Forecast, basis: str) -> dict:
    """What is known of each council, and the rates each basis would carry forward."""
    mine = panel.up_to(made.origin).select(made.keys)
    rates = {name: bases.rates_used(mine, name) for name in (bases.LATEST, bases.MEAN4)}
    start = made.base_stock
    expected = {
        flow: getattr(made, flow)[:, 0].mean(axis=-1) / start
        for flow in ("leavers", "joiners")
    }
    areas = []
    for place, key in enumerate(made.keys):
        spread = np.quantile(made.stock[place, -1], [0.1, 0.9])
        areas.append(
            {
                "code": key,
                "name": made.names[place],
                "base_year": int(made.base_year[place]),
                "in_post": _figure(start[place]),
                "vacancies": _last(mine.values["vacancy_fte"][place]),
                "years_known": int(made.years_known[place]),
                "width_percent": _figure(100 * (spread[1] - spread[0]) / start[place]),
                "first_year": {
                    flow: _percent(rate[place]) for flow, rate in expected.items()
                },
                "rates": {
                    name: {
                        "leavers": _percent(found.leaver[place]),
                        "joiners": _percent(found.joiner[place]),
                        "years": int(found.years[place]),
                    }
                    for name, found in rates.items()
                },
                "history": [_figure(value) for value in mine.stock[place]],
            }
        )
    return {"basis": basis, "history_years": list(mine.years), "areas": areas}


def _figure(value) -> float | None:
    return round(float(value), 4) if np.isfinite(value) else None


def _percent(value) -> float | None:
    return _figure(100 * value)


def _last(row: np.ndarray) -> float | None:
    known = row[np.isfinite(row)]
    return _figure(known[-1]) if known.size else None


def score(data_set: DataSet, progress: BLOCKS | None = None) -> list[BacktestResult]:
    """The back-test of every basis on what is in force, stored with its newest set."""
    panel = panels.panel_of(panels.data_sets_in_force(data_set.partnership))
    try:
        tested = testing.backtest(panel, methods=Basis.values, progress=progress)
    except DataError as error:
        raise ValidationError(str(error)) from error
    return [
        BacktestResult(
            data_set=data_set,
            basis=basis,
            level=LEVELS[level],
            code_version=code_version(),
            cases=found.count,
            error_percent=found.mape,
            crps_percent=found.crps,
            cover_percent=found.cover,
            width_percent=found.width,
        )
        for (basis, level), found in tested.overall.items()
        if level in LEVELS and found.count
    ]

"""Every change to forecasts; imports change data sets through ``core.imports``."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import connection

from core import audit, dates, jobs
from core.audit import service
from core.choices import JobState
from core.models import Job
from partnerships.models import Partnership
from workforce import panels
from workforce.choices import Basis
from workforce.compute import Made
from workforce.engine.panel import Panel
from workforce.models import (
    BacktestResult,
    DataSet,
    ForecastCheck,
    ForecastQuantile,
    ForecastRun,
)
from workforce.versions import code_version

DEFAULT_SEED = 7
FORECAST, RECHECK, BACKTEST = (
    "workforce.forecast",
    "workforce.recheck",
    "workforce.backtest",
)
STOPPED = (JobState.FAILED, JobState.CANCELLED)
LOCK = 727003


@service("Forecast requested")
def request_forecast(
    *,
    partnership: Partnership,
    area_codes: list[str],
    basis: str,
    horizon: int,
    draws: int,
    title: str = "",
    seed: int = DEFAULT_SEED,
    actor,
) -> ForecastRun:
    """Ask for a forecast; identical inputs answer the run that is stored already."""
    data_sets = panels.data_sets_in_force(partnership)
    panel = panels.panel_of(data_sets) if data_sets else None
    if panel is None:
        raise ValidationError("There are no figures yet. Import a DfE file first.")
    areas = _chosen(panel, area_codes)
    run = ForecastRun(
        partnership=partnership,
        title=title.strip() or _title(areas, horizon, panel.years[-1]),
        areas=areas,
        basis=basis,
        origin=panel.years[-1],
        horizon=horizon,
        draws=draws,
        seed=seed,
        data_checksum=panels.checksum_of(data_sets),
        code_version=code_version(),
        requested_by=actor,
    )
    run.inputs_hash = _hash_of(run)
    with connection.cursor() as cursor:  # two equal requests make one run
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, partnership.pk])
    stored = ForecastRun.objects.filter(
        partnership=partnership, inputs_hash=run.inputs_hash
    ).first()
    if stored is not None:
        stopped = stored.job.state in STOPPED
        return retry_forecast(run=stored, actor=actor) if stopped else stored
    run.full_clean()
    run.save()
    run.data_sets.set(data_sets)
    return _start(run, actor)


@service("Forecast requested again")
def retry_forecast(*, run: ForecastRun, actor) -> ForecastRun:
    """Start a run whose job failed or was cancelled, with the inputs it has."""
    run = ForecastRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.job.state not in STOPPED:
        raise ValidationError("This forecast is under way or has finished.")
    return _start(run, actor)


def _start(run: ForecastRun, actor) -> ForecastRun:
    run.job = jobs.request_job(
        kind=FORECAST, parameters={"run": run.reference}, actor=actor
    )
    run.save(update_fields=["job", "updated_at"])
    audit.record(
        actor=actor,
        action="Forecast requested",
        subject=run,
        basis=str(run.basis),
        horizon=run.horizon,
        draws=run.draws,
        areas=run.area_codes,
    )
    return run


@service("Forecast finished")
def finish_forecast(*, run: ForecastRun, made: Made, actor) -> ForecastRun:
    """Store what a run gave; called once, in the transaction that says done."""
    run = ForecastRun.objects.select_for_update().get(pk=run.pk)
    if run.finished_at is not None:
        raise ValidationError("This forecast has its figures already.")
    ForecastQuantile.objects.bulk_create(made.quantiles)
    run.assumptions = made.assumptions
    run.code_version = made.code_version
    run.finished_at = dates.now()
    run.save(update_fields=["assumptions", "code_version", "finished_at", "updated_at"])
    audit.record(actor=actor, action="Forecast finished", subject=run)
    return run


@service("Forecast check requested")
def request_check(*, run: ForecastRun, actor) -> ForecastCheck:
    """Compute a stored run again from its saved inputs, to compare figure by figure."""
    if run.finished_at is None:
        raise ValidationError("A forecast can be checked once it has finished.")
    check = ForecastCheck(run=run, requested_by=actor)
    check.full_clean()
    check.save()
    check.job = jobs.request_job(
        kind=RECHECK, parameters={"check": check.reference}, actor=actor
    )
    check.save(update_fields=["job", "updated_at"])
    audit.record(actor=actor, action="Forecast check requested", subject=run)
    return check


@service("Forecast checked")
def finish_check(*, check: ForecastCheck, made: Made, actor) -> ForecastCheck:
    """Note how many figures came out otherwise, and by how much at most."""
    stored = {
        (row.area_code, row.measure, row.year): [row.mean, *row.values]
        for row in check.run.quantiles.all()
    }
    again = {
        (row.area_code, str(row.measure), row.year): [row.mean, *row.values]
        for row in made.quantiles
    }
    different, largest = _differences(stored, again)
    check.code_version = made.code_version
    check.figures = sum(len(values) for values in stored.values())
    check.different = different
    check.largest_percent = largest
    check.finished_at = dates.now()
    check.save()
    audit.record(
        actor=actor, action="Forecast checked", subject=check.run, different=different
    )
    return check


@service("Back-test requested")
def request_backtest(*, partnership: Partnership | None, actor) -> Job | None:
    """Measure the methods on the data in force, unless that is done or under way."""
    data_sets = panels.data_sets_in_force(partnership)
    if not data_sets:
        return None
    parameters = {
        "data_set": data_sets[0].reference,
        "data": panels.checksum_of(data_sets),
        "code": code_version(),
    }
    known = Job.objects.filter(kind=BACKTEST, parameters=parameters)
    if known.exclude(state__in=STOPPED).exists():
        return None
    return jobs.request_job(kind=BACKTEST, parameters=parameters, actor=actor)


@service("Back-test stored")
def store_backtest(
    *, data_set: DataSet, results: list[BacktestResult], actor
) -> list[BacktestResult]:
    """Replace the scores of this data under this code."""
    data_set.backtests.filter(code_version=code_version()).delete()
    kept = BacktestResult.objects.bulk_create(results)
    audit.record(actor=actor, action="Back-test stored", subject=data_set)
    return kept


def _chosen(panel: Panel, codes: list[str]) -> list[dict]:
    """Councils of the request in the panel's words, once each, in its order."""
    places = set()
    for code in codes:
        try:
            places.add(panel.position(code))
        except KeyError:
            raise ValidationError(
                {"areas": f"There are no figures for a council with the code {code}."}
            ) from None
    if not places:
        raise ValidationError({"areas": "Choose at least one council."})
    areas = sorted((panel.areas[place] for place in places), key=lambda a: a.name)
    for area in areas:
        stock = panel.stock[panel.position(area.key)]
        if not (stock == stock).any():  # NaN is not itself
            raise ValidationError(
                {
                    "areas": f"{area.name} has no in-post figure in any year up to "
                    f"{panel.years[-1]}, so there is nothing to forecast from."
                }
            )
    return [{"code": area.key, "name": area.name} for area in areas]


def _title(areas: list[dict], horizon: int, origin: int) -> str:
    names = [area["name"] for area in areas]
    if len(names) > 3:
        where = f"{len(names)} councils"
    else:
        where = ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1]
    return f"{where} to {origin + horizon}"[:150]


def _hash_of(run: ForecastRun) -> str:
    parts = [
        run.area_codes,
        str(Basis(run.basis)),
        run.origin,
        run.horizon,
        run.draws,
        run.seed,
        run.data_checksum,
        run.code_version,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _differences(stored: dict, again: dict) -> tuple[int, float]:
    different, largest = 0, 0.0
    for key, values in stored.items():
        for old, new in zip(values, again.get(key, []), strict=True):
            if old != new:
                different += 1
                largest = max(largest, 100 * abs(new - old) / max(abs(old), 1e-9))
    return different, largest

"""The real published figures, a back-test and one forecast of six real councils."""

from pathlib import Path

from django.conf import settings

from core import imports, jobs
from core.choices import ImportState, JobState
from core.models import Job
from partnerships.choices import RoleKind
from workforce import services
from workforce.choices import Basis, DataKind

FILE = Path(settings.BASE_DIR) / "workforce/data/csww_indicators_2017_to_2022.csv"
# Barking and Dagenham, Havering, Newham, Redbridge, Tower Hamlets, Waltham Forest
NORTH_EAST_LONDON = [
    "E09000002",
    "E09000016",
    "E09000025",
    "E09000026",
    "E09000030",
    "E09000031",
]


def load(world) -> None:
    lead = world.first(RoleKind.WORKFORCE_LEAD)
    _import(world, lead)
    run = services.request_forecast(
        partnership=world.partnership,
        area_codes=NORTH_EAST_LONDON,
        basis=Basis.POOLED.value,
        horizon=6,
        draws=1000,
        title="Six North East London councils",
        actor=lead,
    )
    _run(run.job)
    for job in Job.objects.filter(
        kind=services.BACKTEST, state=JobState.QUEUED, requested_by=lead
    ):
        _run(job)


def _import(world, lead) -> None:
    """The file, unless a data set that every partnership uses holds it already."""
    with FILE.open("rb") as file:
        batch = imports.check_import(
            kind=DataKind.CSWW.value,
            file=file,
            name=FILE.name,
            scope=world.partnership.reference,
            actor=lead,
        )
    if batch.state == ImportState.CHECKED and batch.summary["new"]:
        imports.confirm_import(batch=batch, actor=lead)


def _run(job: Job) -> None:
    """Here and now; the worker finds it done."""
    outcome = jobs.run_job(job.pk)
    if outcome != JobState.DONE:
        job.refresh_from_db()
        raise RuntimeError(f"{job.kind} was {outcome}: {job.error}")

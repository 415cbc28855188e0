"""Long work: ask for it, run it once, see how far it is, stop it.

    @handler("workforce.forecast", result_url="workforce:forecast_detail")
    def forecast(run: JobRun):
        draws = simulate(run.parameters, tick=run.progress)   # long, writes nothing
        return lambda: {"reference": save(draws).reference}   # the effect, short

Handlers live in ``<app>/jobs.py``, which every process imports at its start. What the
handler returns is its result (a dict) or its effect: a callable that writes and gives
the result, run in the transaction that says done, so there is one of it or none.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import (
    InterfaceError,
    OperationalError,
    connection,
    connections,
    transaction,
)
from django.db.models.functions import Now
from django.urls import reverse

from core import audit, broker, leases
from core.audit import acting, service
from core.choices import JobState
from core.models import Job

logger = logging.getLogger(__name__)

WRITE_PROGRESS_EVERY = 0.2
FINISHED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
ABANDONED = (
    "The work was interrupted {attempts} times before it could finish, so it was "
    "stopped and nothing was saved. Try a smaller request, or tell your administrator."
)
OVERRAN = (
    "The work took longer than {minutes} minutes, so it was stopped and nothing was "
    "saved. Try a smaller request."
)
UNKNOWN_KIND = (
    "This kind of work is not known here, so it was not started. Tell your "
    "administrator."
)
BROKEN = (
    "Something went wrong on our side and nothing was saved. Start it again; if it "
    "happens again, tell your administrator and quote {reference}."
)


class Cancelled(Exception):
    """Somebody asked to stop this job."""


class LostLease(Exception):
    """Another worker has taken this job over; what was done here does not count."""


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    title: str
    run: Callable
    result_url: str | Callable[[Job], str] | None

    def address_of_result(self, job: Job) -> str:
        """Where a finished job's result is shown; empty when it has no page."""
        if not self.result_url or job.state != JobState.DONE:
            return ""
        if callable(self.result_url):
            return self.result_url(job)
        return reverse(self.result_url, kwargs={"reference": job.result["reference"]})


_kinds: dict[str, Kind] = {}


def handler(name: str, *, title: str = "", result_url=None):
    """Register what does the work of one kind of job.

    ``result_url`` is a function of the finished job, or the name of a page that takes
    the ``reference`` in the job's result.
    """

    def decorate(function):
        words = title or name.rpartition(".")[2].replace("_", " ").capitalize()
        _kinds[name] = Kind(name, words, function, result_url)
        return function

    return decorate


def kind_of(job: Job) -> Kind:
    unknown = Kind(job.kind, "Background work", _refuse, None)
    return _kinds.get(job.kind, unknown)


def _refuse(run: "JobRun"):
    raise ValidationError(UNKNOWN_KIND)


# Asking and stopping


@service("Job requested")
def request_job(*, kind: str, parameters: dict, actor) -> Job:
    """Keep the request; a worker starts it as soon as one is free."""
    if kind not in _kinds:
        raise ValueError(f"No handler is registered for {kind!r}")
    job = Job(kind=kind, parameters=parameters, requested_by=actor)
    job.full_clean()
    job.save()
    audit.record(actor=actor, action="Job requested", subject=job, kind=kind)
    hint = (job.pk, broker.PRIORITY_OF_NEW)
    transaction.on_commit(lambda: _publish([hint]), robust=True)
    return job


@service("Job cancelled")
def cancel_job(*, job: Job, actor) -> Job:
    """Stop a job: at once while it waits, at its next sign of progress while it runs.

    Once this returns, the job's effect is never written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '2s'")
    try:
        with transaction.atomic():
            row = Job.objects.select_for_update().get(pk=job.pk)
    except OperationalError:
        raise ValidationError("It is being saved and can no longer stop.") from None
    if row.state in FINISHED:
        raise ValidationError("It has already ended.")
    changes = {"cancel_asked_at": Now(), "updated_at": Now()}
    if row.state == JobState.QUEUED:
        changes |= {"state": JobState.CANCELLED, "finished_at": Now()}
    Job.objects.filter(pk=row.pk).update(**changes)
    audit.record(actor=actor, action="Job cancelled", subject=row)
    row.refresh_from_db()
    return row


# Running


class JobRun:
    """What a handler is given: what was asked, by whom, and a way to say how far."""

    def __init__(self, job: Job, lease: leases.Lease):
        self.parameters: dict = job.parameters
        self.requested_by = job.requested_by
        self.reference: str = job.reference
        self.attempt: int = lease.attempt
        self._lease = lease
        self._heard_at = time.monotonic()
        self._written_at = float("-inf")
        self._bad_news: type[Exception] | None = None

    def progress(self, percent: float = 0, words: str = "") -> None:
        """Say how far the work is; raises when it should stop."""
        self._heard_at = time.monotonic()
        if self._bad_news:
            raise self._bad_news
        if self._heard_at - self._written_at < WRITE_PROGRESS_EVERY:
            return
        self._written_at = self._heard_at
        self._renew(max(0, min(100, int(percent))), words[:200])
        if self._bad_news:
            raise self._bad_news

    def silent_for(self) -> float:
        return time.monotonic() - self._heard_at

    def renew(self) -> bool:
        """Keep the job while the handler computes; False when there is no point."""
        self._renew()
        return self._bad_news is None

    def _renew(self, progress: int | None = None, words: str | None = None) -> None:
        cancel_is_asked = self._lease.renew(progress, words)
        if cancel_is_asked is None:
            self._bad_news = LostLease
        elif cancel_is_asked:
            self._bad_news = Cancelled


class _Keeper(threading.Thread):
    """Renews the lease between two signs of progress, but not for ever.

    A frozen or killed process stops renewing by itself. A handler that hangs while
    this thread lives on is let go after JOB_SILENCE_SECONDS without a word: another
    worker takes the job, and the attempt number shuts the first one out.
    """

    def __init__(self, run: JobRun):
        super().__init__(name=f"lease of job {run.reference}", daemon=True)
        self.run_of = run
        self.over = threading.Event()

    def run(self):
        try:
            while not self.over.wait(settings.JOB_LEASE_SECONDS / 3):
                if self.run_of.silent_for() > settings.JOB_SILENCE_SECONDS:
                    logger.error("Job %s is silent: let go", self.run_of.reference)
                    return
                self._renew_once()
        finally:
            connections.close_all()  # this thread's own

    def _renew_once(self):
        try:
            if not self.run_of.renew():
                self.over.set()
        except (OperationalError, InterfaceError) as error:
            logger.warning("The lease could not be renewed: %s", error)
            connection.close()

    def __enter__(self):
        self.start()

    def __exit__(self, *_):
        self.over.set()
        self.join(timeout=5)


def run_job(job_id: int) -> str:
    """Claim the job and carry it to its end; says in one word what became of it."""
    lease = leases.claim(job_id)
    if lease is None:
        return "not free"
    job = Job.objects.select_related("requested_by").get(pk=job_id)
    run = JobRun(job, lease)
    try:
        with _Keeper(run):
            outcome = kind_of(job).run(run)
        _finish(job, lease, outcome)
    except Cancelled:
        return _end(lease, JobState.CANCELLED)
    except LostLease:
        logger.warning("Job %s: attempt %s came too late", job, lease.attempt)
        return "lost"
    except (OperationalError, InterfaceError):
        logger.exception("Job %s lost the database; it is tried again", job)
        connections.close_all()
        return "interrupted"
    except ValidationError as error:
        return _end(lease, JobState.FAILED, " ".join(error.messages))
    except SoftTimeLimitExceeded:
        minutes = settings.JOB_TIME_LIMIT_SECONDS // 60
        return _end(lease, JobState.FAILED, OVERRAN.format(minutes=minutes))
    except Exception:
        logger.exception("Job %s failed", job)
        return _end(lease, JobState.FAILED, BROKEN.format(reference=job.reference))
    return str(JobState.DONE)


def _finish(job: Job, lease: leases.Lease, outcome) -> None:
    """Say done and write the effect in one transaction; done is said first, so that
    no other attempt and no cancel comes between."""
    with transaction.atomic(), acting(job.requested_by, kind_of(job).title):
        if not lease.end(JobState.DONE):
            raise Cancelled if lease.renew() else LostLease
        result = outcome() if callable(outcome) else outcome
        Job.objects.filter(pk=job.pk).update(result=result or {})


def _end(lease: leases.Lease, state: JobState, error: str = "") -> str:
    return str(state) if lease.end(state, error) else "lost"


# Sweeping


def sweep() -> int:
    """End what nobody may take up again and publish what waits; how many waited."""
    abandoned = ABANDONED.format(attempts=settings.JOB_MAX_ATTEMPTS)
    for job_id in leases.settle_abandoned(abandoned):
        logger.error("Job %s was abandoned by its worker", job_id)
    priorities = {True: broker.PRIORITY_OF_INTERRUPTED, False: broker.PRIORITY_OF_NEW}
    waiting = leases.take_unpublished()
    _publish([(job_id, priorities[interrupted]) for job_id, interrupted in waiting])
    return len(waiting)


def _publish(hints: list[tuple[int, int]]) -> None:
    """Note the moment, then send; what could not be sent waits for the next sweep."""
    if not hints:
        return
    rows = Job.objects.filter(pk__in=[job_id for job_id, _ in hints])
    rows.update(published_at=Now())
    if unsent := broker.publish(hints):
        Job.objects.filter(pk__in=unsent).update(published_at=None)

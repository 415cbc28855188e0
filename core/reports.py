"""What a job's page says."""

import datetime as dt
from dataclasses import dataclass

from core import broker, dates, jobs
from core.choices import JobState
from core.models import Job

PICKED_UP_WITHIN = dt.timedelta(seconds=10)
TONES = {
    JobState.QUEUED: "grey",
    JobState.RUNNING: "blue",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "grey",
}


@dataclass(frozen=True, slots=True)
class JobStatus:
    label: str
    tone: str
    words: str
    percent: int | None
    is_over: bool
    can_be_cancelled: bool
    result_url: str

    @property
    def seen(self) -> str:
        """Differs when anything on the page would; the page sends it back."""
        return f"{self.label}|{self.percent}|{self.words}"


def job_status(*, job: Job) -> JobStatus:
    """Where the job stands, in the words of somebody who waits for it."""
    return JobStatus(
        label=job.get_state_display(),
        tone=TONES[JobState(job.state)],
        words=_words(job),
        percent=job.progress if job.state == JobState.RUNNING else None,
        is_over=job.state in jobs.FINISHED,
        can_be_cancelled=job.state not in jobs.FINISHED and not job.cancel_asked_at,
        result_url=jobs.kind_of(job).address_of_result(job),
    )


def _words(job: Job) -> str:
    if job.state == JobState.QUEUED:
        return _waiting(job)
    if job.state == JobState.RUNNING:
        return _running(job)
    return {
        JobState.DONE: "It has finished.",
        JobState.FAILED: job.error,
        JobState.CANCELLED: "It was cancelled and nothing was saved.",
    }[JobState(job.state)]


def _waiting(job: Job) -> str:
    if not broker.is_reachable():
        return (
            "Waiting: the queue cannot be reached. Your request is kept and will "
            "start by itself."
        )
    if dates.now() - job.created_at > PICKED_UP_WITHIN:
        return (
            "Queued: no worker has picked it up yet. It will start by itself as soon "
            "as one is free."
        )
    return "Queued: it will start in a moment."


def _running(job: Job) -> str:
    if job.cancel_asked_at:
        return "Stopping at the next safe point."
    if job.lease_until < dates.now():
        return (
            "Interrupted: the worker stopped. Another will take the work up again by "
            "itself."
        )
    return job.progress_text or "Started."

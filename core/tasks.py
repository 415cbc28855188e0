"""Doors for the clock and the queue."""

from celery import shared_task
from django.conf import settings

from core import heartbeat, jobs, outbox

SOFT_LIMIT = settings.JOB_TIME_LIMIT_SECONDS


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=SOFT_LIMIT + 60)
def run_job(job_id: int) -> str:
    return jobs.run_job(job_id)


@shared_task(soft_time_limit=20, time_limit=30)
def sweep_jobs() -> int:
    return jobs.sweep()


@shared_task(soft_time_limit=110, time_limit=120)
def send_messages() -> int:
    return outbox.send_due()


@shared_task(soft_time_limit=10, time_limit=20)
def beat_heartbeat() -> None:
    heartbeat.record()

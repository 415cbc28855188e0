"""Hints to the workers. Losing one costs seconds: the job row is the truth."""

import logging
from collections.abc import Iterable

from celery import current_app
from celery.exceptions import CeleryError
from django.conf import settings
from kombu.exceptions import KombuError
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

TASK = "core.tasks.run_job"
QUEUE = "jobs"
# Redis takes the lower number first: interrupted work before new work.
PRIORITY_OF_NEW, PRIORITY_OF_INTERRUPTED = 6, 0
# A web request publishes, so an absent Redis must answer at once.
IMPATIENT = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
UNREACHABLE = (OSError, KombuError, CeleryError, RedisError)


def is_reachable() -> bool:
    """Does Redis answer within half a second?"""
    client = Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=0.5,
        socket_connect_timeout=0.5,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        with client:
            return bool(client.ping())
    except (OSError, RedisError):
        return False


def publish(hints: Iterable[tuple[int, int]]) -> list[int]:
    """Send (job id, priority) hints; return the ids that could not be sent."""
    waiting = list(hints)
    try:
        with current_app.connection_for_write(
            settings.CELERY_BROKER_URL, transport_options=IMPATIENT
        ) as connection:
            while waiting:
                job_id, priority = waiting[0]
                current_app.send_task(
                    TASK,
                    args=[job_id],
                    queue=QUEUE,
                    priority=priority,
                    connection=connection,
                    retry=False,
                    ignore_result=True,
                )
                waiting.pop(0)
    except UNREACHABLE as error:
        logger.warning("The queue cannot be reached: %s", error)
    return [job_id for job_id, _ in waiting]

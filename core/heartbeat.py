"""Proof that what beat sends reaches a worker: a moment kept in Redis."""

import time

from django.conf import settings
from redis import Redis

KEY = "tandem:beat"


def _redis() -> Redis:
    return Redis.from_url(
        settings.REDIS_URL, socket_timeout=2, socket_connect_timeout=2
    )


def record() -> None:
    with _redis() as redis:
        redis.set(KEY, time.time())


def last() -> float:
    """Seconds since 1970; 0 when beat was never heard."""
    with _redis() as redis:
        return float(redis.get(KEY) or 0)

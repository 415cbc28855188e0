"""The job row as a queue: claim, renew, end and republish, each one statement.

Every statement after the claim carries the attempt it was claimed under, so a worker
that lost its lease can change nothing any more. Only the database's clock is asked.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection

# A hint may die with the worker that took it, or with Redis. Interrupted work is
# hinted at by every sweep; the rest, which may be long, every few seconds.
REPUBLISH_INTERRUPTED, REPUBLISH_NEW = 0.9, 5
SWEEP_AT_MOST = 500

CLAIM = """
UPDATE core_job
   SET state = 'running', attempt = attempt + 1,
       lease_until = statement_timestamp() + %(lease)s * interval '1 second',
       started_at = coalesce(started_at, statement_timestamp()),
       updated_at = statement_timestamp()
 WHERE id = %(id)s AND cancel_asked_at IS NULL AND attempt < %(max)s
   AND (state = 'queued'
        OR (state = 'running' AND lease_until < statement_timestamp()))
RETURNING attempt
"""
RENEW = """
UPDATE core_job
   SET lease_until = statement_timestamp() + %(lease)s * interval '1 second',
       progress = coalesce(%(progress)s, progress),
       progress_text = coalesce(%(text)s, progress_text),
       updated_at = statement_timestamp()
 WHERE id = %(id)s AND attempt = %(attempt)s AND state = 'running'
RETURNING cancel_asked_at IS NOT NULL
"""
END = """
UPDATE core_job
   SET state = %(state)s, error = %(error)s, lease_until = NULL,
       progress = CASE WHEN %(state)s = 'done' THEN 100 ELSE progress END,
       finished_at = statement_timestamp(), updated_at = statement_timestamp()
 WHERE id = %(id)s AND attempt = %(attempt)s AND state = 'running'
   AND (%(state)s <> 'done' OR cancel_asked_at IS NULL)
RETURNING id
"""
SETTLE = """
UPDATE core_job
   SET state = CASE WHEN cancel_asked_at IS NULL THEN 'failed' ELSE 'cancelled' END,
       error = CASE WHEN cancel_asked_at IS NULL THEN %(error)s ELSE '' END,
       lease_until = NULL, finished_at = statement_timestamp(),
       updated_at = statement_timestamp()
 WHERE id IN (SELECT id FROM core_job
               WHERE state = 'running' AND lease_until < statement_timestamp()
                 AND (cancel_asked_at IS NOT NULL OR attempt >= %(max)s)
                 FOR UPDATE SKIP LOCKED)
RETURNING id
"""
TAKE_UNPUBLISHED = """
UPDATE core_job
   SET published_at = statement_timestamp()
 WHERE id IN (SELECT id FROM core_job
               WHERE cancel_asked_at IS NULL AND attempt < %(max)s
                 AND (published_at IS NULL
                      OR published_at < statement_timestamp() - interval '1 second'
                         * CASE state WHEN 'running' THEN %(often)s ELSE %(seldom)s END)
                 AND (state = 'queued'
                      OR (state = 'running' AND lease_until < statement_timestamp()))
               ORDER BY state DESC, id
               LIMIT %(limit)s
                 FOR UPDATE SKIP LOCKED)
RETURNING id, state = 'running'
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on one job, under one attempt."""

    job_id: int
    attempt: int

    def renew(self, progress: int | None = None, text: str | None = None):
        """None: the lease is lost. True: somebody asks to cancel. False: go on."""
        rows = _run(RENEW, self, progress=progress, text=text)
        return rows[0][0] if rows else None

    def end(self, state: str, error: str = "") -> bool:
        """Close the job, unless the lease is lost (or, for done, a cancel came)."""
        return bool(_run(END, self, state=str(state), error=error))


def claim(job_id: int) -> Lease | None:
    """Take the job if it is free; of two who try at once, one succeeds."""
    rows = _run(CLAIM, Lease(job_id, 0), max=settings.JOB_MAX_ATTEMPTS)
    return Lease(job_id, rows[0][0]) if rows else None


def settle_abandoned(error: str) -> list[int]:
    """End the jobs whose worker is gone and which nobody may take up again."""
    return [row[0] for row in _query(SETTLE, error=error, **_limits())]


def take_unpublished() -> list[tuple[int, bool]]:
    """Jobs that need a hint now, each with whether its worker was lost."""
    return _query(
        TAKE_UNPUBLISHED,
        often=REPUBLISH_INTERRUPTED,
        seldom=REPUBLISH_NEW,
        limit=SWEEP_AT_MOST,
        **_limits(),
    )


def _limits() -> dict[str, int]:
    return {"max": settings.JOB_MAX_ATTEMPTS}


def _run(sql: str, lease: Lease, **values) -> list[tuple]:
    return _query(
        sql,
        id=lease.job_id,
        attempt=lease.attempt,
        lease=settings.JOB_LEASE_SECONDS,
        **values,
    )


def _query(sql: str, **values) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()

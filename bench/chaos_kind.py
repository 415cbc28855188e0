"""The work of ``jobs_chaos.py``; workers of that run load it with ``--include``."""

import os
import time

from django.db import connection

from core import audit
from core.jobs import JobRun, handler

KIND = "bench.chaos"
CLAIMED, EFFECT = "Chaos: claimed", "Chaos: effect"


@handler(KIND)
def chaos(run: JobRun):
    """Half a second of work in five steps, and one audit entry as its effect."""
    audit.record(
        actor=None,
        action=CLAIMED,
        job=run.reference,
        attempt=run.attempt,
        group=os.getpgid(0),
        at=database_time(),
    )
    for step in range(5):
        run.progress(step * 20, f"Step {step + 1} of 5.")
        time.sleep(0.1)

    def effect():
        audit.record(actor=None, action=EFFECT, job=run.reference)
        time.sleep(0.02)  # long enough to be killed in the middle
        return {}

    return effect


def database_time() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return cursor.fetchone()[0]

"""Kinds of work that only tests know; a worker loads them with ``--include``."""

import time

from core import audit
from core.jobs import JobRun, handler


@handler("tests.echo", title="Echo", result_url=lambda job: "/healthz")
def echo(run: JobRun):
    """Takes ``seconds``, in steps, and leaves one audit entry."""
    steps = max(1, int(run.parameters.get("seconds", 0) * 10))
    for step in range(steps):
        run.progress(100 * step / steps, f"Step {step + 1} of {steps}.")
        time.sleep(run.parameters.get("seconds", 0) / steps)

    def effect():
        audit.record(actor=run.requested_by, action="Echoed", job=run.reference)
        return {"words": run.parameters.get("words", "")}

    return effect

"""200 jobs through real Celery workers while everything is being killed.

    python bench/jobs_chaos.py [--jobs 200] [--lease 5] [--workers 4]

Workers get ``kill -9`` every two seconds, one after the other; Redis gets it twice and
comes back empty. Prints the effects, those missing or written twice, and the slowest
recovery of an interrupted job as a share of its lease plus two seconds. Exit code 1
when an effect is missing or written twice.
"""

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from config import embedded, processes  # noqa: E402 - the path comes first

KILL_EVERY, REDIS_AWAY, GIVE_UP_AFTER = 2.0, 1.0, 300.0


class Workers:
    """Workers, forked off a nursery, and a beat."""

    def __init__(self, folder: Path, count: int):
        self.log = open(folder / "workers.log", "ab")  # noqa: SIM115 - lives as we do
        beat = ["-m", "celery", "-A", "config.celery:app", "beat"]
        schedule = ["--schedule", folder / "beat", "--loglevel", "WARNING"]
        self.beat = self._python(*beat, *schedule)
        self.nursery = self._python("-m", "bench.chaos_nursery")
        self.running = [self._worker() for _ in range(count)]
        self.dice = random.Random(7)
        self.killed: dict[int, float] = {}
        self.redis_kills = 0

    def kill_one(self, now: float) -> None:
        """One worker with its children; another takes its place."""
        victim = self.running.pop(self.dice.randrange(len(self.running)))
        self.killed[victim] = now
        kill_group(victim)
        self.running.append(self._worker())

    def stop(self) -> None:
        for group in self.running:
            kill_group(group)
        processes.stop((self.beat, signal.SIGTERM), (self.nursery, signal.SIGTERM))
        for pipe in (self.nursery.stdin, self.nursery.stdout, self.log):
            pipe.close()

    def _worker(self) -> int:
        self.nursery.stdin.write(f"w{time.monotonic_ns()}@chaos\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def _python(self, *words) -> subprocess.Popen:
        return subprocess.Popen(
            [sys.executable, *map(str, words)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
            cwd=ROOT,
            start_new_session=True,
        )


def kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--jobs", type=int, default=200)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--lease", type=int, default=5, help="seconds")
    return parser.parse_args()


def main() -> int:
    options = read_options()
    with embedded.ephemeral() as servers:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings.embedded",
            "DATABASE_URL": embedded.database_url(servers.var_dir),
            "REDIS_URL": embedded.redis_url(servers.var_dir),
            "TANDEM_VAR": str(servers.var_dir),
            "JOB_LEASE_SECONDS": str(options.lease),
            # Here a job may well be hit five times; in real life that is its own fault.
            "JOB_MAX_ATTEMPTS": "50",
            "PYTHONPATH": str(ROOT),
        }
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return run(servers, options)


def run(servers: embedded.Servers, options: argparse.Namespace) -> int:
    from bench.chaos_kind import KIND
    from core import jobs

    workers = Workers(servers.var_dir, options.workers)
    began = time.monotonic()
    try:
        for _ in range(options.jobs):
            jobs.request_job(kind=KIND, parameters={}, actor=None)
        kill_until_done(servers, workers, began)
    finally:
        workers.stop()
    seconds = time.monotonic() - began
    return report(options, workers, seconds)


def kill_until_done(servers, workers: Workers, began: float) -> None:
    """Kill a worker every two seconds, and Redis after a third and two thirds."""
    from bench.chaos_kind import database_time
    from core.models import Job

    unfinished = Job.objects.filter(state__in=["queued", "running"])
    total = unfinished.count()
    redis_dies_at = [total * 2 // 3, total // 3]
    next_kill = time.monotonic() + KILL_EVERY
    while (left := unfinished.count()) and time.monotonic() - began < GIVE_UP_AFTER:
        if redis_dies_at and left <= redis_dies_at[0]:
            redis_dies_at.pop(0)
            workers.redis_kills += 1
            processes.stop((servers.processes["redis"], signal.SIGKILL))
            time.sleep(REDIS_AWAY)
            servers.start("redis")  # without a file to read: empty
        if time.monotonic() >= next_kill:
            workers.kill_one(database_time())
            next_kill += KILL_EVERY
        time.sleep(0.1)


def recoveries(killed: dict[int, float]) -> list[float]:
    """Seconds from each kill in the middle of a job to the job's next claim."""
    from bench.chaos_kind import CLAIMED
    from core.models import AuditEntry

    claims = {}
    for entry in AuditEntry.objects.filter(action=CLAIMED):
        said = entry.details
        claims[said["job"], said["attempt"]] = (said["group"], said["at"])
    found = []
    for (job, attempt), (_, at) in claims.items():
        group, _ = claims.get((job, attempt - 1), (None, None))
        if group in killed:
            found.append(at - killed[group])
    return found


def report(options, workers: Workers, seconds: float) -> int:
    from bench.chaos_kind import EFFECT
    from core.models import AuditEntry, Job

    effects = AuditEntry.objects.filter(action=EFFECT)
    per_job = Counter(entry.details["job"] for entry in effects)
    twice = sum(1 for count in per_job.values() if count > 1)
    missing = options.jobs - len(per_job)
    states = Counter(Job.objects.values_list("state", flat=True))
    attempts = Job.objects.order_by("-attempt").first().attempt
    found = recoveries(workers.killed)
    print(f"jobs {options.jobs}  states {dict(states)}  in {seconds:.0f} s")
    kills = f"workers killed {len(workers.killed)}  Redis killed {workers.redis_kills}"
    print(f"{kills}  most attempts {attempts}")
    print(f"effects {len(effects)}  missing {missing}  twice {twice}")
    if found:
        worst, promise = max(found), options.lease + 2
        late = sum(1 for each in found if each > promise)
        print(f"interrupted and recovered {len(found)}  later than promised {late}")
        print(f"slowest recovery / (lease + 2 s) = {worst / promise:.2f}")
    return 1 if missing or twice or workers.redis_kills < 2 else 0


if __name__ == "__main__":
    sys.exit(main())

"""CARD-06 through real processes: a worker, a beat and a Redis that come and go."""

import datetime as dt
import os
import shutil
import signal
import sys
import time
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.urls import reverse
from redis import Redis

from accounts.tests.factories import PersonFactory
from config import embedded, processes
from core import broker, dates, jobs
from core.models import AuditEntry, Job
from core.tests import job_kinds  # noqa: F401 - registers the kinds

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 60


@pytest.fixture
def redis(tmp_path, settings):
    """A Redis of our own, to kill; ``start`` and ``kill`` it."""
    servers = embedded.Servers(tmp_path / "var", durable=False)
    servers.kill = lambda: processes.stop((servers.processes["redis"], signal.SIGKILL))
    settings.REDIS_URL = embedded.redis_url(servers.var_dir)
    settings.CELERY_BROKER_URL = embedded.celery_url(settings.REDIS_URL)
    servers.start("redis")
    yield servers
    servers.stop()
    for folder in {servers.home, servers.run}:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start_worker(redis, transactional_db, settings, tmp_path):
    """``start_worker()`` starts a worker with its beat on the tests' database."""
    started = []
    url = os.environ.get("DATABASE_URL") or embedded.database_url(settings.VAR_DIR)
    ours = urlsplit(url)._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": ours.geturl(),
        "REDIS_URL": settings.REDIS_URL,
        "JOB_LEASE_SECONDS": "3",
    }

    def start():
        command = [sys.executable, "-m", "celery", "-A", "config.celery:app", "worker"]
        command += ["--beat", "--schedule", tmp_path / "beat", "--concurrency", "1"]
        command += ["--include", "core.tests.job_kinds", "--loglevel", "INFO"]
        worker = processes.spawn(
            command,
            log=tmp_path / "worker.log",
            death_signal=signal.SIGQUIT,
            cwd=settings.BASE_DIR,
            env=environment,
        )
        started.append(worker)
        return worker

    yield start
    processes.stop(*((worker, signal.SIGTERM) for worker in started), within=10)


@pytest.fixture
def watch(sign_in):
    """``watch(job)`` reads the job's page; ``watch(job, words)`` waits for words."""

    def read(job, words=""):
        client = sign_in(job.requested_by)
        until = time.monotonic() + PATIENCE
        while True:
            response = client.get(reverse("jobs:job_detail", args=[job.reference]))
            found = response.context["status"].words
            if not words or found.startswith(words):
                return found
            if time.monotonic() > until:
                pytest.fail(f"The page still says: {found}")
            time.sleep(0.2)

    return read


def ask(**parameters) -> Job:
    return jobs.request_job(
        kind="tests.echo", parameters=parameters, actor=PersonFactory()
    )


def echoes_of(job) -> int:
    return AuditEntry.objects.filter(
        action="Echoed", details__job=job.reference
    ).count()


@pytest.mark.capability("CARD-06")
def test_a_job_without_a_worker_is_queued_and_completes_when_one_starts(
    start_worker, watch
):
    job = ask()
    assert watch(job) == "Queued: it will start in a moment."
    eleven_seconds_ago = dates.now() - dt.timedelta(seconds=11)
    Job.objects.filter(pk=job.pk).update(created_at=eleven_seconds_ago)
    assert watch(job).startswith("Queued: no worker has picked it up yet.")

    start_worker()

    assert watch(job, "It has finished.")
    assert echoes_of(job) == 1


@pytest.mark.capability("CARD-06")
def test_a_job_asked_for_without_a_broker_is_kept_and_completes_when_it_returns(
    redis, start_worker, watch
):
    start_worker()
    watch(ask(), "It has finished.")
    redis.kill()

    began = time.monotonic()
    job = ask()
    assert time.monotonic() - began < 3
    assert watch(job).startswith("Waiting: the queue cannot be reached.")
    redis.start("redis")

    assert watch(job, "It has finished.")
    assert echoes_of(job) == 1


@pytest.mark.capability("CARD-06")
def test_a_job_whose_worker_is_killed_is_done_by_the_next_one(start_worker, watch):
    first = start_worker()
    job = ask(seconds=3)
    watch(job, "Step ")

    processes.stop((first, signal.SIGKILL))
    watch(job, "Interrupted: the worker stopped.")
    start_worker()

    assert watch(job, "It has finished.")
    job.refresh_from_db()
    assert (job.attempt, echoes_of(job)) == (2, 1)


def test_an_absent_broker_is_noticed_in_no_time(redis):
    assert broker.is_reachable()
    redis.kill()

    began = time.monotonic()
    unsent = broker.publish([(1, broker.PRIORITY_OF_NEW), (2, broker.PRIORITY_OF_NEW)])

    assert (unsent, broker.is_reachable()) == ([1, 2], False)
    assert time.monotonic() - began < 2


def test_a_frozen_broker_does_not_hold_up_a_request(redis):
    server = redis.processes["redis"]
    server.send_signal(signal.SIGSTOP)
    try:
        began = time.monotonic()
        unsent = broker.publish([(1, broker.PRIORITY_OF_NEW)])
        answers = broker.is_reachable()
        waited = time.monotonic() - began
    finally:
        server.send_signal(signal.SIGCONT)

    assert (unsent, answers) == ([1], False)
    assert waited < 5


def test_interrupted_work_goes_before_new_work(redis, settings):
    broker.publish([(1, broker.PRIORITY_OF_NEW), (2, broker.PRIORITY_OF_INTERRUPTED)])

    with Redis.from_url(settings.REDIS_URL) as client:
        lengths = {key.decode(): client.llen(key) for key in client.keys("jobs*")}
    assert lengths == {"jobs": 1, "jobs\x06\x166": 1}

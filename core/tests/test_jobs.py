import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.db.models import F, Value
from django.db.models.functions import Now

from accounts.tests.factories import PersonFactory
from core import audit, broker, jobs, leases
from core.choices import JobState
from core.models import AuditEntry, Job
from core.tests import job_kinds  # noqa: F401 - registers the kinds
from core.tests.factories import JobFactory
from core.tests.races import race

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)


@pytest.fixture(autouse=True)
def hints(monkeypatch):
    """What would go to the broker; the broker itself has its own tests."""
    sent = []
    monkeypatch.setattr(broker, "publish", lambda hints: sent.extend(hints) or [])
    return sent


@pytest.fixture
def kind():
    """Registers a handler for one test: ``kind(function)`` gives its name."""

    def register(function):
        jobs.handler("tests.once")(function)
        return "tests.once"

    yield register
    jobs._kinds.pop("tests.once", None)


def end_lease_of(job):
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - Value(SECOND))


def echoes():
    return AuditEntry.objects.filter(action="Echoed").count()


def outcome_of(job):
    job.refresh_from_db()
    return job.state, job.error


# Asking


def test_a_request_is_kept_and_then_published(
    hints, django_capture_on_commit_callbacks
):
    person = PersonFactory()

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.request_job(kind="tests.echo", parameters={"n": 1}, actor=person)
        assert hints == []

    job.refresh_from_db()
    assert (job.state, job.requested_by, job.parameters) == ("queued", person, {"n": 1})
    assert hints == [(job.pk, broker.PRIORITY_OF_NEW)]
    assert job.published_at is not None
    assert AuditEntry.objects.get().subject_reference == job.reference


def test_a_request_without_a_broker_is_kept_unpublished(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(broker, "publish", lambda hints: [job for job, _ in hints])

    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.request_job(kind="tests.echo", parameters={}, actor=PersonFactory())

    job.refresh_from_db()
    assert (job.state, job.published_at) == ("queued", None)


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="No handler"):
        jobs.request_job(kind="tests.none", parameters={}, actor=PersonFactory())

    assert Job.objects.count() == 0


# Running


def test_a_job_runs_once_however_often_it_is_published():
    job = JobFactory(parameters={"words": "hello"})

    words = [jobs.run_job(job.pk) for _ in range(3)]

    assert words == ["done", "not free", "not free"]
    job.refresh_from_db()
    assert (job.state, job.progress, job.attempt) == ("done", 100, 1)
    assert (job.result, job.lease_until) == ({"words": "hello"}, None)
    assert echoes() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_at_once_one_gets_the_job():
    job = JobFactory()

    claims = race(*[lambda: leases.claim(job.pk)] * 8)

    assert [c for c in claims if c] == [leases.Lease(job.pk, 1)]


@pytest.mark.django_db(transaction=True)
def test_of_many_who_claim_an_ended_lease_one_gets_the_job():
    job = JobFactory()
    leases.claim(job.pk)
    end_lease_of(job)

    claims = race(*[lambda: leases.claim(job.pk)] * 8)

    assert [c for c in claims if c] == [leases.Lease(job.pk, 2)]


def test_a_job_that_is_being_worked_on_is_not_free():
    job = JobFactory()

    assert leases.claim(job.pk) == leases.Lease(job.pk, 1)
    assert leases.claim(job.pk) is None


def test_who_lost_the_lease_can_change_nothing_any_more():
    job = JobFactory()
    first = leases.claim(job.pk)
    end_lease_of(job)
    second = leases.claim(job.pk)

    assert first.renew(50, "Still here") is None
    assert first.end(JobState.DONE) is False
    assert first.end(JobState.FAILED, "no") is False
    assert second.renew(10, "Mine") is False
    assert second.end(JobState.DONE) is True


def test_the_effect_of_a_lost_attempt_is_not_written(kind):
    def overtaken(run):
        end_lease_of(job)
        jobs.leases.claim(job.pk)
        return lambda: audit.record(actor=None, action="Echoed")

    job = JobFactory(kind=kind(overtaken))

    assert jobs.run_job(job.pk) == "lost"

    assert echoes() == 0
    assert outcome_of(job) == ("running", "")


def test_progress_tells_a_lost_attempt_to_stop(kind):
    def overtaken(run):
        end_lease_of(job)
        jobs.leases.claim(job.pk)
        run.progress(50)
        pytest.fail("it went on")

    job = JobFactory(kind=kind(overtaken))

    assert jobs.run_job(job.pk) == "lost"


def test_a_fault_in_the_effect_leaves_nothing_of_it(kind):
    def broken(run):
        def effect():
            audit.record(actor=None, action="Echoed")
            raise RuntimeError("the disk of Jane Doe is full")

        return effect

    job = JobFactory(kind=kind(broken))

    assert jobs.run_job(job.pk) == "failed"

    assert echoes() == 0
    state, error = outcome_of(job)
    assert (state, error) == ("failed", jobs.BROKEN.format(reference=job.reference))


def test_a_refusal_is_the_sentence_people_read(kind):
    def refuse(run):
        raise ValidationError("Choose at least one council.")

    job = JobFactory(kind=kind(refuse))

    jobs.run_job(job.pk)

    assert outcome_of(job) == ("failed", "Choose at least one council.")


def test_a_kind_nobody_knows_fails_in_words():
    job = JobFactory(kind="tests.gone")

    jobs.run_job(job.pk)

    assert outcome_of(job) == ("failed", jobs.UNKNOWN_KIND)


def test_losing_the_database_is_no_failure(kind, monkeypatch):
    def unlucky(run):
        raise OperationalError("server closed the connection")

    closed = []
    monkeypatch.setattr(jobs.connections, "close_all", lambda: closed.append(True))
    job = JobFactory(kind=kind(unlucky))

    assert jobs.run_job(job.pk) == "interrupted"

    assert closed
    assert outcome_of(job) == ("running", "")


@pytest.mark.django_db(transaction=True)
def test_the_lease_is_renewed_while_the_handler_computes(kind, settings):
    settings.JOB_LEASE_SECONDS = 1

    def long_and_silent(run):
        seen = set()
        with connection.cursor() as cursor:
            for _ in range(20):
                cursor.execute("SELECT pg_sleep(0.1)")
                seen.add(Job.objects.get(pk=job.pk).lease_until)
                assert leases.claim(job.pk) is None
        return {"leases": len(seen)}

    job = JobFactory(kind=kind(long_and_silent))

    assert jobs.run_job(job.pk) == "done"

    job.refresh_from_db()
    assert job.result["leases"] >= 3


@pytest.mark.django_db(transaction=True)
def test_a_silent_handler_is_let_go(kind, settings):
    settings.JOB_LEASE_SECONDS, settings.JOB_SILENCE_SECONDS = 1, 0

    def stuck(run):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1.3)")
        assert leases.claim(job.pk) == leases.Lease(job.pk, 2)
        return lambda: audit.record(actor=None, action="Echoed")

    job = JobFactory(kind=kind(stuck))

    assert jobs.run_job(job.pk) == "lost"
    assert echoes() == 0


# Cancelling


def test_a_waiting_job_is_cancelled_at_once():
    job = JobFactory()

    jobs.cancel_job(job=job, actor=job.requested_by)

    assert outcome_of(job) == ("cancelled", "")
    assert jobs.run_job(job.pk) == "not free"


def test_a_running_job_stops_at_its_next_sign_of_progress(kind):
    def long(run):
        jobs.cancel_job(job=job, actor=job.requested_by)
        run.progress(50)
        pytest.fail("it went on")

    job = JobFactory(kind=kind(long))

    assert jobs.run_job(job.pk) == "cancelled"
    assert outcome_of(job) == ("cancelled", "")


def test_a_cancel_that_comes_before_the_end_stops_the_effect(kind):
    def silent(run):
        jobs.cancel_job(job=job, actor=job.requested_by)
        return lambda: audit.record(actor=None, action="Echoed")

    job = JobFactory(kind=kind(silent))

    assert jobs.run_job(job.pk) == "cancelled"
    assert echoes() == 0


def test_a_finished_job_cannot_be_cancelled():
    job = JobFactory(state="done")

    with pytest.raises(ValidationError, match="already ended"):
        jobs.cancel_job(job=job, actor=job.requested_by)


@pytest.mark.django_db(transaction=True)
def test_a_job_being_saved_says_so_instead_of_keeping_you_waiting():
    job = JobFactory()
    lease = leases.claim(job.pk)

    def save():
        with jobs.transaction.atomic(), connection.cursor() as cursor:
            lease.end(JobState.DONE)
            cursor.execute("SELECT pg_sleep(3)")

    def cancel():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        return jobs.cancel_job(job=job, actor=job.requested_by)

    _, refusal = race(save, cancel)

    assert refusal.messages == ["It is being saved and can no longer stop."]


# Sweeping


def test_the_sweep_publishes_what_waits_but_not_each_second(hints):
    job = JobFactory()

    assert [jobs.sweep(), jobs.sweep()] == [1, 0]

    assert hints == [(job.pk, broker.PRIORITY_OF_NEW)]


def test_the_sweep_publishes_again_what_nobody_picked_up(hints):
    job = JobFactory()
    jobs.sweep()
    Job.objects.update(published_at=F("published_at") - 6 * SECOND)

    jobs.sweep()

    assert [job_id for job_id, _ in hints] == [job.pk, job.pk]


def test_the_sweep_publishes_an_interrupted_job_at_once_and_first(hints):
    waiting, interrupted, running = JobFactory(), JobFactory(), JobFactory()
    leases.claim(running.pk)
    leases.claim(interrupted.pk)
    Job.objects.filter(pk=interrupted.pk).update(published_at=Now() - Value(2 * SECOND))
    end_lease_of(interrupted)

    jobs.sweep()

    assert sorted(hints) == [
        (waiting.pk, broker.PRIORITY_OF_NEW),
        (interrupted.pk, broker.PRIORITY_OF_INTERRUPTED),
    ]


def test_the_sweep_survives_an_absent_broker_and_tries_again(monkeypatch, hints):
    job = JobFactory()
    with monkeypatch.context() as broken:
        broken.setattr(broker, "publish", lambda hints: [job for job, _ in hints])
        jobs.sweep()

    jobs.sweep()

    assert hints == [(job.pk, broker.PRIORITY_OF_NEW)]


def test_a_job_that_kills_its_worker_stops_after_so_many_attempts(settings):
    settings.JOB_MAX_ATTEMPTS = 3
    job = JobFactory()
    for _ in range(3):
        assert leases.claim(job.pk)
        end_lease_of(job)
    assert leases.claim(job.pk) is None

    jobs.sweep()

    assert outcome_of(job) == ("failed", jobs.ABANDONED.format(attempts=3))


def test_an_interrupted_job_whose_cancel_was_asked_is_cancelled():
    job = JobFactory()
    leases.claim(job.pk)
    jobs.cancel_job(job=job, actor=job.requested_by)
    end_lease_of(job)

    jobs.sweep()

    assert outcome_of(job) == ("cancelled", "")


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_publish_each_job_once(hints):
    made = [JobFactory().pk for _ in range(20)]

    race(*[jobs.sweep] * 4)

    assert sorted(job_id for job_id, _ in hints) == made

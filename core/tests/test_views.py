import datetime as dt

import pytest
from django.urls import reverse

from accounts.tests.factories import PersonFactory
from core import broker, dates, jobs, leases, reports
from core.models import Job
from core.tests import job_kinds  # noqa: F401 - registers the kinds
from core.tests.factories import JobFactory, MessageFactory
from partnerships.choices import RoleKind
from partnerships.tests.factories import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def queue(monkeypatch):
    """Whether Redis answers; the real thing is in test_workers.py."""
    state = {"answers": True}
    monkeypatch.setattr(broker, "is_reachable", lambda: state["answers"])
    return state


def page(name, job):
    return reverse(f"jobs:{name}", kwargs={"reference": job.reference})


def administrator():
    return person_with(RoleKind.ADMINISTRATOR, organisation=OrganisationFactory())


def words_of(response):
    return response.context["status"].words


# Who sees a job


def test_a_job_is_its_requesters_and_the_administrators(sign_in):
    job = JobFactory()
    people = [job.requested_by, administrator(), PersonFactory()]

    answers = [
        sign_in(person).get(page(name, job)).status_code
        for person in people
        for name in ("job_detail", "job_progress")
    ]

    assert answers == [200, 200, 200, 200, 404, 404]


def test_somebody_elses_job_cannot_be_cancelled(sign_in):
    job = JobFactory()

    response = sign_in(PersonFactory()).post(page("job_cancel", job))

    job.refresh_from_db()
    assert (response.status_code, job.state) == (404, "queued")


# What the page says


def test_a_new_job_says_it_will_start(sign_in):
    job = JobFactory()

    response = sign_in(job.requested_by).get(page("job_detail", job))

    assert words_of(response) == "Queued: it will start in a moment."
    assert "Check again" in response.content.decode()


def test_after_ten_seconds_it_says_no_worker_has_come(sign_in):
    job = JobFactory()
    Job.objects.update(created_at=dates.now() - dt.timedelta(seconds=11))

    response = sign_in(job.requested_by).get(page("job_detail", job))

    assert words_of(response).startswith("Queued: no worker has picked it up yet.")


def test_without_a_queue_it_says_so(sign_in, queue):
    queue["answers"] = False
    job = JobFactory()

    response = sign_in(job.requested_by).get(page("job_detail", job))

    assert words_of(response) == (
        "Waiting: the queue cannot be reached. Your request is kept and will start "
        "by itself."
    )


def test_a_running_job_shows_how_far_it_is(sign_in):
    job = JobFactory()
    leases.claim(job.pk).renew(40, "Drawing 4,000 of 10,000.")

    html = sign_in(job.requested_by).get(page("job_detail", job)).content.decode()

    assert "Drawing 4,000 of 10,000." in html
    assert '<progress class="app-progress" max="100" value="40"' in html
    assert f'hx-get="{page("job_progress", job)}" hx-trigger="every 1s"' in html


def test_an_interrupted_job_says_so(sign_in):
    job = JobFactory()
    leases.claim(job.pk)
    Job.objects.update(lease_until=dates.now() - dt.timedelta(seconds=1))

    response = sign_in(job.requested_by).get(page("job_detail", job))

    assert words_of(response).startswith("Interrupted: the worker stopped.")


def test_a_failed_job_says_what_to_do_and_nothing_asks_again(sign_in):
    job = JobFactory(state="failed", error="Choose at least one council.")

    html = sign_in(job.requested_by).get(page("job_detail", job)).content.decode()

    assert "Choose at least one council." in html
    assert "hx-get" not in html
    assert "Cancel this work" not in html


def test_a_finished_job_links_to_its_result(sign_in):
    job = JobFactory(state="done", result={})

    html = sign_in(job.requested_by).get(page("job_detail", job)).content.decode()

    assert '<a class="govuk-link" href="/healthz">See the result</a>' in html


# The part that keeps itself up to date


def test_nothing_is_sent_while_nothing_changes(sign_in):
    job = JobFactory()
    leases.claim(job.pk).renew(40, "Drawing.")
    client, url = sign_in(job.requested_by), page("job_progress", job)
    seen = client.get(url, headers=HTMX).context["status"].seen

    same = client.get(url, {"seen": seen}, headers=HTMX)
    Job.objects.update(progress=41)
    different = client.get(url, {"seen": seen}, headers=HTMX)

    assert (same.status_code, same.content) == (204, b"")
    assert different.status_code == 200


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_the_asking_stops_when_the_job_is_over(sign_in, state):
    job = JobFactory(state=state)

    response = sign_in(job.requested_by).get(page("job_progress", job), headers=HTMX)

    assert response.status_code == 286


def test_the_page_goes_to_the_result_when_there_is_one(sign_in):
    job = JobFactory(state="done", result={})

    response = sign_in(job.requested_by).get(page("job_progress", job), headers=HTMX)

    assert response["HX-Redirect"] == "/healthz"


def test_a_page_of_a_job_costs_the_same_whatever_its_state(
    sign_in, django_assert_num_queries
):
    job = JobFactory()
    client = sign_in(job.requested_by)
    client.get(page("job_detail", job))

    for state in ("queued", "done", "failed"):
        Job.objects.update(state=state)
        with django_assert_num_queries(4):
            client.get(page("job_progress", job), headers=HTMX)


# Cancelling


def test_cancelling_from_the_page(sign_in):
    job = JobFactory()

    response = sign_in(job.requested_by).post(page("job_cancel", job), follow=True)

    assert words_of(response) == "It was cancelled and nothing was saved."
    assert jobs.run_job(job.pk) == "not free"


def test_cancelling_too_late_says_so(sign_in):
    job = JobFactory(state="done", result={})

    response = sign_in(job.requested_by).post(page("job_cancel", job), follow=True)

    assert "It has already ended." in response.content.decode()


def test_cancelling_needs_a_post(sign_in):
    job = JobFactory()

    assert sign_in(job.requested_by).get(page("job_cancel", job)).status_code == 405


# The outbox


def test_the_outbox_is_for_administrators(sign_in):
    MessageFactory()
    manager = person_with(
        RoleKind.PROGRAMME_MANAGER, organisation=OrganisationFactory()
    )

    assert sign_in(manager).get(reverse("jobs:outbox")).status_code == 403
    assert sign_in(administrator()).get(reverse("jobs:outbox")).status_code == 200


def test_in_the_demonstration_the_outbox_shows_every_message(sign_in, settings):
    settings.DEMO_DATA_ALLOWED = True
    MessageFactory(subject="For one with a mailbox")
    MessageFactory(subject="For one without", recipient__email=None)

    html = sign_in(administrator()).get(reverse("jobs:outbox")).content.decode()

    assert "For one with a mailbox" in html
    assert "For one without" in html
    assert "No e-mail address" in html


def test_elsewhere_it_shows_only_what_no_mailbox_can_take(sign_in, settings):
    settings.DEMO_DATA_ALLOWED = False
    MessageFactory(subject="For one with a mailbox")
    MessageFactory(subject="For one without", recipient__email=None)

    html = sign_in(administrator()).get(reverse("jobs:outbox")).content.decode()

    assert "For one with a mailbox" not in html
    assert "For one without" in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_outbox_costs_the_same_for_any_number(
    sign_in, rows, django_assert_num_queries
):
    MessageFactory.create_batch(rows)
    client = sign_in(administrator())

    with django_assert_num_queries(8):
        client.get(reverse("jobs:outbox"))


def test_an_empty_outbox_says_so(sign_in):
    html = sign_in(administrator()).get(reverse("jobs:outbox")).content.decode()

    assert "No messages yet" in html


def test_the_words_differ_whenever_the_page_does():
    job = JobFactory()
    before = reports.job_status(job=job).seen
    leases.claim(job.pk)
    job.refresh_from_db()

    assert reports.job_status(job=job).seen != before

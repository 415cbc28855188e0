"""Ways in that were once open, one test each: they stay shut."""

import datetime as dt
import io
import smtplib

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.tests.factories import PASSWORD, PersonFactory
from config.tests.conftest import person_of
from config.tests.resolver import addresses
from core import exports, imports
from core.dates import today
from core.forms import TOO_LATE, attempt
from core.models import ImportBatch
from core.tests.factories import JobFactory, MessageFactory
from hubs.models import Hub, HubSession
from hubs.reports import window
from hubs.tests.factories import HubFacilitatorFactory, HubFactory, HubSessionFactory
from partnerships.choices import RoleKind
from partnerships.models import Role
from partnerships.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    RoleFactory,
    member,
    person_with,
)
from placements import services as placements
from placements.choices import CheckpointKind, Party, PlacementRole
from placements.models import PlacementIssue
from placements.tests.conftest import FINE, NOT_FINE, make_place, part_of, submit
from suc.forms import ReasonForm
from workforce.choices import DataKind
from workforce.tests.files import csv_of, line

pytestmark = pytest.mark.django_db
FOUR_WEEKS = CheckpointKind.FOUR_WEEK


# Methods


@pytest.mark.parametrize("method", ["head", "options", "put", "delete", "trace"])
def test_what_acts_on_a_post_is_reached_by_nothing_else(
    visit, two_partnerships, samples, subtests, method
):
    """HEAD and OPTIONS need no CSRF token: one did what the POST does."""
    ours, _ = two_partnerships
    for address in addresses():
        if not address.is_ours or "GET" in address.access.methods:
            continue
        for kind, kwargs in samples[address.name].items():
            url = reverse(address.name, kwargs=kwargs)
            with subtests.test(address=address.name, kind=kind):
                assert visit(ours, kind, url, method).status_code == 405


def test_head_cancels_no_job(sign_in):
    job = JobFactory()
    client = sign_in(job.requested_by)

    answers = [
        getattr(client, method)(reverse("jobs:job_cancel", args=[job.reference]))
        for method in ("head", "options", "get")
    ]

    job.refresh_from_db()
    assert [answer.status_code for answer in answers] == [405, 405, 405]
    assert (job.state, job.cancel_asked_at) == ("queued", None)


# What the admin may ask


@pytest.mark.parametrize(
    ("page", "lookup"),
    [
        ("accounts_person", "password__startswith"),
        ("accounts_singleuselink", "token_hash__startswith"),
        ("core_message", "body__contains"),
        ("core_message", "subject__contains"),
        ("core_messageevent", "subject__contains"),
        ("surveys_answer", "text__contains"),
        ("suc_contributor", "access_needs__contains"),
        ("suc_contributor", "archive_reason__contains"),
    ],
)
def test_no_filter_of_the_admin_asks_about_what_it_does_not_show(sign_in, page, lookup):
    client = sign_in(PersonFactory(is_staff=True, is_superuser=True))

    answer = client.get(reverse(f"admin:{page}_changelist"), {lookup: "a"})

    assert answer.status_code == 400


def test_the_past_of_a_message_shows_no_more_than_the_message(sign_in):
    message = MessageFactory(subject="Qwzxj your placement")
    event = message.events.first()
    client = sign_in(PersonFactory(is_staff=True, is_superuser=True))
    base = reverse("admin:core_messageevent_changelist")

    shown = client.get(reverse("admin:core_messageevent_change", args=[event.pk]))
    found = client.get(base, {"q": "Qwzxj"})

    assert b"Qwzxj" not in shown.content
    assert found.context["cl"].result_count == 0


def test_nobody_but_a_superuser_changes_a_superuser(rf):
    from accounts.admin import PersonAdmin, admin
    from accounts.models import Person

    request = rf.get("/")
    request.user = PersonFactory(is_staff=True)
    request.user.has_perm = lambda *args: True
    page = PersonAdmin(Person, admin.site)

    assert page.has_change_permission(request, PersonFactory())
    assert not page.has_change_permission(request, PersonFactory(is_superuser=True))


# Sessions and sign-in


def test_a_session_kept_busy_ends_all_the_same(sign_in):
    person = person_with(RoleKind.STUDENT, organisation=OrganisationFactory())
    morning = dt.datetime(2026, 11, 2, 7, tzinfo=dt.UTC)
    answers = []
    with time_machine.travel(morning, tick=False):
        client = sign_in(person)
    for minutes in range(0, 13 * 60, 30):
        with time_machine.travel(morning + dt.timedelta(minutes=minutes), tick=False):
            answers.append(client.get("/").status_code)

    assert answers[:25] == [200] * 25
    assert answers[25:] == [302]


def test_a_mail_server_that_fails_tells_nobody_who_is_known(client, monkeypatch):
    PersonFactory(email="ada@example.org")
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send",
        lambda self: (_ for _ in ()).throw(smtplib.SMTPServerDisconnected()),
    )

    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": address})
        for address in ("ada@example.org", "nobody@example.org")
    )

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_a_session_number_made_by_somebody_else_is_not_kept(client):
    person = PersonFactory(email="ada@example.org")
    client.get(reverse("account_login"))
    client.cookies["sessionid"] = fixed = "a" * 32

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert client.cookies["sessionid"].value != fixed


# Roles that ended or moved


def test_a_lead_who_went_to_another_council_leaves_the_hub_behind(sign_in):
    hub = HubFactory(organisation=member(PartnershipFactory()))
    session = HubSessionFactory(hub=hub)
    person = HubFacilitatorFactory(hub=hub).person
    assert Hub.objects.run_by(person).exists()

    Role.objects.filter(person=person).update(ends_on=today() - dt.timedelta(days=1))
    elsewhere = member(PartnershipFactory())
    kind = RoleKind.PRACTICE_EDUCATION_LEAD
    RoleFactory(person=person, kind=kind, organisation=elsewhere)
    person.forget_roles()

    assert not Hub.objects.run_by(person).exists()
    assert not Hub.objects.named_to(person).exists()
    assert not HubSession.objects.visible_to(person).exists()
    address = reverse("hubs:register_take", args=[session.reference])
    assert sign_in(person).get(address).status_code == 404


def test_an_upload_is_not_confirmed_after_leaving_its_partnership(sign_in):
    left, now = PartnershipFactory(), PartnershipFactory()
    lead = person_with(RoleKind.WORKFORCE_LEAD, partnership=left)
    batch = imports.check_import(
        kind=DataKind.CSWW.value,
        file=io.BytesIO(csv_of([line()])),
        name="figures.csv",
        scope=left.reference,
        actor=lead,
    )
    Role.objects.filter(person=lead).update(ends_on=today() - dt.timedelta(days=1))
    RoleFactory(
        person=lead, kind=RoleKind.WORKFORCE_LEAD, organisation=None, partnership=now
    )

    address = reverse("workforce:import_confirm", args=[batch.reference])
    answer = sign_in(lead).post(address)

    assert answer.status_code == 404
    assert ImportBatch.objects.get().confirmed_at is None


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        (RoleKind.WORKFORCE_LEAD, "workforce:import_start"),
        (RoleKind.WORKFORCE_LEAD, "workforce:forecast_start"),
        (RoleKind.SUC_COORDINATOR, "suc:task_add"),
        (RoleKind.SUC_COORDINATOR, "suc:contributor_add"),
    ],
)
def test_a_role_outside_every_partnership_starts_nothing(sign_in, kind, page):
    client = sign_in(person_with(kind, organisation=OrganisationFactory()))
    data = {"name": "A", "contact_by": "email"}

    assert client.post(reverse(page), data).status_code == 403


# Reviews that are not revealed yet


def test_the_list_does_not_count_what_the_other_part_raised(sign_in):
    place = make_place()
    placement = place.placement()
    submit(placement, FOUR_WEEKS, Party.STUDENT, NOT_FINE)
    assert PlacementIssue.objects.count() == 1

    counted = {}
    for person in (place.educator.person, placement.student.person, place.lead):
        page = sign_in(person).get(reverse("placements:placement_list"))
        counted[person] = page.context["found"].qs[0]["open_issues"]
    submit(placement, FOUR_WEEKS, Party.PRACTICE_EDUCATOR)
    page = sign_in(place.educator.person).get(reverse("placements:placement_list"))

    assert list(counted.values()) == [0, 1, 1]
    assert page.context["found"].qs[0]["open_issues"] == 1


def test_a_draft_stays_its_writers_when_another_takes_the_same_part(sign_in):
    place = make_place()
    placement = place.placement()
    first, second = (
        person_with(RoleKind.SITE_SUPERVISOR, team=placement.host_team)
        for _ in range(2)
    )
    for person in (first, second):
        placements.add_placement_person(
            placement=placement,
            role=PlacementRole.SITE_SUPERVISOR,
            person=person,
            starts_on=placement.starts_on,
            actor=place.lead,
        )
    part = part_of(placement, FOUR_WEEKS, Party.AGENCY)
    words = {**NOT_FINE, "support_problem": "Qwzxj"}
    placements.save_part(part=part, answers=words, actor=first)
    address = reverse("placements:review_record", args=[part.reference])

    assert b"Qwzxj" in sign_in(first).get(address).content
    assert b"Qwzxj" not in sign_in(second).get(address).content
    sign_in(second).post(address, FINE)
    part.refresh_from_db()
    assert part.response.respondent == second
    assert not part.response.answers.filter(text="Qwzxj").exists()


# Files and forms


def test_files_of_one_request_share_the_limit(client, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    files = {f"f{n}": SimpleUploadedFile(f"{n}.csv", b"x" * 400) for n in range(5)}

    answer = client.post(reverse("account_login"), files)

    assert len(answer.wsgi_request.FILES) == 2
    assert answer.wsgi_request.upload_was_too_large


@pytest.mark.parametrize("text", ["a\uffffb", "a\ufffeb"])
def test_one_strange_letter_does_not_spoil_a_workbook(text):
    response = exports.xlsx_response(
        "people", ["Name"], [[text]], actor=PersonFactory(), what="People"
    )
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))

    assert book.active["A2"].value == "ab"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b",".join(b"c%d" % n for n in range(100_000)) + b"\n", "100,000 columns"),
        (
            csv_of([line(new_la_code=" / ".join(f"E{n:08}" for n in range(9)))]),
            "without faults",
        ),
    ],
    ids=["columns", "joint code"],
)
def test_absurd_files_are_refused_in_words_and_at_once(content, words):
    with pytest.raises(ValidationError, match=words):
        imported(content)


def test_a_region_of_ninety_letters_is_kept_shortened():
    region = line(geographic_level="Regional", region_code="x" * 90)

    batch = imported(csv_of([line(), region]))

    assert batch.data_set.rows.filter(area__code="x" * 40).exists()


def imported(content) -> ImportBatch:
    partnership = PartnershipFactory()
    lead = person_with(RoleKind.WORKFORCE_LEAD, partnership=partnership)
    batch = imports.check_import(
        kind=DataKind.CSWW.value,
        file=io.BytesIO(content),
        name="figures.csv",
        scope=partnership.reference,
        actor=lead,
    )
    return imports.confirm_import(batch=batch, actor=lead)


def test_two_at_once_are_told_so():
    form = ReasonForm({"reason": "x"}, label="Why?", submit="Go", cancel_url="/")
    assert form.is_valid()

    def refused(**kwargs):
        raise IntegrityError("duplicate key")

    assert attempt(form, refused, actor=None) is None
    assert form.non_field_errors() == [TOO_LATE]


def test_no_window_begins_before_the_calendar():
    day = timezone.localdate()

    assert window(day, dt.date.min).first.year == 1999
    assert window(day, dt.date.max).last == day


def test_a_wild_path_or_query_is_refused_to_anyone(client, two_partnerships):
    ours, _ = two_partnerships
    for person in (None, person_of(ours, RoleKind.STUDENT)):
        if person:
            client.force_login(person)
        assert client.get("/jobs/%00/").status_code == 404
        assert client.get("/?q=%00").status_code == 400


@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "other"])
def test_a_cookie_with_a_nul_is_no_cookie(client, name):
    answer = client.get("/start", HTTP_COOKIE=f'{name}="\\000aaaaaaaaaa"')

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("charset", "status"),
    [("utf-8", 200), ("UTF8", 200), ("zlib", 400), ("utf-7", 400), ("nonsense", 200)],
)
def test_text_comes_in_utf8_or_not_at_all(client, charset, status):
    answer = client.get("/help", CONTENT_TYPE=f"text/plain; charset={charset}")

    assert answer.status_code == status


def test_the_lock_is_not_dodged_by_letters_that_fold_to_the_same(client):
    PersonFactory(email="ask.us.kiss@example.org")
    names = ["aſk.us.kiss", "ask.uſ.kiss", "ask.us.kiſs", "ask.us.kıss", "aSk.us.kiss"]

    for name in names:
        data = {"login": f"{name}@example.org", "password": "wrong wrong wrong"}
        client.post(reverse("account_login"), data)
    data = {"login": "aſk.uſ.kiss@example.org", "password": PASSWORD}
    client.post(reverse("account_login"), data)

    assert "_auth_user_id" not in client.session

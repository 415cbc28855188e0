"""The wall: a reflection's words reach nobody but their author, by any door."""

import ast
import csv
import datetime as dt
import io
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from core.models import AuditEntry
from hubs import private
from hubs.choices import SessionState
from hubs.models.reflections import Reflection
from hubs.tests.factories import (
    EnrolmentFactory,
    HubFacilitatorFactory,
    HubFactory,
    HubSessionFactory,
    ReflectionFactory,
)
from partnerships.choices import RoleKind
from partnerships.tests.factories import (
    PartnershipFactory,
    RoleFactory,
    member,
    person_with,
)
from placements.tests.factories import PlacementFactory, TeamFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
WORDS = "Qwzxj I felt out of my depth"
ALLOWED = {"hubs/private.py", "hubs/admin.py", "hubs/models/__init__.py"}


@pytest.fixture
def written():
    """A student's reflection, and people round the student in every capacity."""
    partnership = PartnershipFactory()
    council = member(partnership)
    hub = HubFactory(organisation=council)
    both = HubFacilitatorFactory(hub=hub).person
    placement = PlacementFactory(
        setting__team=TeamFactory(service__organisation=council),
        practice_educator__person=both,
    )
    RoleFactory(kind=RoleKind.PRACTICE_EDUCATOR, organisation=council, person=both)
    author = EnrolmentFactory(
        hub=hub, student=placement.student.person, placement=placement
    ).student
    RoleFactory(kind=RoleKind.STUDENT, organisation=council, person=author)
    session = HubSessionFactory(
        hub=hub, held_on=dt.date(2026, 11, 16), state=SessionState.HELD
    )
    private.write_reflection(session=session, text=WORDS, actor=author)
    admin = person_with(RoleKind.ADMINISTRATOR, partnership=partnership)
    admin.is_staff = admin.is_superuser = True
    admin.save()
    readers = [
        both,
        EnrolmentFactory(hub=hub).student,
        *(
            person_with(kind, organisation=council)
            for kind in RoleKind
            if kind != RoleKind.ADMINISTRATOR
        ),
        admin,
    ]
    return session, author, readers


def addresses(session):
    by_session = ("session_detail", "register_take", "session_move", "reflection_write")
    by_hub = ("hub_detail", "session_generate", "enrolment_add")
    plain = ("hub_list", "attendance", "my_hub", "reflection_list")
    return [
        *(reverse(f"hubs:{name}", args=[session.reference]) for name in by_session),
        *(reverse(f"hubs:{name}", args=[session.hub.reference]) for name in by_hub),
        *(reverse(f"hubs:{name}") for name in plain),
        reverse("hubs:attendance_export"),
        reverse("hubs:attendance_export") + "?to=xlsx",
        reverse("home"),
    ]


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def test_the_author_reads_their_own_words(client, written):
    session, author, _ = written
    client.force_login(author)

    listed = client.get(reverse("hubs:reflection_list")).content.decode()
    opened = client.get(reverse("hubs:reflection_write", args=[session.reference]))

    assert WORDS in listed
    assert WORDS in opened.content.decode()


def test_no_page_or_export_gives_the_words_to_anyone_else(client, written, subtests):
    session, _, readers = written
    for reader in readers:
        client.force_login(reader)
        for address in addresses(session):
            with subtests.test(reader=str(reader.role_kinds()), address=address):
                assert b"Qwzxj" not in body(client.get(address))


def test_the_facilitator_who_also_assesses_cannot_open_it(client, written):
    session, _, readers = written
    client.force_login(readers[0])

    response = client.get(reverse("hubs:reflection_write", args=[session.reference]))

    assert response.status_code == 403
    assert readers[0].role_kinds() == {"practice_education_lead", "practice_educator"}


def test_the_admin_shows_neither_words_nor_author(client, written):
    _, author, readers = written
    client.force_login(readers[-1])
    row = Reflection.objects.get()
    base = reverse("admin:hubs_reflection_changelist")
    pages = [
        base,
        f"{base}?q=Qwzxj",
        reverse("admin:hubs_reflection_change", args=[row.pk]),
        reverse("admin:hubs_reflection_history", args=[row.pk]),
        reverse("admin:accounts_person_change", args=[author.pk]),
        reverse("admin:core_auditentry_changelist"),
    ]

    answers = {page: client.get(page, follow=True) for page in pages}

    assert {a.status_code for a in answers.values()} == {200}
    for page, answer in answers.items():
        text = answer.content.decode().replace("q=Qwzxj", "")
        assert WORDS not in text, page
    detail = answers[pages[2]].content.decode()
    assert str(author) not in detail.split('id="content"')[1]


@pytest.mark.parametrize(
    "lookup",
    ["text__contains=Qwzxj", "text__startswith=Q", "author__id__exact=1", "text=Q"],
)
def test_no_filter_in_the_admins_address_asks_about_the_words(client, written, lookup):
    """A filter that answers yes or no would read them letter by letter."""
    client.force_login(written[2][-1])

    response = client.get(
        f"{reverse('admin:hubs_reflection_changelist')}?{lookup}", follow=False
    )

    assert response.status_code in (302, 400)


def test_no_other_model_leads_to_reflections():
    """No reverse name, so no join, filter or prefetch from session or person."""
    for label in ("hubs.HubSession", "accounts.Person", "hubs.Enrolment"):
        names = {field.name for field in apps.get_model(label)._meta.get_fields()}
        assert not [name for name in names if "reflection" in name]


def test_the_trail_says_that_it_was_written_but_not_what(written):
    entries = AuditEntry.objects.filter(action="Reflection written")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(e)::text FROM hubs_reflectionevent e")
        events = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT metadata::text FROM pghistory_context")
        contexts = [row[0] for row in cursor.fetchall()]

    assert entries.count() == 1
    assert len(events) == 1
    assert "Qwzxj" not in "".join([*events, *contexts, str(entries.values())])


def test_nobody_else_reads_or_writes_through_the_module(written):
    session, author, readers = written

    for reader in readers:
        assert private.reflections_of(reader) == []
        assert private.own_text(reader, session) == ""
        assert private.sessions_written_about(reader) == set()
    with pytest.raises(ValidationError, match="your own hub only"):
        private.write_reflection(session=session, text="Mine", actor=readers[0])
    assert private.own_text(author, session) == WORDS


def test_writing_again_replaces_ones_own_words(written):
    session, author, _ = written

    private.write_reflection(session=session, text="Later thoughts", actor=author)

    assert [r.text for r in private.reflections_of(author)] == ["Later thoughts"]


@pytest.mark.parametrize(
    ("text", "words"), [(" ", "Write something"), ("x" * 10_001, "Keep to 10,000")]
)
def test_an_empty_or_endless_reflection_is_refused(written, text, words):
    session, author, _ = written

    with pytest.raises(ValidationError, match=words):
        private.write_reflection(session=session, text=text, actor=author)


def test_a_reflection_on_a_session_to_come_is_refused(written):
    session, author, _ = written
    ahead = HubSessionFactory(
        hub=session.hub, held_on=session.held_on.replace(year=2027)
    )

    with pytest.raises(ValidationError, match="once it has taken place"):
        private.write_reflection(session=ahead, text="Early", actor=author)


def test_a_former_student_still_reads_their_own(client):
    reflection = ReflectionFactory()
    RoleFactory(person=reflection.author)
    client.force_login(reflection.author)

    page = client.get(reverse("hubs:reflection_list"))

    assert reflection.text in page.content.decode()


def test_only_the_private_module_imports_the_model():
    root = Path(settings.BASE_DIR)
    found = set()
    for app in ("config", "suc", "workforce", "hubs", "placements", "core", "accounts"):
        for path in (root / app).rglob("*.py"):
            if {"tests", "migrations"} & set(path.parts):
                continue
            if _names_reflections(ast.parse(path.read_text())):
                found.add(str(path.relative_to(root)))

    assert found == ALLOWED


def _names_reflections(tree) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            if any("models.reflections" in name for name in names):
                return True
        if isinstance(node, ast.Constant) and node.value in {
            "hubs.Reflection",
            "Reflection",
            "hubs_reflection",
        }:
            return True
    return False


def test_the_export_has_no_column_for_words(client, written):
    client.force_login(written[2][0])

    text = body(client.get(reverse("hubs:attendance_export"))).decode("utf-8-sig")

    assert next(csv.reader(io.StringIO(text))) == [
        "Hub",
        "Organisation",
        "Date",
        "Kind",
        "Student",
        "Mark",
        "Reason",
    ]

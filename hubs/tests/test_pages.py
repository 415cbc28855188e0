"""The rows' checks, done through the pages."""

import datetime as dt
import itertools

import pytest
from django.urls import reverse

from config.reports import needs_you
from hubs.choices import AbsenceReason, Mark, SessionKind, SessionState
from hubs.models import HubSession
from hubs.tests.factories import (
    EnrolmentFactory,
    HubAttendanceFactory,
    HubFacilitatorFactory,
    HubFactory,
    HubModelFactory,
    HubSessionFactory,
)
from partnerships.choices import RoleKind
from partnerships.tests.factories import (
    PartnershipFactory,
    ServiceFactory,
    member,
    person_with,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REFLECTIVE, SKILLS = SessionKind.REFLECTIVE.value, SessionKind.SKILLS.value


@pytest.fixture
def partnership():
    return PartnershipFactory()


@pytest.fixture
def council(partnership):
    return member(partnership, name="Northbridge Council")


@pytest.fixture
def hub(council):
    return HubFactory(name="Riverside hub", organisation=council)


@pytest.fixture
def lead(hub):
    return HubFacilitatorFactory(hub=hub).person


def at(name, row):
    return reverse(f"hubs:{name}", args=[row.reference])


def day_of(name, value: dt.date) -> dict:
    return {
        f"{name}_0": value.day,
        f"{name}_1": value.month,
        f"{name}_2": value.year,
    }


def plan(client, hub, first_on, count):
    form = {**day_of("first_on", first_on), "count": count}
    return client.post(at("session_generate", hub), form)


def kinds(hub):
    return list(hub.sessions.not_cancelled().values_list("kind", flat=True))


def register(session, *marks):
    """The form's fields; ``marks``: (enrolment, mark[, reason])."""
    form = {"version": session.register_version, "topics": ""}
    for enrolment, mark, *reason in marks:
        form[f"mark_{enrolment.reference}"] = mark
        form[f"reason_{enrolment.reference}"] = reason[0] if reason else ""
    return form


@pytest.mark.capability("SCRC-06")
def test_eight_weekly_sessions_take_turns(sign_in, hub, lead):
    client = sign_in(lead)

    response = plan(client, hub, dt.date(2026, 11, 30), 8)

    sessions = list(hub.sessions.all())
    assert response.status_code == 302
    assert [s.kind for s in sessions] == [REFLECTIVE, SKILLS] * 4
    assert {b.held_on - a.held_on for a, b in itertools.pairwise(sessions)} == {
        dt.timedelta(weeks=1)
    }
    page = client.get(hub.get_absolute_url()).content.decode()
    rows = page.split("So far")[0]
    assert rows.count("Reflective practice") == rows.count("Practice skills") == 4
    assert rows.index("Reflective practice") < rows.index("Practice skills")


@pytest.mark.capability("SCRC-07")
def test_after_a_cancelled_week_and_a_break_the_other_kind_is_held(sign_in, hub, lead):
    client = sign_in(lead)
    enrolment = EnrolmentFactory(hub=hub)
    plan(client, hub, dt.date(2026, 11, 9), 8)
    for session in hub.sessions.filter(held_on__lt=dt.date(2026, 11, 20)):
        client.post(
            at("register_take", session),
            register(session, (enrolment, Mark.PRESENT)),
        )
    third = hub.sessions.get(held_on=dt.date(2026, 11, 23))
    last_held = hub.sessions.filter(state=SessionState.HELD).last()

    client.post(at("session_cancel", third), {"reason": "Snow"})
    client.post(
        at("break_add", hub),
        {
            **day_of("starts_on", dt.date(2026, 11, 30)),
            **day_of("ends_on", dt.date(2026, 12, 11)),
            "reason": "Study weeks",
        },
    )

    following = hub.sessions.filter(state=SessionState.PLANNED).first()
    assert (last_held.kind, following.kind) == (SKILLS, REFLECTIVE)
    assert following.held_on == dt.date(2026, 12, 14)
    assert kinds(hub) == [REFLECTIVE, SKILLS, REFLECTIVE, SKILLS, REFLECTIVE]


@pytest.mark.capability("SCRC-10")
def test_a_student_left_unmarked_keeps_the_session_on_the_leads_home(
    sign_in, hub, lead, monday
):
    client = sign_in(lead)
    session = HubSessionFactory(hub=hub, held_on=dt.date(2026, 11, 20))
    one, two = EnrolmentFactory.create_batch(2, hub=hub)

    client.post(at("register_take", session), register(session, (one, Mark.PRESENT)))
    listed = client.get(reverse("home")).content.decode()
    session.refresh_from_db()
    without_reason = client.post(
        at("register_take", session),
        register(session, (one, Mark.PRESENT), (two, Mark.ABSENT)),
    )
    session.refresh_from_db()
    client.post(
        at("register_take", session),
        register(
            session,
            (one, Mark.PRESENT),
            (two, Mark.ABSENT, AbsenceReason.NONE_GIVEN),
        ),
    )

    assert "Register not taken: Riverside hub" in listed
    assert at("register_take", session) in listed
    assert "or “None given”" in without_reason.content.decode()
    assert [need.title for need in needs_you(viewer=lead, day=monday)] == []
    session.refresh_from_db()
    assert session.register_taken_by == lead


def test_today_is_not_overdue_and_another_leads_session_is_not_listed(
    hub, lead, monday
):
    HubSessionFactory(hub=hub, held_on=monday)
    HubSessionFactory(held_on=dt.date(2026, 11, 16))

    needs = needs_you(viewer=lead, day=monday)

    assert [(need.title, need.is_overdue) for need in needs] == [
        ("Take today’s register: Riverside hub", False)
    ]


def test_nothing_is_chosen_until_mark_all_present(sign_in, hub, lead, monday):
    client = sign_in(lead)
    session = HubSessionFactory(hub=hub, held_on=monday)
    late, other = EnrolmentFactory.create_batch(2, hub=hub)
    client.post(at("register_take", session), register(session, (late, Mark.LATE)))

    empty = client.get(at("register_take", session)).content.decode()
    filled = client.get(at("register_take", session), {"all": "present"})

    assert empty.count(" checked") == 1
    assert [(mark.name, mark.value()) for mark, _ in filled.context["form"].rows()] == [
        (f"mark_{late.reference}", "late"),
        (f"mark_{other.reference}", "present"),
    ]
    assert HubSession.objects.get().attendances.count() == 1


def test_the_second_save_shows_what_changed_and_can_be_repeated(
    sign_in, hub, lead, monday
):
    client = sign_in(lead)
    session = HubSessionFactory(hub=hub, held_on=monday)
    one = EnrolmentFactory(hub=hub, student__name="Amara Okafor")
    stale = register(session, (one, Mark.PRESENT))
    client.post(at("register_take", session), register(session, (one, Mark.LATE)))

    refused = client.post(at("register_take", session), stale)
    form = refused.context["form"]
    kept = session.attendances.get().state
    again = client.post(at("register_take", session), {**stale, **form.data.dict()})

    assert "Amara Okafor: saved as “Late”, you have “Present”." in (
        refused.content.decode()
    )
    assert (kept, again.status_code) == (Mark.LATE, 302)
    assert session.attendances.get().state == Mark.PRESENT


@pytest.mark.capability("PEER-88")
def test_the_register_of_a_hub_one_does_not_run_is_404(sign_in, council, hub, lead):
    """Also where both hubs are of the same authority."""
    client = sign_in(lead)
    others = [
        HubSessionFactory(hub=HubFactory(organisation=council)),
        HubSessionFactory(),
    ]

    for session in others:
        for name in ("register_take", "session_cancel", "session_move"):
            assert client.get(at(name, session)).status_code == 404
            assert client.post(at(name, session)).status_code == 404
    own = HubSessionFactory(hub=hub)
    assert client.get(at("register_take", own)).status_code == 200


@pytest.fixture
def term(council, hub):
    """Two hubs of the authority, one student each, three weeks of marks."""
    second = HubFactory(name="Mill Lane hub", organisation=council)
    for place, name, marks in (
        (hub, "Amara Okafor", [Mark.PRESENT, Mark.ABSENT, Mark.APOLOGIES]),
        (second, "Ben Patel", [Mark.ABSENT, Mark.LATE, Mark.PRESENT]),
    ):
        enrolment = EnrolmentFactory(hub=place, student__name=name)
        for week, mark in enumerate(marks):
            HubAttendanceFactory(
                session__hub=place,
                session__held_on=dt.date(2026, 11, 2) + dt.timedelta(weeks=week),
                session__state=SessionState.HELD,
                enrolment=enrolment,
                state=mark,
                reason="unwell" if mark == Mark.ABSENT else "",
            )
    return hub, second


@pytest.mark.capability("SCRC-42")
def test_the_psw_sees_students_and_weeks_and_the_director_totals(
    sign_in, council, term
):
    psw = person_with(RoleKind.PSW, organisation=council)
    director = person_with(RoleKind.DIRECTOR, organisation=council)
    address = reverse("hubs:attendance")

    detail = sign_in(psw).get(address)
    totals = sign_in(director).get(address)

    names = ["Amara Okafor", "Ben Patel"]
    for hub in ("Riverside hub", "Mill Lane hub"):
        assert hub in detail.content.decode()
        assert hub in totals.content.decode()
    assert all(name in detail.content.decode() for name in names)
    assert not any(name in totals.content.decode() for name in names)
    for response in (detail, totals):
        page = response.context["page"]
        assert [(r.share.came, r.share.marked) for r in page.rows] == [(2, 3), (1, 3)]
    shown = {
        row.hub.name: [[*week] for week in row.students[0].marks][-4:-1]
        for row in detail.context["page"].rows
    }
    assert shown == {
        "Riverside hub": [["present"], ["absent"], ["apologies"]],
        "Mill Lane hub": [["absent"], ["late"], ["present"]],
    }


@pytest.mark.capability("CARD-04")
def test_the_psw_of_one_authority_cannot_open_anothers_hub(
    sign_in, partnership, council, term
):
    elsewhere = HubFactory(name="Vale hub", organisation=member(partnership))
    EnrolmentFactory(hub=elsewhere, student__name="Zoe Vance")
    client = sign_in(person_with(RoleKind.PSW, organisation=council))

    page = client.get(reverse("hubs:attendance")).content.decode()

    assert "Amara Okafor" in page
    assert "Vale hub" not in page
    assert "Zoe Vance" not in page
    assert client.get(term[0].get_absolute_url()).status_code == 200
    assert client.get(elsewhere.get_absolute_url()).status_code == 404
    assert client.get(at("hub_detail", HubFactory.build())).status_code == 404


def test_students_who_missed_in_a_row_are_listed(sign_in, council, term):
    psw = person_with(RoleKind.PSW, organisation=council)

    page = sign_in(psw).get(reverse("hubs:attendance")).context["page"]

    assert [
        (m.student.name, m.student.missed_in_a_row, m.student.with_apologies)
        for m in page.missing
    ] == [("Amara Okafor", 2, 1)]


def test_the_programme_manager_sees_every_authority_in_totals(
    sign_in, partnership, term
):
    other = HubFactory(name="Vale hub", organisation=member(partnership))
    foreign = HubFactory(name="Foreign hub")
    manager = person_with(RoleKind.PROGRAMME_MANAGER, partnership=partnership)
    client = sign_in(manager)

    page = client.get(reverse("hubs:attendance"))
    drilled = client.get(term[0].get_absolute_url()).content.decode()

    hubs = {row.hub.name for row in page.context["page"].rows}
    assert hubs == {"Riverside hub", "Mill Lane hub", other.name}
    assert "Amara Okafor" not in page.content.decode() + drilled
    assert "1 of 1" in drilled
    assert client.get(foreign.get_absolute_url()).status_code == 404


def test_a_role_limited_to_a_service_sees_that_services_hubs(sign_in, council):
    adults = ServiceFactory(organisation=council, sector="adults")
    children = ServiceFactory(organisation=council, sector="children")
    mine = HubFactory(organisation=council, service=adults)
    theirs = HubFactory(organisation=council, service=children)
    client = sign_in(person_with(RoleKind.PSW, service=adults))

    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(theirs.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("kind", "names"),
    [(RoleKind.PSW, True), (RoleKind.DIRECTOR, False)],
)
def test_exports_hold_what_the_page_shows(sign_in, council, term, kind, names):
    client = sign_in(person_with(kind, organisation=council))
    address = reverse("hubs:attendance_export")

    csv = b"".join(client.get(address, {"to": "csv"})).decode()
    xlsx = client.get(address, {"to": "xlsx"})
    xlsx.close()

    assert ("Amara Okafor" in csv) is names
    assert csv.count("\n") == 7
    assert xlsx.status_code == 200
    assert "spreadsheetml" in xlsx["Content-Type"]


def test_a_student_sees_own_hub_and_own_marks_only(sign_in, council, term):
    enrolment = term[0].enrolments.get()
    other = EnrolmentFactory(hub=term[0], student__name="Cerys Nolan")
    student = enrolment.student
    student.roles.create(
        kind=RoleKind.STUDENT, organisation=council, starts_on=dt.date(2026, 1, 1)
    )

    page = sign_in(student).get(reverse("hubs:my_hub"))

    assert page.context["page"].share.words == "1 of 3"
    assert str(other.student) not in page.content.decode()


def test_a_student_without_a_hub_is_told_so(sign_in, council):
    page = sign_in(person_with(RoleKind.STUDENT, organisation=council)).get(
        reverse("hubs:my_hub")
    )

    assert "You are not in a hub" in page.content.decode()


def test_warnings_are_said_and_nothing_is_refused(sign_in, hub, lead):
    EnrolmentFactory.create_batch(5, hub=hub)
    client = sign_in(lead)

    plan(client, hub, dt.date(2026, 11, 30), 19)
    page = client.get(hub.get_absolute_url()).content.decode()

    assert "5 students: outside 6–8" in page
    assert "19 sessions: outside 14–18" in page
    assert hub.sessions.count() == 19


def test_a_lead_adds_a_facilitator_and_enrols_a_student(sign_in, council, hub, lead):
    from placements.tests.factories import PlacementFactory, TeamFactory

    cover = person_with(RoleKind.PRACTICE_EDUCATION_LEAD, organisation=council)
    team = TeamFactory(service__organisation=council)
    here = PlacementFactory(setting__team=team)
    elsewhere = PlacementFactory()
    client = sign_in(lead)
    today = dt.date(2026, 11, 23)

    client.post(
        at("facilitator_add", hub), {"person": cover.pk, **day_of("starts_on", today)}
    )
    refused = client.post(
        at("enrolment_add", hub),
        {"placement": elsewhere.pk, **day_of("starts_on", today)},
    )
    client.post(
        at("enrolment_add", hub), {"placement": here.pk, **day_of("starts_on", today)}
    )

    assert set(hub.facilitators.values_list("person", flat=True)) == {
        lead.pk,
        cover.pk,
    }
    assert refused.status_code == 200
    assert [row.student for row in hub.enrolments.all()] == [here.student.person]


@pytest.mark.parametrize("view", ["hub_list", "attendance"])
def test_lists_ask_the_same_whatever_the_rows(
    sign_in, council, view, django_assert_num_queries
):
    client = sign_in(person_with(RoleKind.PSW, organisation=council))
    expected = {"hub_list": 7, "attendance": 11}[view]
    client.get(reverse(f"hubs:{view}"))  # what is read once a process
    for number in (1, 3):
        while council.hubs.count() < number:
            model = HubModelFactory()
            made = HubFactory(organisation=council, model=model)
            for enrolment in EnrolmentFactory.create_batch(2, hub=made):
                HubAttendanceFactory(
                    session__hub=made,
                    session__held_on=dt.date(2026, 11, 2)
                    + dt.timedelta(weeks=made.sessions.count()),
                    enrolment=enrolment,
                )
        with django_assert_num_queries(expected):
            client.get(reverse(f"hubs:{view}"))

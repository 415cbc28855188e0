"""Planning, registers and enrolment: what succeeds and what is refused."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.audit import SYSTEM
from core.models import AuditEntry
from hubs import services
from hubs.choices import AbsenceReason, Mark, SessionKind, SessionState
from hubs.models import Enrolment, HubAttendance, HubModel
from hubs.services import Entry, PastRegister, RegisterChanged
from hubs.tests.factories import (
    EnrolmentFactory,
    HubAttendanceFactory,
    HubBreakFactory,
    HubFacilitatorFactory,
    HubFactory,
    HubModelFactory,
    HubSessionFactory,
)
from partnerships.choices import RoleKind
from partnerships.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    PersonFactory,
    RoleFactory,
    ServiceFactory,
)
from placements.tests.factories import PlacementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
REFLECTIVE, SKILLS = SessionKind.REFLECTIVE, SessionKind.SKILLS
PRESENT = Entry(Mark.PRESENT)


def series(hub, count=4, first_on=dt.date(2026, 11, 9)):
    return services.generate_sessions(
        hub=hub, first_on=first_on, count=count, actor=SYSTEM
    )


def kinds(hub):
    return list(hub.sessions.not_cancelled().values_list("kind", flat=True))


def take(session, entries, version=None, **fields):
    return services.take_register(
        session=session,
        entries=entries,
        version=session.register_version if version is None else version,
        actor=fields.pop("actor", SYSTEM),
        **fields,
    )


def test_a_framework_is_added_with_its_limits():
    partnership = PartnershipFactory()

    model = services.add_hub_model(
        partnership=partnership,
        name="Monthly hubs",
        starts_on=dt.date(2026, 9, 1),
        weeks_between=4,
        kinds=[REFLECTIVE],
        actor=SYSTEM,
    )

    assert HubModel.objects.get() == model
    assert [entry.action for entry in AuditEntry.objects.all()] == [
        "Hub framework added"
    ]


@pytest.mark.parametrize(
    "limits",
    [{"min_size": 9}, {"session_minutes": 200}, {"fewest_sessions": 30}, {"kinds": []}],
)
def test_a_framework_out_of_order_is_refused(limits):
    with pytest.raises(ValidationError):
        services.add_hub_model(
            partnership=PartnershipFactory(),
            name="Wrong",
            starts_on=dt.date(2026, 9, 1),
            actor=SYSTEM,
            **limits,
        )


def test_a_hub_of_another_organisations_service_is_refused():
    with pytest.raises(ValidationError, match="another organisation"):
        services.open_hub(
            name="North",
            model=HubModelFactory(),
            organisation=OrganisationFactory(),
            service=ServiceFactory(),
            starts_on=dt.date(2026, 9, 7),
            meets_at=dt.time(14),
            actor=SYSTEM,
        )


def test_a_student_is_in_one_hub_at_a_time():
    enrolment = EnrolmentFactory()

    with pytest.raises(ValidationError, match="already in a hub on those dates"):
        services.enrol_student(
            hub=HubFactory(),
            student=enrolment.student,
            starts_on=dt.date(2026, 10, 1),
            actor=SYSTEM,
        )
    with (
        pytest.raises(IntegrityError, match="enrolment_in_one_hub_at_a_time"),
        transaction.atomic(),
    ):
        EnrolmentFactory(student=enrolment.student)

    services.end_enrolment(
        enrolment=enrolment, ends_on=dt.date(2026, 9, 30), actor=SYSTEM
    )
    services.enrol_student(
        hub=HubFactory(),
        student=enrolment.student,
        starts_on=dt.date(2026, 10, 1),
        actor=SYSTEM,
    )
    assert Enrolment.objects.count() == 2


def test_an_enrolment_takes_the_students_own_placement():
    placement = PlacementFactory()

    with pytest.raises(ValidationError, match="another student’s"):
        services.enrol_student(
            hub=HubFactory(),
            student=PersonFactory(),
            placement=placement,
            starts_on=dt.date(2026, 10, 1),
            actor=SYSTEM,
        )


def test_an_enrolment_before_the_hub_is_refused():
    with pytest.raises(ValidationError, match="before the hub does"):
        services.enrol_student(
            hub=HubFactory(),
            student=PersonFactory(),
            starts_on=dt.date(2026, 9, 1),
            actor=SYSTEM,
        )


def test_only_a_practice_education_lead_runs_a_hub():
    hub = HubFactory()
    lead = RoleFactory(
        kind=RoleKind.PRACTICE_EDUCATION_LEAD, organisation=hub.organisation
    ).person

    services.add_facilitator(
        hub=hub, person=lead, starts_on=dt.date(2026, 9, 7), actor=SYSTEM
    )
    with pytest.raises(ValidationError, match="Only a practice education lead"):
        services.add_facilitator(
            hub=hub,
            person=PersonFactory(),
            starts_on=dt.date(2026, 9, 7),
            actor=SYSTEM,
        )
    with pytest.raises(ValidationError, match="already runs the hub"):
        services.add_facilitator(
            hub=hub, person=lead, starts_on=dt.date(2026, 10, 7), actor=SYSTEM
        )


def test_a_facilitator_ends_and_no_longer_runs_the_hub():
    facilitator = HubFacilitatorFactory()

    services.end_facilitator(
        facilitator=facilitator, ends_on=dt.date(2026, 11, 22), actor=SYSTEM
    )

    assert not type(facilitator.hub).objects.run_by(facilitator.person).exists()
    with pytest.raises(ValidationError, match="before the start"):
        services.end_facilitator(
            facilitator=facilitator, ends_on=dt.date(2020, 1, 1), actor=SYSTEM
        )


def test_a_second_series_goes_on_from_the_first():
    hub = HubFactory()
    series(hub, 3)

    series(hub, 2, first_on=dt.date(2026, 11, 30))

    assert kinds(hub) == [REFLECTIVE, SKILLS, REFLECTIVE, SKILLS, REFLECTIVE]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_on": dt.date(2026, 9, 1)}, "The hub starts on 7 September 2026"),
        ({"first_on": dt.date(2027, 4, 1)}, "The hub ends on 31 March 2027"),
        ({"count": 0}, "between 1 and 60"),
        ({"count": 50}, "after the hub ends"),
        ({"first_on": dt.date(2026, 10, 26)}, "already has a session on 9 November"),
    ],
)
def test_a_series_is_refused_in_words(fields, words):
    hub = HubFactory(ends_on=dt.date(2027, 3, 31))
    series(hub, 1)

    with pytest.raises(ValidationError, match=words):
        series(hub, **fields)

    assert hub.sessions.count() == 1


def test_a_break_cancels_what_it_covers_and_later_series_step_over_it():
    hub = HubFactory()
    series(hub, 5, first_on=dt.date(2026, 11, 30))

    services.add_break(
        hub=hub,
        starts_on=dt.date(2026, 12, 7),
        ends_on=dt.date(2026, 12, 18),
        reason="Study weeks",
        actor=SYSTEM,
    )

    cancelled = hub.sessions.filter(state=SessionState.CANCELLED)
    assert set(cancelled.values_list("cancelled_because", flat=True)) == {
        "Break: Study weeks"
    }
    assert kinds(hub) == [REFLECTIVE, SKILLS, REFLECTIVE]


def test_a_break_over_a_held_session_or_another_break_is_refused():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 16), state=SessionState.HELD)
    HubBreakFactory(hub=session.hub)

    for starts_on, ends_on, words in (
        (dt.date(2026, 11, 16), dt.date(2026, 11, 20), "was held on 16 November"),
        (dt.date(2026, 12, 21), dt.date(2026, 12, 22), "already has a break"),
        (dt.date(2027, 2, 2), dt.date(2027, 2, 1), "end must not be before"),
    ):
        with pytest.raises(ValidationError, match=words):
            services.add_break(
                hub=session.hub,
                starts_on=starts_on,
                ends_on=ends_on,
                reason="No",
                actor=SYSTEM,
            )


def test_a_moved_session_takes_its_turn_on_the_new_day():
    hub = HubFactory()
    first, second, *_ = series(hub, 3, first_on=dt.date(2026, 11, 30))

    services.move_session(
        session=first,
        held_on=dt.date(2026, 12, 10),
        starts_at=dt.time(10),
        place="Library",
        actor=SYSTEM,
    )

    days = [(s.held_on.day, s.kind) for s in hub.sessions.all()]
    assert days == [(7, REFLECTIVE), (10, SKILLS), (14, REFLECTIVE)]
    with pytest.raises(ValidationError, match="already has a session on that day"):
        services.move_session(
            session=second,
            held_on=dt.date(2026, 12, 10),
            starts_at=dt.time(10),
            place="",
            actor=SYSTEM,
        )


def test_a_cancelled_or_held_session_is_not_cancelled_again():
    cancelled = HubSessionFactory(
        state=SessionState.CANCELLED, cancelled_because="Snow"
    )
    held = HubSessionFactory(state=SessionState.HELD)

    for session, words in ((cancelled, "is cancelled"), (held, "was held")):
        with pytest.raises(ValidationError, match=words):
            services.cancel_session(session=session, reason="Again", actor=SYSTEM)
    with pytest.raises(ValidationError, match="Say why"):
        services.cancel_session(session=HubSessionFactory(), reason=" ", actor=SYSTEM)


def test_a_register_with_every_student_marked_is_taken():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 23))
    here, away = EnrolmentFactory.create_batch(2, hub=session.hub)
    person = PersonFactory()

    taken = take(
        session,
        {here.pk: PRESENT, away.pk: Entry(Mark.ABSENT, AbsenceReason.NONE_GIVEN)},
        topics="Endings",
        actor=person,
    )

    assert (taken.state, taken.register_taken_by, taken.topics) == (
        SessionState.HELD,
        person,
        "Endings",
    )
    assert set(
        HubAttendance.objects.values_list(
            "enrolment", "state", "reason", "organisation", "held_on"
        )
    ) == {
        (here.pk, "present", "", session.organisation_id, session.held_on),
        (away.pk, "absent", "none_given", session.organisation_id, session.held_on),
    }


def test_a_register_with_a_student_unmarked_stays_open():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 23))
    one, two = EnrolmentFactory.create_batch(2, hub=session.hub)

    saved = take(session, {one.pk: PRESENT})
    assert not saved.is_register_taken

    taken = take(saved, {two.pk: PRESENT})
    assert taken.is_register_taken


def test_changing_a_mark_keeps_when_the_register_was_first_taken(monday):
    session = HubSessionFactory(held_on=monday)
    one = EnrolmentFactory(hub=session.hub)
    taken = take(session, {one.pk: PRESENT}, actor=PersonFactory())
    first = taken.register_taken_by

    changed = take(taken, {one.pk: Entry(Mark.LATE)}, actor=PersonFactory())

    assert changed.register_taken_by == first
    assert [mark.state for mark in changed.attendances.all()] == [Mark.LATE]


def test_the_second_of_two_people_is_told_what_changed():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 23))
    enrolment = EnrolmentFactory(hub=session.hub, student__name="Amara Okafor")
    take(session, {enrolment.pk: PRESENT}, actor=PersonFactory(name="Ben Patel"))

    with pytest.raises(RegisterChanged) as refused:
        take(
            session,
            {enrolment.pk: Entry(Mark.ABSENT, AbsenceReason.UNWELL)},
            version=0,
        )

    assert refused.value.messages == [
        "Ben Patel saved this register at 12:00 on 23 November, after you opened it. "
        "Check what differs, then save again to keep your marks.",
        "Amara Okafor: saved as “Present”, you have “Absent”.",
    ]
    assert HubAttendance.objects.get().state == Mark.PRESENT


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (Entry("asleep"), "Choose a mark for"),
        (Entry(Mark.ABSENT), "was absent, or “None given”"),
        (Entry(Mark.ABSENT, "bored"), "was absent, or “None given”"),
    ],
)
def test_a_mark_is_refused_in_words(entry, words, monday):
    session = HubSessionFactory(held_on=monday)
    enrolment = EnrolmentFactory(hub=session.hub)

    with pytest.raises(ValidationError, match=words):
        take(session, {enrolment.pk: entry})


def test_a_register_is_refused_when_it_cannot_be(monday):
    cancelled = HubSessionFactory(
        held_on=monday, state=SessionState.CANCELLED, cancelled_because="Snow"
    )
    early = HubSessionFactory(held_on=dt.date(2026, 11, 30))
    empty = HubSessionFactory(held_on=monday)
    full = HubSessionFactory(held_on=monday)
    EnrolmentFactory(hub=full.hub)
    stranger = EnrolmentFactory()

    for session, entries, words in (
        (cancelled, {}, "was cancelled"),
        (early, {}, "has not happened yet"),
        (empty, {}, "Nobody is enrolled"),
        (full, {}, "Mark at least one student"),
        (full, {stranger.pk: PRESENT}, "not enrolled"),
    ):
        with pytest.raises(ValidationError, match=words):
            take(session, entries)


def test_past_registers_are_recorded_together():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 16))
    enrolments = EnrolmentFactory.create_batch(2, hub=session.hub)
    register = PastRegister(session, {row.pk: PRESENT for row in enrolments})

    services.record_past_registers(registers=[register], actor=SYSTEM)

    session.refresh_from_db()
    assert (session.is_register_taken, session.attendances.count()) == (True, 2)


def test_past_registers_of_the_future_are_refused():
    session = HubSessionFactory(held_on=dt.date(2026, 11, 30))

    with pytest.raises(ValidationError, match="has not happened yet"):
        services.record_past_registers(
            registers=[PastRegister(session, {})], actor=SYSTEM
        )


@pytest.mark.parametrize(
    ("build", "name"),
    [
        (lambda: HubAttendanceFactory(state="asleep"), "hub_attendance_mark_is_known"),
        (
            lambda: HubAttendanceFactory(state=Mark.ABSENT),
            "hub_attendance_absence_has_a_reason",
        ),
        (
            lambda: HubAttendanceFactory(reason=AbsenceReason.UNWELL),
            "hub_attendance_absence_has_a_reason",
        ),
        (lambda: HubSessionFactory(kind="party"), "hub_session_kind_is_known"),
        (lambda: HubSessionFactory(state="lost"), "hub_session_state_is_known"),
        (
            lambda: HubSessionFactory(state=SessionState.CANCELLED),
            "hub_session_cancelled_with_a_reason",
        ),
        (
            lambda: HubSessionFactory(
                register_taken_at=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
            ),
            "hub_session_register_only_when_held",
        ),
        (
            lambda: HubBreakFactory(ends_on=dt.date(2026, 12, 1)),
            "hub_break_ends_after_it_starts",
        ),
    ],
)
def test_the_database_keeps_the_promise(build, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        build()


def test_one_mark_a_student_and_one_session_a_day():
    mark = HubAttendanceFactory()
    for build, name in (
        (
            lambda: HubAttendanceFactory(
                session=mark.session, enrolment=mark.enrolment
            ),
            "hub_attendance_once_per_session",
        ),
        (
            lambda: HubSessionFactory(
                hub=mark.session.hub, held_on=mark.session.held_on
            ),
            "hub_session_once_a_day",
        ),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            build()

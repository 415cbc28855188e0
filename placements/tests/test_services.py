import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import outbox
from core.models import AuditEntry, RuleSetting
from partnerships.choices import RoleKind
from partnerships.tests.factories import OrganisationFactory, person_with
from placements import services
from placements.choices import (
    CheckpointKind,
    CheckpointState,
    IssueState,
    Party,
    PlacementRole,
    PlacementState,
)
from placements.models import CheckpointPart, PlacementDay, PlacementIssue
from placements.tests.conftest import FINE, NOT_FINE, part_of, submit
from placements.tests.factories import (
    CheckpointFactory,
    CheckpointPartFactory,
    CohortFactory,
    CourseFactory,
    PlacementDayFactory,
    PlacementFactory,
    PlacementIssueFactory,
    PlacementPersonFactory,
    PracticeEducatorFactory,
    SettingFactory,
    StudentFactory,
)

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 9, 21)
KINDS = list(CheckpointKind)


def due_days(placement):
    return dict(placement.checkpoints.values_list("kind", "due_on"))


def miss(placement, first=MONDAY, last=MONDAY, **fields):
    values = {"reason": "sickness", "actor": placement.student.person, **fields}
    return services.record_absence(
        placement=placement, first_day=first, last_day=last, **values
    )


def refusal(call, **kwargs) -> str:
    with pytest.raises(ValidationError) as refused:
        call(**kwargs)
    return " ".join(refused.value.messages)


def test_a_placement_gets_three_reviews_with_a_part_for_each_party(place):
    placement = place.placement()

    parts = CheckpointPart.objects.filter(checkpoint__placement=placement)
    required = set(parts.filter(is_required=True).values_list("party", flat=True))
    assert list(due_days(placement)) == KINDS
    assert parts.count() == 12
    assert required == {Party.STUDENT, Party.PRACTICE_EDUCATOR}
    assert placement.state == PlacementState.ACTIVE


def test_a_partnership_may_wait_for_the_university_too(place):
    RuleSetting.objects.create(
        name="placements.review_needs_university",
        value=1,
        starts_on=dt.date(2026, 1, 1),
        source="Board decision",
    )

    placement = place.placement()

    assert part_of(placement, KINDS[0], Party.UNIVERSITY).is_required


def test_four_weeks_is_a_rule_that_may_change(place):
    RuleSetting.objects.create(
        name="placements.four_week_review_days",
        value=35,
        starts_on=dt.date(2026, 1, 1),
        source="Board decision",
    )

    assert due_days(place.placement())[KINDS[0]] == dt.date(2026, 10, 12)


def test_a_student_is_placed_once_at_a_time(place):
    student = place.student()
    place.placement(student=student)

    words = refusal(place.placement, student=student)

    assert words == "This student is already placed on those dates."


def test_a_pattern_without_a_day_is_refused(place):
    words = refusal(place.placement, pattern=(0,) * 7)

    assert "six years" in words or "at least one day" in words


def test_only_a_university_has_courses():
    words = refusal(
        services.create_course,
        university=OrganisationFactory(),
        name="MA",
        route="master",
        level="pg",
        actor=None,
    )

    assert words == "Only a university has courses."


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (dt.date(2026, 9, 1), MONDAY, "This placement runs from 7 September 2026"),
        (MONDAY, dt.date(2027, 3, 1), "This placement runs from 7 September 2026"),
        (MONDAY, dt.date(2026, 9, 18), "The last day is before the first day."),
        (
            dt.date(2026, 9, 26),
            dt.date(2026, 9, 27),
            "None of these days is a placement day.",
        ),
    ],
)
def test_absence_that_cannot_be_is_refused(place, first, last, words):
    placement = place.placement()

    refused = refusal(miss, placement=placement, first=first, last=last)

    assert refused.startswith(words)
    assert PlacementDay.objects.count() == 0


def test_the_same_absence_twice_is_refused_and_changes_nothing(place):
    placement = place.placement()
    miss(placement)
    before = due_days(placement)

    words = refusal(miss, placement=placement)

    assert words == "21 September 2026 is already recorded."
    assert due_days(placement) == before


def test_half_a_day_missed_counts_as_half(place):
    placement = place.placement()

    miss(placement, half_days=1)

    assert due_days(placement)[CheckpointKind.END] == dt.date(2027, 1, 25)


def test_a_complete_review_stays_where_it_was(place):
    placement = place.placement()
    for party in (Party.STUDENT, Party.PRACTICE_EDUCATOR):
        submit(placement, CheckpointKind.MIDWAY, party)

    miss(placement, last=dt.date(2026, 9, 25))

    assert due_days(placement)[CheckpointKind.MIDWAY] == dt.date(2026, 11, 13)
    assert due_days(placement)[CheckpointKind.END] == dt.date(2027, 1, 29)


def test_removing_a_day_that_is_not_recorded_is_refused(place):
    words = refusal(
        services.remove_absence,
        placement=place.placement(),
        day=MONDAY,
        actor=place.lead,
    )

    assert words == "No absence is recorded on that day."


def test_a_review_is_complete_only_with_both_and_says_when(place):
    placement = place.placement()
    review = placement.checkpoints.get(kind=KINDS[0])

    submit(placement, KINDS[0], Party.STUDENT)
    review.refresh_from_db()
    first = (review.state, review.revealed_at, review.completed_at)
    submit(placement, KINDS[0], Party.PRACTICE_EDUCATOR)
    review.refresh_from_db()

    assert first == (CheckpointState.OPEN, None, None)
    assert review.state == CheckpointState.COMPLETE
    assert review.completed_at == review.revealed_at is not None


def test_a_part_is_submitted_once(place):
    placement = place.placement()
    part = submit(placement, KINDS[0], Party.STUDENT)

    words = refusal(
        services.submit_part, part=part, answers=FINE, actor=placement.student.person
    )

    assert words == "This part has already been submitted."


def test_a_refused_submission_leaves_nothing_behind(place):
    placement = place.placement()
    part = part_of(placement, KINDS[0], Party.STUDENT)

    refusal(
        services.submit_part,
        part=part,
        answers={**NOT_FINE, "performance_rating": ""},
        actor=placement.student.person,
    )

    part.refresh_from_db()
    assert (part.response, PlacementIssue.objects.count()) == (None, 0)


def test_the_last_review_completes_the_placement(place):
    placement = place.placement()
    for kind in KINDS:
        for party in (Party.STUDENT, Party.PRACTICE_EDUCATOR):
            submit(placement, kind, party)

    placement.refresh_from_db()
    assert placement.state == PlacementState.COMPLETE


def test_an_early_end_needs_no_further_reviews(place):
    placement = place.placement()

    services.end_placement_early(placement=placement, actor=place.lead)

    states = set(placement.checkpoints.values_list("state", flat=True))
    assert states == {CheckpointState.CANCELLED}
    assert "can end early" in refusal(
        services.end_placement_early, placement=placement, actor=place.lead
    )


def test_planned_placements_start_on_their_day(place):
    placement = place.placement(day=dt.date(2026, 8, 1))

    early = services.start_placements(day=dt.date(2026, 9, 6), actor=None)
    started = services.start_placements(day=dt.date(2026, 9, 7), actor=None)

    placement.refresh_from_db()
    assert (early, started, placement.state) == (0, 1, PlacementState.ACTIVE)


def test_each_bad_answer_opens_one_issue_of_its_area(place):
    placement = place.placement()

    submit(
        placement,
        KINDS[0],
        Party.STUDENT,
        {
            **NOT_FINE,
            "opportunities_rating": "not_quite",
            "opportunities_gap": "More  visits\nwould help.",
        },
    )

    issues = PlacementIssue.objects.order_by("area")
    assert [(row.area, row.summary) for row in issues] == [
        ("opportunities", "More visits would help."),
        ("support", NOT_FINE["support_problem"]),
    ]


def test_a_placement_at_a_voluntary_host_falls_to_the_universitys_lead(place):
    place.lead.roles.all().delete()
    place.coordinator.roles.all().delete()
    university = person_with(RoleKind.UNIVERSITY_LEAD, organisation=place.university)
    placement = place.placement()

    submit(placement, KINDS[0], Party.STUDENT, NOT_FINE)

    assert PlacementIssue.objects.get().owner == university


def test_an_issue_is_resolved_once(place):
    issue = PlacementIssueFactory(placement=place.placement(), owner=place.lead)
    day = dt.date(2026, 10, 9)
    act = {"issue": issue, "resolution": "Done.", "day": day, "actor": place.lead}

    services.resolve_issue(**act)

    assert refusal(services.resolve_issue, **act) == "This issue is already resolved."


def test_issues_and_submissions_name_who_did_it(place):
    placement = place.placement()

    submit(placement, KINDS[0], Party.PRACTICE_EDUCATOR, NOT_FINE)

    person = place.educator.person
    actions = AuditEntry.objects.filter(actor=person).values_list("action", flat=True)
    assert {"Review part submitted", "Issue raised"} <= set(actions)


def test_reminders_reach_supervisors_and_tutors_when_a_review_waits_for_them(place):
    placement = place.placement()
    tutor = person_with(RoleKind.TUTOR, organisation=place.university)
    services.add_placement_person(
        placement=placement,
        role=PlacementRole.TUTOR,
        person=tutor,
        starts_on=placement.starts_on,
        actor=place.lead,
    )
    CheckpointPart.objects.filter(party=Party.UNIVERSITY).update(is_required=True)

    sent = services.chase_overdue_reviews(day=dt.date(2026, 10, 6), actor=None)

    assert sent == 3
    assert tutor.outbox_messages.count() == 1


def test_reminders_crashing_halfway_are_sent_once_in_the_end(place, monkeypatch):
    place.placement()
    place.placement()
    day = dt.date(2026, 10, 6)
    real, calls = outbox.send, []

    def send(**kwargs):
        calls.append(kwargs)
        if len(calls) == 3:
            raise ConnectionError
        return real(**kwargs)

    monkeypatch.setattr(outbox, "send", send)
    with pytest.raises(ConnectionError):
        services.chase_overdue_reviews(day=day, actor=None)
    monkeypatch.setattr(outbox, "send", real)

    assert services.chase_overdue_reviews(day=day, actor=None) == 4
    assert services.chase_overdue_reviews(day=day, actor=None) == 0


def test_nobody_is_chased_about_a_placement_that_ended(place):
    placement = place.placement()
    services.end_placement_early(placement=placement, actor=place.lead)

    assert services.chase_overdue_reviews(day=dt.date(2026, 12, 1), actor=None) == 0


BROKEN = {
    "course_route_is_known": lambda: CourseFactory(route="x"),
    "course_level_is_known": lambda: CourseFactory(level="x"),
    "course_name_once_per_university": lambda: _twice(
        CourseFactory, "university", name="A"
    ),
    "cohort_name_once_per_course": lambda: _twice(CohortFactory, "course", name="A"),
    "student_number_once_per_university": lambda: _twice(
        StudentFactory, "cohort", outside_number="7"
    ),
    "placement_kind_is_known": lambda: PlacementFactory(kind="x"),
    "placement_state_is_known": lambda: PlacementFactory(state="x"),
    "placement_requires_days": lambda: PlacementFactory(required_days=301),
    "placement_pattern_is_a_week_of_half_days": lambda: PlacementFactory(
        pattern=[3, 0, 0, 0, 0, 0, 0]
    ),
    "placement_dates_in_order": lambda: PlacementFactory(
        expected_end_on=dt.date(2026, 9, 1)
    ),
    "placement_one_at_a_time_per_student": lambda: _twice(PlacementFactory, "student"),
    "placement_person_role_is_known": lambda: PlacementPersonFactory(role="x"),
    "placement_person_ends_after_start": lambda: PlacementPersonFactory(
        ends_on=dt.date(2026, 1, 1)
    ),
    "placement_day_state_is_known": lambda: PlacementDayFactory(state="x"),
    "placement_day_is_half_or_whole": lambda: PlacementDayFactory(half_days=3),
    "placement_day_absence_has_a_reason": lambda: PlacementDayFactory(reason=""),
    "placement_day_once_per_day": lambda: _twice(
        PlacementDayFactory, "placement", day=MONDAY
    ),
    "checkpoint_kind_is_known": lambda: CheckpointFactory(kind="x"),
    "checkpoint_state_is_known": lambda: CheckpointFactory(state="x"),
    "checkpoint_complete_says_when": lambda: CheckpointFactory(state="complete"),
    "checkpoint_once_per_placement_and_kind": lambda: _twice(
        CheckpointFactory, "placement"
    ),
    "checkpoint_part_party_is_known": lambda: CheckpointPartFactory(party="x"),
    "checkpoint_part_once_per_party": lambda: _twice(
        CheckpointPartFactory, "checkpoint"
    ),
    "checkpoint_part_locked_has_answers_and_a_name": lambda: CheckpointPartFactory(
        locked_at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    ),
    "placement_issue_source_is_known": lambda: PlacementIssueFactory(source="x"),
    "placement_issue_area_is_known": lambda: PlacementIssueFactory(area="x"),
    "placement_issue_(state_is_known|resolved_says)": lambda: PlacementIssueFactory(
        state="x"
    ),
    "placement_issue_due_after_raised": lambda: PlacementIssueFactory(
        due_on=dt.date(2026, 1, 1)
    ),
    "placement_issue_resolved_says_who_when_and_how": lambda: PlacementIssueFactory(
        state=IssueState.RESOLVED
    ),
    "placement_issue_once_per_part_and_area": lambda: _twice(
        PlacementIssueFactory, "part", part=CheckpointPartFactory()
    ),
}


def _twice(factory, shared, **fields):
    first = factory(**fields)
    factory(**{**fields, shared: getattr(first, shared)})


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_by_name(name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BROKEN[name]()


def test_a_setting_is_one_teams():
    first = SettingFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        SettingFactory(team=first.team)


def test_a_person_is_one_practice_educator():
    first = PracticeEducatorFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PracticeEducatorFactory(person=first.person)

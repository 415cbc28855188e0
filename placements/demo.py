"""Demonstration placements: sixty students at every stage around the day."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from django.utils import timezone

from core import dates
from core.audit import SYSTEM
from partnerships.choices import RoleKind, Sector
from placements import review_questions as questions
from placements import services
from placements.choices import (
    AbsenceReason,
    CheckpointKind,
    CourseLevel,
    CourseRoute,
    IssueArea,
    IssueSource,
    Party,
    PlacementKind,
    PlacementRole,
)
from placements.days import FULL_TIME
from placements.models import Checkpoint, Placement, PlacementIssue

FOUR_DAYS = (2, 2, 2, 2, 0, 0, 0)
WEEKS = dt.timedelta(weeks=1)
FINE = {
    "opportunities_rating": questions.FINE,
    "support_rating": questions.FINE,
    "performance_rating": questions.FINE,
}
STAGES = (  # weeks before the day a placement began, and how many have
    (4, 14),  # four-week reviews fall due
    (-3, 8),  # planned
    (2, 8),
    (5, 8),
    (10, 12),  # midway reviews fall due
    (19, 7),  # end reviews fall due
    (32, 3),  # complete
)
TROUBLES = (
    ("support", "Supervision was missed twice while the team was short of staff."),
    ("opportunities", "No assessments to shadow yet; only duty calls."),
    ("support", "There is no laptop, so recording is done at home."),
    ("performance", "Needs more practice in writing concise chronologies."),
    ("opportunities", "Court work was promised and has been put off."),
)
REMEDIES = (
    "Weekly supervision moved to Mondays, with a named stand-in.",
    "Two assessments agreed with the team manager, the first on Thursday.",
    "A laptop was collected from the equipment store.",
)
WORRIES = (
    "I need more time with my practice educator before each visit.",
    "My access to the records system has still not come through.",
    "I have no desk on the days the whole team is in.",
    "My travel between visits is not being paid back.",
    "Lone working was never explained to me.",
)


@dataclass
class Cast:
    """The students and educators, handed out in turn."""

    world: object
    cohorts: list = field(default_factory=list)
    educators: dict = field(default_factory=dict)
    settings: list = field(default_factory=list)
    placements: list = field(default_factory=list)


def load(world) -> None:
    """Sixty students and eighty practice educators, as they stand on ``world.day``."""
    cast = Cast(world)
    _add_courses(cast)
    _add_educators(cast)
    cast.settings = [
        services.create_setting(team=team, actor=SYSTEM) for team in world.teams
    ]
    starts = [weeks for weeks, count in STAGES for _ in range(count)]
    for number, weeks in enumerate(starts):
        _place(cast, number, weeks)
    for number, placement in enumerate(cast.placements):
        _live_through(cast, number, placement)
    _raise_by_hand(cast)


def _add_courses(cast: Cast) -> None:
    plans = (
        ("BA Social Work", CourseRoute.BACHELOR, CourseLevel.UNDERGRADUATE),
        ("MA Social Work", CourseRoute.MASTER, CourseLevel.POSTGRADUATE),
    )
    for university in cast.world.universities:
        for name, route, level in plans:
            course = services.create_course(
                university=university, name=name, route=route, level=level, actor=SYSTEM
            )
            year = dates.AcademicYear.containing(cast.world.day - 26 * WEEKS)
            cast.cohorts.append(
                services.create_cohort(
                    course=course,
                    name=f"{year.label} intake",
                    starts_on=year.first_day,
                    actor=SYSTEM,
                )
            )


def _add_educators(cast: Cast) -> None:
    """Six in each of twelve council services, and two in each other organisation."""
    for service in cast.world.services:
        number = 2 if service.sector == Sector.OTHER else 6
        people = [
            cast.world.add_person(RoleKind.PRACTICE_EDUCATOR, service=service)
            for _ in range(number)
        ]
        pool = [
            services.create_educator(
                person=person,
                partnership=cast.world.partnership,
                service=service,
                places=(2, 1, 1)[n % 3],
                actor=SYSTEM,
            )
            for n, person in enumerate(people)
        ]
        cast.educators[service.pk] = itertools.cycle(pool)


def _place(cast: Cast, number: int, weeks: int) -> None:
    """The first two are the practice educator's who signs in, and due."""
    world = cast.world
    cohort = cast.cohorts[number % len(cast.cohorts)]
    person = world.add_person(RoleKind.STUDENT, organisation=cohort.course.university)
    student = services.create_student(
        person=person,
        cohort=cohort,
        outside_number=f"S{10234 + number * 7}",
        actor=SYSTEM,
    )
    shows = number < len(SHOWN)
    setting = cast.settings[0 if shows else number * 7 % len(cast.settings)]
    is_final = shows or number % 3 != 0
    placement = services.create_placement(
        student=student,
        kind=PlacementKind.FINAL if is_final else PlacementKind.FIRST,
        setting=setting,
        starts_on=SHOWN[number](world.day) if shows else _monday(world.day, weeks),
        required_days=100 if is_final else 70,
        practice_educator=_educator(cast, setting.team.service_id, again=number == 1),
        pattern=FOUR_DAYS if number % 7 == 3 else FULL_TIME,
        day=world.day,
        actor=SYSTEM,
    )
    _add_people(cast, placement, number)
    cast.placements.append(placement)


def _monday(day: dt.date, weeks: int) -> dt.date:
    return dates.monday_of(day) - weeks * WEEKS


SHOWN = (  # when the placements of the practice educator who signs in began
    lambda day: day - 4 * WEEKS,  # four-week review due today
    lambda day: _monday(day, 11),  # midway review overdue
)


def _educator(cast: Cast, service_id: int, *, again: bool):
    if again:
        return cast.placements[-1].practice_educator
    return next(cast.educators[service_id])


def _add_people(cast: Cast, placement: Placement, number: int) -> None:
    """A tutor always; an on-site supervisor for a third of placements."""
    world = cast.world
    tutors = world.staff[RoleKind.TUTOR]
    at = world.universities.index(placement.university)
    people = [(PlacementRole.TUTOR, tutors[at * 2 + number % 2])]
    if number % 3 == 1:
        supervisor = world.add_person(
            RoleKind.SITE_SUPERVISOR, team=placement.host_team
        )
        people.append((PlacementRole.SITE_SUPERVISOR, supervisor))
    for role, person in people:
        services.add_placement_person(
            placement=placement,
            role=role,
            person=person,
            starts_on=placement.starts_on,
            actor=SYSTEM,
        )


def _live_through(cast: Cast, number: int, placement: Placement) -> None:
    """Days missed, then each review that has fallen due."""
    day = cast.world.day
    if placement.starts_on > day:
        return
    if number % 6 == 4:
        _miss_days(placement, number, day)
    if number == 40:
        services.end_placement_early(placement=placement, actor=SYSTEM)
        return
    reviews = Checkpoint.objects.filter(placement=placement).order_by("due_on")
    for review in reviews.prefetch_related("parts"):
        if review.due_on > day + WEEKS:
            break
        _hold(number, review, day)


def _miss_days(placement: Placement, number: int, day: dt.date) -> None:
    first = dates.monday_of(placement.starts_on) + WEEKS
    if first + dt.timedelta(days=2) < day:
        services.record_absence(
            placement=placement,
            first_day=first,
            last_day=first + dt.timedelta(days=number % 3),
            reason=AbsenceReason.SICKNESS,
            actor=placement.student.person,
        )


def _hold(number: int, review: Checkpoint, day: dt.date) -> None:
    """Most reviews are complete in time; some wait, some are overdue."""
    placement = review.placement
    is_shown = number < len(SHOWN) and review.due_on > day - 4 * WEEKS
    is_late = number % 8 == 5 and review.due_on > day - 3 * WEEKS
    waits = review.due_on >= day or is_late
    submitted = min(review.due_on, day)
    parts = {part.party: part for part in review.parts.all()}
    if not (waits and number % 2 == 0) and not (is_shown and number == 0):
        answers = dict(FINE)
        _submit(parts[Party.STUDENT], answers, submitted, placement.student.person)
    if waits or is_shown:
        return
    educator = placement.practice_educator.person
    answers = dict(FINE)
    trouble = number % 4 == 2 and review.kind != CheckpointKind.END
    if trouble:
        answers |= _trouble(number)
    _submit(parts[Party.PRACTICE_EDUCATOR], answers, submitted, educator)
    if trouble and number % 8 == 2:
        _resolve(parts[Party.PRACTICE_EDUCATOR], number, submitted, day)


def _trouble(number: int) -> dict[str, str]:
    area, words = TROUBLES[number // 4 % len(TROUBLES)]
    worst = number % 3 == 0
    return {
        f"{area}_rating": questions.NOT_FINE if worst else questions.NOT_QUITE,
        f"{area}_problem" if worst else f"{area}_gap": words,
    }


def _submit(part, answers: dict, day: dt.date, person) -> None:
    at = timezone.make_aware(dt.datetime.combine(day, dt.time(16, 10)))
    services.submit_part(part=part, answers=answers, at=at, actor=person)


def _resolve(part, number: int, raised: dt.date, day: dt.date) -> None:
    for issue in PlacementIssue.objects.filter(part=part):
        services.resolve_issue(
            issue=issue,
            resolution=REMEDIES[number % len(REMEDIES)],
            day=min(day, raised + dt.timedelta(days=9)),
            actor=issue.owner,
        )


def _raise_by_hand(cast: Cast) -> None:
    """Issues that no review raised: one is the lead's who signs in."""
    day = cast.world.day
    raised_by_hand = zip((1, 12, 30, 36, 44), (3, 16, 20, 33, 6), WORRIES, strict=True)
    for number, days_ago, words in raised_by_hand:
        placement = cast.placements[number]
        raised = max(placement.starts_on, day - dt.timedelta(days=days_ago))
        if raised > day:
            continue
        services.add_issue(
            placement=placement,
            source=IssueSource.STUDENT,
            area=IssueArea.SUPPORT,
            summary=words,
            day=raised,
            actor=placement.student.person,
        )

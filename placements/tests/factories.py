"""Every model in one line: ``PlacementFactory()`` is full-time, 100 days."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from core.audit import SYSTEM
from partnerships.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    TeamFactory,
)
from placements.choices import (
    AbsenceReason,
    CheckpointKind,
    CourseLevel,
    CourseRoute,
    DayState,
    IssueArea,
    IssueSource,
    Party,
    PlacementKind,
    PlacementRole,
    PlacementState,
)
from placements.models import (
    Checkpoint,
    CheckpointPart,
    Cohort,
    Course,
    Placement,
    PlacementDay,
    PlacementIssue,
    PlacementPerson,
    PracticeEducator,
    Setting,
    Student,
)
from placements.services.questions import ensure_review_questions

STARTS = dt.date(2026, 9, 7)


class CourseFactory(DjangoModelFactory):
    class Meta:
        model = Course

    university = factory.SubFactory(OrganisationFactory, university=True)
    name = factory.Sequence(lambda n: f"Course {n}")
    route = CourseRoute.MASTER
    level = CourseLevel.POSTGRADUATE


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort

    course = factory.SubFactory(CourseFactory)
    name = factory.Sequence(lambda n: f"Cohort {n}")
    starts_on = dt.date(2025, 9, 1)


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = Student

    person = factory.SubFactory(PersonFactory)
    cohort = factory.SubFactory(CohortFactory)
    university = factory.SelfAttribute("cohort.course.university")


class PracticeEducatorFactory(DjangoModelFactory):
    class Meta:
        model = PracticeEducator

    person = factory.SubFactory(PersonFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    places = 2


class SettingFactory(DjangoModelFactory):
    class Meta:
        model = Setting

    team = factory.SubFactory(TeamFactory)


class PlacementFactory(DjangoModelFactory):
    """A running final placement; give ``setting`` to say where."""

    class Meta:
        model = Placement

    student = factory.SubFactory(StudentFactory)
    kind = PlacementKind.FINAL
    state = PlacementState.ACTIVE
    required_days = 100
    starts_on = STARTS
    skips_bank_holidays = False
    setting = factory.SubFactory(SettingFactory)
    host_team = factory.SelfAttribute("setting.team")
    host_service = factory.SelfAttribute("host_team.service")
    host_organisation = factory.SelfAttribute("host_service.organisation")
    university = factory.SelfAttribute("student.university")
    practice_educator = factory.SubFactory(PracticeEducatorFactory)
    expected_midway_on = dt.date(2026, 11, 13)
    expected_end_on = dt.date(2027, 1, 22)


class PlacementPersonFactory(DjangoModelFactory):
    class Meta:
        model = PlacementPerson

    placement = factory.SubFactory(PlacementFactory)
    role = PlacementRole.SITE_SUPERVISOR
    person = factory.SubFactory(PersonFactory)
    starts_on = STARTS


class PlacementDayFactory(DjangoModelFactory):
    class Meta:
        model = PlacementDay

    placement = factory.SubFactory(PlacementFactory)
    day = factory.Sequence(lambda n: STARTS + dt.timedelta(days=n))
    state = DayState.ABSENT
    reason = AbsenceReason.SICKNESS


class CheckpointFactory(DjangoModelFactory):
    """A four-week review with the parts of student and practice educator."""

    class Meta:
        model = Checkpoint
        skip_postgeneration_save = True

    placement = factory.SubFactory(PlacementFactory)
    kind = CheckpointKind.FOUR_WEEK
    due_on = dt.date(2026, 10, 5)
    host_service = factory.SelfAttribute("placement.host_service")
    host_organisation = factory.SelfAttribute("placement.host_organisation")

    @factory.post_generation
    def parties(self, create, extracted, **kwargs):
        ensure_review_questions(actor=SYSTEM)
        both = (Party.STUDENT, Party.PRACTICE_EDUCATOR)
        for party in both if extracted is None else extracted:
            CheckpointPartFactory(checkpoint=self, party=party)


class CheckpointPartFactory(DjangoModelFactory):
    class Meta:
        model = CheckpointPart

    checkpoint = factory.SubFactory(CheckpointFactory, parties=[])
    party = Party.PRACTICE_EDUCATOR


class PlacementIssueFactory(DjangoModelFactory):
    class Meta:
        model = PlacementIssue

    placement = factory.SubFactory(PlacementFactory)
    source = IssueSource.LEAD
    area = IssueArea.SUPPORT
    summary = factory.Sequence(lambda n: f"Supervision is missed {n}")
    owner = factory.SubFactory(PersonFactory)
    raised_by = factory.SelfAttribute("owner")
    raised_on = dt.date(2026, 10, 5)
    due_on = dt.date(2026, 10, 19)
    host_service = factory.SelfAttribute("placement.host_service")
    host_organisation = factory.SelfAttribute("placement.host_organisation")

"""Every change to courses, cohorts, students, practice educators and settings."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit
from core.audit import service
from partnerships.choices import OrganisationKind
from partnerships.models import Organisation, Partnership, Service, Team
from placements.models import Cohort, Course, PracticeEducator, Setting, Student


def _add(row, *, actor, action: str):
    row.full_clean()
    row.save()
    audit.record(actor=actor, action=action, subject=row)
    return row


@service("Course added")
def create_course(
    *, university: Organisation, name: str, route: str, level: str, actor, **fields
) -> Course:
    """Add a qualifying course of a university."""
    if university.kind != OrganisationKind.UNIVERSITY:
        raise ValidationError("Only a university has courses.")
    row = Course(university=university, name=name, route=route, level=level, **fields)
    return _add(row, actor=actor, action="Course added")


@service("Cohort added")
def create_cohort(*, course: Course, name: str, starts_on: dt.date, actor) -> Cohort:
    """Add the students who start a course together."""
    row = Cohort(course=course, name=name, starts_on=starts_on)
    return _add(row, actor=actor, action="Cohort added")


@service("Student added")
def create_student(*, person, cohort: Cohort, outside_number="", actor) -> Student:
    """A person joins a cohort as a student."""
    row = Student(
        person=person,
        cohort=cohort,
        university=cohort.course.university,
        outside_number=outside_number,
    )
    return _add(row, actor=actor, action="Student added")


@service("Practice educator added")
def create_educator(
    *,
    person,
    partnership: Partnership,
    service: Service | None = None,
    places: int = 1,
    actor,
) -> PracticeEducator:
    """A person becomes a practice educator; without a service, independent."""
    row = PracticeEducator(
        person=person,
        partnership=partnership,
        employer=service.organisation if service else None,
        service=service,
        places=places,
    )
    return _add(row, actor=actor, action="Practice educator added")


@service("Setting added")
def create_setting(*, team: Team, statutory_tasks: str = "", actor) -> Setting:
    """A team becomes a place to learn."""
    row = Setting(team=team, statutory_tasks=statutory_tasks)
    return _add(row, actor=actor, action="Setting added")

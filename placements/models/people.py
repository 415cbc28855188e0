from django.conf import settings
from django.db import models

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Organisation, Partnership, Service, Team
from placements.choices import CourseLevel, CourseRoute
from placements.querysets import PracticeEducatorQuerySet, StudentQuerySet


@tracked()
class Course(Record):
    """A qualifying programme of a university, with its placement lengths."""

    university = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="courses"
    )
    name = models.CharField(max_length=150)
    route = models.CharField(max_length=16, choices=CourseRoute)
    level = models.CharField(max_length=4, choices=CourseLevel)
    first_days = models.PositiveSmallIntegerField("first placement days", default=70)
    final_days = models.PositiveSmallIntegerField("final placement days", default=100)

    class Meta:
        ordering = ["university__name", "name"]
        constraints = [
            one_of("course_route_is_known", "route", CourseRoute),
            one_of("course_level_is_known", "level", CourseLevel),
            models.UniqueConstraint(
                name="course_name_once_per_university",
                fields=["university", "name"],
                violation_error_message="This university already has that course.",
            ),
        ]

    def __str__(self):
        return self.name


@tracked()
class Cohort(Record):
    """The students who started a course together."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()

    class Meta:
        ordering = ["course__name", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="cohort_name_once_per_course",
                fields=["course", "name"],
                violation_error_message="This course already has that cohort.",
            ),
        ]

    def __str__(self):
        return f"{self.course}, {self.name}"


@tracked()
class Student(Record):
    """A person on a qualifying course."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="student"
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="students"
    )
    university = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="students",
        help_text="Copied from the course.",
    )
    outside_number = models.CharField("student number", max_length=40, blank=True)

    objects = StudentQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [
            models.UniqueConstraint(
                name="student_number_once_per_university",
                fields=["university", "outside_number"],
                condition=~models.Q(outside_number=""),
                violation_error_message="Another student has this number.",
            ),
        ]

    def __str__(self):
        return str(self.person)


@tracked()
class PracticeEducator(Record):
    """A person who teaches and assesses students on placement."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="practice_educator",
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="practice_educators"
    )
    employer = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practice_educators",
        help_text="Empty for an independent practice educator.",
    )
    service = models.ForeignKey(
        Service,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="practice_educators",
    )
    places = models.PositiveSmallIntegerField(
        "students at a time", default=1, help_text="0 while taking a break."
    )

    objects = PracticeEducatorQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "id"]

    def __str__(self):
        return str(self.person)


@tracked()
class Setting(Record):
    """A team as a place to learn."""

    team = models.OneToOneField(Team, on_delete=models.PROTECT, related_name="setting")
    statutory_tasks = models.TextField(blank=True)

    class Meta:
        ordering = ["team__name", "id"]

    def __str__(self):
        return str(self.team)

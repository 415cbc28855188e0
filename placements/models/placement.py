from dataclasses import replace

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import ends_after_start, no_overlap, one_of
from core.models import Record, tracked
from core.querysets import DatedQuerySet
from partnerships.models import Organisation, Service, Team
from placements.choices import (
    AbsenceReason,
    DayState,
    PlacementKind,
    PlacementRole,
    PlacementState,
)
from placements.days import FULL_TIME, Plan, describe_pattern
from placements.models.people import PracticeEducator, Setting, Student
from placements.querysets import PlacementDayQuerySet, PlacementQuerySet


def full_time() -> list[int]:
    return list(FULL_TIME)


@tracked()
class Placement(Record):
    """One student's assessed block of practice learning at one host.

    ``pattern`` holds the half days worked from Monday to Sunday. The host and
    university keys are copies, so that dashboards count without joins.
    """

    student = models.ForeignKey(
        Student, on_delete=models.PROTECT, related_name="placements"
    )
    kind = models.CharField(max_length=6, choices=PlacementKind)
    state = models.CharField(
        max_length=12, choices=PlacementState, default=PlacementState.PLANNED
    )
    required_days = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    pattern = ArrayField(
        models.PositiveSmallIntegerField(),
        size=7,
        default=full_time,
        help_text="Half days worked, Monday to Sunday: 2 is a full day.",
    )
    skips_bank_holidays = models.BooleanField(default=True)
    setting = models.ForeignKey(
        Setting, on_delete=models.PROTECT, related_name="placements"
    )
    host_team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="placements"
    )
    host_service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="placements"
    )
    host_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements_hosted"
    )
    university = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placements_sent"
    )
    practice_educator = models.ForeignKey(
        PracticeEducator,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
    )
    expected_midway_on = models.DateField()
    expected_end_on = models.DateField()

    objects = PlacementQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            one_of("placement_kind_is_known", "kind", PlacementKind),
            one_of("placement_state_is_known", "state", PlacementState),
            models.CheckConstraint(
                name="placement_requires_days",
                condition=Q(required_days__gte=1, required_days__lte=300),
                violation_error_message="A placement has between 1 and 300 days.",
            ),
            models.CheckConstraint(
                name="placement_pattern_is_a_week_of_half_days",
                condition=Q(pattern__len=7, pattern__contained_by=[0, 1, 2])
                & ~Q(pattern__contained_by=[0]),
                violation_error_message="Choose at least one day of the week.",
            ),
            models.CheckConstraint(
                name="placement_dates_in_order",
                condition=Q(
                    expected_midway_on__gte=F("starts_on"),
                    expected_end_on__gte=F("expected_midway_on"),
                ),
            ),
            no_overlap(
                "placement_one_at_a_time_per_student",
                "student",
                start="starts_on",
                end="expected_end_on",
                condition=~Q(state=PlacementState.ENDED_EARLY),
                message="This student is already placed on those dates.",
            ),
        ]

    def __str__(self):
        return f"{self.student}, {self.get_kind_display().lower()}"

    def get_absolute_url(self):
        return reverse("placements:placement_detail", args=[self.reference])

    @property
    def plan(self) -> Plan:
        return Plan(
            starts_on=self.starts_on,
            required_days=self.required_days,
            pattern=tuple(self.pattern),
            skips_bank_holidays=self.skips_bank_holidays,
        )

    def plan_with_days(self) -> Plan:
        """The plan with the days recorded so far (one query unless prefetched)."""
        absent, made_up = {}, {}
        for row in self.days.all():
            held = absent if row.state == DayState.ABSENT else made_up
            held[row.day] = row.half_days
        return replace(self.plan, absent=absent, made_up=made_up)

    @property
    def pattern_in_words(self) -> str:
        return describe_pattern(tuple(self.pattern))


@tracked()
class PlacementPerson(Record):
    """Who else stands around the placement, from when to when."""

    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, related_name="people"
    )
    role = models.CharField(max_length=16, choices=PlacementRole)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="placement_of"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["placement", "role", "starts_on"]
        verbose_name_plural = "placement people"
        constraints = [
            one_of("placement_person_role_is_known", "role", PlacementRole),
            ends_after_start("placement_person_ends_after_start"),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display().lower()}"


@tracked()
class PlacementDay(Record):
    """A day that differs from the pattern: missed, or worked to make up for one."""

    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, related_name="days"
    )
    day = models.DateField()
    state = models.CharField(max_length=8, choices=DayState)
    half_days = models.PositiveSmallIntegerField(default=2)
    reason = models.CharField(max_length=10, choices=AbsenceReason, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = PlacementDayQuerySet.as_manager()

    class Meta:
        ordering = ["placement", "day"]
        constraints = [
            one_of("placement_day_state_is_known", "state", DayState),
            models.CheckConstraint(
                name="placement_day_is_half_or_whole",
                condition=Q(half_days__in=[1, 2]),
            ),
            models.CheckConstraint(
                name="placement_day_absence_has_a_reason",
                condition=~Q(state=DayState.ABSENT) | ~Q(reason=""),
                violation_error_message="Say why the student was absent.",
            ),
            models.UniqueConstraint(
                name="placement_day_once_per_day",
                fields=["placement", "day"],
                violation_error_message="That day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.get_state_display().lower()}"

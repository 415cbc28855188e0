from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import ends_after_start, no_overlap
from core.models import Record, tracked
from hubs.choices import SessionKind
from hubs.querysets import (
    EnrolmentQuerySet,
    FacilitatorQuerySet,
    HubModelQuerySet,
    HubQuerySet,
)

AT_LEAST_ONE = [MinValueValidator(1)]


class DatesInOrder:
    """Refuses a reversed pair of dates before PostgreSQL builds a range of them."""

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": "The end must not be before the start."})


def reflective_then_skills() -> list[str]:
    return [SessionKind.REFLECTIVE.value, SessionKind.SKILLS.value]


@tracked()
class HubModel(Record):
    """One dated version of a partnership's hub framework: its limits and rhythm.

    Limits warn; they never block.
    """

    partnership = models.ForeignKey(
        "partnerships.Partnership", on_delete=models.PROTECT, related_name="hub_models"
    )
    name = models.CharField(max_length=120)
    min_size = models.PositiveSmallIntegerField("fewest students", default=6)
    max_size = models.PositiveSmallIntegerField("most students", default=8)
    session_minutes = models.PositiveSmallIntegerField(
        "usual length in minutes", default=90, validators=AT_LEAST_ONE
    )
    longest_minutes = models.PositiveSmallIntegerField(
        "longest usual length in minutes", default=120
    )
    weeks_between = models.PositiveSmallIntegerField(
        "weeks from one session to the next", default=1, validators=AT_LEAST_ONE
    )
    kinds = ArrayField(
        models.CharField(max_length=12, choices=SessionKind),
        verbose_name="kinds of session, in turn",
        default=reflective_then_skills,
    )
    fewest_sessions = models.PositiveSmallIntegerField(default=14)
    most_sessions = models.PositiveSmallIntegerField(default=18)
    is_compulsory = models.BooleanField("attendance is compulsory", default=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = HubModelQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-starts_on"]
        constraints = [
            ends_after_start("hub_model_ends_after_it_starts"),
            models.UniqueConstraint(
                name="hub_model_once_per_partnership_name_and_day",
                fields=["partnership", "name", "starts_on"],
                violation_error_message="This framework already changes on that day.",
            ),
            models.CheckConstraint(
                name="hub_model_limits_are_in_order",
                condition=Q(min_size__lte=F("max_size"))
                & Q(session_minutes__lte=F("longest_minutes"))
                & Q(fewest_sessions__lte=F("most_sessions")),
                violation_error_message="A lower limit is above its upper limit.",
            ),
            models.CheckConstraint(
                name="hub_model_has_a_rhythm",
                condition=Q(weeks_between__gte=1, session_minutes__gte=1)
                & Q(kinds__len__gte=1),
                violation_error_message="Give a length, a rhythm and a first kind.",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.starts_on.year})"


@tracked()
class Hub(Record):
    """A group of students who meet through their placements at one organisation."""

    name = models.CharField(max_length=120)
    model = models.ForeignKey(HubModel, on_delete=models.PROTECT, related_name="hubs")
    organisation = models.ForeignKey(
        "partnerships.Organisation", on_delete=models.PROTECT, related_name="hubs"
    )
    service = models.ForeignKey(
        "partnerships.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hubs",
        help_text="Leave empty when the hub mixes services.",
    )
    area = models.CharField(max_length=80, blank=True)
    place = models.CharField("usual place", max_length=150, blank=True)
    meets_at = models.TimeField("usual time")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = HubQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "id"]
        constraints = [
            ends_after_start("hub_ends_after_it_starts"),
            models.UniqueConstraint(
                name="hub_name_once_per_organisation_and_start",
                fields=["organisation", "name", "starts_on"],
                violation_error_message="This organisation already has that hub.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("hubs:hub_detail", args=[self.reference])


@tracked()
class HubFacilitator(DatesInOrder, Record):
    """Who runs a hub, from when to when. Only they take its register."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="facilitators")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="hubs_facilitated"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = FacilitatorQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start("hub_facilitator_ends_after_they_start"),
            no_overlap(
                "hub_facilitator_once_at_a_time",
                "hub",
                "person",
                message="This person already runs the hub on those dates.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.hub}"


@tracked()
class Enrolment(DatesInOrder, Record):
    """A student's time in one hub, usually through a placement."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="enrolments")
    student = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="hub_enrolments"
    )
    placement = models.ForeignKey(
        "placements.Placement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hub_enrolments",
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["student__name", "id"]
        constraints = [
            ends_after_start("enrolment_ends_after_it_starts"),
            no_overlap(
                "enrolment_in_one_hub_at_a_time",
                "student",
                message="This student is already in a hub on those dates.",
            ),
        ]

    def __str__(self):
        return f"{self.student} in {self.hub}"


@tracked()
class HubBreak(DatesInOrder, Record):
    """Weeks in which a hub does not meet."""

    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="breaks")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")
    reason = models.CharField(max_length=120)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            ends_after_start("hub_break_ends_after_it_starts"),
            no_overlap(
                "hub_break_once_at_a_time",
                "hub",
                message="The hub already has a break on those dates.",
            ),
        ]

    def __str__(self):
        return f"{self.hub}: {self.reason}"

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse

from core.constraints import key_range, one_of
from core.models import Record, tracked
from suc.choices import COMING, InvitationState
from suc.models.people import Contributor
from suc.models.tasks import InvolvementTask
from suc.models.terms import (
    PENNY,
    Terms,
    amount,
    ends_after_it_starts,
    terms_constraints,
)
from suc.querysets import InvitationQuerySet, InvolvementQuerySet


class TimeRange(Func):
    """``tsrange(day + start, day + end)``: touching times do not overlap."""

    function = "tsrange"
    output_field = DateTimeRangeField()

    def __init__(self, day="held_on", start="from_time", end="to_time"):
        super().__init__(_moment(day, start), _moment(day, end))


def _moment(day: str, time: str) -> Func:
    return Func(
        F(day),
        F(time),
        arg_joiner=" + ",
        template="(%(expressions)s)",
        output_field=models.DateTimeField(),
    )


@tracked()
class Invitation(Record, Terms):
    """One member asked to do one task, on the day and for the money they were shown.

    Day, times, fee and expenses are copied when they are asked: a later edit of the
    task cannot change what somebody accepted.
    """

    task = models.ForeignKey(
        InvolvementTask, on_delete=models.PROTECT, related_name="invitations"
    )
    contributor = models.ForeignKey(
        Contributor, on_delete=models.PROTECT, related_name="invitations"
    )
    state = models.CharField(
        max_length=16, choices=InvitationState, default=InvitationState.INVITED
    )
    invited_on = models.DateField()
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    answered_on = models.DateField(null=True, blank=True)
    held_on = models.DateField("day")
    from_time = models.TimeField("starts at")
    to_time = models.TimeField("ends at")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "from_time", "id"]
        indexes = [models.Index(fields=["contributor", "state"])]
        constraints = [
            one_of("invitation_state_is_known", "state", InvitationState),
            ends_after_it_starts("invitation"),
            models.UniqueConstraint(
                name="invitation_once_per_task_and_contributor",
                fields=["task", "contributor"],
                violation_error_message="This member is already invited.",
            ),
            models.CheckConstraint(
                name="invitation_is_answered_before_the_work",
                condition=Q(answered_on__isnull=True)
                | Q(answered_on__lte=F("held_on")),
                violation_error_message="The answer must come before the work.",
            ),
            models.CheckConstraint(
                name="invitation_answer_has_a_day",
                condition=Q(state=InvitationState.INVITED, answered_on__isnull=True)
                | Q(state=InvitationState.WITHDRAWN)
                | Q(
                    state__in=[*COMING, InvitationState.DECLINED],
                    answered_on__isnull=False,
                ),
                violation_error_message="An answer needs its day.",
            ),
            models.CheckConstraint(
                name="invitation_is_withdrawn_with_a_reason",
                condition=~Q(state=InvitationState.WITHDRAWN)
                | ~Q(withdrawn_because=""),
                violation_error_message="Say why the invitation is withdrawn.",
            ),
            ExclusionConstraint(
                name="invitation_one_place_at_a_time",
                expressions=[
                    (key_range("contributor"), RangeOperators.OVERLAPS),
                    (TimeRange(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=COMING),
                violation_error_message=(
                    "You have said yes to something else at that time."
                ),
            ),
            *terms_constraints("invitation"),
        ]

    def __str__(self):
        return f"{self.contributor}: {self.task}"

    def get_absolute_url(self):
        return reverse("suc:invitation_answer", args=[self.reference])

    @property
    def is_coming(self) -> bool:
        return self.state in COMING

    @property
    def takes_fee(self) -> bool:
        return self.state == InvitationState.ACCEPTED

    @property
    def partnership_id(self) -> int:
        return self.task.partnership_id


@tracked()
class Involvement(Record):
    """What a member did: hours and expenses, logged, then confirmed."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.PROTECT, related_name="involvement"
    )
    done_on = models.DateField("day")
    hours = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        validators=[MinValueValidator(PENNY), MaxValueValidator(24)],
    )
    travel = amount("travel")
    carer_cover = amount("carer cover")
    other = amount("other costs")
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confirmed by",
    )
    approved_on = models.DateField("confirmed on", null=True, blank=True)

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = ["-done_on", "-id"]
        verbose_name_plural = "involvement"
        constraints = [
            models.CheckConstraint(
                name="involvement_hours_are_more_than_none",
                condition=Q(hours__gt=0, hours__lte=24),
                violation_error_message="Hours must be more than 0 and at most 24.",
            ),
            models.CheckConstraint(
                name="involvement_expenses_are_not_negative",
                condition=Q(travel__gte=0, carer_cover__gte=0, other__gte=0),
                violation_error_message="Expenses cannot be less than £0.",
            ),
            models.CheckConstraint(
                name="involvement_is_confirmed_by_someone_on_a_day",
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
                violation_error_message="Say who confirmed it and when.",
            ),
        ]

    def __str__(self):
        return f"{self.invitation}, {self.hours:g} hours"

    @property
    def expenses_total(self):
        return self.travel + self.carer_cover + self.other

    @property
    def partnership_id(self) -> int:
        return self.invitation.task.partnership_id

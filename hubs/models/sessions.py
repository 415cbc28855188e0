from django.db import models
from django.db.models import Q
from django.urls import reverse

from core import dates
from core.constraints import one_of
from core.models import Record, tracked
from hubs.choices import CAME, AbsenceReason, Mark, SessionKind, SessionState
from hubs.querysets import AttendanceQuerySet, HubSessionQuerySet


@tracked()
class HubSession(Record):
    """One meeting of a hub, and whether its register was taken."""

    hub = models.ForeignKey(
        "hubs.Hub", on_delete=models.PROTECT, related_name="sessions"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="hub_sessions",
        help_text="Copied from the hub: dashboards count by it.",
    )
    held_on = models.DateField("day")
    starts_at = models.TimeField("time")
    minutes = models.PositiveSmallIntegerField("length in minutes")
    place = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=12, choices=SessionKind)
    state = models.CharField(
        max_length=10, choices=SessionState, default=SessionState.PLANNED
    )
    topics = models.CharField(
        max_length=200,
        blank=True,
        help_text="A few words. Never anything a student said.",
    )
    cancelled_because = models.CharField(max_length=150, blank=True)
    register_version = models.PositiveIntegerField(default=0)
    register_saved_at = models.DateTimeField(null=True, blank=True)
    register_saved_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    register_taken_at = models.DateTimeField(null=True, blank=True)
    register_taken_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registers_taken",
    )

    objects = HubSessionQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "starts_at", "id"]
        indexes = [
            models.Index(
                name="hub_session_org_day", fields=["organisation", "held_on"]
            ),
            models.Index(
                name="hub_session_register_due",
                fields=["held_on"],
                condition=Q(register_taken_at__isnull=True)
                & ~Q(state=SessionState.CANCELLED.value),
            ),
        ]
        constraints = [
            one_of("hub_session_kind_is_known", "kind", SessionKind),
            one_of("hub_session_state_is_known", "state", SessionState),
            models.UniqueConstraint(
                name="hub_session_once_a_day",
                fields=["hub", "held_on"],
                condition=~Q(state=SessionState.CANCELLED.value),
                violation_error_message="This hub already has a session on that day.",
            ),
            models.CheckConstraint(
                name="hub_session_register_only_when_held",
                condition=Q(register_taken_at__isnull=True)
                | Q(state=SessionState.HELD.value),
                violation_error_message="Only a session that was held has a register.",
            ),
            models.CheckConstraint(
                name="hub_session_cancelled_with_a_reason",
                condition=~Q(state=SessionState.CANCELLED.value)
                | ~Q(cancelled_because=""),
                violation_error_message="Say why the session was cancelled.",
            ),
        ]

    def __str__(self):
        return f"{self.hub}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("hubs:session_detail", args=[self.reference])

    @property
    def is_cancelled(self) -> bool:
        return self.state == SessionState.CANCELLED

    @property
    def is_past(self) -> bool:
        return self.held_on < dates.today()

    @property
    def is_register_taken(self) -> bool:
        return self.register_taken_at is not None


@tracked()
class HubAttendance(Record):
    """What the register says of one student at one session."""

    session = models.ForeignKey(
        HubSession, on_delete=models.PROTECT, related_name="attendances"
    )
    enrolment = models.ForeignKey(
        "hubs.Enrolment", on_delete=models.PROTECT, related_name="attendances"
    )
    organisation = models.ForeignKey(
        "partnerships.Organisation",
        on_delete=models.PROTECT,
        related_name="hub_attendances",
        help_text="Copied from the session: dashboards count by it.",
    )
    held_on = models.DateField("day", help_text="Copied from the session.")
    state = models.CharField("mark", max_length=10, choices=Mark)
    reason = models.CharField(max_length=12, choices=AbsenceReason, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "id"]
        indexes = [
            models.Index(
                name="hub_attendance_org_day", fields=["organisation", "held_on"]
            )
        ]
        constraints = [
            one_of("hub_attendance_mark_is_known", "state", Mark),
            models.UniqueConstraint(
                name="hub_attendance_once_per_session",
                fields=["session", "enrolment"],
                violation_error_message="This student is already in the register.",
            ),
            models.CheckConstraint(
                name="hub_attendance_absence_has_a_reason",
                condition=(Q(state=Mark.ABSENT.value) & ~Q(reason=""))
                | (~Q(state=Mark.ABSENT.value) & Q(reason="")),
                violation_error_message=(
                    "An absence needs a reason, or “None given”; other marks have none."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.enrolment_id} {self.held_on} {self.state}"

    @property
    def came(self) -> bool:
        return self.state in CAME

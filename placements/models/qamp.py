from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Organisation, Service
from placements.choices import CheckpointKind, CheckpointState, Party
from placements.models.placement import Placement
from placements.querysets import CheckpointPartQuerySet, CheckpointQuerySet
from surveys.models import Response


@tracked()
class Checkpoint(Record):
    """A quality assurance meeting point (QAMP): a review of one placement.

    ``revealed_at`` is the moment both the student's and the practice educator's
    parts were in: until then neither may see the other's.
    """

    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, related_name="checkpoints"
    )
    kind = models.CharField(max_length=10, choices=CheckpointKind)
    due_on = models.DateField()
    state = models.CharField(
        max_length=10, choices=CheckpointState, default=CheckpointState.OPEN
    )
    revealed_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    host_service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="checkpoints"
    )
    host_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="checkpoints"
    )

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of("checkpoint_kind_is_known", "kind", CheckpointKind),
            one_of("checkpoint_state_is_known", "state", CheckpointState),
            models.CheckConstraint(
                name="checkpoint_complete_says_when",
                condition=Q(state=CheckpointState.COMPLETE, completed_at__isnull=False)
                | (~Q(state=CheckpointState.COMPLETE) & Q(completed_at__isnull=True)),
            ),
            models.UniqueConstraint(
                name="checkpoint_once_per_placement_and_kind",
                fields=["placement", "kind"],
            ),
        ]
        indexes = [
            models.Index(
                name="checkpoint_open_by_due_day",
                fields=["due_on", "host_organisation"],
                condition=Q(state="open"),
            )
        ]

    def get_absolute_url(self):
        return reverse("placements:review_detail", args=[self.reference])

    def __str__(self):
        return f"{self.get_kind_display()} of {self.placement}"


@tracked()
class CheckpointPart(Record):
    """One party's part of a review."""

    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="parts"
    )
    party = models.CharField(max_length=20, choices=Party)
    is_required = models.BooleanField(default=True)
    response = models.OneToOneField(
        Response,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="checkpoint_part",
    )
    locked_at = models.DateTimeField("submitted at", null=True, blank=True)
    locked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = CheckpointPartQuerySet.as_manager()

    class Meta:
        ordering = ["checkpoint", "id"]
        constraints = [
            one_of("checkpoint_part_party_is_known", "party", Party),
            models.UniqueConstraint(
                name="checkpoint_part_once_per_party", fields=["checkpoint", "party"]
            ),
            models.CheckConstraint(
                name="checkpoint_part_locked_has_answers_and_a_name",
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(
                    locked_at__isnull=False,
                    locked_by__isnull=False,
                    response__isnull=False,
                ),
            ),
        ]

    def is_begun_by(self, person) -> bool:
        return self.response is not None and self.response.respondent_id == person.pk

    def __str__(self):
        return f"{self.get_party_display()}’s part of {self.checkpoint}"

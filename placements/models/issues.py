from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Organisation, Service
from placements.choices import IssueArea, IssueSource, IssueState
from placements.models.placement import Placement
from placements.models.qamp import CheckpointPart
from placements.querysets import PlacementIssueQuerySet


@tracked()
class PlacementIssue(Record):
    """Something about a placement that is not fine, whose it is and by when."""

    placement = models.ForeignKey(
        Placement, on_delete=models.PROTECT, related_name="issues"
    )
    source = models.CharField(max_length=20, choices=IssueSource)
    area = models.CharField(max_length=20, choices=IssueArea)
    part = models.ForeignKey(
        CheckpointPart,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues",
        help_text="The part of a review that raised it.",
    )
    summary = models.CharField("what is not fine", max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="issues_owned"
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="issues_raised"
    )
    raised_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=IssueState, default=IssueState.OPEN)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issues_resolved",
    )
    resolved_on = models.DateField(null=True, blank=True)
    resolution = models.TextField("how it was resolved", blank=True)
    host_service = models.ForeignKey(
        Service, on_delete=models.PROTECT, related_name="placement_issues"
    )
    host_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="placement_issues"
    )

    objects = PlacementIssueQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            one_of("placement_issue_source_is_known", "source", IssueSource),
            one_of("placement_issue_area_is_known", "area", IssueArea),
            one_of("placement_issue_state_is_known", "state", IssueState),
            models.CheckConstraint(
                name="placement_issue_due_after_raised",
                condition=Q(due_on__gte=F("raised_on")),
                violation_error_message="The due date is before the issue was raised.",
            ),
            models.CheckConstraint(
                name="placement_issue_resolved_says_who_when_and_how",
                condition=Q(
                    state=IssueState.OPEN,
                    resolved_by__isnull=True,
                    resolved_on__isnull=True,
                    resolution="",
                )
                | (
                    Q(
                        state=IssueState.RESOLVED,
                        resolved_by__isnull=False,
                        resolved_on__gte=F("raised_on"),
                    )
                    & ~Q(resolution="")
                ),
                violation_error_message="Say who resolved the issue, when and how.",
            ),
            models.UniqueConstraint(
                name="placement_issue_once_per_part_and_area",
                fields=["part", "area"],
                condition=Q(part__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="placement_issue_open_by_age",
                fields=["host_organisation", "raised_on"],
                condition=Q(state="open"),
            )
        ]

    def get_absolute_url(self):
        return reverse("placements:issue_detail", args=[self.reference])

    def __str__(self):
        return self.summary

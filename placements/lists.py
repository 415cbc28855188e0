"""The rows of each list page, flat: what is shown or exported, nothing more."""

import datetime as dt

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, F, Q, Value, When

from core.rule_settings import whole
from placements import thresholds
from placements.choices import CheckpointState, IssueState
from placements.models import Checkpoint, Placement, PlacementIssue, PracticeEducator
from placements.querysets import LIVE, told_to

OVERDUE, DUE_SOON, LATER = "overdue", "soon", "later"
DUE_LABELS = {
    OVERDUE: "Overdue",
    DUE_SOON: "Due soon",
    LATER: "Later",
    CheckpointState.COMPLETE: "Complete",
    CheckpointState.CANCELLED: "Not needed",
}


def due_soon_until(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=whole(thresholds.DUE_SOON_DAYS, day))


def review_rows(*, viewer, day: dt.date):
    """Reviews, overdue first, then by the day they are due."""
    missing = Q(parts__locked_at__isnull=True, parts__is_required=True)
    rank = Case(
        When(status=OVERDUE, then=0),
        When(status=DUE_SOON, then=1),
        When(status=LATER, then=2),
        default=3,
    )
    return (
        Checkpoint.objects.visible_to(viewer)
        .annotate(
            status=_status(day),
            student=F("placement__student__person__name"),
            host=F("host_organisation__short_name"),
            university=F("placement__university__short_name"),
            educator=F("placement__practice_educator__person__name"),
            waiting=ArrayAgg("parts__party", filter=missing, default=Value([])),
        )
        .annotate(rank=rank)
        .order_by("rank", "due_on", "pk")
        .values(
            "reference",
            "student",
            "kind",
            "host",
            "university",
            "educator",
            "due_on",
            "status",
            "waiting",
        )
    )


def _status(day: dt.date) -> Case:
    return Case(
        When(~Q(state=CheckpointState.OPEN), then=F("state")),
        When(due_on__lt=day, then=Value(OVERDUE)),
        When(due_on__lte=due_soon_until(day), then=Value(DUE_SOON)),
        default=Value(LATER),
    )


def placement_rows(*, viewer, day: dt.date):
    """Placements, the newest first, with the open issues the viewer may know of."""
    is_open = Q(issues__state=IssueState.OPEN) & told_to(viewer, issue="issues__")
    return (
        Placement.objects.visible_to(viewer)
        .annotate(
            student_name=F("student__person__name"),
            host=F("host_organisation__short_name"),
            team=F("host_team__name"),
            sector=F("host_service__sector"),
            university_name=F("university__short_name"),
            educator=F("practice_educator__person__name"),
            open_issues=Count("issues", filter=is_open),
        )
        .order_by("-starts_on", "pk")
        .values(
            "reference",
            "student_name",
            "kind",
            "host",
            "team",
            "sector",
            "university_name",
            "educator",
            "starts_on",
            "expected_end_on",
            "open_issues",
            "state",
        )
    )


def issue_rows(*, viewer, day: dt.date):
    """Issues, open before resolved, the one due soonest first."""
    return (
        PlacementIssue.objects.visible_to(viewer)
        .annotate(
            student=F("placement__student__person__name"),
            host=F("host_organisation__short_name"),
            owner_name=F("owner__name"),
            resolver=F("resolved_by__name"),
            status=Case(
                When(state=IssueState.OPEN, due_on__lt=day, then=Value(OVERDUE)),
                default=F("state"),
            ),
        )
        .order_by("state", "due_on", "pk")
        .values(
            "reference",
            "summary",
            "area",
            "source",
            "student",
            "host",
            "owner_name",
            "raised_on",
            "due_on",
            "state",
            "status",
            "resolver",
            "resolved_on",
            "resolution",
        )
    )


def educator_rows(*, viewer, day: dt.date):
    """Practice educators with the places they offer and those in use."""
    live = Q(placements__state__in=LIVE)
    return (
        PracticeEducator.objects.visible_to(viewer)
        .annotate(
            educator=F("person__name"),
            works_for=F("employer__short_name"),
            sector=F("service__sector"),
            students=Count("placements", filter=live),
        )
        .annotate(free=F("places") - F("students"))
        .order_by("educator", "pk")
        .values(
            "reference", "educator", "works_for", "sector", "places", "students", "free"
        )
    )

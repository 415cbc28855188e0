"""What the home page and the programme dashboard say about placements."""

import datetime as dt
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from core.pages import Need, Tile
from partnerships.choices import RoleKind
from placements.choices import IssueState, Party, PlacementState
from placements.filters import NEWER, OLDER, OLDEST, age_limits, of_age
from placements.lists import (
    DUE_SOON,
    OVERDUE,
    due_soon_until,
    educator_rows,
    review_rows,
)
from placements.models import Checkpoint, CheckpointPart, Placement, PlacementIssue

CHASERS = {RoleKind.PRACTICE_EDUCATION_LEAD, RoleKind.PLACEMENT_COORDINATOR}
NAMED_AT_MOST = 5


def opened(view: str, **query: str) -> str:
    """The address of a list with its filters filled in."""
    return f"{reverse(f'placements:{view}')}?{urlencode(query)}"


def my_reviews(*, viewer, day: dt.date) -> list[Need]:
    """The viewer's own parts that are overdue or due soon, earliest first."""
    parts = (
        CheckpointPart.objects.visible_to(viewer)
        .waiting()
        .filter(checkpoint__due_on__lte=due_soon_until(day))
        .filter(
            Q(is_required=True) | Q(party__in=[Party.STUDENT, Party.PRACTICE_EDUCATOR])
        )
        .select_related("checkpoint__placement__student__person")
        .order_by("checkpoint__due_on", "pk")
    )
    return [_my_review(part, viewer, day) for part in parts]


def _my_review(part: CheckpointPart, viewer, day: dt.date) -> Need:
    checkpoint = part.checkpoint
    about = "your placement"
    if part.party != Party.STUDENT:
        about = str(checkpoint.placement.student.person)
    started = "Draft saved. " if part.response_id else ""
    return Need(
        title=f"{checkpoint.get_kind_display()}: {about}",
        url=reverse("placements:review_record", args=[part.reference]),
        detail=f"{started}About a minute if all is fine.",
        due_on=checkpoint.due_on,
        is_overdue=checkpoint.due_on < day,
    )


def needs_you(*, viewer, day: dt.date) -> list[Need]:
    """What waits for this person: own reviews, reviews to chase, issues to resolve."""
    return [
        *my_reviews(viewer=viewer, day=day),
        *_to_chase(viewer, day),
        *_to_resolve(viewer, day),
    ]


def _to_chase(viewer, day: dt.date) -> list[Need]:
    """Overdue reviews, for those who chase them; many become one line."""
    if not CHASERS & viewer.role_kinds():
        return []
    overdue = list(
        Checkpoint.objects.visible_to(viewer)
        .overdue(day)
        .select_related("placement__student__person")[: NAMED_AT_MOST + 1]
    )
    if len(overdue) > NAMED_AT_MOST:
        count = Checkpoint.objects.visible_to(viewer).overdue(day).count()
        url = opened("review_list", due=OVERDUE)
        return [Need(title=f"{count} reviews are overdue", url=url, is_overdue=True)]
    return [
        Need(
            title=f"{row.get_kind_display()}: {row.placement.student.person}",
            url=row.get_absolute_url(),
            detail="Overdue. See whose part is missing.",
            due_on=row.due_on,
            is_overdue=True,
        )
        for row in overdue
    ]


def _to_resolve(viewer, day: dt.date) -> list[Need]:
    """Open issues the viewer owns."""
    mine = (
        PlacementIssue.objects.visible_to(viewer)
        .open()
        .filter(owner=viewer)
        .order_by("due_on", "pk")
    )
    rows = list(mine.select_related("placement__student__person")[: NAMED_AT_MOST + 1])
    if len(rows) > NAMED_AT_MOST:
        counted = mine.aggregate(all=Count("pk"), late=Count("pk", _late(day)))
        return [
            Need(
                title=f"{counted['all']} open issues are yours",
                url=opened("issue_list", state=IssueState.OPEN, mine="true"),
                detail=f"{counted['late']} past their due date.",
                due_on=rows[0].due_on,
                is_overdue=rows[0].due_on < day,
            )
        ]
    return [
        Need(
            title=f"Issue: {row.summary}",
            url=row.get_absolute_url(),
            detail=str(row.placement.student.person),
            due_on=row.due_on,
            is_overdue=row.due_on < day,
        )
        for row in rows
    ]


def _late(day: dt.date) -> Q:
    return Q(due_on__lt=day)


def tiles(*, viewer, day: dt.date) -> list[Tile]:
    """The dashboard's numbers; each opens a list of exactly the rows it counts."""
    return [
        _placement_tile(viewer),
        *_review_tiles(viewer, day),
        _issue_tile(viewer, day),
        _capacity_tile(viewer, day),
    ]


def _placement_tile(viewer) -> Tile:
    rows = Placement.objects.visible_to(viewer).values("state").order_by("state")
    counts = dict(rows.annotate(n=Count("pk")).values_list("state", "n"))
    parts = tuple(
        Tile(
            label=state.label,
            value=f"{counts.get(state, 0):,}",
            url=opened("placement_list", state=state),
        )
        for state in PlacementState
    )
    return Tile(
        label="Placements under way",
        value=f"{counts.get(PlacementState.ACTIVE, 0):,}",
        url=opened("placement_list", state=PlacementState.ACTIVE),
        note=f"{counts.get(PlacementState.PLANNED, 0):,} planned",
        rule="Placements that have started and not ended, whatever their reviews say.",
        parts=parts,
        parts_title="Placements by state",
    )


def _review_tiles(viewer, day: dt.date) -> list[Tile]:
    counts = dict(
        review_rows(viewer=viewer, day=day)
        .filter(status__in=[OVERDUE, DUE_SOON])
        .order_by("status")
        .values("status")
        .annotate(n=Count("pk", distinct=True))
        .values_list("status", "n")
    )
    until = due_soon_until(day)
    overdue, soon = counts.get(OVERDUE, 0), counts.get(DUE_SOON, 0)
    return [
        Tile(
            label="Reviews overdue",
            value=f"{overdue:,}",
            url=opened("review_list", due=OVERDUE),
            tone="red" if overdue else "green",
            rule="Open reviews whose due day has passed.",
        ),
        Tile(
            label=f"Reviews due by {until:%-d} {until:%b}",
            value=f"{soon:,}",
            url=opened("review_list", due=DUE_SOON),
            rule="Open reviews due today or in the days up to then.",
        ),
    ]


def _issue_tile(viewer, day: dt.date) -> Tile:
    first, second = age_limits(day)
    labels = {
        NEWER: f"Up to {first} days",
        OLDER: f"{first + 1} to {second} days",
        OLDEST: f"More than {second} days",
    }
    bands = {band: Count("pk", filter=of_age(band, day)) for band in labels}
    open_issues = PlacementIssue.objects.visible_to(viewer).open()
    counts = open_issues.aggregate(
        all=Count("pk"), late=Count("pk", filter=_late(day)), **bands
    )
    parts = tuple(
        Tile(
            label=label,
            value=f"{counts[band]:,}",
            url=opened("issue_list", state=IssueState.OPEN, age=band),
        )
        for band, label in labels.items()
    )
    return Tile(
        label="Open issues",
        value=f"{counts['all']:,}",
        url=opened("issue_list", state=IssueState.OPEN),
        note=f"{counts['late']:,} past their due date",
        tone="orange" if counts["late"] else "",
        rule="Issues raised on placements and not resolved, by days since raised.",
        parts=parts,
        parts_title="Open issues by age",
    )


def _capacity_tile(viewer, day: dt.date) -> Tile:
    rows = educator_rows(viewer=viewer, day=day).order_by()
    found = list(rows.values_list("places", "students"))
    offered = sum(places for places, _ in found)
    in_use = sum(students for _, students in found)
    free = [places for places, students in found if places > students]
    teaching = [students for _, students in found if students]
    return Tile(
        label="Educators with a free place",
        value=f"{len(free):,}",
        url=opened("educator_list", use="free"),
        note=f"{in_use:,} of {offered:,} places in use",
        rule="Places each practice educator offers, less their placements planned or "
        "under way.",
        parts_title="Practice educators",
        parts_sentence=f"{len(teaching):,} of {len(found):,} have a student now.",
        parts=(
            Tile(
                label="With a student now",
                value=f"{len(teaching):,}",
                url=opened("educator_list", use="teaching"),
            ),
            Tile(
                label="All practice educators",
                value=f"{len(found):,}",
                url=reverse("placements:educator_list"),
            ),
        ),
    )

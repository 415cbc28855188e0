"""For the access matrix: per view and role, an object that role's sign-in may open."""

from partnerships.choices import RoleKind
from placements.choices import CheckpointState, IssueState
from placements.models import (
    Checkpoint,
    CheckpointPart,
    Placement,
    PlacementDay,
    PlacementIssue,
)
from placements.views.issues import RESOLVERS
from placements.views.listing import EVERYONE
from placements.views.placements import RECORDERS
from placements.views.reviews import PARTIES


def samples(world) -> dict[str, dict[str, dict]]:
    placements, reviews = Placement.objects.order_by("pk"), Checkpoint.objects
    issues = PlacementIssue.objects.order_by("pk")
    open_issues = issues.filter(state=IssueState.OPEN)
    absences = PlacementDay.objects.order_by("pk")
    parts = CheckpointPart.objects.order_by("pk")
    mine = parts.filter(locked_at__isnull=True, checkpoint__state=CheckpointState.OPEN)
    return {
        "placements:placement_detail": _of(world, EVERYONE, placements),
        "placements:absence_add": _of(world, RECORDERS, placements),
        "placements:absence_remove": _of(world, RECORDERS, absences),
        "placements:issue_add": _of(world, EVERYONE, placements),
        "placements:review_detail": _of(world, EVERYONE, reviews.order_by("pk")),
        "placements:review_record": _of(world, PARTIES, mine),
        "placements:review_save_draft": _of(world, PARTIES, mine),
        "placements:review_done": _of(world, PARTIES, parts),
        "placements:issue_detail": _of(world, EVERYONE, issues),
        "placements:issue_resolve": _of(world, RESOLVERS, open_issues, owned=True),
    }


def _of(world, kinds, rows, *, owned=False) -> dict[str, dict]:
    found = {}
    for kind in kinds:
        person = world.first(kind)
        seen = rows.visible_to(person)
        if owned and kind == RoleKind.UNIVERSITY_LEAD:
            seen = seen.filter(owner=person)
        row = seen.first()
        if row is not None:
            found[str(kind)] = {"reference": row.reference}
    return found

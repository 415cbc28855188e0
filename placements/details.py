"""What the page of one placement, and of one review, shows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from core.templatetags.tandem import day as day_words
from placements.choices import (
    CheckpointState,
    DayState,
    IssueState,
    Party,
    PlacementRole,
)
from placements.days import days_in_words, half_days_by
from placements.lists import DUE_SOON, LATER, OVERDUE, due_soon_until
from placements.models import (
    Checkpoint,
    CheckpointPart,
    Placement,
    PlacementDay,
    PlacementIssue,
)
from surveys.reports import Said, said_in

TONES = {
    OVERDUE: "red",
    DUE_SOON: "yellow",
    LATER: "grey",
    CheckpointState.COMPLETE: "green",
    CheckpointState.CANCELLED: "grey",
}
ROLE_OF_PARTY = {
    Party.AGENCY: PlacementRole.SITE_SUPERVISOR,
    Party.UNIVERSITY: PlacementRole.TUTOR,
}


@dataclass(frozen=True, slots=True)
class PartShown:
    """One party's part: whose it is, whether it is in, what it says when it may."""

    party: str
    who: str
    is_required: bool
    submitted_at: dt.datetime | None
    fill_in_url: str
    has_draft: bool
    said: Sequence[Said]
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class ReviewShown:
    checkpoint: Checkpoint
    status: str
    tone: str
    parts: list[PartShown]
    raised: list[PlacementIssue]
    carried: list[PlacementIssue]

    @property
    def waiting_for(self) -> list[str]:
        return [p.party for p in self.parts if p.is_required and not p.submitted_at]


def status_of(checkpoint: Checkpoint, day: dt.date) -> tuple[str, str]:
    """The state of a review in a word or two, and its tone."""
    if checkpoint.state != CheckpointState.OPEN:
        return checkpoint.get_state_display(), TONES[checkpoint.state]
    if checkpoint.due_on < day:
        return "Overdue", TONES[OVERDUE]
    if checkpoint.due_on <= due_soon_until(day):
        return "Due soon", TONES[DUE_SOON]
    return "Later", TONES[LATER]


def people_of(placement: Placement, day: dt.date) -> dict[str, list]:
    """Who stands beside the student today, by role (one query)."""
    beside: dict[str, list] = {role: [] for role in PlacementRole}
    for row in placement.people.on(day).select_related("person"):
        beside[row.role].append(row.person)
    return beside


def review_page(*, checkpoint: Checkpoint, viewer, day: dt.date) -> ReviewShown:
    """One review: parts, issues it raised or carries, and, once both are in, words."""
    beside = people_of(checkpoint.placement, day)
    mine = CheckpointPart.objects.visible_to(viewer).filter(checkpoint=checkpoint)
    own = set(mine.values_list("pk", flat=True))
    parts = list(checkpoint.parts.order_by("pk"))
    shown = [part for part in parts if _may_read(checkpoint, part, own)]
    said = said_in(part.response_id for part in shown)
    issues = list(
        PlacementIssue.objects.visible_to(viewer)
        .filter(placement=checkpoint.placement)
        .select_related("owner", "part")
        .order_by("due_on", "pk")
    )
    status, tone = status_of(checkpoint, day)
    return ReviewShown(
        checkpoint=checkpoint,
        status=status,
        tone=tone,
        parts=[_part(p, checkpoint, beside, own, shown, said) for p in parts],
        raised=[i for i in issues if i.part and i.part.checkpoint_id == checkpoint.pk],
        carried=[i for i in issues if _is_carried(i, checkpoint)],
    )


def _may_read(checkpoint: Checkpoint, part: CheckpointPart, own: set[int]) -> bool:
    """Submitted parts: one's own at once, all once both are in."""
    if part.locked_at is None:
        return False
    return part.pk in own or checkpoint.revealed_at is not None


def _is_carried(issue: PlacementIssue, checkpoint: Checkpoint) -> bool:
    """Raised outside this review and still open when it falls due."""
    if issue.part and issue.part.checkpoint_id == checkpoint.pk:
        return False
    if issue.raised_on > checkpoint.due_on:
        return False
    if issue.state == IssueState.OPEN:
        return checkpoint.state == CheckpointState.OPEN
    began = checkpoint.completed_at.date() if checkpoint.completed_at else None
    return began is not None and issue.raised_on <= began < issue.resolved_on


def _part(part, checkpoint, beside, own, shown, said) -> PartShown:
    can_fill = (
        part.pk in own
        and part.locked_at is None
        and checkpoint.state == CheckpointState.OPEN
    )
    url = reverse("placements:review_record", args=[part.reference])
    return PartShown(
        party=part.get_party_display(),
        who=_who(part.party, checkpoint.placement, beside),
        is_required=part.is_required,
        submitted_at=part.locked_at,
        fill_in_url=url if can_fill else "",
        has_draft=can_fill and part.response_id is not None,
        said=said.get(part.response_id, []) if part in shown else [],
        is_hidden=part.locked_at is not None and part not in shown,
    )


def _who(party: str, placement: Placement, beside: dict[str, list]) -> str:
    if party == Party.STUDENT:
        return str(placement.student.person)
    if party == Party.PRACTICE_EDUCATOR:
        return str(placement.practice_educator or "Not assigned")
    people = beside[ROLE_OF_PARTY[party]]
    return ", ".join(str(person) for person in people) or "Not assigned"


@dataclass(frozen=True, slots=True)
class CheckpointShown:
    checkpoint: Checkpoint
    status: str
    tone: str


@dataclass(frozen=True, slots=True)
class PlacementShown:
    placement: Placement
    people: list[tuple[str, str]]
    facts: list[tuple[str, str]]
    reviews: list[CheckpointShown]
    absences: list[PlacementDay]
    issues: list[PlacementIssue]
    half_days: int
    missed: int

    @property
    def attended(self) -> str:
        return days_in_words(self.half_days)

    @property
    def days_missed(self) -> str:
        return days_in_words(self.missed)

    @property
    def required_half_days(self) -> int:
        return self.placement.required_days * 2


def placement_page(*, placement: Placement, viewer, day: dt.date) -> PlacementShown:
    """One placement: its people, days, reviews and issues."""
    beside = people_of(placement, day)
    recorded = list(placement.days.order_by("day"))
    placement._prefetched_objects_cache = {"days": recorded}
    absences = [row for row in recorded if row.state == DayState.ABSENT]
    issues = PlacementIssue.objects.visible_to(viewer).filter(placement=placement)
    people = [
        ("Student", str(placement.student.person)),
        ("Practice educator", str(placement.practice_educator or "Not assigned")),
        *((role.label, _names(beside[role])) for role in PlacementRole),
    ]
    return PlacementShown(
        placement=placement,
        people=people,
        facts=_facts(placement),
        reviews=[
            CheckpointShown(row, *status_of(row, day))
            for row in placement.checkpoints.order_by("due_on", "pk")
        ],
        absences=absences,
        issues=list(issues.select_related("owner").order_by("state", "due_on", "pk")),
        half_days=half_days_by(placement.plan_with_days(), day),
        missed=sum(row.half_days for row in absences),
    )


def _names(people: list) -> str:
    return ", ".join(str(person) for person in people) or "Not assigned"


def _facts(placement: Placement) -> list[tuple[str, str]]:
    holidays = "Not worked" if placement.skips_bank_holidays else "Worked"
    return [
        ("Team", f"{placement.host_team}, {placement.host_organisation}"),
        ("University", str(placement.university)),
        ("Days of the week", placement.pattern_in_words),
        ("Bank holidays", holidays),
        ("State", placement.get_state_display()),
    ]


def issue_facts(issue: PlacementIssue) -> list[tuple[str, str]]:
    """One issue: whose it is, by when, where it came from, how it ended."""
    source = issue.get_source_display()
    if issue.part:
        review = issue.part.checkpoint.get_kind_display()
        source = f"{review}, {issue.part.get_party_display().lower()}’s part"
    rows = [
        ("About", issue.get_area_display()),
        ("Raised", f"{day_words(issue.raised_on)} by {issue.raised_by}"),
        ("Raised through", source),
        ("Owner", str(issue.owner)),
        ("Due", day_words(issue.due_on)),
    ]
    if issue.state == IssueState.RESOLVED:
        rows += [
            ("Resolved", f"{day_words(issue.resolved_on)} by {issue.resolved_by}"),
            ("How", issue.resolution),
        ]
    return rows

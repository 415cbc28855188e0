"""Every change to a placement's issues."""

import datetime as dt

from django.core.exceptions import ValidationError

from accounts.models import Person
from core import audit, dates
from core.audit import service
from core.rule_settings import whole
from partnerships.choices import RoleKind
from partnerships.models import Role
from placements import thresholds
from placements.choices import IssueSource, IssueState
from placements.models import CheckpointPart, Placement, PlacementIssue
from surveys.services import items_of

SUMMARY_LENGTH = PlacementIssue._meta.get_field("summary").max_length


@service("Issue raised")
def add_issue(
    *,
    placement: Placement,
    source: str,
    area: str,
    summary: str,
    owner: Person | None = None,
    due_on: dt.date | None = None,
    part: CheckpointPart | None = None,
    day: dt.date | None = None,
    actor: Person,
) -> PlacementIssue:
    """Something is not fine: whose it is, and by when.

    Without an owner it is the practice education lead's of the host council;
    without a due day, the partnership's usual time from today.
    """
    day = day or dates.today()
    issue = PlacementIssue(
        placement=placement,
        source=source,
        area=area,
        part=part,
        summary=summary,
        owner=owner or default_owner(placement, day) or actor,
        raised_by=actor,
        raised_on=day,
        due_on=due_on or day + _usual_time(day),
        host_service_id=placement.host_service_id,
        host_organisation_id=placement.host_organisation_id,
    )
    issue.full_clean()
    issue.save()
    audit.record(actor=actor, action="Issue raised", subject=issue, area=area)
    return issue


def _usual_time(day: dt.date) -> dt.timedelta:
    return dt.timedelta(days=whole(thresholds.ISSUE_DUE_DAYS, day))


@service("Issue resolved")
def resolve_issue(
    *, issue: PlacementIssue, resolution: str, day: dt.date | None = None, actor: Person
) -> PlacementIssue:
    """The issue is dealt with: who did so and how stays on record."""
    issue = PlacementIssue.objects.select_for_update().get(pk=issue.pk)
    if issue.state != IssueState.OPEN:
        raise ValidationError("This issue is already resolved.")
    if not resolution.strip():
        raise ValidationError({"resolution": "Say how it was resolved."})
    issue.state = IssueState.RESOLVED
    issue.resolution = resolution.strip()
    issue.resolved_by = actor
    issue.resolved_on = day or dates.today()
    issue.validate_constraints()
    issue.save(
        update_fields=[
            "state",
            "resolution",
            "resolved_by",
            "resolved_on",
            "updated_at",
        ]
    )
    audit.record(actor=actor, action="Issue resolved", subject=issue)
    return issue


@service("Issues opened by a review")
def open_issues_of_part(
    *, part: CheckpointPart, day: dt.date, actor: Person
) -> list[PlacementIssue]:
    """Each answer bad enough opens an issue of its section's area."""
    items = items_of(part.response.version)
    answers = {answer.item_id: answer for answer in part.response.answers.all()}
    opened = []
    for item in items:
        answer = answers.get(item.pk)
        if not (item.opens_issue_at and answer):
            continue
        if item.reaches(answer.value, item.opens_issue_at):
            words = _words_of(item, answer, items, answers)
            opened.append(
                add_issue(
                    placement=part.checkpoint.placement,
                    source=IssueSource.REVIEW,
                    area=item.section.key,
                    summary=words,
                    part=part,
                    day=day,
                    actor=actor,
                )
            )
    return opened


def _words_of(item, answer, items, answers) -> str:
    """The first detail written under the answer, else the answer itself."""
    for detail in items:
        if detail.shown_with_id == item.pk and detail.shown_at == answer.value:
            written = answers.get(detail.pk)
            if written and written.text:
                return _shortened(" ".join(written.text.split()))
    return f"{item.section.title}: {item.label_of(answer.value).lower()}"


def _shortened(text: str) -> str:
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[: SUMMARY_LENGTH - 1].rstrip() + "…"


def default_owner(placement: Placement, day: dt.date) -> Person | None:
    """The host's practice education lead, else its co-ordinator, else the
    university's placement lead; one whose role fits the sector goes first."""
    sector = placement.host_service.sector
    wanted = (
        (RoleKind.PRACTICE_EDUCATION_LEAD, placement.host_organisation_id),
        (RoleKind.PLACEMENT_COORDINATOR, placement.host_organisation_id),
        (RoleKind.UNIVERSITY_LEAD, placement.university_id),
    )
    for kind, organisation in wanted:
        roles = Role.objects.on(day).filter(kind=kind).select_related("person")
        of_place = roles.filter(organisation=organisation) | roles.filter(
            service__organisation=organisation, service=placement.host_service_id
        )
        fitting = [r for r in of_place if r.sector in {"", sector}]
        fitting.sort(key=lambda r: (not (r.sector or r.service_id), not r.is_primary))
        if fitting:
            return fitting[0].person
    return None

"""Every change to a placement, its days and the people around it."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit, dates
from core.audit import service
from core.rule_settings import rule, whole
from placements import days, thresholds
from placements.choices import (
    CheckpointKind,
    CheckpointState,
    DayState,
    Party,
    PlacementRole,
    PlacementState,
)
from placements.models import (
    Checkpoint,
    CheckpointPart,
    Placement,
    PlacementDay,
    PlacementPerson,
    PracticeEducator,
    Setting,
    Student,
)
from placements.services.questions import ensure_review_questions


@service("Placement created")
def create_placement(  # noqa: PLR0913 - all of it is agreed in one act
    *,
    student: Student,
    kind: str,
    setting: Setting,
    starts_on: dt.date,
    required_days: int,
    practice_educator: PracticeEducator | None = None,
    pattern: days.Pattern = days.FULL_TIME,
    skips_bank_holidays: bool = True,
    day: dt.date | None = None,
    actor,
) -> Placement:
    """Place a student with a team; the three reviews get their due dates."""
    team = setting.team
    placement = Placement(
        student=student,
        kind=kind,
        setting=setting,
        starts_on=starts_on,
        required_days=required_days,
        practice_educator=practice_educator,
        pattern=list(pattern),
        skips_bank_holidays=skips_bank_holidays,
        host_team=team,
        host_service=team.service,
        host_organisation=team.service.organisation,
        university=student.university,
        state=_state_on(starts_on, day or dates.today()),
    )
    placement.clean_fields(exclude=["expected_midway_on", "expected_end_on"])
    due = due_dates_of(placement)
    placement.expected_midway_on = due.midway
    placement.expected_end_on = due.end
    placement.full_clean()
    placement.save()
    _add_checkpoints(placement, due, actor)
    audit.record(actor=actor, action="Placement created", subject=placement)
    return placement


def _state_on(starts_on: dt.date, day: dt.date) -> PlacementState:
    return PlacementState.ACTIVE if starts_on <= day else PlacementState.PLANNED


def _add_checkpoints(placement: Placement, due: days.DueDates, actor) -> None:
    ensure_review_questions(actor=actor)
    day = placement.starts_on
    checkpoints = Checkpoint.objects.bulk_create(
        Checkpoint(
            placement=placement,
            kind=kind,
            due_on=due_on,
            host_service=placement.host_service,
            host_organisation=placement.host_organisation,
        )
        for kind, due_on in _by_kind(due).items()
    )
    required = {party: bool(rule(thresholds.needs_part(party), day)) for party in Party}
    CheckpointPart.objects.bulk_create(
        CheckpointPart(checkpoint=checkpoint, party=party, is_required=is_required)
        for checkpoint in checkpoints
        for party, is_required in required.items()
    )


def _by_kind(due: days.DueDates) -> dict[str, dt.date]:
    return {
        CheckpointKind.FOUR_WEEK: due.four_week,
        CheckpointKind.MIDWAY: due.midway,
        CheckpointKind.END: due.end,
    }


def due_dates_of(placement: Placement) -> days.DueDates:
    """When the reviews fall due, by the pattern and the days recorded so far."""
    limit = whole(thresholds.FOUR_WEEK_DAYS, placement.starts_on)
    plan = placement.plan_with_days() if placement.pk else placement.plan
    try:
        return days.due_dates(plan, four_week_days=limit)
    except days.NeverEnds as error:
        raise ValidationError("These days are not reached within six years.") from error


@service("Placement days recalculated")
def reschedule(*, placement: Placement, actor) -> Placement:
    """Move what follows from days: midway, end, and the reviews still open."""
    due = due_dates_of(placement)
    placement.expected_midway_on = due.midway
    placement.expected_end_on = due.end
    placement.validate_constraints()
    placement.save(
        update_fields=["expected_midway_on", "expected_end_on", "updated_at"]
    )
    for kind, due_on in _by_kind(due).items():
        placement.checkpoints.filter(kind=kind, state=CheckpointState.OPEN).exclude(
            due_on=due_on
        ).update(due_on=due_on, updated_at=dates.now())
    return placement


@service("Absence recorded")
def record_absence(
    *,
    placement: Placement,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    half_days: int = 2,
    actor,
) -> list[PlacementDay]:
    """The student missed these placement days; midway and end move with them."""
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    missed = _placement_days_between(placement, first_day, last_day)
    rows = [
        PlacementDay(
            placement=placement,
            day=day,
            state=DayState.ABSENT,
            half_days=min(half_days, planned),
            reason=reason,
            recorded_by=actor,
        )
        for day, planned in missed
    ]
    for row in rows:
        row.clean_fields()
    PlacementDay.objects.bulk_create(rows)
    reschedule(placement=placement, actor=actor)
    audit.record(
        actor=actor, action="Absence recorded", subject=placement, days=len(rows)
    )
    return rows


def _placement_days_between(
    placement: Placement, first: dt.date, last: dt.date
) -> list[tuple[dt.date, int]]:
    if last < first:
        raise ValidationError({"last_day": "The last day is before the first day."})
    if first < placement.starts_on or last > placement.expected_end_on:
        raise ValidationError(
            f"This placement runs from {placement.starts_on:%-d %B %Y} to "
            f"{placement.expected_end_on:%-d %B %Y}. Choose days within it."
        )
    span = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    plan = placement.plan
    found = [(day, days.planned_half_days(plan, day)) for day in span]
    found = [(day, planned) for day, planned in found if planned]
    if not found:
        raise ValidationError("None of these days is a placement day.")
    recorded = placement.days.filter(day__in=[day for day, _ in found]).first()
    if recorded:
        raise ValidationError(f"{recorded.day:%-d %B %Y} is already recorded.")
    return found


@service("Absence removed")
def remove_absence(*, placement: Placement, day: dt.date, actor) -> Placement:
    """The day was attended after all; midway and end move back."""
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    gone, _ = placement.days.filter(day=day, state=DayState.ABSENT).delete()
    if not gone:
        raise ValidationError("No absence is recorded on that day.")
    reschedule(placement=placement, actor=actor)
    audit.record(actor=actor, action="Absence removed", subject=placement, day=str(day))
    return placement


@service("Person joined placement")
def add_placement_person(
    *, placement: Placement, role: PlacementRole, person, starts_on: dt.date, actor
) -> PlacementPerson:
    """An on-site supervisor or tutor stands beside the student from this day."""
    row = PlacementPerson(
        placement=placement, role=role, person=person, starts_on=starts_on
    )
    row.full_clean()
    row.save()
    audit.record(actor=actor, action="Person joined placement", subject=row)
    return row


@service("Placements started")
def start_placements(*, day: dt.date, actor) -> int:
    """Planned placements whose first day has come are under way."""
    return Placement.objects.filter(
        state=PlacementState.PLANNED, starts_on__lte=day
    ).update(state=PlacementState.ACTIVE, updated_at=dates.now())


@service("Placement ended early")
def end_placement_early(*, placement: Placement, actor) -> Placement:
    """The placement stops; reviews that are still open are no longer needed."""
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    if placement.state not in {PlacementState.PLANNED, PlacementState.ACTIVE}:
        raise ValidationError("Only a planned or running placement can end early.")
    placement.state = PlacementState.ENDED_EARLY
    placement.save(update_fields=["state", "updated_at"])
    placement.checkpoints.filter(state=CheckpointState.OPEN).update(
        state=CheckpointState.CANCELLED, updated_at=dates.now()
    )
    audit.record(actor=actor, action="Placement ended early", subject=placement)
    return placement

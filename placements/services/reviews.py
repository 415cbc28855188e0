"""Every change to a review: the parties' parts, what they reveal and open."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils import timezone

from core import audit, dates
from core.audit import service
from placements.choices import (
    CheckpointKind,
    CheckpointState,
    Party,
    PlacementState,
)
from placements.models import Checkpoint, CheckpointPart, Placement
from placements.services.issues import open_issues_of_part
from placements.services.questions import ensure_review_questions
from surveys import services as surveys

BLIND_UNTIL_BOTH = {Party.STUDENT, Party.PRACTICE_EDUCATOR}


@service("Review part saved")
def save_part(
    *, part: CheckpointPart, answers: Mapping[str, str], actor
) -> CheckpointPart:
    """Keep what has been written so far; come back to it later."""
    part = _open_part(part, actor)
    surveys.save_answers(response=part.response, answers=answers, actor=actor)
    audit.record(actor=actor, action="Review part saved", subject=part)
    return part


@service("Review part submitted")
def submit_part(
    *,
    part: CheckpointPart,
    answers: Mapping[str, str],
    at: dt.datetime | None = None,
    actor,
) -> CheckpointPart:
    """Submit one party's part for good.

    What is not fine opens an issue. The review is complete when every required part
    is in. ``at`` is for records of the past.
    """
    at = at or dates.now()
    part = _open_part(part, actor)
    surveys.save_answers(response=part.response, answers=answers, actor=actor)
    surveys.lock_response(response=part.response, at=at, actor=actor)
    part.locked_at = at
    part.locked_by = actor
    part.save(update_fields=["locked_at", "locked_by", "updated_at"])
    audit.record(actor=actor, action="Review part submitted", subject=part)
    open_issues_of_part(part=part, day=timezone.localdate(at), actor=actor)
    _reveal_and_complete(part.checkpoint, at, actor)
    return part


def _open_part(part: CheckpointPart, actor) -> CheckpointPart:
    """Lock the review and its part; begin the response when the actor has none."""
    checkpoint = Checkpoint.objects.select_for_update().get(pk=part.checkpoint_id)
    part = (
        CheckpointPart.objects.select_for_update(of=["self"])
        .select_related("response__version", "checkpoint__placement")
        .get(pk=part.pk)
    )
    if part.locked_at:
        raise ValidationError("This part has already been submitted.")
    if checkpoint.state != CheckpointState.OPEN:
        raise ValidationError("This review is closed.")
    if not part.is_begun_by(actor):
        part.response = surveys.start_response(
            version=ensure_review_questions(actor=actor),
            respondent=actor,
            capacity=part.party,
            actor=actor,
        )
        part.save(update_fields=["response", "updated_at"])
    return part


def _reveal_and_complete(checkpoint: Checkpoint, at: dt.datetime, actor) -> None:
    parts = list(checkpoint.parts.all())
    submitted = {part.party for part in parts if part.locked_at}
    if checkpoint.revealed_at is None and submitted >= BLIND_UNTIL_BOTH:
        checkpoint.revealed_at = at
    if all(part.locked_at for part in parts if part.is_required):
        checkpoint.state = CheckpointState.COMPLETE
        checkpoint.completed_at = at
        audit.record(actor=actor, action="Review complete", subject=checkpoint)
    checkpoint.save(
        update_fields=["revealed_at", "state", "completed_at", "updated_at"]
    )
    if checkpoint.kind == CheckpointKind.END and checkpoint.completed_at:
        _complete_placement(checkpoint.placement_id, actor)


def _complete_placement(placement_id: int, actor) -> None:
    """A placement is complete when no review of it is open any more."""
    placement = Placement.objects.select_for_update().get(pk=placement_id)
    if placement.checkpoints.filter(state=CheckpointState.OPEN).exists():
        return
    placement.state = PlacementState.COMPLETE
    placement.save(update_fields=["state", "updated_at"])
    audit.record(actor=actor, action="Placement complete", subject=placement)

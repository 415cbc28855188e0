"""Reminders of overdue reviews."""

import datetime as dt
from collections.abc import Iterator

from accounts.models import Person
from core import outbox
from core.audit import service
from placements.choices import Party, PlacementRole, PlacementState
from placements.models import CheckpointPart, PlacementPerson

REASON = "review_overdue"
BESIDE = {
    Party.AGENCY: PlacementRole.SITE_SUPERVISOR,
    Party.UNIVERSITY: PlacementRole.TUTOR,
}


@service("Overdue reviews chased")
def chase_overdue_reviews(*, day: dt.date, actor) -> int:
    """Remind each person whose required part is missing after the due day.

    At most once a day per person and review, however often it runs: the outbox
    keeps (recipient, reason, review, day) unique. Leads and co-ordinators see the
    review as overdue on their pages and get no message.
    """
    sent = 0
    for part in _missing_parts(day).iterator(chunk_size=500):
        for recipient in _recipients(part, day):
            message = outbox.send(
                recipient=recipient,
                reason=REASON,
                about=part.checkpoint.reference,
                subject=_subject(part),
                body=_body(part),
                day=day,
                actor=actor,
            )
            sent += message is not None
    return sent


def _missing_parts(day: dt.date):
    return (
        CheckpointPart.objects.waiting()
        .filter(
            is_required=True,
            checkpoint__due_on__lt=day,
            checkpoint__placement__state=PlacementState.ACTIVE,
        )
        .select_related(
            "checkpoint__placement__student__person",
            "checkpoint__placement__practice_educator__person",
        )
        .order_by("pk")
    )


def _recipients(part: CheckpointPart, day: dt.date) -> Iterator[Person]:
    placement = part.checkpoint.placement
    if part.party == Party.STUDENT:
        yield placement.student.person
    elif part.party == Party.PRACTICE_EDUCATOR:
        if placement.practice_educator:
            yield placement.practice_educator.person
    else:
        people = PlacementPerson.objects.on(day).filter(
            placement=placement, role=BESIDE[part.party]
        )
        for row in people.select_related("person"):
            yield row.person


def _subject(part: CheckpointPart) -> str:
    return f"Overdue: {part.checkpoint.get_kind_display().lower()}"


def _body(part: CheckpointPart) -> str:
    """No names: a message leaves the building."""
    checkpoint = part.checkpoint
    return (
        f"Your part of the {checkpoint.get_kind_display().lower()} was due on "
        f"{checkpoint.due_on:%-d %B %Y}. Sign in and open “Reviews” to fill it in. "
        "If all is fine it takes about a minute."
    )

"""The wall: the only module that reads or writes reflections.

A reflection is its author's alone. No capacity opens it to anyone else: not the
facilitator's, the assessor's, the lead's or the administrator's, also when they are
the same person. Nothing here answers for another person, and no other module
imports the model (an import contract says so).
"""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from accounts.models import Person
from core import audit, dates
from core.audit import service
from hubs.choices import SessionState
from hubs.models import HubSession
from hubs.models.reflections import Reflection

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class OwnReflection:
    """What the author's own page shows."""

    session_reference: str
    session_name: str
    held_on: dt.date
    text: str
    changed_at: dt.datetime


def reflections_of(reader: Person) -> list[OwnReflection]:
    """The reader's own reflections, newest session first; never anyone else's."""
    rows = (
        Reflection.objects.visible_to(reader)
        .select_related("session__hub")
        .order_by("-session__held_on", "-id")
    )
    return [
        OwnReflection(
            session_reference=row.session.reference,
            session_name=row.session.hub.name,
            held_on=row.session.held_on,
            text=row.text,
            changed_at=row.updated_at,
        )
        for row in rows
    ]


def own_text(reader: Person, session: HubSession) -> str:
    """What the reader wrote about the session; empty when nothing."""
    row = Reflection.objects.visible_to(reader).filter(session=session).first()
    return row.text if row else ""


def sessions_written_about(reader: Person) -> set[int]:
    """Keys of the sessions the reader has written about."""
    rows = Reflection.objects.visible_to(reader)
    return set(rows.values_list("session_id", flat=True))


@service("Reflection written")
def write_reflection(*, session: HubSession, text: str, actor: Person) -> None:
    """Keep the author's words after a session they belonged to.

    The audit trail says that a reflection was written, never what it says; nothing
    is returned, so that no caller holds the words.
    """
    text = text.strip()
    if not HubSession.objects.of_student(actor).filter(pk=session.pk).exists():
        raise ValidationError("You can reflect on sessions of your own hub only.")
    if session.state == SessionState.CANCELLED or session.held_on > dates.today():
        raise ValidationError("You can write about a session once it has taken place.")
    if not text:
        raise ValidationError({"text": "Write something, or leave this page."})
    if len(text) > LONGEST:
        raise ValidationError({"text": f"Keep to {LONGEST:,} characters."})
    row, _ = Reflection.objects.update_or_create(
        author=actor, session=session, defaults={"text": text}
    )
    audit.record(actor=actor, action="Reflection written", subject=row)

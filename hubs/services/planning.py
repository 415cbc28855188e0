"""When a hub meets. Every change lets the kinds follow the last session held."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit, dates
from core.audit import service
from hubs import rhythm
from hubs.choices import SessionState
from hubs.models import Hub, HubBreak, HubSession

MOST_AT_ONCE = 60
FARTHEST = dt.timedelta(days=5 * 366)
LONGEST_BREAK = dt.timedelta(days=366)


@service("Hub sessions planned")
def generate_sessions(
    *, hub: Hub, first_on: dt.date, count: int, actor
) -> list[HubSession]:
    """Plan a series at the hub's rhythm, stepping over its breaks."""
    hub = lock(hub)
    _refuse_outside(hub, first_on)
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValidationError({"count": f"Plan between 1 and {MOST_AT_ONCE} sessions."})
    days = rhythm.session_days(
        first_on, count, weeks_between=hub.model.weeks_between, breaks=_breaks_of(hub)
    )
    if hub.ends_on and days[-1] > hub.ends_on:
        raise ValidationError(
            {"count": f"The last session would be after the hub ends ({hub.ends_on})."}
        )
    taken = hub.sessions.not_cancelled().filter(held_on__in=days).first()
    if taken:
        raise ValidationError(
            f"This hub already has a session on {taken.held_on:%-d %B %Y}."
        )
    sessions = HubSession.objects.bulk_create(_planned(hub, days))
    follow_last_held(hub=hub, actor=actor)
    audit.record(
        actor=actor, action="Hub sessions planned", subject=hub, sessions=count
    )
    return list(hub.sessions.filter(pk__in=[session.pk for session in sessions]))


@service("Hub session cancelled")
def cancel_session(*, session: HubSession, reason: str, actor) -> HubSession:
    """The session does not take place; those after it take their turn again."""
    hub = lock(session.hub)
    session = _still_planned(session)
    if not reason.strip():
        raise ValidationError({"reason": "Say why the session is cancelled."})
    _cancel([session], reason.strip())
    follow_last_held(hub=hub, actor=actor)
    audit.record(actor=actor, action="Hub session cancelled", subject=session)
    return session


@service("Hub session moved")
def move_session(
    *, session: HubSession, held_on: dt.date, starts_at: dt.time, place: str, actor
) -> HubSession:
    """The session takes place on another day, at another time or elsewhere."""
    hub = lock(session.hub)
    session = _still_planned(session)
    _refuse_outside(hub, held_on, field="held_on")
    session.held_on, session.starts_at, session.place = held_on, starts_at, place
    session.full_clean()
    session.save(update_fields=["held_on", "starts_at", "place", "updated_at"])
    follow_last_held(hub=hub, actor=actor)
    audit.record(
        actor=actor, action="Hub session moved", subject=session, held_on=str(held_on)
    )
    return session


@service("Hub break added")
def add_break(
    *, hub: Hub, starts_on: dt.date, ends_on: dt.date, reason: str, actor
) -> HubBreak:
    """No sessions on these days; those planned in them are cancelled."""
    hub = lock(hub)
    if ends_on - starts_on > LONGEST_BREAK:
        raise ValidationError({"ends_on": "A break lasts a year at most."})
    inside = hub.sessions.between(starts_on, ends_on)
    held = inside.filter(state=SessionState.HELD).first()
    if held:
        raise ValidationError(
            f"A session was held on {held.held_on:%-d %B %Y}, inside this break."
        )
    row = HubBreak(hub=hub, starts_on=starts_on, ends_on=ends_on, reason=reason)
    row.full_clean()
    row.save()
    planned = list(inside.filter(state=SessionState.PLANNED).order_by("pk"))
    _cancel(planned, f"Break: {reason}")
    follow_last_held(hub=hub, actor=actor)
    audit.record(
        actor=actor, action="Hub break added", subject=row, cancelled=len(planned)
    )
    return row


def lock(hub: Hub) -> Hub:
    """Changes to one hub's calendar happen one after another."""
    return (
        Hub.objects.select_for_update(of=["self"])
        .select_related("model")
        .get(pk=hub.pk)
    )


@service("Hub sessions changed kind")
def follow_last_held(*, hub: Hub, actor) -> None:
    """Give planned sessions to come the kind that follows the last one held."""
    changes = rhythm.replan(_slots_of(hub), hub.model.kinds, today=dates.today())
    for kind in sorted(set(changes.values())):
        keys = [key for key, new in changes.items() if new == kind]
        hub.sessions.filter(pk__in=keys).update(kind=kind, updated_at=dates.now())
    if changes:
        audit.record(
            actor=actor,
            action="Hub sessions changed kind",
            subject=hub,
            sessions=len(changes),
        )


def _slots_of(hub: Hub) -> list[rhythm.Slot]:
    rows = hub.sessions.values_list("pk", "held_on", "kind", "state")
    return [
        rhythm.Slot(
            key=key,
            held_on=held_on,
            kind=kind,
            is_held=state == SessionState.HELD,
            is_cancelled=state == SessionState.CANCELLED,
        )
        for key, held_on, kind, state in rows
    ]


def _planned(hub: Hub, days: list[dt.date]) -> list[HubSession]:
    """Unsaved sessions, each of the kind after the session before it."""
    kept = [slot for slot in _slots_of(hub) if not slot.is_cancelled]
    known = {slot.held_on: slot.kind for slot in kept}
    sessions = []
    for day in days:
        before = [other for other in known if other < day]
        previous = known[max(before)] if before else None
        known[day] = rhythm.next_kind(previous, hub.model.kinds)
        sessions.append(
            HubSession(
                hub=hub,
                organisation_id=hub.organisation_id,
                held_on=day,
                starts_at=hub.meets_at,
                minutes=hub.model.session_minutes,
                place=hub.place,
                kind=known[day],
            )
        )
    return sessions


def _breaks_of(hub: Hub) -> list[rhythm.Span]:
    return [rhythm.Span(b.starts_on, b.ends_on) for b in hub.breaks.all()]


def _cancel(sessions: list[HubSession], reason: str) -> None:
    for session in sessions:
        session.state = SessionState.CANCELLED
        session.cancelled_because = reason[:150]
        session.save(update_fields=["state", "cancelled_because", "updated_at"])


def _still_planned(session: HubSession) -> HubSession:
    session = HubSession.objects.select_for_update().get(pk=session.pk)
    if session.state == SessionState.HELD:
        raise ValidationError("This session was held: its register has marks.")
    if session.state == SessionState.CANCELLED:
        raise ValidationError("This session is cancelled.")
    return session


def _refuse_outside(hub: Hub, day: dt.date, field: str = "first_on") -> None:
    if day < hub.starts_on:
        raise ValidationError(
            {field: f"The hub starts on {hub.starts_on:%-d %B %Y}. Choose a later day."}
        )
    if day > dates.today() + FARTHEST:
        raise ValidationError({field: "Choose a day in the next five years."})
    if hub.ends_on and day > hub.ends_on:
        raise ValidationError(
            {field: f"The hub ends on {hub.ends_on:%-d %B %Y}. Choose an earlier day."}
        )

"""Taking the register: who came, who did not, and why."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone

from core import audit, dates
from core.audit import service
from hubs.choices import AbsenceReason, Mark, SessionState
from hubs.models import Enrolment, HubAttendance, HubSession
from hubs.services.planning import follow_last_held, lock


@dataclass(frozen=True, slots=True)
class Entry:
    """One student's mark; a reason goes with an absence only."""

    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastRegister:
    """A complete register of a session that has been, by enrolment key."""

    session: HubSession
    entries: dict[int, Entry] = field(default_factory=dict)


KEYS = ["hub", "organisation", "register_saved_by", "register_taken_by"]


class RegisterChanged(ValidationError):
    """Somebody else saved this register since the page was opened."""


@service("Register taken")
def take_register(
    *,
    session: HubSession,
    entries: dict[int, Entry],
    version: int,
    topics: str = "",
    actor,
) -> HubSession:
    """Save the marks, by enrolment key; with every student marked it is taken.

    ``version`` is the one the marks were made on: an older one is refused with what
    differs, so that the second of two people overwrites nothing unseen.
    """
    hub = lock(session.hub)
    session = HubSession.objects.select_for_update().get(pk=session.pk)
    _refuse_unready(session)
    enrolled = {row.pk: row for row in enrolled_at(session)}
    if version != session.register_version:
        raise RegisterChanged(_what_changed(session, entries, enrolled))
    entries = _checked(entries, enrolled)
    if not entries and not enrolled:
        raise ValidationError("Nobody is enrolled on this day.")
    if not entries:
        raise ValidationError("Mark at least one student.")

    _write_marks(session, entries)
    marked = set(session.attendances.values_list("enrolment_id", flat=True))
    _close(session, topics, actor=actor, is_complete=enrolled.keys() <= marked)
    follow_last_held(hub=hub, actor=actor)
    audit.record(
        actor=actor,
        action="Register taken" if session.is_register_taken else "Register saved",
        subject=session,
        marked=len(marked),
        enrolled=len(enrolled),
    )
    return session


@service("Past registers recorded")
def record_past_registers(*, registers: list[PastRegister], actor) -> int:
    """Record complete registers kept elsewhere until now; answers how many marks."""
    marks, now = [], dates.now()
    for register in registers:
        _refuse_unready(register.session)
        marks += [
            _mark(register.session, key, _valid(entry))
            for key, entry in register.entries.items()
        ]
    HubAttendance.objects.bulk_create(marks, batch_size=1000)
    HubSession.objects.filter(pk__in=[r.session.pk for r in registers]).update(
        state=SessionState.HELD,
        register_version=1,
        register_saved_at=now,
        register_saved_by=actor,
        register_taken_at=now,
        register_taken_by=actor,
        updated_at=now,
    )
    audit.record(actor=actor, action="Past registers recorded", marks=len(marks))
    return len(marks)


def enrolled_at(session: HubSession):
    """Who should be in the register: enrolled on the day, by name."""
    return (
        Enrolment.objects.on(session.held_on)
        .filter(hub=session.hub_id)
        .select_related("student")
    )


def _refuse_unready(session: HubSession) -> None:
    if session.is_cancelled:
        raise ValidationError("This session was cancelled: it has no register.")
    if session.held_on > dates.today():
        raise ValidationError(
            "This session has not happened yet. "
            f"Take its register on {session.held_on:%-d %B %Y} or after."
        )


def _checked(entries: dict[int, Entry], enrolled: dict) -> dict[int, Entry]:
    if entries.keys() - enrolled.keys():
        raise ValidationError("The register names someone who is not enrolled.")
    return {key: _valid(entry, enrolled[key].student) for key, entry in entries.items()}


def _valid(entry: Entry, student="a student") -> Entry:
    if entry.state not in Mark.values:
        raise ValidationError(f"Choose a mark for {student}.")
    if entry.state != Mark.ABSENT:
        return Entry(entry.state)
    if entry.reason not in AbsenceReason.values:
        raise ValidationError(f"Choose why {student} was absent, or “None given”.")
    return entry


def _write_marks(session: HubSession, entries: dict[int, Entry]) -> None:
    HubAttendance.objects.bulk_create(
        [_mark(session, key, entry) for key, entry in entries.items()],
        update_conflicts=True,
        unique_fields=["session", "enrolment"],
        update_fields=["state", "reason", "updated_at"],
    )


def _mark(session: HubSession, enrolment_id: int, entry: Entry) -> HubAttendance:
    return HubAttendance(
        session_id=session.pk,
        enrolment_id=enrolment_id,
        organisation_id=session.organisation_id,
        held_on=session.held_on,
        state=entry.state,
        reason=entry.reason,
        updated_at=dates.now(),
    )


def _close(session: HubSession, topics: str, *, actor, is_complete: bool) -> None:
    session.state = SessionState.HELD
    session.topics = topics.strip()
    session.register_version += 1
    session.register_saved_at, session.register_saved_by = dates.now(), actor
    if is_complete and not session.is_register_taken:
        session.register_taken_at, session.register_taken_by = dates.now(), actor
    session.clean_fields(exclude=KEYS)
    session.save()


def _what_changed(session: HubSession, entries, enrolled) -> list[str]:
    """What was saved meanwhile, and where it differs from these marks."""
    saved = dict(session.attendances.values_list("enrolment_id", "state"))
    when = timezone.localtime(session.register_saved_at)
    lines = [
        f"{session.register_saved_by} saved this register at {when:%H:%M} on "
        f"{when:%-d %B}, after you opened it. Check what differs, then save again "
        "to keep your marks."
    ]
    for key, enrolment in enrolled.items():
        theirs, mine = saved.get(key, ""), getattr(entries.get(key), "state", "")
        if theirs != mine:
            lines.append(
                f"{enrolment.student}: saved as {_word(theirs)}, "
                f"you have {_word(mine)}."
            )
    return lines


def _word(state: str) -> str:
    return f"“{Mark(state).label}”" if state else "not marked"

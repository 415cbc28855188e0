"""A student's own hub: sessions to come, own marks, what one has written about."""

import datetime as dt
from dataclasses import dataclass

from hubs.choices import SessionState
from hubs.models import Enrolment, HubAttendance, HubFacilitator, HubSession
from hubs.reports.figures import Share


@dataclass(frozen=True, slots=True)
class OwnSession:
    session: HubSession
    mark: HubAttendance | None
    has_reflection: bool


@dataclass(frozen=True, slots=True)
class MyHub:
    enrolment: Enrolment | None
    facilitators: list[HubFacilitator]
    breaks: list
    coming: list[HubSession]
    past: list[OwnSession]
    share: Share


def my_hub(*, student, day: dt.date, written: set[int]) -> MyHub:
    """The hub the student is in, or was in last; ``written``: sessions reflected on."""
    enrolment = (
        Enrolment.objects.filter(student=student)
        .select_related("hub__organisation", "hub__model")
        .order_by("-starts_on")
        .first()
    )
    if enrolment is None:
        return MyHub(None, [], [], [], [], Share(0, 0))
    sessions = list(HubSession.objects.of_student(student).filter(hub=enrolment.hub_id))
    marks = {mark.session_id: mark for mark in enrolment.attendances.all()}
    past = [
        OwnSession(session, marks.get(session.pk), session.pk in written)
        for session in reversed(sessions)
        if _has_been(session, day) and not session.is_cancelled
    ]
    facilitators = HubFacilitator.objects.on(day).filter(hub=enrolment.hub_id)
    return MyHub(
        enrolment=enrolment,
        facilitators=list(facilitators.select_related("person")),
        breaks=list(enrolment.hub.breaks.filter(ends_on__gte=day)),
        coming=[s for s in sessions if not _has_been(s, day)],
        past=past,
        share=Share(sum(mark.came for mark in marks.values()), len(marks)),
    )


def _has_been(session: HubSession, day: dt.date) -> bool:
    """Before today, or today with marks in its register already."""
    return session.held_on < day or session.state == SessionState.HELD

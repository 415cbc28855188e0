"""Hubs and their sessions as pages show them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, Min, OuterRef, Q

from accounts.models import Person
from hubs.choices import SessionState
from hubs.models import Enrolment, Hub, HubAttendance, HubFacilitator, HubSession
from partnerships.choices import RoleKind
from partnerships.models import Role
from placements.choices import PlacementKind, PlacementState
from placements.models import Placement

LEAD = RoleKind.PRACTICE_EDUCATION_LEAD


@dataclass(frozen=True, slots=True)
class HubSummary:
    """One line of the list of hubs."""

    hub: Hub
    students: int
    next_on: dt.date | None
    warnings: list[str]


def hub_list(*, viewer, day: dt.date) -> list[HubSummary]:
    """Hubs running on ``day`` or still to start, with what stands out."""
    hubs = list(
        Hub.objects.visible_to(viewer)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .select_related("model", "organisation", "service")
    )
    students = _students_by_hub(hubs, day)
    planned = _sessions_by_hub(hubs, day)
    return [
        HubSummary(
            hub=hub,
            students=students.get(hub.pk, 0),
            next_on=planned.get(hub.pk, (0, None))[1],
            warnings=warnings(
                hub, students.get(hub.pk, 0), planned.get(hub.pk, (0, None))[0]
            ),
        )
        for hub in hubs
    ]


def warnings(hub: Hub, students: int, sessions: int) -> list[str]:
    """Where a hub is outside its framework's limits. Said, never enforced."""
    model, found = hub.model, []
    if not model.min_size <= students <= model.max_size:
        found.append(f"{students} students: outside {model.min_size}–{model.max_size}")
    if sessions and not model.fewest_sessions <= sessions <= model.most_sessions:
        found.append(
            f"{sessions} sessions: outside "
            f"{model.fewest_sessions}–{model.most_sessions}"
        )
    return found


def _students_by_hub(hubs: list[Hub], day: dt.date) -> dict[int, int]:
    """Students on ``day``; of a hub still to start, on its first day."""
    running = Q(starts_on__lte=day) | Q(hub__starts_on__gt=day)
    still = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
    rows = Enrolment.objects.filter(running, still, hub__in=hubs)
    return dict(rows.values_list("hub").annotate(number=Count("pk")).order_by())


def _sessions_by_hub(hubs, day: dt.date) -> dict[int, tuple[int, dt.date | None]]:
    rows = HubSession.objects.not_cancelled().filter(hub__in=hubs)
    counted = rows.values("hub").annotate(
        number=Count("pk"), next_on=Min("held_on", filter=Q(held_on__gte=day))
    )
    return {row["hub"]: (row["number"], row["next_on"]) for row in counted.order_by()}


@dataclass(frozen=True, slots=True)
class HubPage:
    """What one hub's page shows; ``enrolments`` is None where names are not shown."""

    students: int
    enrolments: list[Enrolment] | None
    facilitators: list[HubFacilitator]
    breaks: list
    coming: list[HubSession]
    past: list[HubSession]
    warnings: list[str]
    can_run: bool
    can_add_facilitator: bool
    can_see_students: bool


def hub_page(*, hub: Hub, viewer, day: dt.date) -> HubPage:
    """One hub: who, when, and what its registers say."""
    named = Hub.objects.named_to(viewer).filter(pk=hub.pk).exists()
    enrolled = Enrolment.objects.on(max(day, hub.starts_on)).filter(hub=hub)
    names = list(enrolled.select_related("student"))
    sessions = list(hub.sessions.with_counts().order_by("held_on", "pk"))
    planned = [s for s in sessions if not s.is_cancelled]
    return HubPage(
        students=len(names),
        enrolments=names if named else None,
        facilitators=list(
            HubFacilitator.objects.filter(hub=hub)
            .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
            .select_related("person")
        ),
        breaks=list(hub.breaks.all()),
        coming=[s for s in sessions if s.held_on >= day],
        past=[s for s in reversed(sessions) if s.held_on < day],
        warnings=warnings(hub, len(names), len(planned)),
        can_run=Hub.objects.run_by(viewer).filter(pk=hub.pk).exists(),
        can_add_facilitator=named and LEAD in viewer.role_kinds(),
        can_see_students=named,
    )


@dataclass(frozen=True, slots=True)
class SessionPage:
    rows: list[tuple[str, str]]
    came: int
    marked: int
    can_run: bool
    is_register_open: bool
    is_planned: bool


def session_page(*, session: HubSession, viewer, day: dt.date) -> SessionPage:
    """One session with its register: marks, never words."""
    marks = {mark.enrolment_id: mark for mark in session.attendances.all()}
    enrolled = (
        Enrolment.objects.on(session.held_on)
        .filter(hub=session.hub_id)
        .select_related("student")
    )
    rows = [(str(e.student), _mark_words(marks.get(e.pk))) for e in enrolled]
    return SessionPage(
        rows=rows,
        came=sum(mark.came for mark in marks.values()),
        marked=len(marks),
        can_run=HubSession.objects.run_by(viewer).filter(pk=session.pk).exists(),
        is_register_open=session.held_on <= day and not session.is_cancelled,
        is_planned=session.state == SessionState.PLANNED,
    )


def _mark_words(mark: HubAttendance | None) -> str:
    if mark is None:
        return "Not marked"
    if not mark.reason:
        return mark.get_state_display()
    return f"{mark.get_state_display()} ({mark.get_reason_display().lower()})"


def possible_facilitators(*, hub: Hub):
    """Practice education leads of the hub's organisation today."""
    roles = Role.objects.current().filter(kind=LEAD)
    here = roles.filter(
        Q(organisation=hub.organisation_id)
        | Q(service__organisation=hub.organisation_id)
        | Q(team__service__organisation=hub.organisation_id)
    )
    return Person.objects.filter(pk__in=here.values("person"))


def possible_students(*, hub: Hub, day: dt.date):
    """Final placements at the hub's organisation whose student is in no hub."""
    elsewhere = Enrolment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        student=OuterRef("student__person"),
    )
    rows = Placement.objects.filter(
        host_organisation=hub.organisation_id,
        kind=PlacementKind.FINAL,
        state__in=[PlacementState.PLANNED, PlacementState.ACTIVE],
        expected_end_on__gte=day,
    )
    if hub.service_id:
        rows = rows.filter(host_service=hub.service_id)
    return rows.exclude(Exists(elsewhere)).select_related("student__person")


def saved_words(session: HubSession) -> str:
    """What to tell whoever saved the register."""
    if session.is_register_taken:
        return "Register taken."
    missing = (
        Enrolment.objects.on(session.held_on).filter(hub=session.hub_id).count()
        - session.attendances.count()
    )
    noun = "student is" if missing == 1 else "students are"
    return f"Saved. {missing} {noun} not marked yet, so the register stays open."

"""The attendance page: every hub one may look at, by hub, student and week."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from core import dates
from core.rule_settings import whole
from hubs.choices import MISSED, Mark
from hubs.models import Enrolment, Hub, HubAttendance, HubSession
from hubs.reports.figures import Share, Window


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One hub in one week: a share, or why there is none."""

    share: Share
    words: str


@dataclass(frozen=True, slots=True)
class StudentRow:
    name: str
    marks: list[list[str]]
    share: Share
    missed_in_a_row: int
    with_apologies: int
    last_on: dt.date | None
    is_current: bool


@dataclass(frozen=True, slots=True)
class HubRow:
    """One hub over the weeks; ``students`` is None where only totals are shown."""

    hub: Hub
    weeks: list[WeekCell]
    share: Share
    students: list[StudentRow] | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A student who has missed several sessions in a row."""

    student: StudentRow
    hub: Hub


@dataclass(frozen=True, slots=True)
class AttendancePage:
    window: Window
    rows: list[HubRow]
    share: Share
    missing: list[Missing]
    threshold: int

    @property
    def named(self) -> list[HubRow]:
        return [row for row in self.rows if row.students is not None]


def attendance_page(*, viewer, day: dt.date, shown: Window) -> AttendancePage:
    """Five queries, whatever the number of hubs, students or years."""
    hubs = _hubs(viewer, shown)
    named = set(Hub.objects.named_to(viewer).values_list("pk", flat=True))
    sessions = _sessions(hubs, shown)
    students = _students([hub.pk for hub in hubs if hub.pk in named], shown, day)
    rows = [
        HubRow(
            hub=hub,
            weeks=[_week(sessions[hub.pk], monday, day) for monday in shown.mondays],
            share=_total(sessions[hub.pk]),
            students=students[hub.pk] if hub.pk in named else None,
        )
        for hub in hubs
    ]
    threshold = whole("hubs.missed_in_a_row", day)
    return AttendancePage(
        window=shown,
        rows=rows,
        share=_sum(row.share for row in rows),
        missing=_missing(rows, threshold),
        threshold=threshold,
    )


def _hubs(viewer, shown: Window) -> list[Hub]:
    """Hubs that ran in the weeks shown."""
    return list(
        Hub.objects.visible_to(viewer)
        .filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=shown.first),
            starts_on__lte=shown.last,
        )
        .select_related("organisation", "service")
    )


def _sessions(hubs: list[Hub], shown: Window) -> dict[int, list[HubSession]]:
    rows = HubSession.objects.filter(
        organisation__in={hub.organisation_id for hub in hubs}, hub__in=hubs
    )
    grouped = defaultdict(list)
    for session in rows.between(*shown.days).with_counts():
        grouped[session.hub_id].append(session)
    return grouped


def _week(sessions: list[HubSession], monday: dt.date, day: dt.date) -> WeekCell:
    inside = [s for s in sessions if dates.monday_of(s.held_on) == monday]
    share = _total(inside)
    if share.marked:
        return WeekCell(share, f"{share.percent}%")
    if not inside:
        return WeekCell(share, "No session")
    if all(session.is_cancelled for session in inside):
        return WeekCell(share, "Cancelled")
    if any(s.held_on < day and not s.is_cancelled for s in inside):
        return WeekCell(share, "No register")
    return WeekCell(share, "Planned")


def _students(hubs: list[int], shown: Window, day: dt.date):
    """Student rows by hub: everyone enrolled in the weeks shown."""
    marks = _marks(hubs, shown)
    enrolments = Enrolment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=shown.first),
        hub__in=hubs,
        starts_on__lte=shown.last,
    ).select_related("student")
    grouped = defaultdict(list)
    for enrolment in enrolments:
        found = marks[enrolment.pk]
        grouped[enrolment.hub_id].append(_student(enrolment, found, shown, day))
    return grouped


def _marks(hubs: list[int], shown: Window) -> dict[int, list[tuple[dt.date, str]]]:
    rows = HubAttendance.objects.between(*shown.days).filter(session__hub__in=hubs)
    grouped = defaultdict(list)
    for enrolment, held_on, state in rows.order_by("held_on", "pk").values_list(
        "enrolment_id", "held_on", "state"
    ):
        grouped[enrolment].append((held_on, state))
    return grouped


def _student(enrolment: Enrolment, marks, shown: Window, day: dt.date) -> StudentRow:
    weeks = {monday: [] for monday in shown.mondays}
    for held_on, state in marks:
        weeks[dates.monday_of(held_on)].append(state)
    streak = _streak(marks)
    came = sum(state not in MISSED for _, state in marks)
    return StudentRow(
        name=str(enrolment.student),
        marks=list(weeks.values()),
        share=Share(came, len(marks)),
        missed_in_a_row=len(streak),
        with_apologies=streak.count(Mark.APOLOGIES),
        last_on=marks[-1][0] if marks else None,
        is_current=enrolment.ends_on is None or enrolment.ends_on >= day,
    )


def _streak(marks: list[tuple[dt.date, str]]) -> list[str]:
    """The marks since the student last came."""
    missed = []
    for _, state in reversed(marks):
        if state not in MISSED:
            break
        missed.append(state)
    return missed


def _missing(rows: list[HubRow], threshold: int) -> list[Missing]:
    found = [
        Missing(student, row.hub)
        for row in rows
        for student in row.students or []
        if student.is_current and student.missed_in_a_row >= threshold
    ]
    return sorted(
        found, key=lambda one: (-one.student.missed_in_a_row, one.student.name)
    )


def _total(sessions: list[HubSession]) -> Share:
    return _sum(Share(s.came, s.marked) for s in sessions)


def _sum(shares) -> Share:
    came = marked = 0
    for share in shares:
        came, marked = came + share.came, marked + share.marked
    return Share(came, marked)


MARKS_HEAD = ["Hub", "Organisation", "Date", "Kind", "Student", "Mark", "Reason"]
TOTALS_HEAD = ["Hub", "Organisation", "Date", "Kind", "State", "Came", "Marked"]


def sees_students(viewer) -> bool:
    return Hub.objects.named_to(viewer).exists()


def marks_for_export(*, viewer, shown: Window):
    """Every mark of the hubs whose students the viewer may see."""
    hubs = Hub.objects.named_to(viewer).values("pk")
    rows = (
        HubAttendance.objects.between(*shown.days)
        .filter(session__hub__in=hubs)
        .select_related("session__hub__organisation", "enrolment__student")
        .order_by("session__hub__name", "held_on", "enrolment__student__name")
    )
    for mark in rows:
        hub = mark.session.hub
        yield [
            hub.name,
            hub.organisation.name,
            mark.held_on,
            mark.session.get_kind_display(),
            str(mark.enrolment.student),
            mark.get_state_display(),
            mark.get_reason_display(),
        ]


def totals_for_export(*, viewer, shown: Window):
    """Every session of the hubs the viewer may look at, in totals."""
    rows = (
        HubSession.objects.visible_to(viewer)
        .between(*shown.days)
        .with_counts()
        .select_related("hub__organisation")
        .order_by("hub__organisation__name", "hub__name", "held_on", "pk")
    )
    for session in rows:
        yield [
            session.hub.name,
            session.hub.organisation.name,
            session.held_on,
            session.get_kind_display(),
            session.get_state_display(),
            session.came,
            session.marked,
        ]

"""Registers due and the attendance figure: home pages and dashboards."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse

from core import dates
from core.pages import Need, Tile
from core.rule_settings import whole
from hubs.choices import CAME
from hubs.models import Hub, HubAttendance, HubSession

HOW = (
    "Students marked present or late, divided by everyone marked (present, late, "
    "apologies, absent), at sessions held {first} to {last}. Cancelled sessions and "
    "registers not taken are left out."
)

EARLIEST = dt.date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The weeks a page shows, Monday to Sunday; figures stop at ``last``."""

    first: dt.date
    last: dt.date

    @property
    def mondays(self) -> list[dt.date]:
        weeks = (dates.monday_of(self.last) - self.first).days // 7 + 1
        return [self.first + dt.timedelta(weeks=n) for n in range(weeks)]

    @property
    def earlier(self) -> dt.date:
        return self.first - dates.DAY

    @property
    def later(self) -> dt.date:
        return self.last + (dates.monday_of(self.last) - self.first) + 7 * dates.DAY

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        return self.first, self.last


def window(day: dt.date, until: dt.date | None = None) -> Window:
    """The last weeks up to ``until``, which is never after ``day``."""
    last = max(min(until or day, day), EARLIEST)
    weeks = whole("hubs.weeks_shown", day)
    return Window(dates.monday_of(last) - dt.timedelta(weeks=weeks - 1), last)


@dataclass(frozen=True, slots=True)
class Share:
    """How many came out of how many were marked."""

    came: int
    marked: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.came / self.marked) if self.marked else None

    @property
    def words(self) -> str:
        return f"{self.came} of {self.marked}"


def registers_due(*, viewer, day: dt.date) -> list[HubSession]:
    """Sessions before ``day`` that the viewer runs and whose register is missing."""
    rows = HubSession.objects.run_by(viewer).register_due(day)
    return list(_with_register_counts(rows))


def registers_missing(*, viewer, day: dt.date, first: dt.date) -> list[HubSession]:
    """The same of every hub the viewer may look at, since ``first``."""
    rows = HubSession.objects.visible_to(viewer).register_due(day)
    return list(_with_register_counts(rows.filter(held_on__gte=first)))


def _with_register_counts(rows):
    return rows.select_related("hub", "organisation").annotate(
        marked=Count("attendances")
    )


def sessions_today(*, viewer, day: dt.date) -> list[HubSession]:
    """Today's sessions of the hubs the viewer runs, register not taken yet."""
    rows = HubSession.objects.run_by(viewer).not_cancelled()
    return list(
        rows.filter(held_on=day, register_taken_at__isnull=True).select_related("hub")
    )


def needs_you(*, viewer, day: dt.date) -> list[Need]:
    """Registers to take: today's, and those whose day has passed."""
    late = [
        Need(
            title=f"Register not taken: {session.hub}",
            url=reverse("hubs:register_take", args=[session.reference]),
            detail=_late_detail(session),
            due_on=session.held_on,
            is_overdue=True,
        )
        for session in registers_due(viewer=viewer, day=day)
    ]
    today = [
        Need(
            title=f"Take today’s register: {session.hub}",
            url=reverse("hubs:register_take", args=[session.reference]),
            detail=f"{session.get_kind_display()}, {session.starts_at:%H:%M}",
            due_on=session.held_on,
        )
        for session in sessions_today(viewer=viewer, day=day)
    ]
    return late + today


def _late_detail(session: HubSession) -> str:
    if not session.marked:
        return f"{session.get_kind_display()} session, nobody marked"
    return f"{session.get_kind_display()} session, {session.marked} marked so far"


def attendance_share(*, viewer, shown: Window) -> Share:
    """Attendance over the hubs the viewer may look at."""
    hubs = list(Hub.objects.visible_to(viewer).values_list("pk", "organisation_id"))
    counts = HubAttendance.objects.between(*shown.days).filter(
        organisation__in={organisation for _, organisation in hubs},
        session__hub__in=[pk for pk, _ in hubs],
    )
    return Share(
        **counts.aggregate(
            came=Count("pk", filter=Q(state__in=CAME)), marked=Count("pk")
        )
    )


def attendance_tile(*, viewer, day: dt.date) -> Tile:
    """The dashboard's figure; its page shows the same numbers hub by hub."""
    shown = window(day)
    share = attendance_share(viewer=viewer, shown=shown)
    missing = registers_missing(viewer=viewer, day=day, first=shown.first)
    url = reverse("hubs:attendance")
    weeks = len(shown.mondays)
    return Tile(
        label="hub attendance",
        value="No registers yet" if share.percent is None else f"{share.percent}%",
        url=url,
        note=f"{share.words} marks, last {weeks} weeks",
        rule=how_counted(shown),
        parts=(
            Tile(
                label="hub registers not taken",
                value=str(len(missing)),
                url=f"{url}#registers",
                tone="orange" if missing else "",
                note=f"Last {weeks} weeks",
                rule="Sessions before today, not cancelled, with a student unmarked.",
            ),
        ),
    )


def how_counted(shown: Window) -> str:
    first, last = (f"{day:%-d %B %Y}" for day in shown.days)
    return HOW.format(first=first, last=last)

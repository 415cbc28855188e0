"""Hubs of the six councils: a term behind them, sessions to come.

Of the demonstration lead's hub one register is not taken and one session was
cancelled; one of its students missed the last three in a row.
"""

import datetime as dt
import itertools

from core import audit, dates
from hubs import private, services
from hubs.choices import AbsenceReason, Mark
from hubs.models import Enrolment, Hub, HubSession
from hubs.services import Entry, PastRegister
from partnerships.choices import RoleKind
from partnerships.demo import World
from placements.choices import PlacementKind, PlacementState
from placements.models import Placement

FEWEST, MOST = 4, 8
NAMES = ["Riverside", "Mill Lane", "Moor Street", "Harbour", "Vale", "Castle"]
WEEKS_BEHIND, SESSIONS = 11, 16
# A run of marks that reads like a real term; P unless said otherwise.
PATTERN = "PPPPPLPPPPPPAPPPPPPLPPPNPPPPPPPPAPPPPPPPPLPPPPPPPNPPPPPPPPP"
MARKS = {
    "P": Entry(Mark.PRESENT),
    "L": Entry(Mark.LATE),
    "A": Entry(Mark.APOLOGIES),
    "N": Entry(Mark.ABSENT, AbsenceReason.PLACEMENT),
}
GONE = Entry(Mark.ABSENT, AbsenceReason.NONE_GIVEN)


def load(world: World) -> None:
    """Hubs, students, a term of registers, breaks and sessions to come."""
    model = services.add_hub_model(
        partnership=world.partnership,
        name="Six Rivers hub framework",
        starts_on=world.began,
        min_size=FEWEST,
        actor=audit.SYSTEM,
    )
    hubs = [
        hub
        for number, council in enumerate(world.councils)
        for hub in _hubs_of(world, model, council, number)
    ]
    registers = [r for n, hub in enumerate(hubs) for r in _history(world, hub, n)]
    services.record_past_registers(registers=registers, actor=audit.SYSTEM)
    for hub in hubs[:1]:
        _one_reflection(world, hub)


def _hubs_of(world: World, model, council, number: int) -> list[Hub]:
    """One hub a council, or two where it has enough students."""
    students = _final_placements(world, council)
    if len(students) < FEWEST:
        return []
    groups = [students[:MOST]]
    if len(students) >= MOST + FEWEST:
        middle = min(len(students), 2 * MOST) // 2
        groups = [students[:middle], students[middle : 2 * middle]]
    names = (f"{NAMES[number]} hub", f"{NAMES[number]} second hub")
    return [
        _open(world, model, council, name, group, number * 2 + n)
        for n, (name, group) in enumerate(zip(names, groups, strict=False))
    ]


def _final_placements(world: World, council) -> list[Placement]:
    return list(
        Placement.objects.filter(
            host_organisation=council,
            kind=PlacementKind.FINAL,
            state=PlacementState.ACTIVE,
            starts_on__lte=world.day,
            expected_end_on__gte=world.day,
        )
        .select_related("student__person")
        .order_by("starts_on", "pk")
    )


def _open(world: World, model, council, name: str, group, number: int) -> Hub:
    earliest = dates.monday_of(world.day) - dt.timedelta(weeks=WEEKS_BEHIND + 2)
    starts_on = max(earliest, min(placement.starts_on for placement in group))
    hub = services.open_hub(
        name=name,
        model=model,
        organisation=council,
        area=("North", "South", "Central")[number % 3],
        place=f"Room {number % 4 + 1}, {council.short_name} offices",
        starts_on=starts_on,
        meets_at=dt.time(9 + number % 6, 30),
        actor=audit.SYSTEM,
    )
    lead = _lead_of(world, council)
    services.add_facilitator(
        hub=hub, person=lead, starts_on=starts_on, actor=audit.SYSTEM
    )
    for placement in group:
        services.enrol_student(
            hub=hub,
            student=placement.student.person,
            placement=placement,
            starts_on=max(starts_on, placement.starts_on),
            actor=lead,
        )
    _plan(world, hub, lead, number)
    return hub


def _lead_of(world: World, council):
    return next(
        person
        for person in world.staff[RoleKind.PRACTICE_EDUCATION_LEAD]
        if person.roles.filter(organisation=council).exists()
    )


def _plan(world: World, hub: Hub, lead, number: int) -> None:
    """Weekly sessions, a reading week behind, a break ahead, one cancelled."""
    first = _first_day(world, hub, number)
    for week, reason in ((6, "Reading week"), (14, "Study week")):
        monday = dates.monday_of(first + dt.timedelta(weeks=week))
        services.add_break(
            hub=hub,
            starts_on=monday,
            ends_on=monday + dt.timedelta(days=4),
            reason=reason,
            actor=lead,
        )
    called_off = services.generate_sessions(
        hub=hub, first_on=first, count=4, actor=lead
    )[-1]
    if number % 3 == 0:
        services.cancel_session(
            session=called_off, reason="The facilitator was unwell", actor=lead
        )
    services.generate_sessions(
        hub=hub,
        first_on=called_off.held_on + dt.timedelta(weeks=1),
        count=SESSIONS - 4,
        actor=lead,
    )


def _first_day(world: World, hub: Hub, number: int) -> dt.date:
    """The first of the hub's weekdays; its latest session was within a week."""
    last = world.day - dates.DAY
    last -= dt.timedelta(days=(last.weekday() - number % 5) % 7)
    weeks = min(WEEKS_BEHIND - 1, (last - hub.starts_on).days // 7)
    return last - dt.timedelta(weeks=weeks)


def _history(world: World, hub: Hub, number: int) -> list[PastRegister]:
    """Registers up to yesterday; the demonstration lead's latest is still to take."""
    past = list(
        HubSession.objects.filter(hub=hub, held_on__lt=world.day).not_cancelled()
    )
    enrolled = list(Enrolment.objects.filter(hub=hub).order_by("pk"))
    marks = itertools.cycle(PATTERN[number * 7 % len(PATTERN) :] + PATTERN)
    past = past[:-1] if number == 0 else past
    registers = []
    for position, session in enumerate(past):
        entries = {
            row.pk: MARKS[next(marks)]
            for row in enrolled
            if row.starts_on <= session.held_on
        }
        if number in (0, 3) and position >= len(past) - 3:
            entries[enrolled[1].pk] = GONE
        registers.append(PastRegister(session, entries))
    return registers


def _one_reflection(world: World, hub: Hub) -> None:
    """The hub's first student has kept a reflection, readable by that student only."""
    enrolment = Enrolment.objects.filter(hub=hub).order_by("pk").first()
    session = HubSession.objects.filter(
        hub=hub, held_on__lt=world.day, register_taken_at__isnull=False
    ).last()
    if enrolment and session:
        private.write_reflection(
            session=session,
            text="I noticed how much the group’s questions slowed me down, "
            "and that this helped.",
            actor=enrolment.student,
        )

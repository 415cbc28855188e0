"""Demonstration involvement: members, tasks around the day, payments in all states."""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from core.dates import DAY
from partnerships.choices import RoleKind
from suc import services
from suc.choices import ContactBy, ExpenseBasis, FeeBasis
from suc.models import Contributor, Invitation, InvolvementTask

MEMBERS = 12
KNOWN_FOR = [
    ["Leaving care", "Speaking to groups"],
    ["Caring for a parent"],
    ["Mental health services", "Interview panels"],
    ["Learning disability", "Easy Read"],
    ["Fostering"],
    ["Being a young carer", "Social media"],
    [],
    ["Hospital discharge"],
    ["Adoption", "Writing"],
    ["Direct payments", "Accessible buildings"],
    ["Kinship care"],
    ["Domestic abuse services"],
]
NEEDS = {3: "Papers in Easy Read, a week before", 7: "A room without steps"}
STATES = {9: 2, 10: 1, 11: 0}  # steps taken; everyone else is active
ANSWERS = [
    "The university, with two lecturers and a social worker.",
    "Listen, ask one question each, and say what you think.",
    "Two hours, with a break after one.",
    "The room is on the ground floor, five minutes from the bus.",
    "Students remember what people tell them for longer than what they read.",
    "A fee, your costs, and a letter about what we did with your ideas.",
]


@dataclass(frozen=True, slots=True)
class Plan:
    """One task: what it is, when, and what each of its people did."""

    title: str
    kind: str
    host: str
    days: int
    people: dict[int, str] = field(default_factory=dict)
    fee: Decimal = Decimal("40.00")
    basis: str = FeeBasis.SESSION
    hours: Decimal = Decimal("2.00")
    places: int = 3
    travel: Decimal = Decimal("9.00")
    carer: Decimal = Decimal("0.00")
    publish: bool = True
    cancel: str = ""
    change: str = ""


# What each person did: invited, yes, unpaid, no, logged, due, approved or paid.
PLANS = [
    Plan(
        "Choosing new students: interviews",
        "admissions",
        "universities:0",
        -62,
        {0: "paid", 1: "paid", 2: "paid"},
        carer=Decimal("24.00"),
        change="Every interview now ends with a question written by members.",
    ),
    Plan(
        "Talk to first-year students",
        "teaching",
        "universities:1",
        -41,
        {0: "paid", 3: "unpaid"},
        fee=Decimal("18.50"),
        basis=FeeBasis.HOUR,
        hours=Decimal("2.50"),
        change="The module now begins with members’ own stories, not with the law.",
    ),
    Plan(
        "Partnership board",
        "board",
        "suc_led",
        -20,
        {1: "approved", 4: "due", 5: "no"},
        change="Board papers now come in large print and a week earlier.",
    ),
    Plan(
        "First year in practice: what good support feels like",
        "asye",
        "councils:0",
        -9,
        {2: "due", 5: "logged", 6: "no"},
        carer=Decimal("30.00"),
    ),
    Plan(
        "Training day for social workers: working with carers",
        "cpd",
        "voluntary:2",
        -3,
        {1: "yes", 7: "yes"},
        fee=Decimal("80.00"),
        hours=Decimal("5.00"),
    ),
    Plan(
        "Choosing new students: group discussion",
        "admissions",
        "universities:0",
        12,
        {0: "yes", 3: "yes", 8: "invited"},
        carer=Decimal("24.00"),
    ),
    Plan(
        "Tell students what helped you",
        "teaching",
        "universities:1",
        24,
        {0: "invited", 4: "invited", 2: "unpaid"},
        fee=Decimal("45.00"),
        carer=Decimal("24.00"),
        places=2,
    ),
    Plan(
        "Reading group on research with families",
        "research",
        "universities:0",
        38,
        publish=False,
    ),
    Plan(
        "Working group on letters to families",
        "board",
        "councils:1",
        17,
        {6: "invited"},
        cancel="The room is closed. We will find a new day.",
    ),
]


def load(world) -> None:
    """Members and tasks as they stand on the world's day."""
    members = _add_members(world)
    for plan in PLANS:
        _play(world, plan, members)


def _add_members(world) -> list[Contributor]:
    """Of an organisation run by members; the first is the demonstration sign-in."""
    host, coordinator = world.suc_led, world.first(RoleKind.SUC_COORDINATOR)
    members = []
    for number in range(MEMBERS):
        joined = world.day - dt.timedelta(days=300 - number * 10)
        steps = STATES.get(number, 3)
        common = {
            "partnership": world.partnership,
            "applied_on": joined,
            "expertise": KNOWN_FOR[number],
            "access_needs": NEEDS.get(number, ""),
            "contact_by": list(ContactBy)[number % 4],
            "actor": coordinator,
        }
        if steps == 3:
            person = world.add_person(RoleKind.SUC_MEMBER, organisation=host)
            member = services.add_contributor(person=person, **common)
        else:
            member = services.register_contributor(
                name=world.next_name(), email=world.unused_email(), **common
            )
        for step in range(steps):
            member = services.move_contributor(
                contributor=member,
                day=joined + dt.timedelta(days=14 * (step + 1)),
                actor=coordinator,
            )
        members.append(member)
    return members


def _play(world, plan: Plan, members: list[Contributor]) -> None:
    coordinator = world.first(RoleKind.SUC_COORDINATOR)
    held_on = _working_day(world.day + dt.timedelta(days=plan.days), plan.days)
    asked_on = min(world.day, held_on) - dt.timedelta(days=10)
    task = _add_task(world, plan, held_on, coordinator)
    if not plan.publish:
        services.answer_six_ws(
            task=task, answers=dict(enumerate(ANSWERS[:4], 1)), actor=coordinator
        )
        return
    task = services.answer_six_ws(
        task=task, answers=dict(enumerate(ANSWERS, 1)), actor=coordinator
    )
    services.publish_task(task=task, day=asked_on, actor=coordinator)
    invitations = services.invite_contributors(
        task=task,
        contributors=[members[number] for number in plan.people],
        day=asked_on,
        actor=coordinator,
    )
    parts = list(plan.people.values())
    answered = [
        _answer(invitation, part, asked_on + DAY)
        for invitation, part in zip(invitations, parts, strict=True)
    ]
    for invitation, part in zip(answered, parts, strict=True):
        if invitation.is_coming and held_on < world.day:
            _take_part(world, invitation, part)
    if plan.cancel:
        services.cancel_task(
            task=task, reason=plan.cancel, day=world.day, actor=coordinator
        )
    if plan.change:
        services.add_change(
            task=task,
            what=plan.change,
            changed_on=held_on + dt.timedelta(days=10),
            day=world.day,
            actor=coordinator,
        )


def _working_day(day: dt.date, direction: int) -> dt.date:
    """The day itself, or the nearest weekday further from today."""
    while day.weekday() > 4:
        day += DAY if direction > 0 else -DAY
    return day


def _add_task(world, plan: Plan, held_on: dt.date, actor) -> InvolvementTask:
    place, _, number = plan.host.partition(":")
    host = getattr(world, place)
    carer = ExpenseBasis.FIXED if plan.carer else ExpenseBasis.NONE
    return services.add_task(
        partnership=world.partnership,
        host=host[int(number)] if number else host,
        title=plan.title,
        kind=plan.kind,
        purpose="You know what it is like. Students and staff need to hear it.",
        what_happens=(
            "We meet in a small group. You hear what it is about first. "
            "Then we ask what you think. You can stop or take a break when you like."
        ),
        held_on=held_on,
        from_time=dt.time(10),
        to_time=dt.time(12, 30),
        place="Room 4, Easton Library, High Street",
        access="No steps. Parking at the door. Tea and coffee. Ask us for more.",
        places=plan.places,
        fee_basis=plan.basis,
        fee=plan.fee,
        hours=plan.hours,
        travel_basis=ExpenseBasis.UP_TO,
        travel=plan.travel,
        carer_cover_basis=carer,
        carer_cover=plan.carer,
        actor=actor,
    )


def _answer(invitation: Invitation, part: str, day: dt.date) -> Invitation:
    answer = {
        "invited": None,
        "no": services.decline_invitation,
        "unpaid": services.accept_invitation_unpaid,
    }.get(part, services.accept_invitation)
    if answer is None:
        return invitation
    who = invitation.contributor.person
    return answer(invitation=invitation, day=day, actor=who)


def _take_part(world, invitation: Invitation, part: str) -> None:
    figures = {
        "invitation": invitation,
        "hours": invitation.hours,
        "travel": Decimal("6.40"),
        "carer_cover": invitation.carer_cover,
        "day": invitation.held_on + DAY,
    }
    if part == "logged":
        services.log_involvement(**figures, actor=invitation.contributor.person)
    elif part != "yes":
        _pay(world, part, figures)


def _pay(world, part: str, figures: dict) -> None:
    """Made by the co-ordinator, approved by the programme manager."""
    coordinator = world.first(RoleKind.SUC_COORDINATOR)
    manager = world.first(RoleKind.PROGRAMME_MANAGER)
    day = figures["day"]
    payment = services.record_involvement(**figures, actor=coordinator)
    if payment is None or part not in ("approved", "paid"):
        return
    services.approve_payment(payment=payment, day=day + DAY * 3, actor=manager)
    if part == "paid":
        paid_on = day + DAY * 8
        services.mark_payment_paid(
            payment=payment, paid_on=paid_on, day=paid_on, actor=coordinator
        )

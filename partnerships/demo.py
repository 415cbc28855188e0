"""The demonstration partnership: fictional organisations, people and roles."""

import datetime as dt
import itertools
from dataclasses import dataclass, field

from accounts import services as accounts
from accounts.models import Person
from core import audit
from partnerships import services
from partnerships.choices import OrganisationKind, RoleKind, Sector
from partnerships.models import Organisation, Partnership, Service, Team

NAME = "Six Rivers Teaching Partnership"
PASSWORD = "lantern-river-oak"
DOMAIN = "demo.example"

COUNCILS = [
    ("Northbridge Council", "Northbridge"),
    ("Millshire County Council", "Millshire"),
    ("Eastmoor Borough Council", "Eastmoor"),
    ("Coastal Bay Council", "Coastal Bay"),
    ("Harrowgate Vale Council", "Harrowgate Vale"),
    ("Wexley City Council", "Wexley"),
]
UNIVERSITIES = [("University of Easton", "Easton"), ("Harwick University", "Harwick")]
VOLUNTARY = [
    ("Bridgeway Family Support", "Bridgeway"),
    ("Open Door Advocacy", "Open Door"),
    ("Larkfield Carers Trust", "Larkfield"),
]
SUC_LED = ("Voices in Practice", "Voices")
TEAMS = {
    Sector.CHILDREN: ["Assessment team", "Children in care team", "Leaving care team"],
    Sector.ADULTS: ["Hospital team", "Learning disability team", "Mental health team"],
    Sector.OTHER: ["Community team"],
}
FIRST = [
    "Amara",
    "Ben",
    "Chloe",
    "Dev",
    "Esther",
    "Farah",
    "Gareth",
    "Hana",
    "Imran",
    "Jess",
    "Kofi",
    "Leah",
    "Marcus",
    "Nadia",
    "Owen",
    "Priya",
    "Quinn",
    "Rosa",
    "Sam",
    "Tara",
    "Uma",
    "Victor",
    "Wanjiru",
    "Yusuf",
    "Zoe",
    "Adele",
    "Bilal",
    "Cerys",
    "Daniel",
    "Ewa",
]
LAST = [
    "Okafor",
    "Patel",
    "Lewis",
    "Novak",
    "Ahmed",
    "Byrne",
    "Clarke",
    "Davies",
    "Evans",
    "Fraser",
    "Gupta",
    "Hughes",
    "Ibrahim",
    "Jones",
    "Kaur",
    "Lowe",
    "Mensah",
    "Nolan",
    "Osei",
    "Price",
    "Quaye",
    "Reid",
    "Shah",
    "Taylor",
    "Umar",
    "Vance",
    "Walker",
    "Young",
    "Zaman",
    "Abbott",
    "Barker",
]


def email_of(kind: str, marker: str = "") -> str:
    return f"{str(kind).replace('_', '-')}{marker}@{DOMAIN}"


@dataclass
class World:
    """What the other apps' demonstration data build upon."""

    day: dt.date
    partnership: Partnership
    marker: str = ""
    councils: list[Organisation] = field(default_factory=list)
    universities: list[Organisation] = field(default_factory=list)
    voluntary: list[Organisation] = field(default_factory=list)
    suc_led: Organisation | None = None
    services: list[Service] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    staff: dict = field(default_factory=dict)
    names: itertools.count = field(default_factory=itertools.count)
    signed: set = field(default_factory=set)

    @property
    def began(self) -> dt.date:
        """The day everything in the demonstration began."""
        return self.day - dt.timedelta(days=900)

    def next_name(self) -> str:
        n = next(self.names)
        first, last = FIRST[n % len(FIRST)], LAST[(n * 7 + n // len(FIRST)) % len(LAST)]
        return self.mark(f"{first} {last}")

    def mark(self, name: str) -> str:
        """The name, with this world's marker if it has one (see ``load``)."""
        return f"{self.marker} {name}".strip()

    def add_person(self, kind: str, *, starts_on=None, name=None, **scope) -> Person:
        """A person with one role; the first of each kind is its demonstration sign-in.

        ``scope`` is one of partnership=, organisation=, service=, team=, and
        sector= or is_primary=. The person is kept in ``staff[kind]``.
        """
        first = kind not in self.signed
        self.signed.add(kind)
        person = accounts.add_person(
            name=name or self.next_name(),
            email=self.email_of(kind) if first else self.unused_email(),
            password=PASSWORD if first else None,
            is_staff=kind == RoleKind.ADMINISTRATOR,
            is_superuser=kind == RoleKind.ADMINISTRATOR,
            actor=audit.SYSTEM,
        )
        services.give_role(
            person=person,
            kind=kind,
            starts_on=starts_on or self.began,
            actor=audit.SYSTEM,
            **scope,
        )
        self.staff.setdefault(str(kind), []).append(person)
        return person

    def unused_email(self) -> str:
        return f"person{next(self.names)}{self.marker}@people.{DOMAIN}"

    def email_of(self, kind: str) -> str:
        """The sign-in of the first person of this kind."""
        return email_of(kind, self.marker)

    def first(self, kind: str) -> Person:
        return self.staff[str(kind)][0]


def load(day: dt.date, marker: str = "") -> World:
    """Build organisations, services, teams and staff as they stand on ``day``.

    A ``marker`` goes into every name, so that a test can load a second, foreign
    partnership and search every page for names that do not belong there.
    """
    name = f"{marker} {NAME}".strip()
    partnership = services.add_partnership(name=name, actor=audit.SYSTEM)
    world = World(day=day, partnership=partnership, marker=marker)
    _add_organisations(world)
    _add_partnership_staff(world)
    for council in world.councils:
        _add_council_staff(world, council)
    for university in world.universities:
        _add_university_staff(world, university)
    return world


def _add_organisations(world: World) -> None:
    both = (Sector.CHILDREN, Sector.ADULTS)
    other = (Sector.OTHER,)
    for names in COUNCILS:
        world.councils.append(
            _join(world, names, OrganisationKind.LOCAL_AUTHORITY, both)
        )
    for names in UNIVERSITIES:
        world.universities.append(_join(world, names, OrganisationKind.UNIVERSITY, ()))
    for names in VOLUNTARY:
        world.voluntary.append(_join(world, names, OrganisationKind.PVI, other))
    world.suc_led = _join(world, SUC_LED, OrganisationKind.SUC_LED, other)


def _join(world: World, names, kind: str, sectors) -> Organisation:
    organisation = services.add_organisation(
        name=world.mark(names[0]),
        short_name=world.mark(names[1]),
        kind=kind,
        sectors=sectors,
        actor=audit.SYSTEM,
    )
    found = list(organisation.services.all())
    world.services += found
    for service in found or [None]:
        services.join_partnership(
            partnership=world.partnership,
            organisation=organisation,
            service=service,
            starts_on=world.began,
            actor=audit.SYSTEM,
        )
    for service in found:
        for number, name in enumerate(TEAMS[service.sector]):
            world.teams.append(
                services.add_team(
                    service=service,
                    name=world.mark(name),
                    locality=("North", "South", "Central")[number % 3],
                    wte=8 + number * 2,
                    actor=audit.SYSTEM,
                )
            )
    return organisation


def _add_partnership_staff(world: World) -> None:
    for kind in (
        RoleKind.PROGRAMME_MANAGER,
        RoleKind.WORKFORCE_LEAD,
        RoleKind.SUC_COORDINATOR,
        RoleKind.ADMINISTRATOR,
    ):
        world.add_person(kind, partnership=world.partnership)


def _add_council_staff(world: World, council: Organisation) -> None:
    for kind in (
        RoleKind.PSW,
        RoleKind.DIRECTOR,
        RoleKind.PRACTICE_EDUCATION_LEAD,
        RoleKind.PLACEMENT_COORDINATOR,
    ):
        primary = kind == RoleKind.PLACEMENT_COORDINATOR
        world.add_person(kind, organisation=council, is_primary=primary)
    team = next(t for t in world.teams if t.service.organisation_id == council.pk)
    world.add_person(RoleKind.TEAM_MANAGER, team=team)


def _add_university_staff(world: World, university: Organisation) -> None:
    world.add_person(RoleKind.UNIVERSITY_LEAD, organisation=university)
    for _ in range(2):
        world.add_person(RoleKind.TUTOR, organisation=university)

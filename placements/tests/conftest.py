"""A small partnership: one council, one university, and who works there."""

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
import time_machine

from config.tests.browser.conftest import (  # noqa: F401 - fixtures by name
    axe,
    browser_page,
    chromium,
    fits,
    live,
    login,
    narrow,
    snap,
)
from core.audit import SYSTEM
from partnerships.choices import RoleKind, Sector
from partnerships.tests.factories import (
    PartnershipFactory,
    RoleFactory,
    ServiceFactory,
    TeamFactory,
    member,
    person_with,
)
from placements import services
from placements.choices import PlacementKind
from placements.models import Placement
from placements.tests.factories import (
    STARTS,
    PracticeEducatorFactory,
    SettingFactory,
    StudentFactory,
)


@dataclass
class Place:
    """A council's team that hosts, and the people of it and of a university."""

    partnership: object
    council: object
    university: object
    setting: object
    educator: object
    lead: object
    coordinator: object
    manager: object

    def student(self, **fields):
        student = StudentFactory(
            cohort__course__university=self.university,
            university=self.university,
            **fields,
        )
        give(student.person, RoleKind.STUDENT, organisation=self.university)
        return student

    def placement(self, *, day=STARTS, student=None, **fields) -> Placement:
        """The worked placement: 100 days, Monday to Friday, from 7 September 2026."""
        values = {
            "kind": PlacementKind.FINAL,
            "setting": self.setting,
            "starts_on": STARTS,
            "required_days": 100,
            "practice_educator": self.educator,
            "skips_bank_holidays": False,
            **fields,
        }
        return services.create_placement(
            student=student or self.student(), day=day, actor=SYSTEM, **values
        )


def give(person, kind, **scope):
    RoleFactory(person=person, kind=kind, **{"organisation": None, **scope})
    person.forget_roles()
    return person


def make_place(partnership=None, sector=Sector.CHILDREN) -> Place:
    partnership = partnership or PartnershipFactory()
    council = member(partnership)
    university = member(partnership, university=True)
    team = TeamFactory(service=ServiceFactory(organisation=council, sector=sector))
    educator = PracticeEducatorFactory(
        partnership=partnership, employer=council, service=team.service
    )
    give(educator.person, RoleKind.PRACTICE_EDUCATOR, service=team.service)
    return Place(
        partnership=partnership,
        council=council,
        university=university,
        setting=SettingFactory(team=team),
        educator=educator,
        lead=person_with(RoleKind.PRACTICE_EDUCATION_LEAD, organisation=council),
        coordinator=person_with(RoleKind.PLACEMENT_COORDINATOR, organisation=council),
        manager=person_with(RoleKind.PROGRAMME_MANAGER, partnership=partnership),
    )


@pytest.fixture
def place(db):
    return make_place()


@pytest.fixture
def elsewhere(db):
    """Another partnership altogether."""
    return make_place()


@pytest.fixture
def on():
    """``on(day)`` stops the clock at noon of that day."""
    travellers = []

    def _on(day: dt.date):
        moment = dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travellers.append(traveller)

    yield _on
    for traveller in reversed(travellers):
        traveller.stop()


FINE = {
    "opportunities_rating": "fine",
    "support_rating": "fine",
    "performance_rating": "fine",
}
NOT_FINE = {
    **FINE,
    "support_rating": "not_fine",
    "support_problem": "Supervision has not happened since week two.",
}


def part_of(placement, kind, party):
    return placement.checkpoints.get(kind=kind).parts.get(party=party)


def submit(placement, kind, party, answers=None):
    """That party submits, as itself."""
    part = part_of(placement, kind, party)
    who = SimpleNamespace(
        student=placement.student.person,
        practice_educator=placement.practice_educator
        and placement.practice_educator.person,
    )
    return services.submit_part(
        part=part, answers=answers or FINE, actor=getattr(who, party)
    )

import datetime as dt

import pytest
import time_machine

from partnerships.choices import RoleKind, Sector
from partnerships.models import Organisation, Role, Service, Team
from partnerships.reach import reach_of
from partnerships.tests.factories import (
    MembershipFactory,
    OrganisationFactory,
    PartnershipFactory,
    ServiceFactory,
    TeamFactory,
    member,
    person_with,
)

pytestmark = pytest.mark.django_db


def test_a_partnerships_role_covers_its_members_and_nobody_else():
    partnership = PartnershipFactory()
    inside, outside = member(partnership), OrganisationFactory()
    service = ServiceFactory(organisation=inside)
    ServiceFactory(organisation=outside)
    manager = person_with(RoleKind.PROGRAMME_MANAGER, partnership=partnership)

    reach = reach_of(manager, RoleKind.PROGRAMME_MANAGER)

    assert set(reach.organisations()) == {inside.pk}
    assert set(reach.services()) == {service.pk}


def test_an_organisations_role_covers_its_services_and_teams():
    council = OrganisationFactory()
    team = TeamFactory(service__organisation=council)
    TeamFactory()
    psw = person_with(RoleKind.PSW, organisation=council)

    reach = reach_of(psw)

    assert set(reach.services()) == {team.service_id}
    assert set(reach.teams()) == {team.pk}


def test_a_sector_limit_leaves_the_other_service_out():
    council = OrganisationFactory()
    children = ServiceFactory(organisation=council, sector=Sector.CHILDREN)
    ServiceFactory(organisation=council, sector=Sector.ADULTS)
    lead = person_with(
        RoleKind.PRACTICE_EDUCATION_LEAD,
        organisation=council,
        sector=Sector.CHILDREN,
    )

    reach = reach_of(lead)

    assert set(reach.services()) == {children.pk}
    assert reach.sectors() == {Sector.CHILDREN}


def test_a_teams_role_covers_that_team_only():
    team = TeamFactory()
    TeamFactory(service=team.service)
    manager = person_with(RoleKind.TEAM_MANAGER, team=team)

    reach = reach_of(manager)

    assert set(reach.teams()) == {team.pk}
    assert set(reach.services()) == set()


def test_another_kind_of_role_does_not_widen_the_reach():
    one, two = OrganisationFactory(), OrganisationFactory()
    person = person_with(RoleKind.PSW, organisation=one)
    Role.objects.create(
        person=person,
        kind=RoleKind.STUDENT,
        organisation=two,
        starts_on=dt.date(2020, 1, 1),
    )

    assert set(reach_of(person, RoleKind.PSW).organisations()) == {one.pk}


def test_reach_ends_the_day_after_the_role_does():
    council = OrganisationFactory()
    last = dt.date(2026, 11, 2)
    person = person_with(RoleKind.PSW, organisation=council)
    Role.objects.filter(person=person).update(ends_on=last)

    with time_machine.travel(dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC), tick=False):
        assert reach_of(person)
    with time_machine.travel(dt.datetime(2026, 11, 3, 12, tzinfo=dt.UTC), tick=False):
        assert not reach_of(person)


def test_neighbours_share_a_partnership():
    partnership = PartnershipFactory()
    mine, theirs, stranger = (
        member(partnership),
        member(partnership),
        member(PartnershipFactory()),
    )
    psw = person_with(RoleKind.PSW, organisation=mine)

    assert set(Organisation.objects.visible_to(psw)) == {mine, theirs}
    assert stranger not in Organisation.objects.visible_to(psw)
    ServiceFactory(organisation=theirs)
    TeamFactory(service__organisation=stranger)
    assert Service.objects.visible_to(psw).count() == 1
    assert Team.objects.visible_to(psw).count() == 0


def test_a_member_that_left_is_no_neighbour():
    partnership = PartnershipFactory()
    mine = member(partnership)
    gone = MembershipFactory(
        partnership=partnership, ends_on=dt.date(2024, 3, 31)
    ).organisation
    psw = person_with(RoleKind.PSW, organisation=mine)

    assert gone not in Organisation.objects.visible_to(psw)


def test_each_service_of_a_council_may_belong_to_another_partnership():
    council = OrganisationFactory()
    children = ServiceFactory(organisation=council, sector=Sector.CHILDREN)
    adults = ServiceFactory(organisation=council, sector=Sector.ADULTS)
    one, two = PartnershipFactory(), PartnershipFactory()
    MembershipFactory(partnership=one, organisation=council, service=children)
    MembershipFactory(partnership=two, organisation=council, service=adults)

    manager = person_with(RoleKind.PROGRAMME_MANAGER, partnership=one)
    lead = person_with(RoleKind.PRACTICE_EDUCATION_LEAD, service=adults)

    assert reach_of(manager).services() == [children.pk]
    assert reach_of(lead).partnership_ids() == [two.pk]

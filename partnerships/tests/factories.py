import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from partnerships.choices import OrganisationKind, RoleKind, Sector
from partnerships.models import (
    Membership,
    Organisation,
    Partnership,
    Role,
    Service,
    Team,
)

LONG_AGO = dt.date(2020, 1, 1)


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    name = factory.Sequence(lambda n: f"Partnership {n}")


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Council {n}")
    short_name = factory.Sequence(lambda n: f"C{n}")
    kind = OrganisationKind.LOCAL_AUTHORITY

    class Params:
        university = factory.Trait(kind=OrganisationKind.UNIVERSITY)


class ServiceFactory(DjangoModelFactory):
    class Meta:
        model = Service

    organisation = factory.SubFactory(OrganisationFactory)
    sector = Sector.CHILDREN


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    service = factory.SubFactory(ServiceFactory)
    name = factory.Sequence(lambda n: f"Team {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    partnership = factory.SubFactory(PartnershipFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO


class RoleFactory(DjangoModelFactory):
    """A role of a new person; say its scope (organisation by default)."""

    class Meta:
        model = Role

    person = factory.SubFactory(PersonFactory)
    kind = RoleKind.PROGRAMME_MANAGER
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = LONG_AGO

    class Params:
        of_partnership = factory.Trait(
            organisation=None, partnership=factory.SubFactory(PartnershipFactory)
        )


def person_with(kind: str, **scope):
    """A new person holding one role; ``scope`` is one of the four."""
    scope.setdefault("organisation", None)
    return RoleFactory(kind=kind, **scope).person


def member(partnership, **fields):
    """A new organisation that is a member of the partnership."""
    organisation = OrganisationFactory(**fields)
    MembershipFactory(partnership=partnership, organisation=organisation)
    return organisation

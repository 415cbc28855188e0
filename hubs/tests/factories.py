"""Every model in one line; a hub of a member council, a session held weekly."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from hubs.choices import Mark, SessionKind
from hubs.models import (
    Enrolment,
    Hub,
    HubAttendance,
    HubBreak,
    HubFacilitator,
    HubModel,
    HubSession,
)
from hubs.models.reflections import Reflection
from partnerships.choices import RoleKind
from partnerships.tests.factories import (
    OrganisationFactory,
    PartnershipFactory,
    RoleFactory,
)

STARTS = dt.date(2026, 9, 7)


class HubModelFactory(DjangoModelFactory):
    class Meta:
        model = HubModel

    partnership = factory.SubFactory(PartnershipFactory)
    name = factory.Sequence(lambda n: f"Framework {n}")
    starts_on = dt.date(2020, 9, 1)


class HubFactory(DjangoModelFactory):
    class Meta:
        model = Hub

    name = factory.Sequence(lambda n: f"Hub {n}")
    model = factory.SubFactory(HubModelFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    meets_at = dt.time(14)
    starts_on = STARTS


class HubFacilitatorFactory(DjangoModelFactory):
    """A practice education lead of the hub's organisation who runs it."""

    class Meta:
        model = HubFacilitator

    hub = factory.SubFactory(HubFactory)
    starts_on = STARTS

    @factory.lazy_attribute
    def person(self):
        return RoleFactory(
            kind=RoleKind.PRACTICE_EDUCATION_LEAD, organisation=self.hub.organisation
        ).person


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    hub = factory.SubFactory(HubFactory)
    student = factory.SubFactory(PersonFactory)
    starts_on = STARTS


class HubBreakFactory(DjangoModelFactory):
    class Meta:
        model = HubBreak

    hub = factory.SubFactory(HubFactory)
    starts_on = dt.date(2026, 12, 21)
    ends_on = dt.date(2027, 1, 3)
    reason = "Christmas"


class HubSessionFactory(DjangoModelFactory):
    class Meta:
        model = HubSession

    hub = factory.SubFactory(HubFactory)
    organisation = factory.SelfAttribute("hub.organisation")
    held_on = factory.Sequence(lambda n: STARTS + dt.timedelta(days=n % 70))
    starts_at = dt.time(14)
    minutes = 90
    kind = SessionKind.REFLECTIVE


class HubAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = HubAttendance

    session = factory.SubFactory(HubSessionFactory)
    enrolment = factory.SubFactory(
        EnrolmentFactory, hub=factory.SelfAttribute("..session.hub")
    )
    organisation = factory.SelfAttribute("session.organisation")
    held_on = factory.SelfAttribute("session.held_on")
    state = Mark.PRESENT


class ReflectionFactory(DjangoModelFactory):
    class Meta:
        model = Reflection

    author = factory.SubFactory(PersonFactory)
    session = factory.SubFactory(HubSessionFactory)
    text = "My own words."

"""The least valid row of each model. Days stand around 13 November 2026."""

import datetime as dt
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from partnerships.choices import RoleKind
from partnerships.tests.factories import (
    MembershipFactory,
    PartnershipFactory,
    RoleFactory,
    person_with,
)
from suc.choices import ContributorState, ExpenseBasis, InvitationState, TaskState
from suc.models import (
    ChangeMade,
    Contributor,
    Expertise,
    Invitation,
    Involvement,
    InvolvementTask,
    Payment,
    SixWAnswer,
    SixWQuestion,
)

TODAY = dt.date(2026, 11, 13)
EARLIER = dt.date(2026, 10, 1)


class ContributorFactory(DjangoModelFactory):
    class Meta:
        model = Contributor

    person = factory.SubFactory(PersonFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    state = ContributorState.ACTIVE
    applied_on = dt.date(2026, 9, 1)
    active_on = dt.date(2026, 9, 20)


class ExpertiseFactory(DjangoModelFactory):
    class Meta:
        model = Expertise

    contributor = factory.SubFactory(ContributorFactory)
    words = factory.Sequence(lambda n: f"Life skill {n}")


class InvolvementTaskFactory(DjangoModelFactory):
    class Meta:
        model = InvolvementTask

    partnership = factory.SubFactory(PartnershipFactory)
    host = factory.LazyAttribute(
        lambda task: MembershipFactory(partnership=task.partnership).organisation
    )
    title = factory.Sequence(lambda n: f"Interview panel {n}")
    kind = "admissions"
    purpose = "To choose students who listen."
    what_happens = "You meet students and tell us what you think."
    held_on = dt.date(2026, 11, 27)
    from_time = dt.time(10)
    to_time = dt.time(12)
    place = "Room 4, Easton"
    fee = Decimal("40.00")
    hours = Decimal("2.00")
    state = TaskState.OPEN

    class Params:
        with_expenses = factory.Trait(
            travel_basis=ExpenseBasis.UP_TO,
            travel=Decimal("8.50"),
            carer_cover_basis=ExpenseBasis.FIXED,
            carer_cover=Decimal("24.00"),
        )


TaskFactory = InvolvementTaskFactory


class SixWQuestionFactory(DjangoModelFactory):
    class Meta:
        model = SixWQuestion

    partnership = factory.SubFactory(PartnershipFactory)
    number = 1
    label = "Who is asking?"


class SixWAnswerFactory(DjangoModelFactory):
    class Meta:
        model = SixWAnswer

    task = factory.SubFactory(TaskFactory)
    question = factory.SubFactory(
        SixWQuestionFactory, partnership=factory.SelfAttribute("..task.partnership")
    )
    answer = "The university."


class ChangeMadeFactory(DjangoModelFactory):
    class Meta:
        model = ChangeMade

    task = factory.SubFactory(TaskFactory)
    what = "Letters now say who to phone."
    changed_on = dt.date(2026, 11, 30)


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    task = factory.SubFactory(TaskFactory)
    contributor = factory.SubFactory(
        ContributorFactory, partnership=factory.SelfAttribute("..task.partnership")
    )
    invited_on = EARLIER
    held_on = factory.SelfAttribute("task.held_on")
    from_time = factory.SelfAttribute("task.from_time")
    to_time = factory.SelfAttribute("task.to_time")

    @factory.lazy_attribute
    def answered_on(self):
        waiting = self.state in (InvitationState.INVITED, InvitationState.WITHDRAWN)
        return None if waiting else EARLIER

    state = InvitationState.INVITED

    class Params:
        accepted = factory.Trait(state=InvitationState.ACCEPTED)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        kwargs = {**kwargs["task"].offered(), **kwargs}
        return super()._create(model_class, *args, **kwargs)


class InvolvementFactory(DjangoModelFactory):
    class Meta:
        model = Involvement

    invitation = factory.SubFactory(
        InvitationFactory, accepted=True, task__held_on=dt.date(2026, 11, 6)
    )
    done_on = factory.SelfAttribute("invitation.held_on")
    hours = Decimal("2.00")

    class Params:
        confirmed = factory.Trait(
            approved_by=factory.SubFactory(PersonFactory), approved_on=TODAY
        )


class PaymentFactory(DjangoModelFactory):
    """A due payment for confirmed work; say state=, approved_by= … for others."""

    class Meta:
        model = Payment

    invitation = factory.LazyAttribute(
        lambda payment: (
            InvolvementFactory(confirmed=True, invitation__task=payment.task).invitation
            if payment.task
            else InvolvementFactory(confirmed=True).invitation
        )
    )
    partnership = factory.SelfAttribute("invitation.task.partnership")
    payee = factory.SelfAttribute("invitation.contributor.person")
    fee = Decimal("40.00")
    made_on = dt.date(2026, 11, 7)
    created_by = factory.SubFactory(PersonFactory)

    class Params:
        task = None


def coordinator(partnership):
    return person_with(RoleKind.SUC_COORDINATOR, partnership=partnership)


def manager(partnership):
    return person_with(RoleKind.PROGRAMME_MANAGER, partnership=partnership)


def active_member(partnership, **fields) -> Contributor:
    """An active member who may sign in."""
    contributor = ContributorFactory(partnership=partnership, **fields)
    RoleFactory(
        person=contributor.person,
        kind=RoleKind.SUC_MEMBER,
        organisation=None,
        partnership=partnership,
    )
    return contributor

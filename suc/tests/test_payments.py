import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from core.models import Message
from suc import services
from suc.choices import InvitationState, PaymentState, TaskState
from suc.models import Involvement, Payment
from suc.tests.factories import (
    InvitationFactory,
    PaymentFactory,
    TaskFactory,
)

DAY = dt.date(2026, 11, 13)
AFTER = dt.date(2026, 11, 28)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


def record(invitation, actor=None, **figures):
    return services.record_involvement(
        invitation=invitation,
        day=AFTER,
        actor=actor or PersonFactory(),
        **{"hours": Decimal("2"), **figures},
    )


def accepted(**task):
    return InvitationFactory(accepted=True, task=TaskFactory(**task))


def test_recording_makes_one_payment_line_however_often_it_is_sent():
    invitation = accepted(with_expenses=True)
    actor = PersonFactory()
    figures = {"travel": Decimal("6.20"), "carer_cover": Decimal("24")}

    payments = [record(invitation, actor, **figures) for _ in range(2)]

    assert payments[0] == payments[1]
    payment = Payment.objects.get()
    assert (payment.fee, payment.travel, payment.carer_cover, payment.total) == (
        Decimal("40.00"),
        Decimal("6.20"),
        Decimal("24.00"),
        Decimal("70.20"),
    )
    assert (payment.state, payment.made_on, payment.created_by) == ("due", AFTER, actor)
    invitation.task.refresh_from_db()
    assert invitation.task.state == TaskState.DONE


def test_other_figures_for_recorded_work_are_refused():
    invitation = accepted()
    record(invitation)

    with refused("already recorded"):
        record(invitation, hours=Decimal("3"))


def test_an_hourly_fee_is_paid_to_the_penny():
    invitation = accepted(fee_basis="hour", fee=Decimal("12.35"))

    payment = record(invitation, hours=Decimal("1.75"))

    assert payment.fee == Decimal("21.61")


def test_a_declined_fee_makes_no_payment():
    invitation = InvitationFactory(state=InvitationState.ACCEPTED_UNPAID)

    payment = record(invitation)

    assert payment is None
    assert Payment.objects.count() == 0
    assert Involvement.objects.get().approved_by is not None


def test_a_declined_fee_still_lets_travel_be_paid_back():
    invitation = InvitationFactory(
        task=TaskFactory(with_expenses=True),
        state=InvitationState.ACCEPTED_UNPAID,
    )

    payment = record(invitation, travel=Decimal("5"))

    assert (payment.fee, payment.total) == (Decimal("0.00"), Decimal("5.00"))


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_only_accepted_work_is_recorded(state):
    because = "Mistake" if state == "withdrawn" else ""
    invitation = InvitationFactory(state=state, withdrawn_because=because)

    with refused("accepted"):
        record(invitation)


def test_work_is_not_recorded_before_its_day():
    with refused("on the day of the work or later"):
        services.record_involvement(
            invitation=accepted(),
            hours=Decimal("2"),
            day=DAY,
            actor=PersonFactory(),
        )


def test_expenses_over_what_was_offered_are_refused():
    with refused("up to £8.50"):
        record(accepted(with_expenses=True), travel=Decimal("8.51"))


def test_members_log_their_own_hours_but_do_not_confirm_them():
    invitation = accepted(with_expenses=True)
    who = invitation.contributor.person

    services.log_involvement(
        invitation=invitation,
        hours=Decimal("2"),
        travel=Decimal("3"),
        day=AFTER,
        actor=who,
    )

    assert Payment.objects.count() == 0
    with refused("Someone else must confirm"):
        record(invitation, who, travel=Decimal("3"))
    payment = record(invitation, travel=Decimal("3"))
    assert Involvement.objects.get().logged_by == who
    assert payment.travel == Decimal("3.00")
    with refused("already confirmed"):
        services.log_involvement(
            invitation=invitation, hours=Decimal("2"), day=AFTER, actor=who
        )


def test_the_person_who_made_a_payment_cannot_approve_it():
    payment = PaymentFactory()

    with refused("Someone else must approve"):
        services.approve_payment(payment=payment, day=DAY, actor=payment.created_by)


def test_nobody_approves_a_payment_to_themselves():
    payment = PaymentFactory()

    with refused("to yourself"):
        services.approve_payment(payment=payment, day=DAY, actor=payment.payee)


def test_a_payment_is_approved_by_another_person_then_paid():
    payment, second = PaymentFactory(), PersonFactory()

    services.approve_payment(payment=payment, day=DAY, actor=second)
    paid = services.mark_payment_paid(
        payment=payment, paid_on=DAY, day=DAY, actor=second
    )

    assert (paid.state, paid.approved_by, paid.paid_on) == ("paid", second, DAY)
    assert [(m.recipient, m.reason) for m in Message.objects.all()] == [
        (payment.payee, "suc_paid")
    ]


def test_a_payment_is_not_paid_before_it_is_approved():
    with refused("is due already"):
        services.mark_payment_paid(
            payment=PaymentFactory(), paid_on=DAY, day=DAY, actor=PersonFactory()
        )


def test_a_payment_sent_back_can_be_recorded_again_with_other_figures():
    invitation = accepted(with_expenses=True)
    payment = record(invitation, travel=Decimal("8"))
    services.decline_payment(
        payment=payment, reason="The ticket says £6", actor=PersonFactory()
    )

    corrected = record(invitation, travel=Decimal("6"))

    assert [(p.state, p.travel) for p in Payment.objects.order_by("pk")] == [
        ("declined", Decimal("8.00")),
        ("due", Decimal("6.00")),
    ]
    assert corrected.state == PaymentState.DUE


def test_a_payment_is_sent_back_only_with_a_reason():
    with refused("Say why it was not approved"):
        services.decline_payment(
            payment=PaymentFactory(), reason="", actor=PersonFactory()
        )

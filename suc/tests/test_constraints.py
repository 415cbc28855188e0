"""What the database refuses by itself, whatever door wrote it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import PersonFactory
from partnerships.tests.factories import PartnershipFactory
from suc.models import Contributor, Payment
from suc.tests.factories import (
    TODAY,
    ChangeMadeFactory,
    ContributorFactory,
    ExpertiseFactory,
    InvitationFactory,
    InvolvementFactory,
    PaymentFactory,
    SixWAnswerFactory,
    SixWQuestionFactory,
    TaskFactory,
)

pytestmark = pytest.mark.django_db
PENCE = Decimal("1.00")


def refused(name: str):
    return pytest.raises(IntegrityError, match=name)


def approved(payment, approver):
    return Payment.objects.filter(pk=payment.pk).update(
        state="approved", approved_by=approver, approved_on=TODAY
    )


def test_payment_approver_is_not_its_maker():
    payment = PaymentFactory()

    with refused("payment_approver_is_not_its_maker"), transaction.atomic():
        approved(payment, payment.created_by)
    assert approved(payment, PersonFactory()) == 1


def test_payment_approver_is_not_its_payee():
    payment = PaymentFactory()

    with refused("payment_approver_is_not_its_payee"):
        approved(payment, payment.payee)


def test_payment_one_live_per_invitation():
    payment = PaymentFactory()
    Payment.objects.filter(pk=payment.pk).update(state="declined", declined_because="x")
    PaymentFactory(invitation=payment.invitation)

    with refused("payment_one_live_per_invitation"):
        PaymentFactory(invitation=payment.invitation)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("payment_state_is_known", {"state": "lost"}),
        ("payment_amounts_are_not_negative", {"travel": -PENCE}),
        ("payment_is_for_more_than_nothing", {"fee": 0}),
        ("payment_is_approved_by_someone_on_a_day", {"state": "approved"}),
        ("payment_is_paid_on_a_day", {"paid_on": TODAY}),
        ("payment_is_not_approved_with_a_reason", {"state": "declined"}),
    ],
)
def test_payments_add_up(name, fields):
    with refused(name):
        PaymentFactory(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("task_kind_is_known", {"kind": "party"}),
        ("task_state_is_known", {"state": "lost"}),
        ("task_ends_after_it_starts", {"to_time": dt.time(10)}),
        ("task_has_a_place", {"places": 0}),
        ("task_is_cancelled_with_a_reason", {"state": "cancelled"}),
        ("task_fee_is_offered_with_an_amount", {"fee": 0}),
        ("task_fee_is_offered_with_an_amount", {"fee_basis": "none"}),
        ("task_hours_are_more_than_none", {"hours": 0}),
        ("task_travel_is_offered_with_an_amount", {"travel": PENCE}),
        ("task_carer_cover_is_offered_with_an_amount", {"carer_cover": PENCE}),
        ("task_other_is_offered_with_an_amount", {"other": PENCE}),
        ("task_other_costs_say_what_for", {"other": PENCE, "other_basis": "fixed"}),
    ],
)
def test_tasks_add_up(name, fields):
    with refused(name):
        TaskFactory(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("invitation_(state_is_known|answer_has_a_day)", {"state": "lost"}),
        ("invitation_ends_after_it_starts", {"to_time": dt.time(1)}),
        ("invitation_answer_has_a_day", {"state": "accepted", "answered_on": None}),
        ("invitation_is_withdrawn_with_a_reason", {"state": "withdrawn"}),
        (
            "invitation_is_answered_before_the_work",
            {"state": "accepted", "answered_on": dt.date(2026, 11, 28)},
        ),
        ("invitation_fee_is_offered_with_an_amount", {"fee": 0}),
        ("invitation_hours_are_more_than_none", {"hours": 25}),
        ("invitation_travel_is_offered_with_an_amount", {"travel": PENCE}),
        ("invitation_carer_cover_is_offered_with_an_amount", {"carer_cover": PENCE}),
        ("invitation_other_is_offered_with_an_amount", {"other": PENCE}),
        (
            "invitation_other_costs_say_what_for",
            {"other": PENCE, "other_basis": "fixed"},
        ),
    ],
)
def test_invitations_add_up(name, fields):
    with refused(name):
        InvitationFactory(**fields)


def test_invitation_once_per_task_and_contributor():
    first = InvitationFactory()

    with refused("invitation_once_per_task_and_contributor"):
        InvitationFactory(task=first.task, contributor=first.contributor)


def test_invitation_one_place_at_a_time():
    first = InvitationFactory(accepted=True)
    clash = TaskFactory(partnership=first.task.partnership)
    InvitationFactory(task=clash, contributor=first.contributor)

    with refused("invitation_one_place_at_a_time"):
        clash.invitations.update(state="accepted", answered_on=TODAY)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("involvement_hours_are_more_than_none", {"hours": 0}),
        ("involvement_expenses_are_not_negative", {"travel": -PENCE}),
        ("involvement_is_confirmed_by_someone_on_a_day", {"approved_on": TODAY}),
    ],
)
def test_involvement_adds_up(name, fields):
    with refused(name):
        InvolvementFactory(**fields)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("contributor_state_is_known", {"state": "lost"}),
        ("contributor_contact_is_known", {"contact_by": "owl"}),
        ("contributor_is_active_from_a_day", {"active_on": None}),
        (
            "contributor_is_archived_on_a_day_with_a_reason",
            {"state": "archived", "archived_on": TODAY},
        ),
    ],
)
def test_members_add_up(name, fields):
    with refused(name):
        ContributorFactory(**fields)


def test_contributor_once_per_partnership():
    first = ContributorFactory()

    with refused("contributor_once_per_partnership"):
        ContributorFactory(person=first.person, partnership=first.partnership)


def test_expertise_once_per_contributor():
    first = ExpertiseFactory(words="Fostering")

    with refused("expertise_once_per_contributor"):
        ExpertiseFactory(contributor=first.contributor, words="fostering")


def test_six_w_questions_are_six_and_once_each():
    partnership = PartnershipFactory()
    SixWQuestionFactory(partnership=partnership)

    with refused("six_w_question_is_one_of_six"), transaction.atomic():
        SixWQuestionFactory(number=7)
    with refused("six_w_question_once_per_partnership_and_number"):
        SixWQuestionFactory(partnership=partnership)


def test_six_w_answers_are_given_once_in_words():
    answer = SixWAnswerFactory()

    with refused("six_w_answer_is_not_empty"), transaction.atomic():
        SixWAnswerFactory(answer="")
    with refused("six_w_answer_once_per_task_and_question"):
        SixWAnswerFactory(task=answer.task, question=answer.question)


def test_change_says_what_changed():
    with refused("change_says_what_changed"):
        ChangeMadeFactory(what="")


def test_private_words_stay_out_of_the_audit_trail():
    ContributorFactory(access_needs="MARKER-ramp")

    [event] = Contributor.pgh_event_model.objects.values()

    assert "MARKER-ramp" not in str(event)
    assert not {"access_needs", "archive_reason"} & set(event)

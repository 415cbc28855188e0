"""What was done, and the money that follows: made by one person, approved by
another."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError

from core import audit
from core.audit import service
from suc.choices import PaymentState
from suc.models import Invitation, Involvement, InvolvementTask, Payment
from suc.models.terms import ZERO
from suc.services import letters
from suc.services.tasks import finish_task

EXPENSES = {
    "travel": "Travel",
    "carer_cover": "Carer cover",
    "other": "Other costs",
}


@service("Involvement logged")
def log_involvement(
    *, invitation: Invitation, hours: Decimal, day: dt.date, actor, **expenses: Decimal
) -> Involvement:
    """The member writes down hours and expenses; the co-ordinator confirms them."""
    invitation = _locked(invitation)
    involvement = _written_down(invitation)
    if involvement.approved_by_id:
        raise ValidationError("This is already confirmed.")
    _write(involvement, hours, expenses, day, actor)
    audit.record(actor=actor, action="Involvement logged", subject=involvement)
    return involvement


@service("Involvement recorded")
def record_involvement(
    *, invitation: Invitation, hours: Decimal, day: dt.date, actor, **expenses: Decimal
) -> Payment | None:
    """Confirm what a member did; the payment line is made once.

    Recording the same again changes nothing. After a payment was not approved the
    figures may be corrected, and a new line is made.
    """
    invitation = _locked(invitation)
    if invitation.contributor.person_id == actor.pk:
        raise ValidationError("Someone else must confirm your own work.")
    involvement = _written_down(invitation)
    payment = invitation.payments.live().first()
    if involvement.approved_by_id and (payment or not _was_sent_back(invitation)):
        if _figures(involvement) != _rounded(hours, expenses):
            raise ValidationError("This work is already recorded.")
        return payment
    _write(involvement, hours, expenses, day, actor)
    involvement.approved_by, involvement.approved_on = actor, day
    involvement.full_clean()
    involvement.save(update_fields=["approved_by", "approved_on", "updated_at"])
    audit.record(actor=actor, action="Involvement recorded", subject=involvement)
    finish_task(task=invitation.task, day=day, actor=actor)
    return _make_payment(involvement, day, actor)


@service("Payment approved")
def approve_payment(*, payment: Payment, day: dt.date, actor) -> Payment:
    """A second person agrees that the money is owed."""
    payment = _locked_payment(payment, PaymentState.DUE)
    if actor is None or payment.created_by_id == actor.pk:
        raise ValidationError("Someone else must approve this payment.")
    if payment.payee_id == actor.pk:
        raise ValidationError("You cannot approve a payment to yourself.")
    payment.state = PaymentState.APPROVED
    payment.approved_by, payment.approved_on = actor, day
    payment.full_clean()
    payment.save(update_fields=["state", "approved_by", "approved_on", "updated_at"])
    audit.record(actor=actor, action="Payment approved", subject=payment)
    return payment


@service("Payment not approved")
def decline_payment(*, payment: Payment, reason: str, actor) -> Payment:
    """Send a due payment back with a reason; the work can be recorded again."""
    payment = _locked_payment(payment, PaymentState.DUE)
    payment.state = PaymentState.DECLINED
    payment.declined_because = reason.strip()
    payment.full_clean()
    payment.save(update_fields=["state", "declined_because", "updated_at"])
    audit.record(actor=actor, action="Payment not approved", subject=payment)
    return payment


@service("Payment paid")
def mark_payment_paid(
    *, payment: Payment, paid_on: dt.date, day: dt.date, actor
) -> Payment:
    """The money has left; the member sees the day."""
    payment = _locked_payment(payment, PaymentState.APPROVED)
    if paid_on > day:
        raise ValidationError({"paid_on": "The day paid cannot be in the future."})
    if paid_on < payment.made_on:
        raise ValidationError({"paid_on": "The day paid cannot be before it was due."})
    payment.state, payment.paid_on = PaymentState.PAID, paid_on
    payment.full_clean()
    payment.save(update_fields=["state", "paid_on", "updated_at"])
    letters.paid(payment=payment, day=day, actor=actor)
    audit.record(actor=actor, action="Payment paid", subject=payment)
    return payment


def _locked(invitation: Invitation) -> Invitation:
    """The task first, then the invitation, as answering does."""
    InvolvementTask.objects.select_for_update().get(pk=invitation.task_id)
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("task", "contributor__person").get(pk=invitation.pk)


def _written_down(invitation: Invitation) -> Involvement:
    found = Involvement.objects.filter(invitation=invitation).first()
    return found or Involvement(invitation=invitation)


def _was_sent_back(invitation: Invitation) -> bool:
    return invitation.payments.filter(state=PaymentState.DECLINED).exists()


def _write(involvement, hours, expenses, day: dt.date, actor) -> None:
    invitation = involvement.invitation
    if not invitation.is_coming:
        raise ValidationError("Only work that was accepted can be recorded.")
    if day < invitation.held_on:
        raise ValidationError("This can be recorded on the day of the work or later.")
    involvement.done_on = invitation.held_on
    involvement.hours = hours
    involvement.logged_by = involvement.logged_by or actor
    for name, label in EXPENSES.items():
        claimed, offered = expenses.get(name) or ZERO, getattr(invitation, name)
        if claimed > offered:
            words = f"up to £{offered}" if offered else "not offered"
            raise ValidationError({name: f"{label} for this work: {words}."})
        setattr(involvement, name, claimed)
    involvement.full_clean()
    involvement.save()


def _figures(involvement: Involvement) -> list:
    return [involvement.hours, *(getattr(involvement, name) for name in EXPENSES)]


def _rounded(hours, expenses) -> list:
    return [hours, *(expenses.get(name) or ZERO for name in EXPENSES)]


def _make_payment(involvement: Involvement, day: dt.date, actor) -> Payment | None:
    """No fee when it was declined; no payment when there is nothing to pay."""
    invitation = involvement.invitation
    fee = invitation.fee_for(involvement.hours) if invitation.takes_fee else ZERO
    if not fee + involvement.expenses_total:
        return None
    payment = Payment(
        partnership_id=invitation.task.partnership_id,
        invitation=invitation,
        payee=invitation.contributor.person,
        fee=fee,
        made_on=day,
        created_by=actor,
        **{name: getattr(involvement, name) for name in EXPENSES},
    )
    payment.full_clean()
    payment.save()
    audit.record(actor=actor, action="Payment made", subject=payment)
    return payment


def _locked_payment(payment: Payment, state: str) -> Payment:
    payment = (
        Payment.objects.select_for_update(of=("self",))
        .select_related("payee", "invitation__task")
        .get(pk=payment.pk)
    )
    if payment.state != state:
        raise ValidationError(
            f"This payment is {payment.get_state_display().lower()} already."
        )
    return payment

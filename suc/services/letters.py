"""What we write to members. No money, benefit or health words in a message: it
says that there is something to see, and the page says what."""

import datetime as dt

from core import outbox
from suc.models import Invitation, Payment


def long_day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def invited(*, invitation: Invitation, day: dt.date, actor) -> None:
    _write(
        invitation,
        day,
        actor,
        reason="suc_invited",
        subject=f"Will you take part? {invitation.task.title}",
        words=(
            f"You are invited to “{invitation.task.title}” "
            f"on {long_day(invitation.held_on)}. "
            "Sign in to see what it is about, and to say yes or no."
        ),
    )


def moved(*, invitation: Invitation, day: dt.date, actor) -> None:
    _write(
        invitation,
        day,
        actor,
        reason="suc_moved",
        subject=f"New day or time: {invitation.task.title}",
        words=(
            f"“{invitation.task.title}” is now on {long_day(invitation.held_on)}, "
            f"{invitation.from_time:%H:%M} to {invitation.to_time:%H:%M}. "
            "Please sign in and answer again."
        ),
    )


def cancelled(*, invitation: Invitation, day: dt.date, actor) -> None:
    _write(
        invitation,
        day,
        actor,
        reason="suc_cancelled",
        subject=f"Called off: {invitation.task.title}",
        words=(
            f"“{invitation.task.title}” on {long_day(invitation.held_on)} "
            f"is called off. The reason: {invitation.task.cancel_reason}"
        ),
    )


def withdrawn(*, invitation: Invitation, day: dt.date, actor) -> None:
    _write(
        invitation,
        day,
        actor,
        reason="suc_withdrawn",
        subject=f"Invitation taken back: {invitation.task.title}",
        words=(
            f"Your invitation to “{invitation.task.title}” was taken back. "
            "Your co-ordinator can tell you more."
        ),
    )


def paid(*, payment: Payment, day: dt.date, actor) -> None:
    title = payment.invitation.task.title
    outbox.send(
        recipient=payment.payee,
        reason="suc_paid",
        about=payment.reference,
        subject=f"We have paid you for: {title}",
        body=f"Sign in to see what we paid for “{title}”.",
        day=day,
        actor=actor,
    )


def _write(invitation, day, actor, *, reason, subject, words) -> None:
    outbox.send(
        recipient=invitation.contributor.person,
        reason=reason,
        about=invitation.reference,
        subject=subject,
        body=words,
        day=day,
        actor=actor,
    )

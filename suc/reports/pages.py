"""Everything the page of one task, member or payment shows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from suc import words
from suc.choices import (
    ANSWER_TONES,
    MEMBER_TONES,
    PAYMENT_TONES,
    TASK_TONES,
    ContributorState,
    InvitationState,
    PaymentState,
    TaskState,
)
from suc.models import (
    Contributor,
    Invitation,
    InvolvementTask,
    Payment,
    SixWQuestion,
)
from suc.services.people import NEXT


def task_page(*, task: InvolvementTask, viewer, day: dt.date) -> dict:
    """Everything a co-ordinator needs about one task."""
    invitations = list(task.invitations.for_page().prefetch_related("payments"))
    answers = list(task.six_w_answers.select_related("question"))
    runs_it = viewer.has_perm("suc.change_work", task)
    asked = SixWQuestion.objects.filter(partnership=task.partnership_id).count()
    return {
        "task": task,
        "terms": words.terms_rows(task),
        "total": words.total(task),
        "tone": TASK_TONES[task.state],
        "may_change": runs_it and task.state in (TaskState.DRAFT, TaskState.OPEN),
        "may_invite": runs_it and task.state == TaskState.OPEN and task.held_on >= day,
        "may_record": runs_it,
        "may_add_change": runs_it and any(_is_confirmed(row) for row in invitations),
        "is_ready": asked > 0 and len(answers) == asked,
        "progress": f"{len(answers)} of {asked}",
        "answers": answers,
        "parts": [_part_of(row, day) for row in invitations],
        "coming": sum(row.is_coming for row in invitations),
        "changes": list(task.changes.all()),
    }


@dataclass(frozen=True, slots=True)
class Part:
    """One person's line on the page of a task."""

    invitation: Invitation
    state: str
    tone: str
    detail: str
    can_be_recorded: bool
    can_be_withdrawn: bool
    is_past: bool
    payment: Payment | None


def _part_of(row: Invitation, day: dt.date) -> Part:
    done = getattr(row, "involvement", None)
    payments = sorted(row.payments.all(), key=lambda payment: payment.pk)
    last = payments[-1] if payments else None
    sent_back = last is not None and last.state == PaymentState.DECLINED
    gone = row.state == InvitationState.WITHDRAWN
    is_past = row.held_on < day
    detail = ""
    if done is not None:
        said = "confirmed" if done.approved_by_id else "logged by the member"
        detail = f"{words.hours(done.hours)} {said}"
    return Part(
        invitation=row,
        state=row.get_state_display(),
        tone=ANSWER_TONES.get(row.state, "grey"),
        detail=detail,
        can_be_recorded=row.is_coming
        and row.held_on <= day
        and (done is None or not done.approved_by_id or sent_back),
        can_be_withdrawn=done is None and (row.is_coming if is_past else not gone),
        is_past=is_past,
        payment=last,
    )


def _is_confirmed(row: Invitation) -> bool:
    done = getattr(row, "involvement", None)
    return done is not None and done.approved_by_id is not None


def contributor_page(*, contributor: Contributor, viewer) -> dict:
    """One member; what they need to take part is for the co-ordinator only."""
    may_change = viewer.has_perm("suc.change_people", contributor)
    invitations = contributor.invitations.for_page().order_by("-held_on", "-id")
    return {
        "contributor": contributor,
        "tone": MEMBER_TONES.get(contributor.state, "grey"),
        "expertise": list(contributor.expertise.all()),
        "may_change": may_change,
        "may_move": may_change and contributor.state in NEXT,
        "may_archive": may_change and contributor.state != ContributorState.ARCHIVED,
        "invitations": list(invitations),
    }


def payment_page(*, payment: Payment, viewer) -> dict:
    """One payment, line by line, with what was agreed beside what was done."""
    invitation, done = payment.invitation, payment.invitation.involvement
    is_due = payment.state == PaymentState.DUE
    second = viewer.has_perm("suc.approve_payment", payment)
    return {
        "payment": payment,
        "invitation": invitation,
        "involvement": done,
        "lines": [
            (label, words.pounds(amount))
            for label, amount in (
                ("Fee", payment.fee),
                ("Travel", payment.travel),
                ("Carer cover", payment.carer_cover),
                (invitation.other_for or "Other costs", payment.other),
            )
            if amount or label == "Fee"
        ],
        "more_hours": done.hours > invitation.hours,
        "may_approve": is_due and second,
        "needs_another": is_due and not second,
        "may_pay": payment.state == PaymentState.APPROVED
        and viewer.has_perm("suc.pay_payment", payment),
        "tone": PAYMENT_TONES[payment.state],
    }


PAYMENT_HEADER = (
    "Member",
    "Task",
    "Asked by",
    "Day of work",
    "Due since",
    "Fee",
    "Travel",
    "Carer cover",
    "Other costs",
    "Total",
    "State",
    "Made by",
    "Approved by",
    "Paid on",
)


def payment_rows(payments) -> Iterator[tuple]:
    """The payments as lines of a file, in the order of PAYMENT_HEADER."""
    for row in payments:
        task = row.invitation.task
        yield (
            row.payee.name,
            task.title,
            task.host.name,
            row.invitation.held_on,
            row.made_on,
            row.fee,
            row.travel,
            row.carer_cover,
            row.other,
            row.total,
            row.get_state_display(),
            row.created_by.name,
            row.approved_by.name if row.approved_by else "",
            row.paid_on,
        )

"""What a member's own pages show."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from suc import words
from suc.choices import (
    FeeBasis,
    InvitationState,
    TaskState,
)
from suc.models import (
    ChangeMade,
    Invitation,
)


@dataclass(frozen=True, slots=True)
class MyInvitations:
    waiting: list[Invitation]
    coming: list[Invitation]
    to_log: list[Invitation]
    past: list[Invitation]

    def __bool__(self) -> bool:
        return bool(self.waiting or self.coming or self.to_log or self.past)


def my_invitations(*, viewer, day: dt.date) -> MyInvitations:
    """A member's invitations by what there is to do about them."""
    groups = MyInvitations([], [], [], [])
    for row in Invitation.objects.of(viewer).for_page():
        _group_of(groups, row, day).append(row)
    groups.past.reverse()
    return groups


def _group_of(groups: MyInvitations, row: Invitation, day: dt.date) -> list:
    if can_answer(row, day) and row.state == InvitationState.INVITED:
        return groups.waiting
    if row.is_coming and row.held_on >= day:
        return groups.coming
    if row.is_coming and not hasattr(row, "involvement"):
        return groups.to_log
    return groups.past


def can_answer(invitation: Invitation, day: dt.date) -> bool:
    """First answers until the day itself; other minds until the day before."""
    if invitation.task.state != TaskState.OPEN:
        return False
    if invitation.state == InvitationState.WITHDRAWN:
        return False
    if invitation.state == InvitationState.INVITED:
        return day <= invitation.held_on
    return day < invitation.held_on


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of the answer page."""

    label: str
    hint: str
    url: str
    style: str


def answers_for(invitation: Invitation, day: dt.date) -> list[Answer]:
    """The answers still open, without the one already given."""
    if not can_answer(invitation, day):
        return []
    paid = invitation.fee_basis != FeeBasis.NONE
    costs = invitation.expenses_total > 0
    offered = [
        (
            InvitationState.ACCEPTED,
            "invitation_accept",
            "Yes, I will take part" if not paid else "Yes, and pay me",
            f"We pay you {words.total(invitation).lower()}." if paid else "",
            "",
        ),
        (
            InvitationState.ACCEPTED_UNPAID,
            "invitation_accept_unpaid",
            "Yes, but do not pay me the fee",
            "We can still pay back your costs." if costs else "We pay you nothing.",
            "govuk-button--secondary",
        ),
        (
            InvitationState.DECLINED,
            "invitation_decline",
            "No, thank you",
            "You do not need to say why.",
            "govuk-button--secondary",
        ),
    ]
    return [
        Answer(label, hint, reverse(f"suc:{name}", args=[invitation.reference]), style)
        for state, name, label, hint, style in offered
        if state != invitation.state
        and (paid or state != InvitationState.ACCEPTED_UNPAID)
    ]


def my_changes(*, viewer) -> list[ChangeMade]:
    """What changed after work this member took part in."""
    found = ChangeMade.objects.because_of(viewer).select_related("task__host")
    return list(found)

"""Invitations: the choice is made, and written down, before the work."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit
from core.audit import service
from suc.choices import COMING, ContributorState, InvitationState, TaskState
from suc.models import Invitation, InvolvementTask
from suc.services import letters
from suc.services.tasks import WHEN_FIELDS, finish_task


@service("Members invited")
def invite_contributors(
    *, task: InvolvementTask, contributors, day: dt.date, actor
) -> list[Invitation]:
    """Ask active members, each with the money as it stands on the task now."""
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.OPEN:
        raise ValidationError("Publish the task before you invite anyone.")
    if task.held_on < day:
        raise ValidationError("The day of this task has passed.")
    chosen = list(contributors)
    if not chosen:
        raise ValidationError("Choose who to invite.")
    invitations = []
    for contributor in chosen:
        if contributor.partnership_id != task.partnership_id:
            raise ValidationError("Choose members of this partnership.")
        if contributor.state != ContributorState.ACTIVE:
            raise ValidationError(f"{contributor} is not an active member.")
        invitation = Invitation(
            task=task,
            contributor=contributor,
            invited_on=day,
            invited_by=actor,
            **{name: getattr(task, name) for name in WHEN_FIELDS},
            **task.offered(),
        )
        invitation.full_clean()
        invitation.save()
        letters.invited(invitation=invitation, day=day, actor=actor)
        invitations.append(invitation)
    audit.record(
        actor=actor,
        action="Members invited",
        subject=task,
        invitations=[invitation.reference for invitation in invitations],
    )
    return invitations


@service("Invitation accepted")
def accept_invitation(*, invitation: Invitation, day: dt.date, actor) -> Invitation:
    """The member says yes to the work and to the fee they were shown."""
    return _answer(invitation, InvitationState.ACCEPTED, day, actor)


@service("Invitation accepted, fee declined")
def accept_invitation_unpaid(
    *, invitation: Invitation, day: dt.date, actor
) -> Invitation:
    """The member says yes to the work and no to the fee."""
    return _answer(invitation, InvitationState.ACCEPTED_UNPAID, day, actor)


@service("Invitation declined")
def decline_invitation(*, invitation: Invitation, day: dt.date, actor) -> Invitation:
    """The member says no; they need no reason."""
    return _answer(invitation, InvitationState.DECLINED, day, actor)


@service("Invitation withdrawn")
def withdraw_invitation(
    *, invitation: Invitation, reason: str, day: dt.date, actor
) -> Invitation:
    """The co-ordinator takes an invitation back, or notes that someone did not come."""
    InvolvementTask.objects.select_for_update().get(pk=invitation.task_id)
    invitation = _locked(invitation)
    if invitation.state == InvitationState.WITHDRAWN:
        raise ValidationError("This invitation is already withdrawn.")
    if hasattr(invitation, "involvement"):
        raise ValidationError("The work is recorded, so it cannot be withdrawn.")
    invitation.state = InvitationState.WITHDRAWN
    invitation.withdrawn_because = reason.strip()
    invitation.full_clean()
    invitation.save(update_fields=["state", "withdrawn_because", "updated_at"])
    finish_task(task=invitation.task, day=day, actor=actor)
    letters.withdrawn(invitation=invitation, day=day, actor=actor)
    audit.record(actor=actor, action="Invitation withdrawn", subject=invitation)
    return invitation


def _answer(invitation, state: str, day: dt.date, actor) -> Invitation:
    """Lock the task first: two people cannot take its last place."""
    task = InvolvementTask.objects.select_for_update().get(pk=invitation.task_id)
    invitation = _locked(invitation)
    if invitation.state == state:
        return invitation
    _check_still_open(task, invitation, day)
    if state in COMING and not invitation.is_coming:
        taken = task.invitations.filter(state__in=COMING).count()
        if taken >= task.places:
            raise ValidationError("All the places are taken. Thank you for looking.")
    invitation.state, invitation.answered_on = state, day
    invitation.full_clean()
    invitation.save(update_fields=["state", "answered_on", "updated_at"])
    audit.record(
        actor=actor, action="Invitation answered", subject=invitation, answer=state
    )
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("task", "contributor__person").get(pk=invitation.pk)


def _check_still_open(task, invitation: Invitation, day: dt.date) -> None:
    if task.state != TaskState.OPEN or invitation.state == InvitationState.WITHDRAWN:
        raise ValidationError("This is no longer open.")
    if invitation.contributor.state != ContributorState.ACTIVE:
        raise ValidationError("Only active members can answer.")
    if day > invitation.held_on:
        raise ValidationError("The day has passed, so you can no longer answer.")
    if invitation.state != InvitationState.INVITED and day >= invitation.held_on:
        raise ValidationError(
            "You can change your answer until the day before. "
            "Please phone your co-ordinator."
        )

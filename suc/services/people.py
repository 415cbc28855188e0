"""Members: how they join, become active, and leave."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import Q

from accounts import services as accounts
from core import audit
from core.audit import service
from core.dates import DAY
from partnerships import services as partnerships
from partnerships.choices import RoleKind
from suc.choices import COMING, ContributorState, InvitationState
from suc.models import Contributor, Expertise, Invitation

NEXT = {
    ContributorState.APPLIED: ContributorState.MET,
    ContributorState.MET: ContributorState.AGREED,
    ContributorState.AGREED: ContributorState.ACTIVE,
}


@service("Member added")
def add_contributor(
    *, partnership, person, applied_on: dt.date, expertise=(), actor, **fields
) -> Contributor:
    """A person asks to take part; nothing is promised yet."""
    row = Contributor(
        partnership=partnership, person=person, applied_on=applied_on, **fields
    )
    row.full_clean()
    row.save()
    for words in dict.fromkeys(word.strip() for word in expertise if word.strip()):
        item = Expertise(contributor=row, words=words)
        item.full_clean()
        item.save()
    audit.record(actor=actor, action="Member added", subject=row)
    return row


@service("Member registered")
def register_contributor(
    *,
    partnership,
    name: str,
    email: str | None,
    phone: str = "",
    applied_on: dt.date,
    actor,
    **fields,
) -> Contributor:
    """Add a person we do not know yet as a member."""
    person = accounts.add_person(name=name, email=email, phone=phone, actor=actor)
    return add_contributor(
        partnership=partnership,
        person=person,
        applied_on=applied_on,
        actor=actor,
        **fields,
    )


@service("Member moved on")
def move_contributor(*, contributor: Contributor, day: dt.date, actor) -> Contributor:
    """One step on: applied, met, agreed, active. Active members may sign in here."""
    contributor = Contributor.objects.select_for_update().get(pk=contributor.pk)
    following = NEXT.get(contributor.state)
    if following is None:
        raise ValidationError("This member has no next step.")
    reached = max(on for _, on in contributor.history)
    if day < reached:
        raise ValidationError("This step cannot be before the last one.")
    contributor.state = following
    setattr(contributor, f"{following.value}_on", day)
    contributor.save(update_fields=["state", f"{following.value}_on", "updated_at"])
    if following == ContributorState.ACTIVE:
        _give_role(contributor, day, actor)
    audit.record(
        actor=actor, action="Member moved on", subject=contributor, state=following
    )
    return contributor


@service("Member archived")
def archive_contributor(
    *, contributor: Contributor, reason: str, day: dt.date, actor
) -> Contributor:
    """The member leaves: open invitations are withdrawn and access ends.

    What they are owed stays owed.
    """
    contributor = Contributor.objects.select_for_update().get(pk=contributor.pk)
    if contributor.state == ContributorState.ARCHIVED:
        raise ValidationError("This member is already archived.")
    if not reason.strip():
        raise ValidationError({"reason": "Say why the member is archived."})
    contributor.state = ContributorState.ARCHIVED
    contributor.archived_on = day
    contributor.archive_reason = reason.strip()
    contributor.full_clean()
    contributor.save(
        update_fields=["state", "archived_on", "archive_reason", "updated_at"]
    )
    _withdraw_open_invitations(contributor, day)
    for role in _member_roles(contributor, day):
        last = max(role.starts_on, day - DAY)
        partnerships.end_role(role=role, ends_on=last, actor=actor)
    audit.record(actor=actor, action="Member archived", subject=contributor)
    return contributor


def _give_role(contributor: Contributor, day: dt.date, actor) -> None:
    if not _member_roles(contributor, day).exists():
        partnerships.give_role(
            person=contributor.person,
            kind=RoleKind.SUC_MEMBER,
            partnership=contributor.partnership,
            starts_on=day,
            actor=actor,
        )


def _member_roles(contributor: Contributor, day: dt.date):
    """The person's member roles in this partnership or one of its organisations."""
    partners = contributor.partnership.memberships.on(day).values("organisation")
    return contributor.person.roles.on(day).filter(
        Q(partnership=contributor.partnership) | Q(organisation__in=partners),
        kind=RoleKind.SUC_MEMBER,
    )


def _withdraw_open_invitations(contributor: Contributor, day: dt.date) -> None:
    """Not those whose work is past: they may still have to be recorded and paid."""
    open_states = [InvitationState.INVITED, *COMING]
    open_ones = Invitation.objects.filter(
        contributor=contributor, state__in=open_states, held_on__gt=day
    )
    open_ones.update(
        state=InvitationState.WITHDRAWN, withdrawn_because="No longer a member"
    )

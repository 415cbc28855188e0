"""Every change to partnerships, organisations, services, teams and roles."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit
from core.audit import service
from partnerships.models import (
    Membership,
    Organisation,
    Partnership,
    Role,
    Service,
    Team,
)


def _add(row, *, actor, action: str):
    row.full_clean()
    row.save()
    audit.record(actor=actor, action=action, subject=row)
    return row


@service("Partnership added")
def add_partnership(*, name: str, actor, **fields) -> Partnership:
    """Start a partnership."""
    row = Partnership(name=name, **fields)
    return _add(row, actor=actor, action="Partnership added")


@service("Organisation added")
def add_organisation(
    *, name: str, short_name: str, kind: str, sectors=(), actor, **fields
) -> Organisation:
    """Add an organisation with its services."""
    row = Organisation(name=name, short_name=short_name, kind=kind, **fields)
    _add(row, actor=actor, action="Organisation added")
    for sector in sectors:
        add_service(organisation=row, sector=sector, actor=actor)
    return row


@service("Service added")
def add_service(*, organisation: Organisation, sector: str, actor) -> Service:
    """Add adults', children's or other services to an organisation."""
    row = Service(organisation=organisation, sector=sector)
    return _add(row, actor=actor, action="Service added")


@service("Team added")
def add_team(*, service: Service, name: str, actor, **fields) -> Team:
    """Add a team to a service."""
    return _add(
        Team(service=service, name=name, **fields), actor=actor, action="Team added"
    )


@service("Member joined")
def join_partnership(
    *,
    partnership: Partnership,
    organisation: Organisation,
    starts_on: dt.date,
    service: Service | None = None,
    actor,
    **fields,
) -> Membership:
    """An organisation, or one service of it, joins a partnership."""
    if service is not None and service.organisation_id != organisation.pk:
        raise ValidationError("That service belongs to another organisation.")
    row = Membership(
        partnership=partnership,
        organisation=organisation,
        service=service,
        starts_on=starts_on,
        **fields,
    )
    return _add(row, actor=actor, action="Member joined")


@service("Role given")
def give_role(*, person, kind: str, starts_on: dt.date, actor, **scope) -> Role:
    """Give a person a role with exactly one scope, from a day on.

    ``scope`` is one of partnership=, organisation=, service=, team=; plus
    ends_on=, sector= and is_primary=.
    """
    row = Role(person=person, kind=kind, starts_on=starts_on, **scope)
    _add(row, actor=actor, action="Role given")
    person.forget_roles()
    return row


@service("Role ended")
def end_role(*, role: Role, ends_on: dt.date, actor) -> Role:
    """The role's last day is ``ends_on``; access ends the day after."""
    role = Role.objects.select_for_update().get(pk=role.pk)
    if ends_on < role.starts_on:
        raise ValidationError("A role cannot end before it starts.")
    role.ends_on = ends_on
    role.save(update_fields=["ends_on", "updated_at"])
    audit.record(actor=actor, action="Role ended", subject=role, ends_on=str(ends_on))
    return role

"""How far a person's roles of today reach: the one place that decides scope.

A role has exactly one scope. A partnership's covers every member organisation; an
organisation's covers its services and teams; a service's its teams; a team's
itself. A role may be limited to one sector (children's or adults').
"""

from functools import cached_property

from django.apps import apps


def reach_of(person, *kinds: str) -> "Reach":
    """Reach of the person's current roles, of the given kinds (all when none).

    Kept on the person object, which lives as long as one request.
    """
    if not getattr(person, "is_authenticated", False):
        return Reach(())
    wanted = frozenset(str(kind) for kind in kinds)
    roles = tuple(r for r in person.held_roles() if not wanted or r.kind in wanted)
    kept = person.__dict__.setdefault("_reaches", {})
    return kept.setdefault(tuple(role.pk for role in roles), Reach(roles))


class Reach:
    """What a set of roles covers, as lists of ids.

    Lists, not subqueries: a page asks many questions of the same reach, and a
    partnership has tens of organisations, not thousands.
    """

    def __init__(self, roles: tuple):
        self.roles = roles

    def __bool__(self) -> bool:
        return bool(self.roles)

    def partnership_ids(self) -> list[int]:
        """Partnerships in which any of these roles stands today."""
        return self._partnerships

    def neighbours(self) -> list[int]:
        """Organisations that share a partnership with these roles."""
        return self._neighbours

    def organisations(self) -> list[int]:
        """Organisations the roles cover as a whole (or by a service or team)."""
        return sorted({*self._home_ids, *self._members_of(self._named("partnership"))})

    def services(self) -> list[int]:
        """Services the roles cover, sector limits applied."""
        return self._services

    def teams(self) -> list[int]:
        """Teams the roles cover."""
        return self._teams

    def sectors(self) -> set[str]:
        """Sectors the roles are limited to; empty when any role has no limit."""
        limits = {role.sector for role in self.roles}
        return set() if "" in limits or not limits else limits

    @cached_property
    def _partnerships(self) -> list[int]:
        found = set(self._named("partnership"))
        if self._home_ids:
            members = _current_memberships().filter(organisation__in=self._home_ids)
            for row in members.values("partnership", "organisation", "service"):
                if any(_stands_in(role, row) for role in self.roles):
                    found.add(row["partnership"])
        return sorted(found)

    @cached_property
    def _neighbours(self) -> list[int]:
        return sorted(self._members_of(self._partnerships))

    @cached_property
    def _services(self) -> list[int]:
        found: set[int] = set()
        for sector in {role.sector for role in self.roles}:
            part = Reach(tuple(r for r in self.roles if r.sector == sector))
            found.update(part._services_of(sector))
        return sorted(found)

    @cached_property
    def _teams(self) -> list[int]:
        teams = _model("Team").objects.filter(service__in=self._services)
        return sorted({*teams.values_list("pk", flat=True), *self._named("team")})

    @cached_property
    def _home_ids(self) -> list[int]:
        homes = (role.home_organisation_id for role in self.roles)
        return sorted({home for home in homes if home})

    def _services_of(self, sector: str) -> set[int]:
        """The services of roles that all have this limit (empty for none)."""
        members = list(
            _current_memberships()
            .filter(partnership__in=self._named("partnership"))
            .values_list("organisation", "service")
        )
        whole = {organisation for organisation, service in members if not service}
        single = {service for _, service in members if service}
        rows = _model("Service").objects.filter(
            organisation__in={*whole, *self._named("organisation")}
        ) | _model("Service").objects.filter(pk__in={*single, *self._named("service")})
        if sector:
            rows = rows.filter(sector=sector)
        return set(rows.values_list("pk", flat=True))

    def _named(self, scope: str) -> list[int]:
        """Ids of the roles' own scopes of one kind."""
        ids = (getattr(role, f"{scope}_id") for role in self.roles)
        return [found for found in ids if found]

    @staticmethod
    def _members_of(partnerships: list[int]) -> set[int]:
        if not partnerships:
            return set()
        members = _current_memberships().filter(partnership__in=partnerships)
        return set(members.values_list("organisation", flat=True))


def _stands_in(role, membership: dict) -> bool:
    """Whether a role inside an organisation is part of this membership of it.

    Children's and adults' services of one council may belong to two partnerships.
    """
    if role.home_organisation_id != membership["organisation"]:
        return False
    own = role.team.service_id if role.team_id else role.service_id
    return None in (own, membership["service"]) or own == membership["service"]


def _current_memberships():
    return _model("Membership").objects.current()


def _model(name: str):
    return apps.get_model("partnerships", name)

"""How far a person's roles of today reach: the one place that decides scope.

A role has exactly one scope. A partnership's covers every member organisation; an
organisation's covers its services and teams; a service's its teams; a team's
itself. A role may be limited to one sector (children's or adults').
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps


def reach_of(person, *kinds: str) -> "Reach":
    """Reach of the person's current roles, of the given kinds (all when none)."""
    roles = person.held_roles() if getattr(person, "is_authenticated", False) else []
    wanted = {str(kind) for kind in kinds}
    return Reach(tuple(r for r in roles if not wanted or r.kind in wanted))


@dataclass(frozen=True)
class Reach:
    roles: tuple

    def __bool__(self) -> bool:
        return bool(self.roles)

    def partnership_ids(self):
        """Partnerships in which any of these roles stands today."""
        memberships = self._model("Membership").objects.current()
        direct = [r.partnership_id for r in self.roles if r.partnership_id]
        members = memberships.filter(organisation__in=self._home_ids())
        return (
            self._model("Partnership")
            .objects.filter(pk__in=direct)
            .values("pk")
            .union(members.values("partnership"))
        )

    def neighbours(self):
        """Ids of organisations that share a partnership with these roles."""
        memberships = self._model("Membership").objects.current()
        return memberships.filter(partnership__in=self._partnership_list()).values(
            "organisation"
        )

    def organisations(self):
        """Ids of organisations the roles cover as a whole (or by a service)."""
        organisation = self._model("Organisation").objects
        covered = organisation.filter(pk__in=self._home_ids()).values("pk")
        whole = [r.partnership_id for r in self.roles if r.partnership_id]
        if not whole:
            return covered
        memberships = self._model("Membership").objects.current()
        return memberships.filter(partnership__in=whole).values("organisation")

    def services(self):
        """Ids of the services the roles cover, sector limits applied."""
        service = self._model("Service").objects
        rows = service.none()
        for sector, roles in self._by_sector().items():
            part = Reach(tuple(roles))
            found = service.filter(organisation__in=part._wide_organisations())
            named = service.filter(pk__in=[r.service_id for r in roles if r.service_id])
            if sector:
                found, named = found.filter(sector=sector), named.filter(sector=sector)
            rows = rows | found | named
        return rows.values("pk")

    def teams(self):
        """Ids of the teams the roles cover."""
        team = self._model("Team").objects
        named = [r.team_id for r in self.roles if r.team_id]
        rows = team.filter(service__in=self.services()) | team.filter(pk__in=named)
        return rows.values("pk")

    def sectors(self) -> set[str]:
        """Sectors the roles are limited to; empty when any role has no limit."""
        limits = {role.sector for role in self.roles}
        return set() if "" in limits or not limits else limits

    def _wide_organisations(self):
        """Organisations covered whole: by a partnership or organisation role."""
        named = [r.organisation_id for r in self.roles if r.organisation_id]
        whole = [r.partnership_id for r in self.roles if r.partnership_id]
        memberships = self._model("Membership").objects.current()
        organisation = self._model("Organisation").objects
        rows = organisation.filter(pk__in=named)
        if whole:
            inside = memberships.filter(partnership__in=whole).values("organisation")
            rows = rows | organisation.filter(pk__in=inside)
        return rows.values("pk")

    def _home_ids(self) -> list[int]:
        return [r.home_organisation_id for r in self.roles if r.home_organisation_id]

    def _partnership_list(self):
        return list(self.partnership_ids().values_list("pk", flat=True))

    def _by_sector(self) -> dict[str, list]:
        grouped: dict[str, list] = {}
        for role in self.roles:
            grouped.setdefault(role.sector, []).append(role)
        return grouped

    @staticmethod
    def _model(name: str):
        return apps.get_model("partnerships", name)


def covers(roles: Iterable, organisation_id: int) -> bool:
    return any(role.home_organisation_id == organisation_id for role in roles)

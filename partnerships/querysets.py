from django.db.models import Q, QuerySet

from core import dates
from core.querysets import DatedQuerySet
from partnerships.reach import reach_of


class OrganisationQuerySet(QuerySet):
    def visible_to(self, person):
        """Organisations of the partnerships the person has a role in today."""
        return self.filter(pk__in=reach_of(person).neighbours())

    def members_of(self, partnership, day=None):
        day = day or dates.today()
        return self.filter(memberships__in=partnership.memberships.on(day)).distinct()


class ServiceQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(organisation__in=reach_of(person).neighbours())


class TeamQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(service__organisation__in=reach_of(person).neighbours())


class PartnershipQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(pk__in=reach_of(person).partnership_ids())


class RoleQuerySet(DatedQuerySet):
    def visible_to(self, person):
        """Who does what, in the organisations of one's own partnerships."""
        near = reach_of(person).neighbours()
        return self.filter(
            Q(organisation__in=near)
            | Q(service__organisation__in=near)
            | Q(team__service__organisation__in=near)
            | Q(partnership__in=reach_of(person).partnership_ids())
        )

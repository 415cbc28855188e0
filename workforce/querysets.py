from django.db.models import Q, QuerySet

from partnerships.choices import RoleKind
from partnerships.reach import reach_of

READERS = (
    RoleKind.WORKFORCE_LEAD,
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PSW,
    RoleKind.DIRECTOR,
)
STARTERS = (RoleKind.WORKFORCE_LEAD, RoleKind.PROGRAMME_MANAGER)


class DataSetQuerySet(QuerySet):
    def visible_to(self, person):
        """Those of the person's partnerships, and those every partnership uses."""
        mine = reach_of(person, *READERS)
        if not mine:
            return self.none()
        return self.filter(
            Q(partnership__isnull=True) | Q(partnership__in=mine.partnership_ids())
        )

    def in_force_for(self, partnership):
        """What a partnership forecasts from: its own and the shared; newest first."""
        rows = self.filter(
            Q(partnership__isnull=True) | Q(partnership=partnership),
            withdrawn_at__isnull=True,
        )
        return rows.order_by("-created_at", "-id")


class ForecastRunQuerySet(QuerySet):
    def visible_to(self, person):
        """Runs of the partnerships in which the person plans or leads."""
        mine = reach_of(person, *READERS).partnership_ids()
        return self.filter(partnership__in=mine)

import datetime as dt

from django.db.models import Q, QuerySet

from core import dates


class DatedQuerySet(QuerySet):
    """Rows with ``starts_on`` and ``ends_on`` (empty = still running)."""

    def on(self, day: dt.date):
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day
        )

    def current(self):
        return self.on(dates.today())

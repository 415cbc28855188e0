import datetime as dt

from django.conf import settings
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


class JobQuerySet(QuerySet):
    def visible_to(self, person):
        """Jobs the person asked for; administrators look after all of them."""
        if "administrator" in person.role_kinds():
            return self
        return self.filter(requested_by=person)


class MessageQuerySet(QuerySet):
    def visible_to(self, person):
        """Other people's mail: nobody's to read, with two exceptions.

        In the demonstration the outbox stands in for everybody's mailbox; elsewhere
        an administrator sees what no mailbox can take, to hand it over on paper.
        """
        if "administrator" not in person.role_kinds():
            return self.none()
        return self if settings.DEMO_DATA_ALLOWED else self.without_mailbox()

    def without_mailbox(self):
        return self.exclude(MAILBOX)

    def postable(self, moment: dt.datetime, max_attempts: int):
        """Due, unsent, and not given up."""
        return self.filter(
            MAILBOX,
            sent_at__isnull=True,
            due_at__lte=moment,
            attempts__lt=max_attempts,
        )


MAILBOX = Q(recipient__email__isnull=False) & ~Q(recipient__email="")

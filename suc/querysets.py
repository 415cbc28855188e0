"""The vocabulary for filtering. Members see their own rows; the people who run
involvement see their partnership's."""

import datetime as dt

from django.db.models import Count, DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from partnerships.choices import RoleKind
from partnerships.reach import reach_of
from suc.choices import (
    COMING,
    ContributorState,
    InvitationState,
    PaymentState,
    TaskState,
)

MONEY = DecimalField(max_digits=10, decimal_places=2)


def overseen_by(person):
    """Ids of the partnerships whose involvement this person runs or oversees."""
    kinds = (RoleKind.SUC_COORDINATOR, RoleKind.PROGRAMME_MANAGER)
    return reach_of(person, *kinds).partnership_ids()


class Overseen(QuerySet):
    """Rows of a partnership; staff pages start from ``overseen_by``."""

    partnership_path = "partnership"

    def overseen_by(self, person):
        """Rows of the partnerships whose involvement one runs or oversees."""
        return self.filter(**{f"{self.partnership_path}__in": overseen_by(person)})

    def coordinated_by(self, person):
        reach = reach_of(person, RoleKind.SUC_COORDINATOR)
        return self.filter(**{f"{self.partnership_path}__in": reach.partnership_ids()})


class ContributorQuerySet(Overseen):
    def visible_to(self, person):
        """One's own record, or those of a partnership one oversees."""
        return self.filter(person=person) | self.overseen_by(person)

    def active(self):
        return self.filter(state=ContributorState.ACTIVE)

    def involved_between(self, first: dt.date, last: dt.date):
        """Those whose part was confirmed on one of these days."""
        return self.filter(
            pk__in=self.model.invitations.rel.related_model.objects.filter(
                involvement__approved_by__isnull=False,
                involvement__done_on__range=(first, last),
            ).values("contributor")
        )


class TaskQuerySet(Overseen):
    def visible_to(self, person):
        """Tasks one is invited to, or those of a partnership one oversees."""
        invited = self.model.invitations.rel.related_model.objects.filter(
            contributor__person=person
        )
        return self.filter(pk__in=invited.values("task")) | self.overseen_by(person)

    def with_counts(self):
        """Adds ``invited_count``, ``coming_count`` and ``waiting_count``."""
        state = "invitations__state"
        return self.annotate(
            invited_count=Count("invitations"),
            coming_count=Count("invitations", filter=Q(**{f"{state}__in": COMING})),
            waiting_count=Count(
                "invitations", filter=Q(**{state: InvitationState.INVITED})
            ),
        )


class InvitationQuerySet(Overseen):
    partnership_path = "task__partnership"

    def visible_to(self, person):
        """One's own invitations, or those of a partnership one oversees."""
        return self.of(person) | self.overseen_by(person)

    def of(self, person):
        return self.filter(contributor__person=person)

    def coming(self):
        return self.filter(state__in=COMING)

    def awaiting_answer(self, day: dt.date):
        """Asked, not answered, and still possible on ``day``."""
        return self.filter(
            state=InvitationState.INVITED,
            task__state=TaskState.OPEN,
            held_on__gte=day,
        )

    def unrecorded(self, day: dt.date):
        """Accepted and past, with nothing written down about it."""
        return self.coming().filter(held_on__lt=day, involvement__isnull=True)

    def unconfirmed(self):
        """Logged by the member, waiting for the co-ordinator."""
        return self.filter(
            involvement__isnull=False, involvement__approved_by__isnull=True
        )

    def for_page(self):
        return self.select_related(
            "task__host", "contributor__person", "involvement__approved_by"
        )


class InvolvementQuerySet(Overseen):
    partnership_path = "invitation__task__partnership"

    def visible_to(self, person):
        own = self.filter(invitation__contributor__person=person)
        return own | self.overseen_by(person)


class PaymentQuerySet(Overseen):
    def visible_to(self, person):
        """One's own payments, or those of a partnership one oversees."""
        return self.of(person) | self.overseen_by(person)

    def of(self, person):
        return self.filter(payee=person)

    def live(self):
        return self.exclude(state=PaymentState.DECLINED)

    def approvable_by(self, person):
        """Due payments this person neither made nor receives."""
        due = self.overseen_by(person).filter(state=PaymentState.DUE)
        return due.exclude(Q(created_by=person) | Q(payee=person))

    def for_list(self):
        return self.select_related(
            "payee", "created_by", "approved_by", "invitation__task__host"
        )

    def totals(self) -> dict:
        """Count, fees, expenses and their sum over these rows."""
        expenses = F("travel") + F("carer_cover") + F("other")

        def added(expression):
            return Coalesce(Sum(expression), Value(0), output_field=MONEY)

        found = self.order_by().aggregate(
            count=Count("pk"), fees=added("fee"), expenses=added(expenses)
        )
        return {**found, "total": found["fees"] + found["expenses"]}


class ChangeQuerySet(Overseen):
    partnership_path = "task__partnership"

    def visible_to(self, person):
        """Changes that followed work one took part in, or oversees."""
        return self.because_of(person) | self.overseen_by(person)

    def because_of(self, person):
        return self.filter(task__in=self._work_of(person))

    def _work_of(self, person):
        task = self.model._meta.get_field("task").related_model
        return task.objects.filter(
            pk__in=task.invitations.rel.related_model.objects.filter(
                contributor__person=person, involvement__approved_by__isnull=False
            ).values("task")
        ).values("pk")

import datetime as dt

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from core.querysets import DatedQuerySet
from hubs.choices import CAME, SessionState
from partnerships.choices import RoleKind
from partnerships.reach import reach_of

LOOKS = (
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PSW,
    RoleKind.DIRECTOR,
    RoleKind.PROGRAMME_MANAGER,
)
SEES_STUDENTS = (RoleKind.PRACTICE_EDUCATION_LEAD, RoleKind.PSW)


def _hubs():
    return apps.get_model("hubs", "Hub").objects


class HubModelQuerySet(DatedQuerySet):
    def visible_to(self, person):
        return self.filter(partnership__in=reach_of(person, *LOOKS).partnership_ids())


class HubQuerySet(DatedQuerySet):
    def visible_to(self, person):
        """Hubs the person may see at least in totals."""
        return self._within(person, LOOKS)

    def named_to(self, person):
        """Hubs whose students the person may see by name."""
        return self._within(person, SEES_STUDENTS)

    def run_by(self, person):
        """Hubs the person facilitates today; only they change it."""
        if RoleKind.PRACTICE_EDUCATION_LEAD not in person.role_kinds():
            return self.none()
        return self.filter(pk__in=_facilitated_by(person))

    def _within(self, person, kinds):
        reach = reach_of(person, *kinds)
        if not reach:
            return self.none()
        inside = Q(service__in=reach.services())
        inside |= Q(service__isnull=True, organisation__in=reach.organisations())
        if reach_of(person, RoleKind.PRACTICE_EDUCATION_LEAD):
            inside |= Q(pk__in=_facilitated_by(person))
        return self.filter(inside)


def _facilitated_by(person):
    """Hubs the person runs where they are a lead today: a hub stays with its council
    when its lead goes to another."""
    leads = reach_of(person, RoleKind.PRACTICE_EDUCATION_LEAD)
    facilitators = apps.get_model("hubs", "HubFacilitator").objects.current()
    here = facilitators.filter(hub__organisation__in=leads.organisations())
    return here.filter(person=person).values("hub")


class FacilitatorQuerySet(DatedQuerySet):
    def visible_to(self, person):
        return self.filter(hub__in=_hubs().visible_to(person).values("pk"))


class EnrolmentQuerySet(DatedQuerySet):
    def visible_to(self, person):
        """One's own, and those of hubs whose students one may see."""
        named = _hubs().named_to(person).values("pk")
        return self.filter(Q(student=person) | Q(hub__in=named))


class HubSessionQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(hub__in=_hubs().visible_to(person).values("pk"))

    def named_to(self, person):
        return self.filter(hub__in=_hubs().named_to(person).values("pk"))

    def run_by(self, person):
        return self.filter(hub__in=_hubs().run_by(person).values("pk"))

    def of_student(self, person):
        """Sessions of the person's own hubs while they were in them."""
        enrolments = apps.get_model("hubs", "Enrolment").objects
        mine = enrolments.on(OuterRef("held_on")).filter(
            student=person, hub=OuterRef("hub")
        )
        return self.filter(Exists(mine))

    def not_cancelled(self):
        return self.exclude(state=SessionState.CANCELLED)

    def between(self, first: dt.date, last: dt.date):
        return self.filter(held_on__gte=first, held_on__lte=last)

    def register_due(self, day: dt.date):
        """Sessions before ``day`` whose register is not complete."""
        return self.not_cancelled().filter(
            held_on__lt=day, register_taken_at__isnull=True
        )

    def with_counts(self):
        """``came`` and ``marked`` of each session's register."""
        return self.annotate(
            came=Count("attendances", filter=Q(attendances__state__in=CAME)),
            marked=Count("attendances"),
        )


class AttendanceQuerySet(QuerySet):
    def visible_to(self, person):
        """One's own marks, and those of hubs whose students one may see."""
        named = _hubs().named_to(person).values("pk")
        return self.filter(Q(enrolment__student=person) | Q(session__hub__in=named))

    def between(self, first: dt.date, last: dt.date):
        return self.filter(held_on__gte=first, held_on__lte=last)


class ReflectionQuerySet(QuerySet):
    def visible_to(self, person):
        """The author, and nobody else in any capacity."""
        return self.filter(author=person)

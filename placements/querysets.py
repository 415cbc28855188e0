import datetime as dt

from django.db.models import Count, F, Q, QuerySet

from partnerships.choices import RoleKind
from partnerships.reach import reach_of
from placements.choices import (
    CheckpointState,
    IssueState,
    Party,
    PlacementRole,
    PlacementState,
)
from placements.reach import (
    NOBODY,
    OVERSEERS,
    UNIVERSITY,
    attached,
    placements_reached,
)


def told_to(person, *, issue: str = "", placement: str = "") -> Q:
    """Issues that are not the other one's part of a review still to be revealed."""
    open_to_both = Q(**{f"{issue}part__isnull": True}) | Q(
        **{f"{issue}part__checkpoint__revealed_at__isnull": False}
    )
    as_student = Q(**{f"{placement}student__person": person})
    educator = f"{placement}practice_educator__person"
    as_educator = Q(**{educator: person}) & Q(**{f"{educator}__isnull": False})
    party = f"{issue}part__party"
    by_student = Q(**{party: Party.STUDENT})
    by_educator = Q(**{party: Party.PRACTICE_EDUCATOR})
    return open_to_both | ((~as_student | by_student) & (~as_educator | by_educator))


LIVE = (PlacementState.PLANNED, PlacementState.ACTIVE)


class PlacementQuerySet(QuerySet):
    def visible_to(self, person):
        """Placements hosted, sent, taught or undertaken by the person's roles."""
        return self.filter(placements_reached(person))

    def live(self):
        return self.filter(state__in=LIVE)


class StudentQuerySet(QuerySet):
    def visible_to(self, person):
        """Students of one's university, and of the placements one may see."""
        from placements.models import Placement

        seen = Placement.objects.visible_to(person).values("student")
        reach = reach_of(person, *UNIVERSITY)
        own = [r.home_organisation_id for r in reach.roles if not r.sector]
        return self.filter(Q(pk__in=seen) | Q(university__in=own) | Q(person=person))


class PracticeEducatorQuerySet(QuerySet):
    def visible_to(self, person):
        """Practice educators employed where one oversees placements."""
        reach = reach_of(person, *OVERSEERS)
        managed = reach_of(person, RoleKind.PROGRAMME_MANAGER)
        whole = [r.partnership_id for r in managed.roles if not r.sector]
        found = NOBODY | Q(person=person)
        if reach:
            found |= Q(service__in=reach.services()) | Q(partnership__in=whole)
        return self.filter(found)

    def with_students(self):
        """Adds ``students``: live placements each educator has now."""
        live = Q(placements__state__in=LIVE)
        return self.annotate(students=Count("placements", filter=live))

    def with_free_places(self):
        return self.with_students().filter(places__gt=F("students"))


class PlacementDayQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(placements_reached(person, "placement__"))


class CheckpointQuerySet(QuerySet):
    def visible_to(self, person):
        """Reviews of the placements the person may see."""
        return self.filter(placements_reached(person, "placement__"))

    def open(self):
        return self.filter(state=CheckpointState.OPEN)

    def overdue(self, day: dt.date):
        return self.open().filter(due_on__lt=day)

    def due_between(self, first: dt.date, last: dt.date):
        return self.open().filter(due_on__gte=first, due_on__lte=last)


class CheckpointPartQuerySet(QuerySet):
    def visible_to(self, person):
        """Parts that are this person's to fill in."""
        kinds = person.role_kinds() if person.is_authenticated else set()
        mine = NOBODY
        if RoleKind.STUDENT in kinds:
            mine |= Q(
                party=Party.STUDENT, checkpoint__placement__student__person=person
            )
        if RoleKind.PRACTICE_EDUCATOR in kinds:
            educator = "checkpoint__placement__practice_educator__person"
            mine |= Q(**{"party": Party.PRACTICE_EDUCATOR, educator: person})
        if RoleKind.SITE_SUPERVISOR in kinds:
            beside = attached(person, PlacementRole.SITE_SUPERVISOR)
            mine |= Q(party=Party.AGENCY, checkpoint__placement__in=beside)
        if RoleKind.TUTOR in kinds:
            beside = attached(person, PlacementRole.TUTOR)
            mine |= Q(party=Party.UNIVERSITY, checkpoint__placement__in=beside)
        return self.filter(mine)

    def waiting(self):
        """Parts of open reviews not yet submitted."""
        return self.filter(
            locked_at__isnull=True, checkpoint__state=CheckpointState.OPEN
        )


class PlacementIssueQuerySet(QuerySet):
    def visible_to(self, person):
        """Issues of the placements the person may see.

        What the student's or the educator's part raised stays hidden from the other
        until both parts are in, whatever further roles they hold.
        """
        if not person.is_authenticated:
            return self.none()
        reached = placements_reached(person, "placement__")
        return self.filter(reached).filter(told_to(person, placement="placement__"))

    def open(self):
        return self.filter(state=IssueState.OPEN)

    def overdue(self, day: dt.date):
        return self.open().filter(due_on__lt=day)

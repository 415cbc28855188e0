"""Who may do what to a placement they may already see."""

import rules

from partnerships.choices import RoleKind
from partnerships.models import Service
from partnerships.reach import reach_of
from placements.choices import IssueState

COORDINATORS = (
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PLACEMENT_COORDINATOR,
)


@rules.predicate
def undertakes(user, placement):
    return (
        RoleKind.STUDENT in user.role_kinds() and placement.student.person_id == user.pk
    )


@rules.predicate
def teaches(user, placement):
    educator = placement.practice_educator
    return (
        RoleKind.PRACTICE_EDUCATOR in user.role_kinds()
        and educator is not None
        and educator.person_id == user.pk
    )


@rules.predicate
def coordinates_the_host(user, placement):
    reach = reach_of(user, *COORDINATORS)
    if not reach:
        return False
    covered = Service.objects.filter(pk__in=reach.services())
    return covered.filter(pk=placement.host_service_id).exists()


@rules.predicate
def answers_for(user, issue):
    return issue.owner_id == user.pk or coordinates_the_host(user, issue.placement)


@rules.predicate
def is_open(user, issue):
    return issue.state == IssueState.OPEN


rules.add_perm("placements.record_absence", undertakes | teaches | coordinates_the_host)
rules.add_perm("placements.assign_issue", coordinates_the_host)
rules.add_perm("placements.resolve_issue", is_open & answers_for)

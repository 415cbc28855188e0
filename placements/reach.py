"""Which placements a person's roles of today reach; every queryset asks here.

Each role gives its own condition, so that a limit of one role (children's
services, say) never widens or narrows another.
"""

from django.apps import apps
from django.db.models import Q

from core import dates
from partnerships.choices import RoleKind
from partnerships.reach import reach_of

OVERSEERS = (
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PSW,
    RoleKind.PLACEMENT_COORDINATOR,
)
UNIVERSITY = (RoleKind.UNIVERSITY_LEAD, RoleKind.TUTOR)
NOBODY = Q(pk__in=[])


def placements_reached(person, prefix: str = "") -> Q:
    """A condition on rows that have ``prefix`` + a placement's own fields."""
    kinds = person.role_kinds() if person.is_authenticated else set()
    found = NOBODY | _overseen(person, prefix) | _of_university(person, prefix)
    if RoleKind.TEAM_MANAGER in kinds:
        teams = reach_of(person, RoleKind.TEAM_MANAGER).teams()
        found |= Q(**{f"{prefix}host_team__in": teams})
    if RoleKind.PRACTICE_EDUCATOR in kinds:
        found |= Q(**{f"{prefix}practice_educator__person": person})
    if RoleKind.STUDENT in kinds:
        found |= Q(**{f"{prefix}student__person": person})
    if RoleKind.SITE_SUPERVISOR in kinds:
        found |= Q(**{f"{prefix}pk__in": attached(person)})
    return found


def attached(person, *roles: str):
    """Ids of placements where the person stands beside the student today."""
    rows = apps.get_model("placements", "PlacementPerson").objects.on(dates.today())
    rows = rows.filter(person=person)
    if roles:
        rows = rows.filter(role__in=roles)
    return rows.values("placement")


def _overseen(person, prefix: str) -> Q:
    reach = reach_of(person, *OVERSEERS)
    if not reach:
        return NOBODY
    return Q(**{f"{prefix}host_service__in": reach.services()})


def _of_university(person, prefix: str) -> Q:
    found = NOBODY
    for role in reach_of(person, *UNIVERSITY).roles:
        one = Q(**{f"{prefix}university": role.home_organisation_id})
        if role.sector:
            one &= Q(**{f"{prefix}host_service__sector": role.sector})
        found |= one
    return found

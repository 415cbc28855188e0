"""Pages that span apps: what needs a person, and the partnership in numbers."""

import datetime as dt

from core.pages import Need, Tile
from hubs import reports as hubs
from partnerships.choices import RoleKind
from placements import reports as placements
from suc import reports as suc
from workforce import reports as workforce

FIRST_PAGES = {
    RoleKind.PROGRAMME_MANAGER: "dashboard",
    RoleKind.PSW: "hubs:attendance",
    RoleKind.DIRECTOR: "hubs:attendance",
    RoleKind.WORKFORCE_LEAD: "workforce:forecast_list",
    RoleKind.ADMINISTRATOR: "admin:index",
}


def first_page(person) -> str:
    """The name of the page a person lands on after signing in."""
    kinds = person.role_kinds()
    if len(kinds) == 1:
        return FIRST_PAGES.get(next(iter(kinds)), "home")
    return "home"


def needs_you(*, viewer, day: dt.date) -> list[Need]:
    """Everything that waits for this person, overdue first, then by day due."""
    needs = [
        *placements.needs_you(viewer=viewer, day=day),
        *hubs.needs_you(viewer=viewer, day=day),
        *suc.needs_you(viewer=viewer, day=day),
    ]
    return sorted(
        needs, key=lambda need: (not need.is_overdue, need.due_on or dt.date.max)
    )


def dashboard(*, viewer, day: dt.date) -> dict[str, list[Tile]]:
    """The tiles of the programme dashboard, by section."""
    return {
        "day": day,
        "needs": needs_you(viewer=viewer, day=day),
        "placements": placements.tiles(viewer=viewer, day=day),
        "hubs": hubs.attendance_tile(viewer=viewer, day=day),
        "suc": suc.activity_tile(viewer=viewer, day=day),
        "workforce": workforce.forecast_tile(viewer=viewer, day=day),
    }

"""Pages that span apps: what needs a person, and the partnership in numbers."""

import datetime as dt
from dataclasses import dataclass

from core.charts import BarChart
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


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the dashboard: its tiles, and a chart for each with parts."""

    title: str
    tiles: list[Tile]
    charts: list

    @classmethod
    def of(cls, title: str, tiles: list[Tile]) -> "Section":
        return cls(title, tiles, [_chart_of(tile) for tile in tiles if tile.parts])


def _chart_of(tile: Tile) -> BarChart:
    bars = [(p.label, float(p.value), p.tone, p.url) for p in tile.parts]
    return BarChart.of(tile.label.capitalize(), bars)


def dashboard(*, viewer, day: dt.date) -> list[Section]:
    """The programme dashboard: every number opens the rows it counts."""
    attendance = hubs.attendance_tile(viewer=viewer, day=day)
    return [
        Section.of("Placements and reviews", placements.tiles(viewer=viewer, day=day)),
        Section.of("Student learning hubs", [attendance]),
        Section.of(
            "Service users and carers", suc.activity_tile(viewer=viewer, day=day)
        ),
        Section.of("Workforce", workforce.forecast_tile(viewer=viewer, day=day)),
    ]

"""Pages that span apps: what needs a person, and the partnership in numbers."""

import datetime as dt
from dataclasses import dataclass

from core.charts import BarChart
from core.pages import Need, Tile
from hubs import charts as hub_charts
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
    """One part of the dashboard: its tiles, and the charts that belong to them."""

    title: str
    tiles: list[Tile]
    charts: list
    wide_chart: object = None

    @classmethod
    def of(cls, title: str, tiles: list[Tile], wide_chart=None) -> "Section":
        """A tile with two parts or more is charted; a single part is a tile too."""
        single = [tile.parts[0] for tile in tiles if len(tile.parts) == 1]
        charts = [_chart_of(tile) for tile in tiles if len(tile.parts) > 1]
        return cls(title, [*tiles, *single], charts, wide_chart)


def _chart_of(tile: Tile) -> BarChart:
    bars = [
        (part.label, float(part.value.replace(",", "")), part.tone, part.url)
        for part in tile.parts
    ]
    return BarChart.of(
        tile.parts_title or tile.label, bars, sentence=tile.parts_sentence
    )


def dashboard(*, viewer, day: dt.date) -> list[Section]:
    """The programme dashboard: every number opens the rows it counts."""
    attendance = hubs.attendance_page(viewer=viewer, day=day, shown=hubs.window(day))
    return [
        Section.of("Placements and reviews", placements.tiles(viewer=viewer, day=day)),
        Section.of(
            "Student learning hubs",
            [hubs.attendance_tile(viewer=viewer, day=day)],
            hub_charts.hubs_by_week(attendance) if attendance.rows else None,
        ),
        Section.of(
            "Service users and carers", suc.activity_tile(viewer=viewer, day=day)
        ),
        Section.of("Workforce", [workforce.forecast_tile(viewer=viewer, day=day)]),
    ]

"""What every list page has in common: filtered rows, a table, two downloads."""

from collections.abc import Callable
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse

from core import dates
from core.exports import csv_response, xlsx_response
from core.tables import paged
from partnerships.choices import RoleKind

EVERYONE = (
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PSW,
    RoleKind.PLACEMENT_COORDINATOR,
    RoleKind.UNIVERSITY_LEAD,
    RoleKind.TUTOR,
    RoleKind.TEAM_MANAGER,
    RoleKind.PRACTICE_EDUCATOR,
    RoleKind.SITE_SUPERVISOR,
    RoleKind.STUDENT,
)


@dataclass(frozen=True)
class Listing:
    """One list: its rows, filters, table, and the columns of its downloads."""

    name: str
    what: str
    rows: Callable
    filters: type
    table: type
    columns: dict[str, str]
    labels: dict[str, dict]

    def found(self, request):
        day = dates.today()
        rows = self.rows(viewer=request.user, day=day)
        return self.filters(request.GET, rows=rows, viewer=request.user, day=day)

    def page(self, request):
        found = self.found(request)
        export = f"placements:{self.name.removesuffix('list')}export"
        context = {
            "found": found,
            "table": paged(self.table(found.qs), request),
            "clear_url": reverse(f"placements:{self.name}"),
            "csv_url": reverse(f"{export}_csv"),
            "xlsx_url": reverse(f"{export}_xlsx"),
            "day": dates.today(),
        }
        return render(request, f"placements/{self.name}.html", context)

    def csv(self, request):
        return self._download(request, csv_response)

    def xlsx(self, request):
        return self._download(request, xlsx_response)

    def _download(self, request, respond):
        found = self.found(request)
        return respond(
            self.what,
            list(self.columns.values()),
            (self._cells(row) for row in found.qs),
            actor=request.user,
            what=self.what,
            filters=found.chosen,
        )

    def _cells(self, row: dict) -> list:
        return [self._words(key, row[key]) for key in self.columns]

    def _words(self, key: str, value):
        labels = self.labels.get(key)
        if labels is None:
            return value
        if isinstance(value, list):
            return ", ".join(str(labels.get(one, one)) for one in sorted(value))
        return labels.get(value, value)

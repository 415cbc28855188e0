"""What a list may be narrowed by; the address says it, so a link can too."""

import datetime as dt

import django_filters as filters
from django import forms
from django.db.models import F, Q

from core.rule_settings import whole
from partnerships.choices import OrganisationKind, Sector
from partnerships.models import Organisation
from placements import thresholds
from placements.choices import (
    CheckpointKind,
    CheckpointState,
    IssueArea,
    IssueState,
    PlacementKind,
    PlacementState,
)
from placements.lists import DUE_SOON, LATER, OVERDUE

NEWER, OLDER, OLDEST = "newer", "older", "oldest"
HOSTS = [kind for kind in OrganisationKind if kind != OrganisationKind.UNIVERSITY]


class ListFilter(filters.FilterSet):
    """Filters for one viewer on one day; only organisations near the viewer."""

    def __init__(self, data, *, rows, viewer, day: dt.date):
        self.viewer, self.day = viewer, day
        super().__init__(data, queryset=rows)

    @property
    def is_filtered(self) -> bool:
        return any(self.data.get(name) for name in self.filters)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters in force, for the record of an export."""
        return {name: self.data[name] for name in self.filters if self.data.get(name)}


class OrganisationFilter(filters.ModelChoiceFilter):
    """Organisations of the viewer's partnerships, named by public reference."""

    def __init__(self, *args, kinds, **kwargs):
        self.kinds = kinds
        kwargs.setdefault("to_field_name", "reference")
        super().__init__(*args, queryset=None, **kwargs)

    def get_queryset(self, request):
        near = Organisation.objects.visible_to(self.parent.viewer)
        return near.filter(kind__in=self.kinds)


def hosts(field="host_organisation"):
    return OrganisationFilter(
        field_name=field, kinds=HOSTS, label="Organisation", empty_label="All"
    )


def choice(field, choices, label, **kwargs):
    return filters.ChoiceFilter(
        field_name=field, choices=choices, label=label, empty_label="All", **kwargs
    )


class ReviewFilter(ListFilter):
    due = filters.ChoiceFilter(
        label="Status",
        empty_label="All open",
        choices=[
            (OVERDUE, "Overdue"),
            (DUE_SOON, "Due soon"),
            (LATER, "Later"),
            (CheckpointState.COMPLETE, "Complete"),
            ("any", "Open and complete"),
        ],
        method="by_status",
    )
    kind = choice("kind", CheckpointKind.choices, "Review")
    la = hosts()

    @property
    def qs(self):
        """Without a status only open reviews, so that the list is of what is due."""
        rows = super().qs
        if self.data.get("due"):
            return rows
        return rows.filter(state=CheckpointState.OPEN)

    def by_status(self, rows, name, value):
        return rows if value == "any" else rows.filter(status=value)


class PlacementFilter(ListFilter):
    state = choice("state", PlacementState.choices, "State")
    kind = choice("kind", PlacementKind.choices, "Placement")
    la = hosts()
    sector = choice("host_service__sector", Sector.choices, "Service")
    university = OrganisationFilter(
        field_name="university",
        kinds=[OrganisationKind.UNIVERSITY],
        label="University",
        empty_label="All",
    )


class IssueFilter(ListFilter):
    state = choice("state", IssueState.choices, "State")
    age = filters.ChoiceFilter(
        label="Open for",
        empty_label="Any time",
        choices=[],
        method="by_age",
    )
    area = choice("area", IssueArea.choices, "About")
    la = hosts()
    mine = filters.BooleanFilter(
        label="Only mine",
        method="by_owner",
        widget=forms.CheckboxInput,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first, second = age_limits(self.day)
        self.filters["age"].extra["choices"] = [
            (NEWER, f"Up to {first} days"),
            (OLDER, f"{first + 1} to {second} days"),
            (OLDEST, f"More than {second} days"),
        ]

    def by_age(self, rows, name, value):
        return rows.filter(of_age(value, self.day), state=IssueState.OPEN)

    def by_owner(self, rows, name, value):
        return rows.filter(owner=self.viewer) if value else rows


def age_limits(day: dt.date) -> tuple[int, int]:
    first, second = thresholds.ISSUE_AGES
    return whole(first, day), whole(second, day)


def of_age(band: str, day: dt.date) -> Q:
    """Issues raised so long before ``day``."""
    first, second = (day - dt.timedelta(days=n) for n in age_limits(day))
    return {
        NEWER: Q(raised_on__gte=first),
        OLDER: Q(raised_on__lt=first, raised_on__gte=second),
        OLDEST: Q(raised_on__lt=second),
    }[band]


class EducatorFilter(ListFilter):
    use = filters.ChoiceFilter(
        label="Places",
        empty_label="All",
        choices=[
            ("free", "Has a free place"),
            ("teaching", "Has a student now"),
            ("over", "More students than places"),
        ],
        method="by_use",
    )
    la = hosts("employer")
    sector = choice("service__sector", Sector.choices, "Service")

    def by_use(self, rows, name, value):
        if value == "free":
            return rows.filter(free__gt=0)
        if value == "over":
            return rows.filter(students__gt=F("places"))
        return rows.filter(students__gt=0)

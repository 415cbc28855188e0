"""The list pages as tables, over the flat rows of lists.py."""

import django_tables2 as tables

from core.tables import DayColumn, LinkColumn, NumberColumn, Table, TagColumn
from partnerships.choices import Sector
from placements.choices import (
    CheckpointKind,
    CheckpointState,
    IssueState,
    Party,
    PlacementKind,
    PlacementState,
)
from placements.lists import DUE_LABELS, DUE_SOON, LATER, OVERDUE

SHORT_REVIEWS = {
    CheckpointKind.FOUR_WEEK: "Four weeks",
    CheckpointKind.MIDWAY: "Midway",
    CheckpointKind.END: "End",
}
SHORT_PLACEMENTS = {
    PlacementKind.FIRST: "First",
    PlacementKind.FINAL: "Final",
    PlacementKind.OTHER: "Other",
}


def opens(view: str):
    return (view, {"reference": tables.A("reference")})


class LabelColumn(tables.Column):
    """A stored choice in its words."""

    def __init__(self, labels: dict, *args, **kwargs):
        self.labels = labels
        super().__init__(*args, **kwargs)

    def render(self, value):
        return self.labels.get(value, value)


class StateColumn(TagColumn):
    """A stored state as a tag, in its words."""

    def __init__(self, labels: dict, tones: dict, *args, **kwargs):
        self.labels = labels
        super().__init__(tones, *args, **kwargs)

    def render(self, value, record):
        return super().render(self.labels.get(value, value), record)


def labels_of(choices) -> dict:
    return dict(choices.choices)


class ReviewTable(Table):
    student = LinkColumn(linkify=opens("placements:review_detail"))
    kind = LabelColumn(SHORT_REVIEWS, verbose_name="Review")
    host = tables.Column(verbose_name="Placed with")
    educator = tables.Column(verbose_name="Practice educator", default="Not assigned")
    waiting = tables.Column(verbose_name="Waiting for", orderable=False)
    due_on = DayColumn(verbose_name="Due")
    status = StateColumn(
        DUE_LABELS,
        {
            OVERDUE: "red",
            DUE_SOON: "yellow",
            LATER: "grey",
            CheckpointState.COMPLETE: "green",
        },
        orderable=False,
    )

    noun = "review"

    def render_waiting(self, value, record):
        return ", ".join(sorted(Party(party).label for party in value)) or "Nobody"


class PlacementTable(Table):
    student_name = LinkColumn(
        verbose_name="Student", linkify=opens("placements:placement_detail")
    )
    kind = LabelColumn(SHORT_PLACEMENTS, verbose_name="Placement")
    host = tables.Column(verbose_name="Placed with")
    university_name = tables.Column(verbose_name="University")
    educator = tables.Column(verbose_name="Practice educator", default="Not assigned")
    expected_end_on = DayColumn(verbose_name="Ends")
    open_issues = NumberColumn(verbose_name="Issues")
    state = StateColumn(
        labels_of(PlacementState),
        {
            PlacementState.PLANNED: "grey",
            PlacementState.ACTIVE: "blue",
            PlacementState.COMPLETE: "green",
            PlacementState.ENDED_EARLY: "orange",
        },
    )

    noun = "placement"


class IssueTable(Table):
    summary = LinkColumn(
        verbose_name="Issue", linkify=opens("placements:issue_detail"), orderable=False
    )
    student = tables.Column()
    host = tables.Column(verbose_name="Placed with")
    owner_name = tables.Column(verbose_name="Owner")
    due_on = DayColumn(verbose_name="Due")
    status = StateColumn(
        {**labels_of(IssueState), OVERDUE: "Overdue"},
        {IssueState.OPEN: "yellow", IssueState.RESOLVED: "green", OVERDUE: "red"},
        orderable=False,
    )

    noun = "issue"


class EducatorTable(Table):
    educator = tables.Column(verbose_name="Practice educator")
    works_for = tables.Column(verbose_name="Employer", default="Independent")
    sector = LabelColumn(labels_of(Sector), verbose_name="Service", default="Any")
    places = NumberColumn()
    students = NumberColumn(verbose_name="Students now")
    free = NumberColumn(verbose_name="Free")

    noun = "practice educator"

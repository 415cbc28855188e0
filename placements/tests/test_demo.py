"""The demonstration: two reviews due for the practice educator who signs in."""

import datetime as dt

import pytest

from partnerships import demo as partnerships_demo
from partnerships.choices import RoleKind
from placements import demo
from placements.choices import CheckpointState, IssueState, PlacementState
from placements.models import (
    Checkpoint,
    Placement,
    PlacementDay,
    PlacementIssue,
    PracticeEducator,
    Student,
)
from placements.reports import my_reviews
from placements.tests.matrix import samples

DAYS = [dt.date(2026, 11, 23), dt.date(2027, 2, 28)]


@pytest.mark.django_db
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_demonstration_shows_every_stage(day, on):
    on(day)

    world = partnerships_demo.load(day)
    demo.load(world)

    educator = world.first(RoleKind.PRACTICE_EDUCATOR)
    due = [
        (n.due_on <= day, n.is_overdue) for n in my_reviews(viewer=educator, day=day)
    ]
    states = set(Placement.objects.values_list("state", flat=True))
    assert due == [(True, True), (True, False)]
    assert (Student.objects.count(), PracticeEducator.objects.count()) == (60, 80)
    assert states == set(PlacementState)
    assert Checkpoint.objects.overdue(day).count() in range(2, 12)
    assert Checkpoint.objects.filter(state=CheckpointState.COMPLETE).count() > 20
    assert set(PlacementIssue.objects.values_list("state", flat=True)) == set(
        IssueState
    )
    assert PlacementDay.objects.exists()
    student = world.first(RoleKind.STUDENT)
    assert Placement.objects.visible_to(student).count() == 1
    missing = {name for name, by_role in samples(world).items() if not by_role}
    assert missing == set()

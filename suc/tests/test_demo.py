import datetime as dt
from collections import Counter

import pytest

from partnerships import demo as partnerships_demo
from partnerships.choices import RoleKind
from suc import demo, reports
from suc.models import ChangeMade, Contributor, InvolvementTask, Payment
from suc.tests.matrix import samples

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", [dt.date(2026, 11, 23), dt.date(2027, 1, 2)])
def test_the_demonstration_shows_every_state_whatever_day_it_is(day):
    world = partnerships_demo.load(day)

    demo.load(world)

    assert Contributor.objects.count() == 12
    assert set(InvolvementTask.objects.values_list("state", flat=True)) == {
        "draft",
        "open",
        "done",
        "cancelled",
    }
    assert Counter(Payment.objects.values_list("state", flat=True)) == {
        "paid": 4,
        "due": 3,
        "approved": 1,
    }
    assert ChangeMade.objects.count() == 3
    mine = reports.my_invitations(viewer=world.first(RoleKind.SUC_MEMBER), day=day)
    assert (len(mine.waiting), len(mine.coming), len(mine.past)) == (1, 1, 2)
    assert all(samples(world).values())

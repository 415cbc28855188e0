"""Every number opens the rows it counts; everyone sees what waits for them."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from partnerships.tests.factories import PartnershipFactory
from suc import reports
from suc.tests.factories import (
    InvitationFactory,
    InvolvementFactory,
    PaymentFactory,
    TaskFactory,
    active_member,
    coordinator,
    manager,
)

DAY = dt.date(2026, 11, 13)
pytestmark = pytest.mark.django_db


def world():
    """Two people took part, three invitations wait, two payments are due."""
    partnership = PartnershipFactory()
    lead = coordinator(partnership)
    for _ in range(2):
        done = InvolvementFactory(
            confirmed=True, invitation__task__partnership=partnership
        )
        PaymentFactory(invitation=done.invitation, created_by=lead)
    task = TaskFactory(partnership=partnership, places=3)
    for _ in range(3):
        InvitationFactory(task=task)
    _left_out(partnership)
    return partnership, lead


def _left_out(partnership):
    """Rows that look alike and must not be counted."""
    last_year = InvolvementFactory(
        confirmed=True,
        invitation__task__partnership=partnership,
        invitation__task__held_on=dt.date(2026, 7, 1),
        invitation__answered_on=dt.date(2026, 6, 1),
    )
    PaymentFactory(
        invitation=last_year.invitation, state="declined", declined_because="Twice"
    )
    InvolvementFactory(invitation__task__partnership=partnership)
    closed = TaskFactory(partnership=partnership, state="done")
    InvitationFactory(task=closed)
    InvitationFactory(task=TaskFactory(partnership=partnership, held_on="2026-11-12"))
    PaymentFactory()


@time_machine.travel("2026-11-13 10:00+00:00", tick=False)
def test_each_tile_opens_exactly_the_rows_it_counts(sign_in):
    partnership, _ = world()
    viewer = manager(partnership)

    tiles = reports.activity_tile(viewer=viewer, day=DAY)

    assert [(tile.value, tile.note) for tile in tiles] == [
        ("2", ""),
        ("3", ""),
        ("2", "£80.00 in all"),
    ]
    client = sign_in(viewer)
    for tile in tiles:
        table = client.get(tile.url).context["table"]
        assert table.paginator.count == int(tile.value)


def test_a_member_is_asked_to_answer_and_to_log():
    partnership = PartnershipFactory()
    who = active_member(partnership)
    waiting = InvitationFactory(
        task=TaskFactory(partnership=partnership), contributor=who
    )
    past = InvitationFactory(
        task=TaskFactory(partnership=partnership, held_on=dt.date(2026, 11, 6)),
        contributor=who,
        accepted=True,
    )
    InvitationFactory(task__partnership=partnership)

    needs = reports.needs_you(viewer=who.person, day=DAY)

    assert [need.url for need in needs] == [
        waiting.get_absolute_url(),
        reverse("suc:involvement_log", args=[past.reference]),
    ]


def test_the_coordinator_records_and_somebody_else_approves():
    partnership, lead = world()

    asked_of_lead = reports.needs_you(viewer=lead, day=DAY)
    asked_of_manager = reports.needs_you(viewer=manager(partnership), day=DAY)

    assert [(need.title[:23], need.detail) for need in asked_of_lead] == [
        ("Record who took part: I", "1 person")
    ]
    assert [(need.title, need.detail) for need in asked_of_manager] == [
        ("Approve 2 payments to members", "£80.00 in all")
    ]


def test_recording_is_overdue_a_week_after_the_work():
    partnership = PartnershipFactory()
    lead = coordinator(partnership)
    InvolvementFactory(
        invitation__task__partnership=partnership,
        invitation__task__held_on=dt.date(2026, 11, 6),
    )

    on_time, late = (
        reports.needs_you(viewer=lead, day=DAY + dt.timedelta(days))[0]
        for days in (0, 1)
    )

    assert (on_time.due_on, on_time.is_overdue) == (DAY, False)
    assert (late.due_on, late.is_overdue) == (DAY, True)


def test_people_without_a_part_in_involvement_are_asked_nothing(
    django_assert_num_queries,
):
    partnership, _ = world()
    outsider = manager(PartnershipFactory())

    assert reports.needs_you(viewer=outsider, day=DAY) == []
    assert partnership is not None

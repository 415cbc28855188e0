import datetime as dt

import pytest

from hubs import rhythm
from hubs.rhythm import Slot, Span

FIRST = dt.date(2026, 9, 7)
KINDS = ["reflective", "skills"]


def week(n: int) -> dt.date:
    return FIRST + dt.timedelta(weeks=n - 1)


def slots(*words: str) -> list[Slot]:
    """ "R" planned, "R!" held, "R x" cancelled, one a week."""
    kind = {"R": "reflective", "S": "skills"}
    return [
        Slot(
            key=n,
            held_on=week(n),
            kind=kind[word[0]],
            is_held="!" in word,
            is_cancelled="x" in word,
        )
        for n, word in enumerate(words, start=1)
    ]


def test_sessions_fall_every_week_from_the_first_day():
    assert rhythm.session_days(FIRST, 3, weeks_between=1) == [week(1), week(2), week(3)]


def test_a_monthly_hub_steps_four_weeks():
    assert rhythm.session_days(FIRST, 2, weeks_between=4) == [week(1), week(5)]


def test_breaks_are_stepped_over():
    away = [Span(week(2), week(3))]

    assert rhythm.session_days(FIRST, 3, weeks_between=1, breaks=away) == [
        week(1),
        week(4),
        week(5),
    ]


@pytest.mark.parametrize(
    ("previous", "kinds", "expected"),
    [
        (None, KINDS, "reflective"),
        ("reflective", KINDS, "skills"),
        ("skills", KINDS, "reflective"),
        ("skills", ["reflective"], "reflective"),
    ],
)
def test_the_next_kind_follows_the_one_before(previous, kinds, expected):
    assert rhythm.next_kind(previous, kinds) == expected


def test_a_cancelled_session_is_stepped_over():
    series = slots("R!", "S!", "R x", "S", "R")

    assert rhythm.replan(series, KINDS, today=week(3)) == {
        4: "reflective",
        5: "skills",
    }


def test_a_session_held_out_of_turn_is_followed_by_the_other_kind():
    assert rhythm.replan(slots("R!", "R!", "R", "S"), KINDS, today=week(3)) == {
        3: "skills",
        4: "reflective",
    }


def test_a_past_session_without_a_register_keeps_its_kind():
    assert rhythm.replan(slots("R!", "R", "R"), KINDS, today=week(3)) == {3: "skills"}


def test_a_series_in_order_stays_as_it_is():
    assert rhythm.replan(slots("R!", "S", "R"), KINDS, today=week(2)) == {}

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placements.days import (
    DueDates,
    NeverEnds,
    Plan,
    attended_half_days,
    bank_holidays,
    days_in_words,
    describe_pattern,
    due_dates,
    half_days_by,
)

START = dt.date(2026, 9, 7)
WORKED = Plan(starts_on=START, required_days=100)
WEEK_THREE = [dt.date(2026, 9, 21) + dt.timedelta(days=n) for n in range(5)]


def due(plan: Plan) -> DueDates:
    return due_dates(plan, four_week_days=28)


@pytest.mark.capability("D2N2-04")
def test_the_worked_placement_has_the_worked_dates():
    assert due(WORKED) == DueDates(
        four_week=dt.date(2026, 10, 5),
        midway=dt.date(2026, 11, 13),
        end=dt.date(2027, 1, 22),
    )


def test_skipping_bank_holidays_moves_the_end():
    assert due(replace(WORKED, skips_bank_holidays=True)).end == dt.date(2027, 1, 27)


@pytest.mark.capability("D2N2-05")
def test_five_days_absence_in_week_three_moves_midway_and_end_only():
    plan = replace(WORKED, absent=dict.fromkeys(WEEK_THREE, 2))

    assert due(plan) == DueDates(
        four_week=dt.date(2026, 10, 5),
        midway=dt.date(2026, 11, 20),
        end=dt.date(2027, 1, 29),
    )


@pytest.mark.capability("D2N2-05")
def test_a_part_time_pattern_moves_the_dates():
    plan = replace(WORKED, pattern=(2, 2, 1, 0, 0, 0, 0))

    assert due(plan) == DueDates(
        four_week=dt.date(2026, 10, 5),
        midway=dt.date(2027, 1, 20),
        end=dt.date(2027, 6, 9),
    )


def test_a_made_up_day_brings_the_end_back():
    saturday = dt.date(2026, 9, 26)
    missed = replace(WORKED, absent={WEEK_THREE[0]: 2})
    made_up = replace(missed, made_up={saturday: 2})

    assert due(missed).end == dt.date(2027, 1, 25)
    assert due(made_up).end == dt.date(2027, 1, 22)


def test_a_day_never_counts_more_than_a_day():
    plan = replace(WORKED, made_up={START: 2})

    assert attended_half_days(plan, START) == 2


def test_days_that_are_never_reached_are_refused():
    with pytest.raises(NeverEnds):
        due(Plan(START, 300, pattern=(1, 0, 0, 0, 0, 0, 0)))


def test_days_attended_so_far():
    assert half_days_by(WORKED, START - dt.timedelta(days=1)) == 0
    assert half_days_by(WORKED, START) == 2
    assert half_days_by(WORKED, START + dt.timedelta(days=6)) == 10
    assert half_days_by(WORKED, dt.date(2030, 1, 1)) == 200


def test_half_days_in_words():
    assert [days_in_words(n) for n in (0, 1, 2, 25)] == ["0", "½", "1", "12½"]


def test_a_pattern_in_words():
    assert describe_pattern((2, 2, 2, 2, 2, 0, 0)) == "Monday to Friday"
    assert describe_pattern((2, 1, 0, 0, 0, 0, 0)) == "Monday, Tuesday (half day)"


def test_the_shipped_bank_holidays_cover_the_worked_dates():
    assert {dt.date(2026, 12, 25), dt.date(2026, 12, 28)} < bank_holidays()


patterns = st.tuples(*[st.integers(0, 2)] * 7).filter(lambda p: sum(p) >= 2)
starts = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
offsets = st.sets(st.integers(0, 200), max_size=25)
plans = st.builds(
    lambda start, days, pattern, skips, away: Plan(
        starts_on=start,
        required_days=days,
        pattern=pattern,
        skips_bank_holidays=skips,
        absent={start + dt.timedelta(days=n): 2 for n in away},
    ),
    starts,
    st.integers(1, 120),
    patterns,
    st.booleans(),
    offsets,
)


@settings(max_examples=60, deadline=None)
@given(plans, st.integers(0, 200), st.integers(1, 2))
def test_more_absence_never_brings_a_date_forward(plan, offset, half_days):
    day = plan.starts_on + dt.timedelta(days=offset)
    more = replace(
        plan, absent={**plan.absent, day: 2 if day in plan.absent else half_days}
    )

    before, after = due(plan), due(more)

    assert after.four_week == before.four_week
    assert after.midway >= before.midway
    assert after.end >= before.end


@settings(max_examples=60, deadline=None)
@given(plans, st.integers(0, 200))
def test_a_made_up_day_never_puts_a_date_off(plan, offset):
    day = plan.starts_on + dt.timedelta(days=offset)
    better = replace(plan, made_up={day: 2})

    assert due(better).midway <= due(plan).midway
    assert due(better).end <= due(plan).end


@settings(max_examples=60, deadline=None)
@given(plans)
def test_the_dates_are_the_first_on_which_half_and_all_are_attended(plan):
    dates = due(plan)
    eve = dates.end - dt.timedelta(days=1)

    assert plan.starts_on <= dates.midway <= dates.end
    assert half_days_by(plan, dates.end) == plan.required_days * 2
    assert half_days_by(plan, eve) < plan.required_days * 2
    assert half_days_by(plan, dates.midway) >= plan.required_days


@settings(max_examples=40, deadline=None)
@given(plans)
def test_the_end_falls_on_a_day_that_was_attended(plan):
    assert attended_half_days(plan, due(plan).end) > 0

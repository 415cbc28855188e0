"""Which days of a placement count, and when its reviews fall due. Pure.

Time is counted in half days. A week's pattern is the half days worked from Monday
to Sunday; an absence takes half days off, a made-up day adds them.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

Pattern = tuple[int, int, int, int, int, int, int]

FULL_TIME: Pattern = (2, 2, 2, 2, 2, 0, 0)
WEEKDAYS = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
ONE_DAY = dt.timedelta(days=1)
LONGEST = dt.timedelta(days=366 * 6)


class NeverEnds(ValueError):
    """The days cannot be reached within six years."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed, and what differed: ``absent`` and ``made_up`` half days."""

    starts_on: dt.date
    required_days: int
    pattern: Pattern = FULL_TIME
    skips_bank_holidays: bool = False
    absent: Mapping[dt.date, int] = field(default_factory=dict)
    made_up: Mapping[dt.date, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueDates:
    four_week: dt.date
    midway: dt.date
    end: dt.date


@cache
def bank_holidays() -> frozenset[dt.date]:
    """England's bank holidays, from the list shipped with the package."""
    division = BankHolidays.ENGLAND_AND_WALES
    rows = BankHolidays(use_cached_holidays=True).get_holidays(division=division)
    return frozenset(row["date"] for row in rows)


def planned_half_days(plan: Plan, day: dt.date) -> int:
    """Half days the pattern asks for on ``day``, whatever happened."""
    if plan.skips_bank_holidays and day in bank_holidays():
        return 0
    return plan.pattern[day.weekday()]


def attended_half_days(plan: Plan, day: dt.date) -> int:
    """Half days that count on ``day``; never more than the day has."""
    came = max(0, planned_half_days(plan, day) - plan.absent.get(day, 0))
    return min(2, came + plan.made_up.get(day, 0))


def placement_days(plan: Plan) -> Iterator[tuple[dt.date, int]]:
    """Each calendar day from the start with the half days attended so far."""
    day, last, total = plan.starts_on, plan.starts_on + LONGEST, 0
    while day <= last:
        total += attended_half_days(plan, day)
        yield day, total
        day += ONE_DAY


def due_dates(plan: Plan, *, four_week_days: int) -> DueDates:
    """When the three reviews fall due.

    Four weeks is a calendar date and stays; midway is the day on which half the
    required days are attended; the end is the day on which all are.
    """
    whole = plan.required_days * 2
    midway = None
    for day, total in placement_days(plan):
        if midway is None and total * 2 >= whole:
            midway = day
        if total >= whole:
            four_week = plan.starts_on + dt.timedelta(days=four_week_days)
            return DueDates(four_week=four_week, midway=midway, end=day)
    raise NeverEnds("These days are not reached within six years.")


def half_days_by(plan: Plan, day: dt.date) -> int:
    """Half days attended up to and including ``day``, at most those required."""
    if day < plan.starts_on:
        return 0
    total = 0
    for current, total in placement_days(plan):
        if current >= day or total >= plan.required_days * 2:
            break
    return min(total, plan.required_days * 2)


def describe_pattern(pattern: Pattern) -> str:
    """The pattern in words: "Monday to Friday", "Monday, Tuesday (half day)"."""
    if pattern == FULL_TIME:
        return "Monday to Friday"
    return ", ".join(
        name if halves == 2 else f"{name} (half day)"
        for name, halves in zip(WEEKDAYS, pattern, strict=True)
        if halves
    )


def days_in_words(half_days: int) -> str:
    """Half days as days: "12", "12½"."""
    whole, half = divmod(half_days, 2)
    return f"{whole or ''}½" if half else str(whole)

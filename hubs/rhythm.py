"""When sessions fall and which kind each one is. Dates and kinds only, no database."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One session in date order: held (its kind is a fact), planned or cancelled."""

    key: int
    held_on: dt.date
    kind: str
    is_held: bool = False
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Days with no session, both included."""

    starts_on: dt.date
    ends_on: dt.date

    def covers(self, day: dt.date) -> bool:
        return self.starts_on <= day <= self.ends_on


def session_days(
    first: dt.date, count: int, *, weeks_between: int, breaks: Iterable[Span] = ()
) -> list[dt.date]:
    """``count`` days of the rhythm from ``first`` on, stepping over the breaks."""
    breaks = list(breaks)
    step = dt.timedelta(weeks=weeks_between)
    days, day = [], first
    while len(days) < count:
        if not any(span.covers(day) for span in breaks):
            days.append(day)
        day += step
    return days


def next_kind(previous: str | None, kinds: Sequence[str]) -> str:
    """The kind after ``previous`` in the alternation; the first when there is none."""
    if previous not in kinds:
        return kinds[0]
    return kinds[(kinds.index(previous) + 1) % len(kinds)]


def replan(
    slots: Iterable[Slot], kinds: Sequence[str], *, today: dt.date
) -> dict[int, str]:
    """New kinds of planned sessions still to come, so that they follow the last held.

    A cancelled session is stepped over. A planned session of a past day, whose
    register is late, keeps its kind: it took place, only the register is missing.
    """
    changes: dict[int, str] = {}
    previous = None
    for slot in sorted(slots, key=lambda slot: (slot.held_on, slot.key)):
        if slot.is_cancelled:
            continue
        if slot.is_held or slot.held_on < today:
            previous = slot.kind
            continue
        previous = next_kind(previous, kinds)
        if previous != slot.kind:
            changes[slot.key] = previous
    return changes

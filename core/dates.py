"""Days and years. Nothing outside this module asks the clock what day it is."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

DAY = dt.timedelta(days=1)


def today() -> dt.date:
    """The calendar day in England."""
    return timezone.localdate()


def now() -> dt.datetime:
    return timezone.now()


@dataclass(frozen=True, slots=True, order=True)
class Year:
    """A year that begins on a day of its own; ``begins`` is its first calendar year."""

    begins: int

    MONTH = 1
    DAY_OF_MONTH = 1

    @classmethod
    def containing(cls, day: dt.date):
        first = dt.date(day.year, cls.MONTH, cls.DAY_OF_MONTH)
        return cls(day.year if day >= first else day.year - 1)

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.begins, self.MONTH, self.DAY_OF_MONTH)

    @property
    def last_day(self) -> dt.date:
        return dt.date(self.begins + 1, self.MONTH, self.DAY_OF_MONTH) - DAY

    @property
    def label(self) -> str:
        return f"{self.begins}/{(self.begins + 1) % 100:02d}"

    def __str__(self) -> str:
        return self.label


class AcademicYear(Year):
    """1 August to 31 July."""

    MONTH = 8


class CensusYear(Year):
    """1 October to 30 September; the return is named by the year it ends in."""

    MONTH = 10

    @property
    def label(self) -> str:
        return str(self.begins + 1)


class AsyeYear(Year):
    """1 February to 31 January: the ASYE funding window."""

    MONTH = 2


class TaxYear(Year):
    """6 April to 5 April: tax and benefit rates."""

    MONTH = 4
    DAY_OF_MONTH = 6


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())

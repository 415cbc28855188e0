"""Thresholds, rates and limits: dated rows with a shipped default.

An app registers its defaults once (``register``); the newest row in force on the
day wins, so a partnership can change a number without a release.
"""

import datetime as dt
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from decimal import Decimal

from core.models import RuleSetting


@dataclass(frozen=True, slots=True)
class Default:
    value: Decimal
    unit: str
    source: str


_defaults: dict[str, Default] = {}


def register(name: str, value, *, unit: str, source: str) -> None:
    _defaults[name] = Default(Decimal(str(value)), unit, source)


def defaults() -> dict[str, Default]:
    return dict(_defaults)


_read_once: ContextVar[dict | None] = ContextVar("rules read once", default=None)


@contextmanager
def read_once():
    """Inside, the rows of a day are read once: one request sees one set of rules."""
    token = _read_once.set({})
    try:
        yield
    finally:
        _read_once.reset(token)


def rule(name: str, day: dt.date) -> Decimal:
    """The value in force on ``day``; KeyError for a name nobody registered."""
    rows = in_force(day)
    return rows[name] if name in rows else _defaults[name].value


def in_force(day: dt.date) -> dict[str, Decimal]:
    """Name → value of the rows in force; the latest start wins."""
    kept = _read_once.get()
    if kept is None:
        kept = {}
    if day not in kept:
        rows = RuleSetting.objects.on(day).order_by("starts_on")
        kept[day] = dict(rows.values_list("name", "value"))
    return kept[day]


def whole(name: str, day: dt.date) -> int:
    return int(rule(name, day))

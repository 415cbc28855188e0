"""Thresholds, rates and limits: dated rows with a shipped default.

An app registers its defaults once (``register``); the newest row in force on the
day wins, so a partnership can change a number without a release.
"""

import datetime as dt
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


def rule(name: str, day: dt.date) -> Decimal:
    """The value in force on ``day``; KeyError for a name nobody registered."""
    row = RuleSetting.objects.on(day).filter(name=name).order_by("-starts_on").first()
    return row.value if row else _defaults[name].value


def whole(name: str, day: dt.date) -> int:
    return int(rule(name, day))

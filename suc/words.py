"""Money and times as members read them."""

import datetime as dt
from decimal import Decimal

from suc.choices import ExpenseBasis, FeeBasis

NBSP = "\u00a0"


def pounds(value: Decimal | None) -> str:
    """£1,240.50; whole pounds keep their pence so that columns line up."""
    return "" if value is None else f"£{value:,.2f}"


def clock(value: dt.time) -> str:
    """10am, 2:30pm, 12 noon."""
    if (value.hour, value.minute) == (12, 0):
        return f"12{NBSP}noon"
    words = f"{value:%I:%M%p}".lstrip("0").lower()
    return words.replace(":00", "")


def between(row) -> str:
    """10am to 12 noon, for anything with ``from_time`` and ``to_time``."""
    return f"{clock(row.from_time)} to {clock(row.to_time)}".replace(" ", NBSP)


def hours(value: Decimal) -> str:
    number = f"{value.normalize():f}"
    return f"{number}{NBSP}hour" if number == "1" else f"{number}{NBSP}hours"


def offer(basis: str, amount: Decimal) -> str:
    """How one expense is offered."""
    if basis == ExpenseBasis.UP_TO:
        return f"What it costs, up to {pounds(amount)}"
    return pounds(amount) if basis == ExpenseBasis.FIXED else "Not offered"


def fee(terms) -> str:
    """The fee and how it is worked out."""
    if terms.fee_basis == FeeBasis.NONE:
        return "There is no fee"
    if terms.fee_basis == FeeBasis.HOUR:
        worked_out = f"{hours(terms.hours)} at {pounds(terms.fee)} an hour"
        return f"{pounds(terms.fee_total)} ({worked_out})"
    return pounds(terms.fee)


def total(terms) -> str:
    words = pounds(terms.total)
    return f"Up to {words}" if terms.total_is_a_limit else words


def terms_rows(terms) -> list[tuple[str, str]]:
    """What somebody gets, line by line, without the total."""
    rows = [
        ("Fee", fee(terms)),
        ("Travel", offer(terms.travel_basis, terms.travel)),
        (
            "Cover for someone you care for",
            offer(terms.carer_cover_basis, terms.carer_cover),
        ),
    ]
    if terms.other_basis != ExpenseBasis.NONE:
        rows.append((terms.other_for, offer(terms.other_basis, terms.other)))
    return rows

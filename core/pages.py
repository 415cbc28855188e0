"""What a home page and a dashboard are made of, whatever app it comes from."""

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs this person: a link that does it, and when it is due."""

    title: str
    url: str
    detail: str = ""
    due_on: dt.date | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One number, the list it counts, and how it was counted.

    ``url`` opens a list of exactly the rows counted, its filters shown; where the
    number is not a count (``counts_rows`` false), the page that shows how it is made.
    """

    label: str
    value: str
    url: str
    note: str = ""
    tone: str = ""
    rule: str = ""
    parts: tuple["Tile", ...] = field(default=())
    parts_title: str = ""
    parts_sentence: str = ""
    counts_rows: bool = True

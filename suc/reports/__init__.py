"""Every read bigger than one queryset."""

from suc.reports.members import answers_for, can_answer, my_changes, my_invitations
from suc.reports.numbers import activity_tile, needs_you
from suc.reports.pages import (
    PAYMENT_HEADER,
    contributor_page,
    payment_page,
    payment_rows,
    task_page,
)

__all__ = [
    "PAYMENT_HEADER",
    "activity_tile",
    "answers_for",
    "can_answer",
    "contributor_page",
    "my_changes",
    "my_invitations",
    "needs_you",
    "payment_page",
    "payment_rows",
    "task_page",
]

"""Exclusion without btree_gist: a one-key range beside the date range."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db.models import CheckConstraint, F, Func, Q, Value
from django.db.models.functions import Least


def key_range(field: str) -> Func:
    """``int8range(key, key, '[]')``: equal keys are overlapping ranges."""
    return Func(
        F(field),
        F(field),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )


def date_range(start: str, end: str) -> Func:
    """Both days included; an empty end is open.

    An end before the start is an empty thought, not an error here: the check
    constraint beside it says so in words.
    """
    return Func(
        Least(F(start), F(end)),
        F(end),
        Value("[]"),
        function="daterange",
        output_field=DateRangeField(),
    )


def no_overlap(name: str, *keys: str, message: str, condition=None, **dates):
    """No two rows with the same keys on the same day."""
    start, end = dates.get("start", "starts_on"), dates.get("end", "ends_on")
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((key_range(key), RangeOperators.OVERLAPS) for key in keys),
            (date_range(start, end), RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=message,
    )


def ends_after_start(name: str, message="The end must not be before the start."):
    return CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
        violation_error_message=message,
    )


def one_of(name: str, field: str, choices) -> CheckConstraint:
    """The column holds one of the TextChoices, whatever door wrote it."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__in": list(choices.values)}),
        violation_error_message=f"Choose one of the listed values for {field}.",
    )

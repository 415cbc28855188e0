"""What is offered for a piece of work: a fee, and expenses kept apart from it."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from suc.choices import ExpenseBasis, FeeBasis

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")


def amount(label: str, **kwargs):
    """Pounds and pence, never below zero."""
    return models.DecimalField(
        label,
        max_digits=8,
        decimal_places=2,
        default=ZERO,
        validators=[MinValueValidator(ZERO)],
        **kwargs,
    )


def basis(label: str):
    return models.CharField(
        label, max_length=6, choices=ExpenseBasis, default=ExpenseBasis.NONE
    )


class Terms(models.Model):
    """Fee and expenses as offered; a task offers them, an invitation keeps them."""

    fee_basis = models.CharField(
        "how the fee is worked out",
        max_length=8,
        choices=FeeBasis,
        default=FeeBasis.SESSION,
    )
    fee = amount("fee")
    hours = models.DecimalField(
        "hours asked for",
        max_digits=4,
        decimal_places=2,
        default=Decimal("1.00"),
        validators=[MinValueValidator(PENNY)],
    )
    travel_basis = basis("travel")
    travel = amount("travel amount")
    carer_cover_basis = basis("cover for someone you care for")
    carer_cover = amount("carer cover amount")
    other_basis = basis("other costs")
    other = amount("other costs amount")
    other_for = models.CharField("other costs are for", max_length=80, blank=True)

    class Meta:
        abstract = True

    @property
    def fee_total(self) -> Decimal:
        return self.fee_for(self.hours)

    @property
    def expenses_total(self) -> Decimal:
        return self.travel + self.carer_cover + self.other

    @property
    def total(self) -> Decimal:
        """The most that would be paid for the work as planned."""
        return self.fee_total + self.expenses_total

    @property
    def total_is_a_limit(self) -> bool:
        """Some expenses are paid at cost, so the total may come out lower."""
        kinds = (self.travel_basis, self.carer_cover_basis, self.other_basis)
        return ExpenseBasis.UP_TO in kinds

    def fee_for(self, hours: Decimal) -> Decimal:
        """The fee for this many hours, to the penny."""
        if self.fee_basis != FeeBasis.HOUR:
            return self.fee
        return (self.fee * hours).quantize(PENNY, ROUND_HALF_UP)

    def offered(self) -> dict:
        """The terms as plain values, to copy or to compare."""
        return {name: getattr(self, name) for name in TERM_FIELDS}


TERM_FIELDS = tuple(field.name for field in Terms._meta.local_fields)


def terms_constraints(table: str) -> list:
    """Each expense has an amount exactly when it is offered; so has the fee."""
    rules = [
        models.CheckConstraint(
            name=f"{table}_fee_is_offered_with_an_amount",
            condition=Q(fee_basis=FeeBasis.NONE, fee=0)
            | Q(fee_basis__in=[FeeBasis.SESSION, FeeBasis.HOUR], fee__gt=0),
            violation_error_message="Give the fee, or choose “No fee”.",
        ),
        models.CheckConstraint(
            name=f"{table}_hours_are_more_than_none",
            condition=Q(hours__gt=0, hours__lte=24),
            violation_error_message="Hours must be more than 0 and at most 24.",
        ),
        models.CheckConstraint(
            name=f"{table}_other_costs_say_what_for",
            condition=Q(other_basis=ExpenseBasis.NONE) | ~Q(other_for=""),
            violation_error_message="Say what the other costs are for.",
        ),
    ]
    for kind, words in (
        ("travel", "travel"),
        ("carer_cover", "carer cover"),
        ("other", "other costs"),
    ):
        paid = [ExpenseBasis.FIXED, ExpenseBasis.UP_TO]
        offered = Q(**{f"{kind}_basis__in": paid, f"{kind}__gt": 0})
        absent = Q(**{f"{kind}_basis": ExpenseBasis.NONE, kind: 0})
        rules.append(
            models.CheckConstraint(
                name=f"{table}_{kind}_is_offered_with_an_amount",
                condition=offered | absent,
                violation_error_message=(
                    f"Give the amount for {words}, or choose “Not offered”."
                ),
            )
        )
    return rules


def ends_after_it_starts(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{table}_ends_after_it_starts",
        condition=Q(to_time__gt=F("from_time")),
        violation_error_message="The end time must be after the start time.",
    )

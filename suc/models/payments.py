from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Partnership
from suc.choices import PaymentState
from suc.models.invitations import Invitation
from suc.models.terms import amount
from suc.querysets import PaymentQuerySet

SETTLED = [PaymentState.APPROVED, PaymentState.PAID]


@tracked()
class Payment(Record):
    """Money owed to a member: the fee and each expense on its own line.

    The person who made it can never approve it; the database says so too.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="suc_payments"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.PROTECT, related_name="payments"
    )
    payee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suc_payments"
    )
    fee = amount("fee")
    travel = amount("travel")
    carer_cover = amount("carer cover")
    other = amount("other costs")
    state = models.CharField(
        max_length=10, choices=PaymentState, default=PaymentState.DUE
    )
    made_on = models.DateField("due since")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="made by",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    declined_because = models.CharField(
        "why it was not approved", max_length=200, blank=True
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        ordering = ["made_on", "id"]
        indexes = [models.Index(fields=["partnership", "state", "made_on"])]
        constraints = [
            one_of("payment_state_is_known", "state", PaymentState),
            models.CheckConstraint(
                name="payment_amounts_are_not_negative",
                condition=Q(
                    fee__gte=0, travel__gte=0, carer_cover__gte=0, other__gte=0
                ),
                violation_error_message="Amounts cannot be less than £0.",
            ),
            models.CheckConstraint(
                name="payment_is_for_more_than_nothing",
                condition=Q(fee__gt=-F("travel") - F("carer_cover") - F("other")),
                violation_error_message="There is nothing to pay.",
            ),
            models.UniqueConstraint(
                name="payment_one_live_per_invitation",
                fields=["invitation"],
                condition=~Q(state=PaymentState.DECLINED),
                violation_error_message="There is already a payment for this work.",
            ),
            models.CheckConstraint(
                name="payment_approver_is_not_its_maker",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("created_by")),
                violation_error_message="Someone else must approve this payment.",
            ),
            models.CheckConstraint(
                name="payment_approver_is_not_its_payee",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("payee")),
                violation_error_message="You cannot approve a payment to yourself.",
            ),
            models.CheckConstraint(
                name="payment_is_approved_by_someone_on_a_day",
                condition=Q(
                    state__in=SETTLED,
                    approved_by__isnull=False,
                    approved_on__isnull=False,
                )
                | ~Q(state__in=SETTLED)
                & Q(approved_by__isnull=True, approved_on__isnull=True),
                violation_error_message="Say who approved it and when.",
            ),
            models.CheckConstraint(
                name="payment_is_paid_on_a_day",
                condition=Q(state=PaymentState.PAID, paid_on__isnull=False)
                | ~Q(state=PaymentState.PAID) & Q(paid_on__isnull=True),
                violation_error_message="Say on which day it was paid.",
            ),
            models.CheckConstraint(
                name="payment_is_not_approved_with_a_reason",
                condition=~Q(state=PaymentState.DECLINED) | ~Q(declined_because=""),
                violation_error_message="Say why it was not approved.",
            ),
        ]

    def __str__(self):
        return f"£{self.total} to {self.payee}"

    def get_absolute_url(self):
        return reverse("suc:payment_detail", args=[self.reference])

    @property
    def expenses_total(self) -> Decimal:
        return self.travel + self.carer_cover + self.other

    @property
    def total(self) -> Decimal:
        return self.fee + self.expenses_total

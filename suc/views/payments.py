"""What is owed to members: made by one person, approved by another, paid."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access, authorise
from core.exports import csv_response, xlsx_response
from core.forms import attempt
from core.tables import paged
from suc import reports, services
from suc.filters import PaymentFilter
from suc.forms import ConfirmForm, PaidForm, ReasonForm
from suc.models import Payment
from suc.tables import PaymentTable
from suc.views.tasks import COORDINATOR, MANAGER, posted
from suc.words import pounds


def _payment_of(request, reference, permission=None) -> Payment:
    rows = Payment.objects.overseen_by(request.user).for_list()
    rows = rows.select_related("invitation__involvement")
    payment = get_object_or_404(rows, reference=reference)
    if permission:
        authorise(request.user, permission, payment)
    return payment


def _found(request) -> PaymentFilter:
    rows = Payment.objects.overseen_by(request.user).for_list()
    return PaymentFilter(request.GET, queryset=rows, request=request)


@access(COORDINATOR, MANAGER, methods=("GET",))
def payment_list(request):
    found = _found(request)
    context = {
        "table": paged(PaymentTable(found.qs), request),
        "filter": found,
        "totals": found.qs.totals(),
    }
    return render(request, "suc/payment_list.html", context)


@access(COORDINATOR, MANAGER, methods=("GET",))
def payment_export_csv(request):
    return _file(request, csv_response)


@access(COORDINATOR, MANAGER, methods=("GET",))
def payment_export_xlsx(request):
    return _file(request, xlsx_response)


def _file(request, response):
    found = _found(request)
    return response(
        f"Payments to members {dates.today()}",
        reports.PAYMENT_HEADER,
        reports.payment_rows(found.qs),
        actor=request.user,
        what="Payments to members",
        filters={name: value for name, value in request.GET.items() if value},
    )


@access(COORDINATOR, MANAGER, about="payment", methods=("GET",))
def payment_detail(request, reference):
    payment = _payment_of(request, reference)
    context = reports.payment_page(payment=payment, viewer=request.user)
    return render(request, "suc/payment_detail.html", context)


@access(COORDINATOR, MANAGER, about="payment")
def payment_approve(request, reference):
    payment = _payment_of(request, reference, "suc.approve_payment")
    form = ConfirmForm(
        posted(request),
        submit=f"Approve {pounds(payment.total)}",
        cancel_url=payment.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.approve_payment,
        payment=payment,
        day=dates.today(),
        actor=request.user,
    ):
        messages.success(request, f"{pounds(payment.total)} approved.")
        return redirect(payment)
    context = reports.payment_page(payment=payment, viewer=request.user)
    return render(request, "suc/payment_approve.html", {**context, "form": form})


@access(COORDINATOR, MANAGER, about="payment")
def payment_decline(request, reference):
    payment = _payment_of(request, reference, "suc.approve_payment")
    form = ReasonForm(
        posted(request),
        label="Why do you not approve it?",
        submit="Do not approve",
        cancel_url=payment.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.decline_payment,
        payment=payment,
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Sent back. The work can be recorded again.")
        return redirect(payment)
    context = {"payment": payment, "form": form}
    return render(request, "suc/payment_decline.html", context)


@access(COORDINATOR, MANAGER, about="payment")
def payment_paid(request, reference):
    payment = _payment_of(request, reference, "suc.pay_payment")
    form = PaidForm(
        posted(request),
        initial={"paid_on": dates.today()},
        cancel_url=payment.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.mark_payment_paid,
        payment=payment,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Marked as paid. The member is told.")
        return redirect(payment)
    return render(request, "suc/payment_paid.html", {"payment": payment, "form": form})

"""A member's own pages: one thing on each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access
from core.forms import attempt
from partnerships.choices import RoleKind
from suc import reports, services, words
from suc.forms import AnswerForm, InvolvementForm
from suc.models import Invitation, Payment

MEMBER = RoleKind.SUC_MEMBER


def _own(request, reference) -> Invitation:
    rows = Invitation.objects.of(request.user).for_page()
    return get_object_or_404(rows, reference=reference)


@access(MEMBER, methods=("GET",))
def invitation_list(request):
    groups = reports.my_invitations(viewer=request.user, day=dates.today())
    return render(request, "suc/invitation_list.html", {"groups": groups})


@access(MEMBER, about="invitation", methods=("GET",))
def invitation_answer(request, reference):
    return _answer_page(request, _own(request, reference), AnswerForm())


@access(MEMBER, about="invitation", methods=("POST",))
def invitation_accept(request, reference):
    return _answer(request, reference, services.accept_invitation)


@access(MEMBER, about="invitation", methods=("POST",))
def invitation_accept_unpaid(request, reference):
    return _answer(request, reference, services.accept_invitation_unpaid)


@access(MEMBER, about="invitation", methods=("POST",))
def invitation_decline(request, reference):
    return _answer(request, reference, services.decline_invitation)


def _answer(request, reference, service):
    invitation = _own(request, reference)
    form = AnswerForm(request.POST)
    if form.is_valid() and attempt(
        form, service, invitation=invitation, day=dates.today(), actor=request.user
    ):
        messages.success(request, "Thank you. Your answer is saved.")
        return redirect(invitation)
    return _answer_page(request, invitation, form)


def _answer_page(request, invitation, form):
    context = {
        "invitation": invitation,
        "task": invitation.task,
        "form": form,
        "terms": words.terms_rows(invitation),
        "total": words.total(invitation),
        "answers": reports.answers_for(invitation, dates.today()),
        "more": invitation.task.six_w_answers.select_related("question"),
    }
    return render(request, "suc/invitation_answer.html", context)


@access(MEMBER, about="invitation")
def involvement_log(request, reference):
    invitation = _own(request, reference)
    form = InvolvementForm(
        request.POST if request.method == "POST" else None,
        invitation=invitation,
        submit="Send my hours and costs",
        cancel_url=invitation.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.log_involvement,
        invitation=invitation,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "Thank you. Your co-ordinator will check it.")
        return redirect("suc:invitation_list")

    context = {"invitation": invitation, "form": form}
    return render(request, "suc/involvement_log.html", context)


@access(MEMBER, methods=("GET",))
def my_payments(request):
    payments = Payment.objects.of(request.user).for_list().order_by("-made_on", "-id")
    return render(request, "suc/my_payments.html", {"payments": payments})


@access(MEMBER, methods=("GET",))
def my_changes(request):
    changes = reports.my_changes(viewer=request.user)
    return render(request, "suc/my_changes.html", {"changes": changes})

"""The co-ordinator's pages of invitations and of what was done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access, authorise
from core.forms import attempt
from core.tables import paged
from suc import services, words
from suc.forms import InviteForm, InvolvementForm, ReasonForm
from suc.models import Contributor, Invitation
from suc.tables import WaitingTable
from suc.views.tasks import COORDINATOR, MANAGER, posted, task_of


def _invitation_of(request, reference) -> Invitation:
    rows = Invitation.objects.overseen_by(request.user).for_page()
    invitation = get_object_or_404(rows, reference=reference)
    authorise(request.user, "suc.change_work", invitation)
    return invitation


@access(COORDINATOR, about="task")
def invite(request, reference):
    task = task_of(request, reference)
    asked = task.invitations.values("contributor")
    people = Contributor.objects.filter(partnership=task.partnership).active()
    form = InviteForm(
        posted(request),
        people=people.exclude(pk__in=asked)
        .select_related("person")
        .prefetch_related("expertise"),
        cancel_url=task.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.invite_contributors,
        task=task,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "The invitations are sent.")
        return redirect(task)
    context = {"task": task, "total": words.total(task), "form": form}
    return render(request, "suc/invite.html", context)


@access(COORDINATOR, MANAGER, methods=("GET",))
def invitation_waiting(request):
    rows = Invitation.objects.overseen_by(request.user).awaiting_answer(dates.today())
    rows = rows.select_related("task", "contributor__person")
    table = paged(WaitingTable(rows), request)
    return render(request, "suc/invitation_waiting.html", {"table": table})


@access(COORDINATOR, about="invitation")
def invitation_withdraw(request, reference):
    invitation = _invitation_of(request, reference)
    form = ReasonForm(
        posted(request),
        label="Why do you take it back?",
        submit="Take the invitation back",
        cancel_url=invitation.task.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.withdraw_invitation,
        invitation=invitation,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, "The invitation is taken back.")
        return redirect(invitation.task)
    context = {"invitation": invitation, "form": form}
    return render(request, "suc/invitation_withdraw.html", context)


@access(COORDINATOR, about="invitation")
def involvement_record(request, reference):
    invitation = _invitation_of(request, reference)
    form = InvolvementForm(
        posted(request),
        invitation=invitation,
        submit="Confirm hours and costs",
        cancel_url=invitation.task.get_absolute_url(),
    )
    if form.is_valid():
        payment = attempt(
            form,
            services.record_involvement,
            invitation=invitation,
            day=dates.today(),
            actor=request.user,
            **form.cleaned_data,
        )
        if payment:
            return _recorded(request, invitation)
    context = {"invitation": invitation, "form": form}
    return render(request, "suc/involvement_record.html", context)


def _recorded(request, invitation):
    paid = invitation.payments.live().exists()
    messages.success(
        request,
        "Recorded. The payment now waits for a second person."
        if paid
        else "Recorded. There is nothing to pay.",
    )
    return redirect(invitation.task)

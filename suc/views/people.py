"""Members, as the people who run involvement see them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import dates
from core.access import access, authorise
from core.forms import attempt
from core.tables import paged
from suc import reports, services
from suc.filters import ContributorFilter
from suc.forms import ConfirmForm, ContributorForm, ReasonForm
from suc.models import Contributor
from suc.services.people import NEXT
from suc.tables import ContributorTable
from suc.views.tasks import COORDINATOR, MANAGER, own_partnership, posted


def _contributor_of(request, reference) -> Contributor:
    rows = Contributor.objects.overseen_by(request.user)
    contributor = get_object_or_404(
        rows.select_related("person", "partnership"), reference=reference
    )
    authorise(request.user, "suc.change_people", contributor)
    return contributor


@access(COORDINATOR, MANAGER, methods=("GET",))
def contributor_list(request):
    rows = Contributor.objects.overseen_by(request.user)
    rows = rows.select_related("person").prefetch_related("expertise")
    found = ContributorFilter(request.GET, queryset=rows, request=request)
    context = {
        "table": paged(ContributorTable(found.qs), request),
        "filter": found,
        "may_add": request.user.has_perm("suc.add_work"),
    }
    return render(request, "suc/contributor_list.html", context)


@access(COORDINATOR)
def contributor_add(request):
    form = ContributorForm(posted(request), cancel_url=reverse("suc:contributor_list"))
    if form.is_valid():
        contributor = attempt(
            form,
            services.register_contributor,
            partnership=own_partnership(request),
            applied_on=dates.today(),
            actor=request.user,
            **form.cleaned_data,
        )
        if contributor:
            messages.success(request, f"{contributor} is added.")
            return redirect(contributor)
    return render(request, "suc/contributor_add.html", {"form": form})


@access(COORDINATOR, MANAGER, about="contributor", methods=("GET",))
def contributor_detail(request, reference):
    rows = Contributor.objects.overseen_by(request.user).select_related("person")
    contributor = get_object_or_404(rows, reference=reference)
    context = reports.contributor_page(contributor=contributor, viewer=request.user)
    return render(request, "suc/contributor_detail.html", context)


@access(COORDINATOR, about="contributor")
def contributor_move(request, reference):
    contributor = _contributor_of(request, reference)
    following = NEXT.get(contributor.state)
    form = ConfirmForm(
        posted(request),
        submit=f"Move to “{following.label}”" if following else "Move on",
        cancel_url=contributor.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.move_contributor,
        contributor=contributor,
        day=dates.today(),
        actor=request.user,
    ):
        messages.success(request, f"{contributor} is now {following.label.lower()}.")
        return redirect(contributor)
    context = {"contributor": contributor, "following": following, "form": form}
    return render(request, "suc/contributor_move.html", context)


@access(COORDINATOR, about="contributor")
def contributor_archive(request, reference):
    contributor = _contributor_of(request, reference)
    form = ReasonForm(
        posted(request),
        label="Why is the member leaving?",
        submit="Archive this member",
        cancel_url=contributor.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.archive_contributor,
        contributor=contributor,
        day=dates.today(),
        actor=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, f"{contributor} is archived.")
        return redirect(contributor)
    context = {"contributor": contributor, "form": form}
    return render(request, "suc/contributor_archive.html", context)

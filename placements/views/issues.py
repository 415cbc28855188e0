from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access, authorise
from core.forms import attempt
from partnerships.choices import RoleKind
from placements import services
from placements.choices import IssueArea, IssueSource, IssueState
from placements.details import issue_facts
from placements.filters import IssueFilter
from placements.forms import IssueForm, ResolveForm
from placements.lists import issue_rows
from placements.models import PlacementIssue
from placements.tables import IssueTable, labels_of
from placements.views.listing import EVERYONE, Listing
from placements.views.placements import find_placement

LISTING = Listing(
    name="issue_list",
    what="Issues",
    rows=issue_rows,
    filters=IssueFilter,
    table=IssueTable,
    columns={
        "reference": "Reference",
        "summary": "Issue",
        "area": "About",
        "source": "Raised through",
        "student": "Student",
        "host": "Placed with",
        "owner_name": "Owner",
        "raised_on": "Raised",
        "due_on": "Due",
        "state": "State",
        "resolver": "Resolved by",
        "resolved_on": "Resolved on",
        "resolution": "How it was resolved",
    },
    labels={
        "area": labels_of(IssueArea),
        "source": labels_of(IssueSource),
        "state": labels_of(IssueState),
    },
)
SOURCES = {
    RoleKind.STUDENT: IssueSource.STUDENT,
    RoleKind.PRACTICE_EDUCATOR: IssueSource.PRACTICE_EDUCATOR,
    RoleKind.UNIVERSITY_LEAD: IssueSource.UNIVERSITY,
    RoleKind.TUTOR: IssueSource.UNIVERSITY,
    RoleKind.TEAM_MANAGER: IssueSource.AGENCY,
    RoleKind.PLACEMENT_COORDINATOR: IssueSource.AGENCY,
    RoleKind.SITE_SUPERVISOR: IssueSource.AGENCY,
}
RESOLVERS = (
    RoleKind.PROGRAMME_MANAGER,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PLACEMENT_COORDINATOR,
    RoleKind.UNIVERSITY_LEAD,
)


@access(*EVERYONE, methods=("GET",))
def issue_list(request):
    return LISTING.page(request)


@access(*EVERYONE, methods=("GET",))
def issue_export_csv(request):
    return LISTING.csv(request)


@access(*EVERYONE, methods=("GET",))
def issue_export_xlsx(request):
    return LISTING.xlsx(request)


def find_issue(request, reference):
    issues = PlacementIssue.objects.visible_to(request.user).select_related(
        "placement__student__person",
        "placement__host_organisation",
        "part__checkpoint",
        "owner",
        "raised_by",
        "resolved_by",
    )
    return get_object_or_404(issues, reference=reference)


@access(*EVERYONE, about="issue", methods=("GET",))
def issue_detail(request, reference):
    issue = find_issue(request, reference)
    context = {
        "issue": issue,
        "rows": issue_facts(issue),
        "is_overdue": issue.state == IssueState.OPEN and issue.due_on < dates.today(),
        "may_resolve": request.user.has_perm("placements.resolve_issue", issue),
    }
    return render(request, "placements/issue_detail.html", context)


@access(*EVERYONE, about="placement")
def issue_add(request, reference):
    placement = find_placement(request, reference)
    form = IssueForm(
        request.POST if request.method == "POST" else None,
        placement=placement,
        may_assign=request.user.has_perm("placements.assign_issue", placement),
        day=dates.today(),
        cancel_url=placement.get_absolute_url(),
    )
    if form.is_valid() and (
        issue := attempt(
            form,
            services.add_issue,
            placement=placement,
            source=source_of(request.user),
            actor=request.user,
            **form.cleaned_data,
        )
    ):
        messages.success(request, f"Issue raised. {issue.owner} will deal with it.")
        return redirect(issue)

    context = {"placement": placement, "form": form}
    return render(request, "placements/issue_add.html", context)


def source_of(person) -> IssueSource:
    kinds = person.role_kinds()
    found = (source for kind, source in SOURCES.items() if kind in kinds)
    return next(found, IssueSource.LEAD)


@access(*RESOLVERS, about="issue")
def issue_resolve(request, reference):
    issue = find_issue(request, reference)
    authorise(request.user, "placements.resolve_issue", issue)

    form = ResolveForm(
        request.POST if request.method == "POST" else None,
        cancel_url=issue.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.resolve_issue,
        issue=issue,
        resolution=form.cleaned_data["resolution"],
        actor=request.user,
    ):
        messages.success(request, "Issue resolved.")
        return redirect(issue)

    context = {"issue": issue, "form": form}
    return render(request, "placements/issue_resolve.html", context)

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from core import dates
from core.access import access, authorise
from core.forms import attempt
from partnerships.choices import RoleKind, Sector
from placements import services
from placements.choices import PlacementKind, PlacementState
from placements.details import placement_page
from placements.filters import PlacementFilter
from placements.forms import AbsenceForm, ConfirmForm
from placements.lists import placement_rows
from placements.models import Placement, PlacementDay
from placements.tables import PlacementTable, labels_of
from placements.views.listing import EVERYONE, Listing

RECORDERS = (
    RoleKind.STUDENT,
    RoleKind.PRACTICE_EDUCATOR,
    RoleKind.PRACTICE_EDUCATION_LEAD,
    RoleKind.PLACEMENT_COORDINATOR,
    RoleKind.PROGRAMME_MANAGER,
)
LISTING = Listing(
    name="placement_list",
    what="Placements",
    rows=placement_rows,
    filters=PlacementFilter,
    table=PlacementTable,
    columns={
        "reference": "Reference",
        "student_name": "Student",
        "kind": "Placement",
        "host": "Placed with",
        "team": "Team",
        "sector": "Service",
        "university_name": "University",
        "educator": "Practice educator",
        "starts_on": "Starts",
        "expected_end_on": "Ends",
        "open_issues": "Open issues",
        "state": "State",
    },
    labels={
        "kind": labels_of(PlacementKind),
        "sector": labels_of(Sector),
        "state": labels_of(PlacementState),
    },
)


@access(*EVERYONE, methods=("GET",))
def placement_list(request):
    return LISTING.page(request)


@access(*EVERYONE, methods=("GET",))
def placement_export_csv(request):
    return LISTING.csv(request)


@access(*EVERYONE, methods=("GET",))
def placement_export_xlsx(request):
    return LISTING.xlsx(request)


def find_placement(request, reference):
    found = Placement.objects.visible_to(request.user).select_related(
        "student__person",
        "practice_educator__person",
        "host_team",
        "host_service",
        "host_organisation",
        "university",
    )
    return get_object_or_404(found, reference=reference)


@access(*EVERYONE, about="placement", methods=("GET",))
def placement_detail(request, reference):
    placement = find_placement(request, reference)
    shown = placement_page(placement=placement, viewer=request.user, day=dates.today())
    may_record = request.user.has_perm("placements.record_absence", placement)
    context = {"placement": placement, "shown": shown, "may_record": may_record}
    return render(request, "placements/placement_detail.html", context)


@access(*RECORDERS, about="placement")
def absence_add(request, reference):
    placement = find_placement(request, reference)
    authorise(request.user, "placements.record_absence", placement)

    form = AbsenceForm(
        request.POST if request.method == "POST" else None,
        cancel_url=placement.get_absolute_url(),
    )
    if form.is_valid() and attempt(
        form,
        services.record_absence,
        placement=placement,
        actor=request.user,
        **form.absence,
    ):
        messages.success(request, "Absence recorded. The review dates have moved.")
        return redirect(placement)

    context = {"placement": placement, "form": form}
    return render(request, "placements/absence_add.html", context)


@access(*RECORDERS, about="absence")
def absence_remove(request, reference):
    absences = PlacementDay.objects.visible_to(request.user).select_related(
        "placement__student__person", "placement__practice_educator"
    )
    absence = get_object_or_404(absences, reference=reference)
    placement = absence.placement
    authorise(request.user, "placements.record_absence", placement)

    form = ConfirmForm(
        request.POST if request.method == "POST" else None,
        submit="Remove absence",
        cancel_url=placement.get_absolute_url(),
    )
    act = {"placement": placement, "day": absence.day, "actor": request.user}
    if form.is_valid() and attempt(form, services.remove_absence, **act):
        messages.success(request, "Absence removed. The review dates have moved back.")
        return redirect(placement)

    context = {"absence": absence, "placement": placement, "form": form}
    return render(request, "placements/absence_remove.html", context)

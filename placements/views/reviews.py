from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core import dates
from core.access import access
from core.forms import attempt
from partnerships.choices import RoleKind
from placements import services
from placements.choices import CheckpointKind, CheckpointState, Party
from placements.details import review_page
from placements.filters import ReviewFilter
from placements.lists import DUE_LABELS, review_rows
from placements.models import Checkpoint, CheckpointPart, PlacementIssue
from placements.reports import my_reviews
from placements.services.questions import review_version
from placements.tables import ReviewTable, labels_of
from placements.views.listing import EVERYONE, Listing
from surveys.forms import ResponseForm
from surveys.reports import answers_of

PARTIES = (
    RoleKind.STUDENT,
    RoleKind.PRACTICE_EDUCATOR,
    RoleKind.SITE_SUPERVISOR,
    RoleKind.TUTOR,
)
LISTING = Listing(
    name="review_list",
    what="Reviews",
    rows=review_rows,
    filters=ReviewFilter,
    table=ReviewTable,
    columns={
        "reference": "Reference",
        "student": "Student",
        "kind": "Review",
        "host": "Placed with",
        "university": "University",
        "educator": "Practice educator",
        "waiting": "Waiting for",
        "due_on": "Due",
        "status": "Status",
    },
    labels={
        "kind": labels_of(CheckpointKind),
        "waiting": labels_of(Party),
        "status": DUE_LABELS,
    },
)


@access(*EVERYONE, methods=("GET",))
def review_list(request):
    return LISTING.page(request)


@access(*EVERYONE, methods=("GET",))
def review_export_csv(request):
    return LISTING.csv(request)


@access(*EVERYONE, methods=("GET",))
def review_export_xlsx(request):
    return LISTING.xlsx(request)


@access(*EVERYONE, about="review", methods=("GET",))
def review_detail(request, reference):
    reviews = Checkpoint.objects.visible_to(request.user).select_related(
        "placement__student__person",
        "placement__practice_educator__person",
        "placement__host_team",
        "host_organisation",
    )
    review = get_object_or_404(reviews, reference=reference)
    day = dates.today()
    shown = review_page(checkpoint=review, viewer=request.user, day=day)
    context = {"review": review, "placement": review.placement, "shown": shown}
    return render(request, "placements/review_detail.html", context)


def find_part(request, reference) -> CheckpointPart:
    """A part that is this person's to fill in."""
    mine = CheckpointPart.objects.visible_to(request.user).select_related(
        "response__version",
        "checkpoint__placement__student__person",
        "checkpoint__placement__host_team",
        "checkpoint__host_organisation",
    )
    return get_object_or_404(mine, reference=reference)


def part_form(part: CheckpointPart, reader, data=None) -> ResponseForm:
    """A draft is shown to who began it, not to who follows in the same capacity."""
    own = part.response if part.is_begun_by(reader) else None
    return ResponseForm(
        data,
        version=own.version if own else review_version(),
        answers=answers_of(own),
        submit="Submit review",
        secondary=(
            "Save and come back later",
            reverse("placements:review_save_draft", args=[part.reference]),
        ),
    )


def is_closed(part: CheckpointPart) -> bool:
    return bool(part.locked_at) or part.checkpoint.state != CheckpointState.OPEN


@access(*PARTIES, about="part")
def review_record(request, reference):
    part = find_part(request, reference)
    if is_closed(part):
        return redirect(part.checkpoint)

    posted = request.POST if request.method == "POST" else None
    form = part_form(part, request.user, posted)
    if form.is_valid() and attempt(
        form,
        services.submit_part,
        part=part,
        answers=form.cleaned_data,
        actor=request.user,
    ):
        return redirect("placements:review_done", reference=part.reference)

    return render(request, "placements/review_record.html", record_context(part, form))


@access(*PARTIES, about="part", methods=("POST",))
def review_save_draft(request, reference):
    part = find_part(request, reference)
    if is_closed(part):
        return redirect(part.checkpoint)

    form = part_form(part, request.user, request.POST)
    if form.is_valid() and attempt(
        form,
        services.save_part,
        part=part,
        answers=form.cleaned_data,
        actor=request.user,
    ):
        messages.success(request, "Saved. Nobody else can read it until you submit.")
        return redirect("home")

    return render(request, "placements/review_record.html", record_context(part, form))


def record_context(part: CheckpointPart, form) -> dict:
    review = part.checkpoint
    return {
        "part": part,
        "review": review,
        "placement": review.placement,
        "form": form,
        "is_overdue": review.due_on < dates.today(),
        "introduction": form.version.introduction,
    }


@access(*PARTIES, about="part", methods=("GET",))
def review_done(request, reference):
    part = find_part(request, reference)
    if not part.locked_at:
        return redirect("placements:review_record", reference=part.reference)

    day = dates.today()
    issues = PlacementIssue.objects.visible_to(request.user).filter(part=part)
    context = {
        "part": part,
        "shown": review_page(checkpoint=part.checkpoint, viewer=request.user, day=day),
        "issues": issues.select_related("owner"),
        "next": next(iter(my_reviews(viewer=request.user, day=day)), None),
    }
    return render(request, "placements/review_done.html", context)

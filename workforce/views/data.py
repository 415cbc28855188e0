from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from core import imports
from core.access import access, authorise
from core.choices import ImportState
from core.exports import csv_response
from core.forms import attempt
from core.models import ImportBatch
from core.tables import paged
from core.uploads import was_too_large
from workforce.choices import DataKind
from workforce.forms import ImportForm
from workforce.models import DataSet
from workforce.quality import quality_of
from workforce.querysets import READERS, STARTERS
from workforce.tables import DataSetTable
from workforce.views.scope import chosen_partnership, planned_partnerships, whose

FAULTS_SHOWN = 50
READ = ("GET",)
DO = ("POST",)


def _batch(request, reference):
    """One's own upload, for a partnership one still plans for; no other is there."""
    planned = planned_partnerships(request).values_list("reference", flat=True)
    mine = ImportBatch.objects.filter(
        kind=DataKind.CSWW, requested_by=request.user, summary__scope__in=list(planned)
    ).select_related("upload", "data_set")
    return get_object_or_404(mine, reference=reference)


def _try(request, service, **kwargs):
    """Call a service from a page without a form; a refusal becomes a message."""
    try:
        return service(**kwargs)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return None


@access(*READERS, methods=READ)
def dataset_list(request):
    rows = DataSet.objects.visible_to(request.user).select_related("source")
    context = {
        "table": paged(DataSetTable(rows), request),
        "may_import": bool(request.user.role_kinds() & set(STARTERS)),
    }
    return render(request, "workforce/dataset_list.html", context)


@access(*READERS, about="data set", methods=READ)
def dataset_detail(request, reference):
    data_set = get_object_or_404(
        DataSet.objects.visible_to(request.user).select_related(
            "source", "batch", "imported_by", "withdrawn_by"
        ),
        reference=reference,
    )
    context = {
        "data_set": data_set,
        "quality": quality_of(data_set),
        "may_undo": request.user.has_perm("workforce.withdraw_data_set", data_set),
    }
    return render(request, "workforce/dataset_detail.html", context)


@access(*STARTERS)
def import_start(request):
    partnership, posted = chosen_partnership(request), request.method == "POST"
    form = ImportForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        refused_as_too_large=was_too_large(request),
    )
    if form.is_valid():
        batch = _checked(form, partnership, request.user)
        if batch and batch.state == ImportState.CONFIRMED:
            messages.info(request, _known_already(batch))
            return redirect(batch.data_set)
        if batch:
            return redirect("workforce:import_check", reference=batch.reference)
    context = {"form": form, **whose(request, partnership)}
    return render(request, "workforce/import_start.html", context)


def _checked(form, partnership, person):
    """The file staged and checked; nothing, with the reason on the form, if refused."""
    file = form.cleaned_data["file"]
    return attempt(
        form,
        imports.check_import,
        kind=DataKind.CSWW.value,
        file=file,
        name=file.name,
        scope=partnership.reference,
        actor=person,
    )


def _known_already(batch) -> str:
    return (
        f"This file is in Tandem already, as {batch.upload.original_name}. "
        "Nothing has changed."
    )


@access(*STARTERS, about="import", methods=READ)
def import_check(request, reference):
    batch = _batch(request, reference)
    if batch.state in (ImportState.CONFIRMED, ImportState.UNDONE):
        return redirect(batch.data_set)
    context = {
        "batch": batch,
        "summary": batch.summary,
        "faults": batch.row_errors.all()[:FAULTS_SHOWN],
        "nothing_new": not batch.summary.get("new")
        and not batch.summary.get("changed"),
    }
    return render(request, "workforce/import_check.html", context)


@access(*STARTERS, about="import", methods=READ)
def import_faults(request, reference):
    """Every fault of a refused file, to put right in the office."""
    batch = _batch(request, reference)
    rows = batch.row_errors.values_list("row", "column", "message")
    return csv_response(
        f"faults in {batch.upload.original_name}",
        ["row", "column", "what is wrong"],
        rows,
        actor=request.user,
        what="Import faults",
    )


@access(*STARTERS, about="import", methods=DO)
def import_confirm(request, reference):
    batch = _batch(request, reference)
    done = _try(request, imports.confirm_import, batch=batch, actor=request.user)
    if not done:
        return redirect("workforce:import_check", reference=batch.reference)
    messages.success(request, f"{done.summary['rows']:,} rows have been imported.")
    return redirect(done.data_set)


@access(*STARTERS, about="data set", methods=DO)
def import_undo(request, reference):
    data_set = get_object_or_404(
        DataSet.objects.visible_to(request.user).select_related("batch"),
        reference=reference,
    )
    authorise(request.user, "workforce.withdraw_data_set", data_set)
    if _try(request, imports.undo_import, batch=data_set.batch, actor=request.user):
        messages.success(
            request, "The data set has been withdrawn. Forecasts made from it say so."
        )
    return redirect(data_set)

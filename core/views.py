from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django_htmx.http import HttpResponseClientRedirect, HttpResponseStopPolling

from core import jobs, reports
from core.access import SIGNED_IN, access
from core.message_table import MessageTable
from core.models import Job, Message
from core.tables import paged


def _job(request, reference):
    return get_object_or_404(Job.objects.visible_to(request.user), reference=reference)


@access(SIGNED_IN, about="job", methods=("GET",))
def job_detail(request, reference):
    job = _job(request, reference)
    context = {
        "job": job,
        "kind": jobs.kind_of(job),
        "status": reports.job_status(job=job),
    }
    return render(request, "core/job_detail.html", context)


@access(SIGNED_IN, about="job", methods=("GET",))
def job_progress(request, reference):
    """The part of the page that is asked for every second until the job is over."""
    job = _job(request, reference)
    status = reports.job_status(job=job)
    if status.result_url and request.htmx:
        return HttpResponseClientRedirect(status.result_url)
    if request.GET.get("seen") == status.seen:
        return HttpResponse(status=204)
    page = render(request, "core/_progress.html", {"job": job, "status": status})
    return HttpResponseStopPolling(page.content) if status.is_over else page


@access(SIGNED_IN, about="job", methods=("POST",))
def job_cancel(request, reference):
    job = _job(request, reference)
    try:
        jobs.cancel_job(job=job, actor=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("jobs:job_detail", reference=reference)


@access("administrator", methods=("GET",))
def outbox(request):
    """Stands in for everybody's mailbox in the demonstration."""
    rows = Message.objects.visible_to(request.user).select_related("recipient")
    table = paged(MessageTable(rows), request)
    return render(request, "core/outbox.html", {"table": table})

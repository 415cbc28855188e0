from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render

from config import reports
from core import dates
from core.access import PUBLIC, SIGNED_IN, access
from partnerships.choices import RoleKind


@access(PUBLIC, methods=("GET",))
def healthz(request):
    """Answers when the web process and the database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@access(SIGNED_IN, methods=("GET",))
def start(request):
    """After sign-in: the first page of the person's role."""
    return redirect(reports.first_page(request.user))


@access(SIGNED_IN, methods=("GET",))
def home(request):
    day = dates.today()
    needs = reports.needs_you(viewer=request.user, day=day)
    return render(request, "config/home.html", {"needs": needs, "day": day})


@access(RoleKind.PROGRAMME_MANAGER, methods=("GET",))
def dashboard(request):
    day = dates.today()
    context = {
        "day": day,
        "needs": reports.needs_you(viewer=request.user, day=day),
        "parts": reports.dashboard(viewer=request.user, day=day),
    }
    return render(request, "config/dashboard.html", context)


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)

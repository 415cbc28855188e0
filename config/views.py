from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render

from core.access import PUBLIC, SIGNED_IN, access


@access(PUBLIC, methods=("GET",))
def healthz(request):
    """Answers when the web process and the database do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@access(SIGNED_IN, methods=("GET",))
def home(request):
    return render(request, "config/home.html")


def csrf_failure(request, reason=""):
    return render(request, "403_csrf.html", status=403)

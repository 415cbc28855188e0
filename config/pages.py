"""Pages that anyone may read, signed in or not."""

from django.shortcuts import render

from core.access import PUBLIC, access


@access(PUBLIC, methods=("GET",))
def help(request):
    return render(request, "pages/help.html")


@access(PUBLIC, methods=("GET",))
def accessibility(request):
    return render(request, "pages/accessibility.html")


@access(PUBLIC, methods=("GET",))
def privacy(request):
    return render(request, "pages/privacy.html")


@access(PUBLIC, methods=("GET",))
def cookies(request):
    return render(request, "pages/cookies.html")

import codecs

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404

from config.access import declaration_of


class PlainRequestMiddleware:
    """Refuses what no browser sends before anything reads it.

    PostgreSQL keeps no NUL: an address with one names nothing, a question is bad, a
    cookie is not ours. Text comes in UTF-8 or not at all.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the query string")
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("Text in another encoding than UTF-8")
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class AccessMiddleware(LoginRequiredMiddleware):
    """Login everywhere, and no view without an ``@access`` line.

    Views of other packages cannot carry the line; ``config.access`` lists them.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        match = request.resolver_match
        declared = declaration_of(match, view_func)
        if declared is None:
            if settings.DEBUG or getattr(settings, "ACCESS_STRICT", False):
                raise RuntimeError(f"{match.view_name} has no @access declaration")
            raise Http404
        if declared.is_public:
            return None
        is_theirs = not hasattr(view_func, "access")  # ours guard themselves
        user = request.user
        if is_theirs and user.is_authenticated and not declared.admits(user):
            raise PermissionDenied
        return super().process_view(request, view_func, view_args, view_kwargs)

import pghistory

from core import rule_settings


class AuditContextMiddleware:
    """Every change made while answering a request carries its actor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        actor = request.user.pk if request.user.is_authenticated else "anonymous"
        view = request.path_info.strip("/").split("/")[0]
        with pghistory.context(actor=actor, action=f"web {view}"):
            return self.get_response(request)


class NoStoreMiddleware:
    """Pages and files for signed-in people are never kept by a cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        return response


class RulesReadOnceMiddleware:
    """Answering one request, the rules in force are read once."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with rule_settings.read_once():
            return self.get_response(request)

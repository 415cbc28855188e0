from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404

from config.access import declaration_of


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
        return super().process_view(request, view_func, view_args, view_kwargs)

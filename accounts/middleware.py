from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect

from core import dates


class SessionLimitsMiddleware:
    """A session ends when idle too long, and at its age however busy it is kept."""

    KEY, SINCE = "last_seen", "signed_in_at"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = int(dates.now().timestamp())
            seen = request.session.get(self.KEY, now)
            age = now - request.session.setdefault(self.SINCE, now)
            idle = now - seen > settings.SESSION_IDLE_SECONDS
            if idle or age > settings.SESSION_LIFE_SECONDS:
                logout(request)
            elif now - seen >= 60 or self.KEY not in request.session:
                request.session[self.KEY] = now
        return self.get_response(request)


class SecondFactorMiddleware:
    """Staff roles set up a second factor before they see anything."""

    OPEN = {"healthz", "account_login", "account_logout", "account_reauthenticate"}

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not settings.MFA_REQUIRED_FOR_STAFF or not request.user.is_authenticated:
            return None
        name = request.resolver_match.view_name or ""
        if name.startswith("mfa_") or name in self.OPEN:
            return None
        if not request.user.needs_second_factor():
            return None
        return redirect("mfa_activate_totp")

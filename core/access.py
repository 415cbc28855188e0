"""One declaration per view: who it is for. The access matrix runs these lines.

    @access("practice_educator", "student", about="checkpoint")
    def review_record(request, reference): ...

- ``access(PUBLIC)``: anyone, signed in or not.
- ``access(SIGNED_IN)``: anyone signed in.
- ``access("kind", …)``: people holding one of these roles today; others get 403.
- ``about``: which kind of object the address names; rows come only from
  ``visible_to``, so somebody else's object is the same 404 as an absent one.
- ``methods``: what the view answers (HEAD with GET); anything else is 405, so that
  what acts on a POST is never reached by a method that needs no CSRF token.
"""

import functools
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed

PUBLIC = "public"
SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Access:
    kinds: frozenset[str]
    about: str
    methods: tuple[str, ...]

    def answers(self, method: str) -> bool:
        return ("GET" if method == "HEAD" else method) in self.methods

    @property
    def is_public(self) -> bool:
        return PUBLIC in self.kinds

    def admits(self, user) -> bool:
        if self.is_public:
            return True
        if not user.is_authenticated:
            return False
        return SIGNED_IN in self.kinds or bool(self.kinds & user.role_kinds())


def access(*kinds: str, about: str = "", methods: tuple[str, ...] = ("GET", "POST")):
    declared = Access(frozenset(map(str, kinds)), about, methods)

    def decorate(view):
        @functools.wraps(view)
        def guarded(request, *args, **kwargs):
            if not declared.answers(request.method):
                return HttpResponseNotAllowed(declared.methods)
            if not declared.admits(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.access = declared
        return login_not_required(guarded) if declared.is_public else guarded

    return decorate


def authorise(user, permission: str, subject=None) -> None:
    """403 for somebody who may look but not act."""
    if not user.has_perm(permission, subject):
        raise PermissionDenied

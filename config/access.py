"""Who may open the views of other packages, which cannot carry ``@access``."""

from core.access import PUBLIC, SIGNED_IN, Access

ALL_METHODS = ("GET", "POST")


def _of(*kinds: str) -> Access:
    return Access(frozenset(kinds), "", ALL_METHODS)


THIRD_PARTY = {
    "account_login": _of(PUBLIC),
    "account_logout": _of(SIGNED_IN),
    "account_signup": _of(PUBLIC),
    "account_inactive": _of(PUBLIC),
    "account_reauthenticate": _of(SIGNED_IN),
    "account_change_password": _of(SIGNED_IN),
    "account_set_password": _of(SIGNED_IN),
    "account_email": _of(),  # addresses are changed by an administrator
    "account_reset_password": _of(PUBLIC),
    "account_reset_password_done": _of(PUBLIC),
    "account_reset_password_from_key": _of(PUBLIC),
    "account_reset_password_from_key_done": _of(PUBLIC),
    "account_email_verification_sent": _of(PUBLIC),
    "account_confirm_email": _of(PUBLIC),
    "account_confirm_login_code": _of(PUBLIC),
    "mfa_authenticate": _of(PUBLIC),
}


def declaration_of(match, view) -> Access | None:
    """The view's own line, or the line we keep here for other people's views."""
    own = getattr(view, "access", None)
    if own is not None:
        return own
    if match.app_name == "admin":
        return _of("administrator")
    if match.view_name in THIRD_PARTY:
        return THIRD_PARTY[match.view_name]
    if (match.view_name or "").startswith("mfa_"):
        return _of(SIGNED_IN)
    return None

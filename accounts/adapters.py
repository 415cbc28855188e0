from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """People are added by their organisation; nobody signs themselves up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Sign-in is turned off for you.",
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "incorrect_password": "The password is not right.",
        "too_many_login_attempts": (
            "Too many wrong tries. Wait five minutes, then try again."
        ),
        "rate_limited": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request):
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Enter the newest one.",
    }

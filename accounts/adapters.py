import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

logger = logging.getLogger(__name__)


def folded(email: str) -> str:
    """``aſk@`` and ``ask@`` are equal to the database, so they are one address."""
    name, at, domain = email.rpartition("@")
    return name.upper().lower() + at + domain.lower()


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

    def authenticate(self, request, **credentials):
        """One person's wrong tries are counted together, however they are spelt."""
        if email := credentials.get("email"):
            credentials["email"] = folded(email)
        return super().authenticate(request, **credentials)

    def clean_email(self, email):
        return super().clean_email(folded(email))

    def send_mail(self, template_prefix, email, context):
        """A mail server that fails must not tell known addresses from unknown ones."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # smtplib's errors are among them
            logger.exception("A mail about an account was not sent")

    def is_open_for_signup(self, request):
        return False


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "The code is not right. Enter the newest one.",
    }

"""Every change to people and single-use links."""

import datetime as dt
import hashlib
import secrets

from django.core.exceptions import ValidationError

from accounts.choices import LinkPurpose
from accounts.models import Person, SingleUseLink
from core import audit, dates
from core.audit import service


@service("Person added")
def add_person(
    *, name: str, email: str | None = None, password: str | None = None, actor, **fields
) -> Person:
    """Add a person; without an e-mail they cannot sign in themselves."""
    person = Person(name=name.strip(), email=email, **fields)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.full_clean(exclude=["password"])
    person.save()
    audit.record(actor=actor, action="Person added", subject=person)
    return person


@service("Sign-in switched off")
def switch_off_sign_in(*, person: Person, actor) -> Person:
    """The person can no longer sign in; sessions end at their next request."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    person.is_active = False
    person.save(update_fields=["is_active", "updated_at"])
    audit.record(actor=actor, action="Sign-in switched off", subject=person)
    return person


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@service("Single-use link made")
def make_link(
    *,
    purpose: LinkPurpose,
    opens: str,
    person: Person | None,
    lasts: dt.timedelta,
    actor,
) -> tuple[SingleUseLink, str]:
    """Make a link; the token is returned once and only its hash is kept."""
    token = secrets.token_urlsafe(32)
    link = SingleUseLink(
        purpose=purpose,
        opens=opens,
        person=person,
        token_hash=_hash(token),
        expires_at=dates.now() + lasts,
    )
    link.full_clean()
    link.save()
    audit.record(actor=actor, action="Single-use link made", subject=link)
    return link, token


def find_link(*, purpose: LinkPurpose, token: str) -> SingleUseLink | None:
    """The unused, unexpired link of this token, or None."""
    return SingleUseLink.objects.filter(
        purpose=purpose,
        token_hash=_hash(token),
        used_at__isnull=True,
        expires_at__gt=dates.now(),
    ).first()


@service("Single-use link used")
def use_link(*, link: SingleUseLink, actor) -> SingleUseLink:
    """Spend the link; a second use is refused."""
    link = SingleUseLink.objects.select_for_update().get(pk=link.pk)
    if link.used_at or link.expires_at <= dates.now():
        raise ValidationError("This link has been used or has expired.")
    link.used_at = dates.now()
    link.save(update_fields=["used_at", "updated_at"])
    audit.record(actor=actor, action="Single-use link used", subject=link)
    return link

"""Who did what. Triggers capture every change; this says who and in what words."""

import functools
from contextlib import contextmanager

import pghistory
from django.db import transaction

from core.models import AuditEntry

SYSTEM = None


class NoActor(TypeError):
    """A write without a named actor (a person, or SYSTEM said out loud)."""


def record(*, actor, action: str, subject=None, **details) -> AuditEntry:
    """Add one line to the audit trail: ids and choices only, never private words."""
    return AuditEntry.objects.create(
        actor=actor,
        action=action,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_reference=str(getattr(subject, "reference", subject and subject.pk))
        if subject is not None
        else "",
        details=details,
    )


@contextmanager
def acting(actor, action: str):
    """Mark every row changed inside with who and what."""
    with pghistory.context(
        actor=actor.pk if actor is not None else "system", action=action
    ):
        yield


def service(action: str):
    """A change: keyword-only, atomic, with an ``actor``, marked in the audit trail.

    The decorated function must be called with ``actor=`` (a saved Person, or None
    for the system); leaving it out is refused before anything is written.
    """

    def decorate(function):
        @functools.wraps(function)
        def wrapper(**kwargs):
            if "actor" not in kwargs:
                raise NoActor(f"{function.__name__} needs actor=")
            actor = kwargs["actor"]
            if actor is not None and actor.pk is None:
                raise NoActor(f"{function.__name__} needs a saved actor")
            with transaction.atomic(), acting(actor, action):
                return function(**kwargs)

        wrapper.is_service = True
        wrapper.action = action
        return wrapper

    return decorate

"""Loads every app's demonstration data, in one transaction, by calling services."""

import datetime as dt
import importlib

from django.db import connection, transaction

from core import dates
from partnerships import demo as partnerships_demo
from partnerships.models import Partnership

APPS = ("surveys", "placements", "hubs", "suc", "workforce")
LOCK = 727001


def is_loaded() -> bool:
    return Partnership.objects.filter(name=partnerships_demo.NAME).exists()


@transaction.atomic
def load(*, day: dt.date | None = None, report=lambda line: None):
    """Build the whole demonstration as it stands on ``day`` (today).

    Two loads at once are one load: the second waits and finds it done.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if is_loaded():
        return None
    world = partnerships_demo.load(day or dates.today())
    report("Organisations and people are in.")
    for name in APPS:
        try:
            module = importlib.import_module(f"{name}.demo")
        except ModuleNotFoundError:
            continue
        module.load(world)
        report(f"{name.capitalize()} are in.")
    return world


def accounts() -> list[dict]:
    """Role, name, e-mail and password of each demonstration sign-in."""
    from accounts.models import Person
    from partnerships.choices import RoleKind

    emails = {
        partnerships_demo.World.email_of(kind.value): kind.label for kind in RoleKind
    }
    people = {p.email: p for p in Person.objects.filter(email__in=emails)}
    return [
        {
            "role": label,
            "name": people[email].name,
            "email": email,
            "password": partnerships_demo.PASSWORD,
        }
        for email, label in emails.items()
        if email in people
    ]

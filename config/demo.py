"""Loads every app's demonstration data, in one transaction, by calling services."""

import datetime as dt
import importlib

from django.db import connection, transaction

from accounts.models import Person
from core import dates
from partnerships import demo as partnerships_demo
from partnerships.choices import RoleKind
from partnerships.models import Partnership

APPS = {
    "placements": "Students, placements and reviews",
    "hubs": "Student learning hubs",
    "suc": "Tasks, invitations and payments of service users and carers",
    "workforce": "Workforce figures and a forecast",
}
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
    load_apps(world, report=report)
    return world


def load_apps(world, *, report=lambda line: None) -> None:
    """Every app's part of the demonstration, for one partnership."""
    for name in APPS:
        module = importlib.import_module(f"{name}.demo")
        module.load(world)
        report(f"{APPS[name]} are in.")


def accounts() -> list[dict]:
    """Role, name, e-mail and password of each demonstration sign-in."""
    emails = {partnerships_demo.email_of(kind.value): kind.label for kind in RoleKind}
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

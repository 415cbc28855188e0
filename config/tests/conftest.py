"""Two whole partnerships in one database: the demonstration and a foreign one."""

import datetime as dt
import importlib
import os

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from config import demo
from config.tests.resolver import addresses
from core.access import SIGNED_IN
from core.dates import today
from partnerships import demo as partnerships_demo
from partnerships.choices import RoleKind

FOREIGN = "Qxzvanta"
ABSENT = "zzzzzzzzzzzz"
APPS = ("core", "placements", "hubs", "suc", "workforce")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests of the two worlds stand together at the end, in one process.

    Their rows stay in an open transaction until the session ends. Without the mark
    that they use the database, running them alone would use the real one.
    """
    for item in items:
        if "two_partnerships" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("worlds"))
            item.add_marker(pytest.mark.django_db)
    items.sort(key=lambda item: "two_partnerships" in item.fixturenames)


@pytest.fixture(scope="session")
def the_day():
    """Today; or, to see the worlds as on another day, the one ``WORLDS_ON`` names."""
    if "WORLDS_ON" not in os.environ:
        yield
        return
    noon = dt.datetime.fromisoformat(os.environ["WORLDS_ON"] + "T12:00+00:00")
    with time_machine.travel(noon, tick=True):
        yield


@pytest.fixture(scope="session")
def two_partnerships(the_day, django_db_setup, django_db_blocker):
    """The worlds (ours, theirs), loaded once; tests that use them run last."""
    with django_db_blocker.unblock():
        atomic = transaction.atomic()
        atomic.__enter__()
        try:
            ours = partnerships_demo.load(today())
            demo.load_apps(ours)
            theirs = partnerships_demo.load(today(), marker=FOREIGN)
            demo.load_apps(theirs)
            yield ours, theirs
        finally:
            transaction.set_rollback(True)
            atomic.__exit__(None, None, None)


@pytest.fixture(scope="session")
def samples(two_partnerships):
    """View name → role kind → address of an object that role's sign-in may open."""
    ours, _ = two_partnerships
    found = {}
    for name in APPS:
        module = importlib.import_module(f"{name}.tests.matrix")
        found.update(module.samples(ours))
    return found


@pytest.fixture(scope="session")
def own_pages(samples):
    """(address, role kind, URL) of every page a role may read in its own world."""
    return list(_own_pages(samples))


@pytest.fixture
def visit(two_partnerships):
    """``visit(world, kind, url, method)``: the response, everything undone after."""

    def _visit(world, kind, url, method="get"):
        client = Client()
        client.force_login(person_of(world, kind))
        with transaction.atomic():
            response = getattr(client, method)(url)
            streaming = response.streaming
            body = b"".join(response) if streaming else response.content
            response.body = body
            transaction.set_rollback(True)
        return response

    return _visit


def person_of(world, kind) -> Person:
    return Person.objects.get(email=world.email_of(kind))


def _own_pages(samples):
    for address in addresses():
        if not address.is_ours or "GET" not in address.access.methods:
            continue
        if not address.kwargs:
            for kind in RoleKind:
                if {kind.value, SIGNED_IN} & address.access.kinds:
                    yield address, kind.value, reverse(address.name)
        for kind, kwargs in samples.get(address.name, {}).items():
            yield address, kind, reverse(address.name, kwargs=kwargs)

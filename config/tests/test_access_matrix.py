"""Role × address × whose object × method, run from each view's own declaration.

One world is the demonstration; the other is a foreign partnership with the same
things in it. A role that is not admitted gets 403 whatever it asks for; an admitted
one gets its own object, and the identical 404 for a foreign and an absent one.
"""

import re

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Person
from config.tests.conftest import ABSENT, FOREIGN, person_of
from config.tests.resolver import addresses
from partnerships.choices import RoleKind

pytestmark = pytest.mark.django_db
PUBLIC_WRITES = ("core_auditentry", "django_session", "pghistory_context")
OK = {200, 302}
POSTED = {200, 302, 400, 422, 286}


def ours_with(objects: bool):
    return [a for a in addresses() if a.is_ours and bool(a.kwargs) is objects]


def named(found):
    return pytest.mark.parametrize("address", found, ids=lambda a: a.name)


def test_every_address_says_who_it_is_for():
    silent = [a.name for a in addresses() if a.access is None]

    assert silent == []


def test_every_role_of_the_matrix_has_a_person(two_partnerships):
    for world in two_partnerships:
        missing = [k for k in RoleKind if not _exists(world, k)]
        assert missing == []


def _exists(world, kind) -> bool:
    return Person.objects.filter(email=world.email_of(kind)).exists()


@named(ours_with(objects=False))
def test_addresses_without_an_object(address, visit, two_partnerships, subtests):
    ours, _ = two_partnerships
    for kind in RoleKind:
        user = person_of(ours, kind)
        for method in ("get", "post"):
            with subtests.test(kind=kind.value, method=method):
                response = visit(ours, kind, reverse(address.name), method)
                if method.upper() not in address.access.methods:
                    assert response.status_code == 405
                elif not address.access.admits(user):
                    assert response.status_code == 403
                else:
                    assert response.status_code in (OK if method == "get" else POSTED)


@named(ours_with(objects=True))
def test_addresses_of_an_object(address, visit, two_partnerships, samples, subtests):
    ours, theirs = two_partnerships
    own = samples.get(address.name)
    assert own, f"{address.name} has no sample in its app's tests/matrix.py"
    any_kwargs = next(iter(own.values()))
    absent = reverse(address.name, kwargs=_absent(any_kwargs))
    methods = [m.lower() for m in address.access.methods]
    for kind in RoleKind:
        admitted = address.access.admits(person_of(ours, kind))
        url = reverse(address.name, kwargs=own.get(kind.value, any_kwargs))
        for method in methods:
            with subtests.test(kind=kind.value, method=method):
                if not admitted:
                    assert visit(ours, kind, url, method).status_code == 403
                    continue
                if kind.value in own:
                    expected = OK if method == "get" else POSTED
                    assert visit(ours, kind, url, method).status_code in expected
                foreign = visit(theirs, kind, url, method)
                nothing = visit(theirs, kind, absent, method)
                if kind != RoleKind.ADMINISTRATOR:
                    assert foreign.status_code == 404
                    assert _body(foreign) == _body(nothing)
                assert nothing.status_code == 404


def _absent(kwargs: dict) -> dict:
    return {key: ABSENT if isinstance(v, str) else v for key, v in kwargs.items()}


def _body(response) -> bytes:
    """What was answered, but for the form token, which is new each time."""
    return re.sub(rb'csrfmiddlewaretoken" value="[^"]+"', b"", response.body)


def test_reading_a_page_changes_nothing(visit, two_partnerships, own_pages, subtests):
    ours, _ = two_partnerships
    for address, kind, url in own_pages:
        with subtests.test(address=address.name, kind=kind):
            reset_queries()  # the log has a limit
            with CaptureQueriesContext(
                connection,
            ) as queries:
                visit(ours, kind, url)
            assert _writes(queries) == []


def _writes(queries) -> list[str]:
    verbs = ("INSERT", "UPDATE", "DELETE")
    return [
        query["sql"][:120]
        for query in queries
        if any(verb in query["sql"][:200].upper().split() for verb in verbs)
        and not any(table in query["sql"] for table in PUBLIC_WRITES)
        and "accounts_person" not in query["sql"]  # last_login, at force_login
    ]


def test_no_page_carries_a_foreign_name(visit, two_partnerships, own_pages, subtests):
    """The canary: every name of the foreign partnership carries its marker."""
    ours, _ = two_partnerships
    for address, kind, url in own_pages:
        if kind == RoleKind.ADMINISTRATOR:
            continue
        with subtests.test(address=address.name, kind=kind):
            response = visit(ours, kind, url)
            assert FOREIGN.encode() not in response.body
            assert response["Cache-Control"] == "no-store"


def test_every_answer_carries_the_same_strict_policy(
    visit, two_partnerships, own_pages, subtests
):
    ours, _ = two_partnerships
    for address, kind, url in own_pages:
        with subtests.test(address=address.name):
            response = visit(ours, kind, url)
            policy = response["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert response["X-Content-Type-Options"] == "nosniff"
            assert response["Referrer-Policy"] == "same-origin"

"""No address, query string or form makes any page fail: wrong is 4xx or said in words.

Every page of the demonstration is asked with values nobody means: NUL, numbers no
column holds, days at the ends of the calendar, text from right to left.
"""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from config.tests.conftest import person_of
from config.tests.resolver import addresses

WILD = {
    "nul": "a\0b",
    "huge": "9" * 5000,
    "over bigint": str(2**63),
    "negative": "-1",
    "not a number": "NaN",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no day": "99999-99-99",
    "turned round": "\u202e🦄\ud55c\uffff",
    "quotes": "'\";--<script>{{7*7}}%s",
    "long": "x" * 20_000,
}
ASKED = [
    "sort",
    "page",
    "until",
    "to",
    "due",
    "kind",
    "la",
    "sector",
    "university",
    "state",
    "age",
    "area",
    "mine",
    "use",
    "name",
    "known_for",
    "involved",
    "host",
    "approvable",
    "partnership",
    "seen",
    "all",
    "next",
    "q",
    "x",
]
DAYS = {
    "last dates": {"_0": "31", "_1": "12", "_2": "9999"},
    "first dates": {"_0": "1", "_1": "1", "_2": "0001"},
    "huge days": {"_0": "9" * 5000, "_1": "9" * 20, "_2": "2026"},
}
PATHS = ("nul", "turned round", "long")


@pytest.fixture
def ask(two_partnerships):
    """``ask(kind, url, method, data)``: the response, a fault as 500."""
    ours, _ = two_partnerships

    def _ask(kind, url, method="get", data=None):
        client = Client(raise_request_exception=False)
        client.force_login(person_of(ours, kind))
        with transaction.atomic():
            response = getattr(client, method)(url, data or {})
            response.body = b"".join(response) if response.streaming else b""
            transaction.set_rollback(True)
        return response

    return _ask


@pytest.fixture(scope="session")
def pages(own_pages):
    """Each address once, by the first role that may open it."""
    return {a.name: (kind, url) for a, kind, url in reversed(own_pages)}


@pytest.fixture
def forms(ask, pages):
    """Pages that take a POST, with the names of their fields."""
    posted = {a.name for a in addresses() if "POST" in a.access.methods}
    return {
        name: (kind, url, _fields(ask(kind, url)))
        for name, (kind, url) in pages.items()
        if name in posted
    }


@pytest.mark.parametrize("value", WILD.values(), ids=WILD)
def test_no_query_string_breaks_a_page(ask, pages, subtests, value):
    for name, (kind, url) in pages.items():
        with subtests.test(page=name):
            answer = ask(kind, url, data=dict.fromkeys(ASKED, value))
            assert answer.status_code in (200, 204, 302, 400, 404)


@pytest.mark.parametrize("value", [WILD[name] for name in PATHS], ids=PATHS)
def test_no_reference_breaks_a_page(ask, samples, subtests, value):
    for address in addresses():
        if not (address.is_ours and address.kwargs):
            continue
        kind = next(iter(samples[address.name]))
        url = reverse(address.name, args=[value] * len(address.kwargs))
        for method in map(str.lower, address.access.methods):
            with subtests.test(page=address.name, method=method):
                assert ask(kind, url, method).status_code in (400, 404)


@pytest.mark.parametrize("value", [*WILD.values(), *DAYS.values()], ids=[*WILD, *DAYS])
def test_no_form_breaks_a_page(ask, forms, subtests, value):
    for name, (kind, url, fields) in forms.items():
        with subtests.test(page=name):
            answer = ask(kind, url, "post", {f: _given(f, value) for f in fields})
            assert answer.status_code in (200, 302, 400, 403, 404)


def _fields(page) -> set[str]:
    found = re.findall(r' name="([^"]+)"', getattr(page, "content", b"").decode())
    return set(found) | {"x"} if not page.streaming else set()


def _given(field: str, value) -> str:
    if isinstance(value, dict):
        return value.get(field[-2:], "1")
    return value

"""Every page's number of queries, pinned in ``query_counts.json``.

A page that asks more than it used to fails here; after a deliberate change write
the file anew with ``UPDATE_QUERY_COUNTS=1`` and read the difference before committing.
The demonstration is dated around today, so a page may ask less on some days: the file
holds the most over a week (``WORLDS_ON=2026-11-28 UPDATE_QUERY_COUNTS=1`` adds a day).
That the number does not grow with the rows is tested beside each list, with 1 and 3
rows; here the pages hold a whole demonstration partnership.
"""

import json
import os
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.tests.conftest import person_of

pytestmark = pytest.mark.django_db
BASELINE = Path(__file__).parent / "query_counts.json"


def test_pages_ask_no_more_than_their_baseline(two_partnerships, visit, own_pages):
    ours, _ = two_partnerships
    overhead = _signing_in(ours)
    counted = {}
    for address, kind, url in own_pages:
        visit(ours, kind, url)
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as queries:
            visit(ours, kind, url)
        counted[f"{address.name} as {kind}"] = len(queries) - overhead
    pinned = json.loads(BASELINE.read_text())
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        pinned = {k: max(n, pinned.get(k, 0)) for k, n in counted.items()} | {
            k: n for k, n in pinned.items() if k not in counted
        }
        BASELINE.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n")

    over = {k: (n, pinned.get(k)) for k, n in counted.items() if n > pinned.get(k, 0)}
    assert over == {}


def _signing_in(world) -> int:
    """Queries of ``visit`` itself: finding the person, signing in, the savepoint."""
    with CaptureQueriesContext(connection) as queries:
        client = Client()
        client.force_login(person_of(world, "student"))
        with transaction.atomic():
            transaction.set_rollback(True)
    return len(queries)

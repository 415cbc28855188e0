"""Two whole partnerships in one database: the demonstration and a foreign one."""

import pytest
from django.db import transaction

from config import demo
from core.dates import today
from partnerships import demo as partnerships_demo

FOREIGN = "Qxzvanta"
ABSENT = "zzzzzzzzzzzz"


@pytest.fixture(scope="module")
def two_partnerships(django_db_setup, django_db_blocker):
    """The worlds (ours, theirs); everything is rolled back after the module."""
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

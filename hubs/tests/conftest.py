import datetime as dt

import pytest
import time_machine

from config.tests.browser.conftest import (  # noqa: F401 - fixtures by name
    axe,
    browser_page,
    chromium,
    fits,
    live,
    login,
    narrow,
    snap,
)

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def monday():
    """Monday 23 November 2026, in the middle of a term."""
    with time_machine.travel("2026-11-23 12:00+00:00", tick=False):
        yield DAY

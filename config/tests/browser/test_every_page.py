"""Every page of the demonstration in a real browser: axe, policy, width.

With TANDEM_SHOTS=folder it leaves a picture of each page at 1280 and 360.
"""

import importlib

import pytest
from django.test import Client
from django.urls import reverse

from config import demo
from config.tests.conftest import APPS, _own_pages, person_of
from core.dates import today
from partnerships import demo as partnerships_demo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages():
    """(name, person, URL): each address once, as the first role that may open it."""
    world = partnerships_demo.load(today())
    demo.load_apps(world)
    samples = {}
    for name in APPS:
        samples.update(importlib.import_module(f"{name}.tests.matrix").samples(world))
    seen = {}
    for address, kind, url in _own_pages(samples):
        seen.setdefault(address.name, (person_of(world, kind), url))
    return [(name, *found) for name, found in seen.items() if is_page(*found)]


def is_page(person, url) -> bool:
    """Not a file, a fragment, nor a plain word for a machine."""
    client = Client()
    client.force_login(person)
    answer = client.get(url, follow=True)
    return not answer.streaming and b"<html" in answer.content


@pytest.mark.capability("PEER-105")
def test_every_page_is_accessible_and_fits(
    pages, live, browser_page, login, axe, narrow, fits, snap, subtests
):
    """Reviews, registers and payments are walked by keyboard in their apps' tests.

    Offers, which the row names too, have no page yet.
    """
    assert len(pages) > 30
    for name, person, url in pages:
        with subtests.test(page=name):
            label = name.replace(":", "-")
            browser_page.set_viewport_size({"width": 1280, "height": 900})
            login(browser_page, person)
            answer = browser_page.goto(live.url + url)
            assert answer.status == 200
            assert browser_page.locator("h1").count() == 1
            snap(browser_page, f"{label}-1280")
            axe(browser_page)
            narrow(browser_page)
            fits(browser_page)
            snap(browser_page, f"{label}-360")


def test_the_sign_in_page_is_accessible(live, browser_page, axe, narrow, fits, snap):
    browser_page.goto(live.url + reverse("account_login"))

    snap(browser_page, "sign-in-1280")
    axe(browser_page)
    narrow(browser_page)
    fits(browser_page)
    snap(browser_page, "sign-in-360")

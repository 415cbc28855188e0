"""A real Chromium against a running server, with axe. For every app's journeys:

    pytestmark = pytest.mark.browser

    def test_a_review_can_be_saved(live, browser_page, login, axe):
        person = person_with("practice_educator", organisation=…)
        login(browser_page, person)
        browser_page.goto(live.url + "/placements/reviews/")
        axe(browser_page)

The page is 1280 wide; ``narrow(page)`` makes it a phone. When the test ends, any
script error or breach of the content policy fails it.
"""

import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.contrib.staticfiles.finders import find
from django.test import Client
from playwright.sync_api import Error, sync_playwright

CHROMIUM = os.environ.get("TANDEM_BROWSER", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


_running = []


@pytest.fixture(scope="session")
def chromium():
    """One browser, however many test files bring this fixture in by name: a second
    Playwright in the same thread refuses to start."""
    if _running:
        yield _running[0]
        return
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: browser journeys did not run")
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; our queries are not in it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            _running.append(browser)
            yield browser
            _running.clear()
            browser.close()


@pytest.fixture
def live(live_server):
    """The running server; ``live.url`` is its address."""
    if find("vendor/govuk-frontend.min.css") is None:
        pytest.fail("The page assets are missing: run scripts/build_assets.py first.")
    return live_server


@pytest.fixture
def browser_page(chromium):
    """A page 1280 wide; script errors and policy breaches fail the test at its end."""
    context = chromium.new_context(viewport=WIDE, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(10_000)
    problems = []
    page.on("console", lambda message: _noted(problems, message))
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    try:
        page.goto("about:blank")  # lets requests under way end before the database
    except Error as error:
        problems.append(str(error))
    context.close()
    assert problems == []


def _noted(problems, message) -> None:
    # A page whose own answer is 403 or 404 is reported as a failed load; that is
    # what the test asked for.
    if message.type == "error" and not message.text.startswith("Failed to load"):
        problems.append(message.text)


@pytest.fixture
def login(live):
    """``login(page, person)``: the page's visitor is that person from now on."""

    def _login(page, person):
        client = Client()
        client.force_login(person)
        name = django_settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        page.context.add_cookies([{"name": name, "value": value, "url": live.url}])

    return _login


@pytest.fixture
def axe():
    """``axe(page)``: no violation of WCAG 2.2 A or AA, nor of good practice."""

    def _axe(page, within=None):
        options = {"runOnly": {"type": "tag", "values": TAGS}}
        results = Axe().run(page, context=within, options=options)
        assert results.violations_count == 0, results.generate_report()

    return _axe


@pytest.fixture
def narrow():
    """``narrow(page)``: a phone, 360 wide, or the width given."""

    def _narrow(page, width=NARROW["width"]):
        page.set_viewport_size({"width": width, "height": NARROW["height"]})

    return _narrow


@pytest.fixture
def fits():
    """``fits(page)``: nothing runs off the side of the screen."""

    def _fits(page):
        found = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert found[0] <= found[1], f"{found[0]} wide on a screen of {found[1]}"

    return _fits


@pytest.fixture
def snap():
    """``snap(page, "name")``: a picture in the folder TANDEM_SHOTS names, if any."""

    def _snap(page, name):
        folder = os.environ.get("TANDEM_SHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)

    return _snap

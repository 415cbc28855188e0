"""The shared in a real browser at the widths of a desktop and a phone."""

from pathlib import Path

import pytest
from django.urls import reverse

from accounts.tests.factories import PASSWORD
from partnerships.tests.factories import PartnershipFactory, person_with

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def pieces(settings):
    settings.ROOT_URLCONF = "config.tests.browser.gallery"
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture
def manager():
    partnership = PartnershipFactory(name="Six Rivers Teaching Partnership")
    return person_with("programme_manager", partnership=partnership)


def test_every_piece_is_accessible_and_fits_any_width(
    manager, live, browser_page, login, axe, narrow, fits, snap
):
    login(browser_page, manager)

    browser_page.goto(f"{live.url}/gallery?said=1")
    assert browser_page.locator("h1").inner_text().endswith("Every shared piece")
    snap(browser_page, "gallery-1280")
    axe(browser_page)
    fits(browser_page)
    narrow(browser_page)
    browser_page.goto(f"{live.url}/gallery")
    snap(browser_page, "gallery-360")
    axe(browser_page)
    fits(browser_page)
    narrow(browser_page, 320)
    fits(browser_page)


def test_a_form_with_errors_leads_to_each_field(
    live, browser_page, axe, narrow, fits, snap
):
    browser_page.goto(f"{live.url}/gallery/form")
    axe(browser_page)
    snap(browser_page, "form-1280")
    browser_page.fill("[name=held_on_0]", "31")
    browser_page.fill("[name=held_on_1]", "2")
    browser_page.fill("[name=held_on_2]", "2027")
    browser_page.click("text=Submit the review")

    assert browser_page.title().startswith("Error: Record a review")
    links = browser_page.locator(".govuk-error-summary__list a")
    targets = [link.get_attribute("href") for link in links.all()]
    assert links.all_inner_texts() == [
        "Choose an answer: Which review is this?",
        "Date of review must be a real date",
        "Choose an answer: Was supervision held every week?",
        "Answer: What went well?",
        "Choose an answer: Is anything not fine?",
        "Enter placement days completed",
        "Confirm: The student has seen this review",
    ]
    for target, link in zip(targets, links.all(), strict=True):
        link.click()
        assert browser_page.evaluate("'#' + document.activeElement.id") == target
    snap(browser_page, "errors-1280")
    axe(browser_page)
    narrow(browser_page)
    snap(browser_page, "errors-360")
    axe(browser_page)
    fits(browser_page)
    narrow(browser_page, 320)
    fits(browser_page)


def test_a_choice_reveals_its_follow_up(live, browser_page):
    browser_page.goto(f"{live.url}/gallery/form")
    follow_up = browser_page.locator("[name=problem]")

    assert not follow_up.is_visible()
    browser_page.check("#id_is_fine")
    assert follow_up.is_visible()


def test_a_choice_reveals_its_follow_up_without_scripts(live, chromium):
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{live.url}/gallery/form")

        assert not page.locator("[name=problem]").is_visible()
        page.check("#id_is_fine")
        assert page.locator("[name=problem]").is_visible()


PUBLIC = {
    "/account/login/": "Sign in",
    "/account/password/reset/": "Reset your password",
    "/help": "Help",
    "/accessibility": "Accessibility statement for Tandem",
    "/privacy": "Privacy notice",
    "/cookies": "Cookies",
}
ERRORS = {
    "/nowhere": "Page not found",
    "/gallery/forbidden": "You cannot open this page",
    "/gallery/broken": "Sorry, there is a problem",
}


def test_public_pages_are_accessible(
    live, browser_page, axe, narrow, fits, snap, subtests
):
    for address, heading in PUBLIC.items():
        with subtests.test(address=address):
            name = f"public{address.rstrip('/').replace('/', '-')}"
            browser_page.set_viewport_size({"width": 1280, "height": 900})
            browser_page.goto(live.url + address)
            assert browser_page.locator("h1").inner_text().strip() == heading
            snap(browser_page, f"{name}-1280")
            axe(browser_page)
            narrow(browser_page)
            snap(browser_page, f"{name}-360")
            axe(browser_page)
            fits(browser_page)


def test_error_pages_are_accessible(
    manager, live, browser_page, login, axe, fits, snap, subtests
):
    login(browser_page, manager)

    for address, heading in ERRORS.items():
        with subtests.test(address=address):
            browser_page.goto(live.url + address)
            assert browser_page.locator("h1").inner_text().strip() == heading
            snap(browser_page, f"error{address.replace('/', '-')}")
            axe(browser_page)
            fits(browser_page)


def test_a_wrong_password_is_said_plainly(live, browser_page, axe, narrow, snap):
    browser_page.goto(f"{live.url}/account/login/")
    browser_page.fill("[name=login]", "nobody@example.org")
    browser_page.fill("[name=password]", "not the password")

    browser_page.click("button:has-text('Sign in')")

    assert browser_page.title() == "Error: Sign in – Tandem"
    assert browser_page.locator(".govuk-error-summary__list").inner_text() == (
        "The e-mail address or the password is not right."
    )
    axe(browser_page)
    narrow(browser_page)
    snap(browser_page, "wrong-password-360")


def test_large_print_enlarges_every_page(
    manager, live, browser_page, login, fits, snap
):
    manager.prefers_large_print = True
    manager.save()
    login(browser_page, manager)

    browser_page.goto(f"{live.url}/gallery")

    size = "getComputedStyle(document.documentElement).fontSize"
    assert browser_page.evaluate(size) == "20px"
    snap(browser_page, "large-print-1280")
    fits(browser_page)


def test_the_second_step_can_be_set_up(
    manager, live, browser_page, login, axe, narrow, fits, snap
):
    login(browser_page, manager)

    browser_page.goto(live.url + reverse("mfa_activate_totp"))
    axe(browser_page)
    browser_page.fill("[name=password]", PASSWORD)
    browser_page.click("text=Continue")

    assert browser_page.locator("h1").inner_text() == "Set up your authenticator app"
    snap(browser_page, "totp-1280")
    axe(browser_page)
    narrow(browser_page)
    fits(browser_page)


def test_the_menu_unfolds_without_scripts(manager, live, login, chromium):
    with chromium.new_context(
        java_script_enabled=False, viewport={"width": 360, "height": 740}
    ) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        login(page, manager)
        page.goto(f"{live.url}/gallery")
        link = page.locator(".app-nav__folded a").first

        assert not link.is_visible()
        page.click(".app-nav__summary")
        assert link.is_visible()

"""The register on a phone: 360 wide, by keyboard alone; and the pages round it."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import dates
from hubs.tests.factories import (
    EnrolmentFactory,
    HubFacilitatorFactory,
    HubFactory,
    HubSessionFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STUDENTS = 8


@pytest.fixture
def session():
    hub = HubFactory(
        name="Riverside hub", starts_on=dates.today() - dt.timedelta(weeks=4)
    )
    HubFacilitatorFactory(hub=hub)
    for number in range(STUDENTS):
        EnrolmentFactory(
            hub=hub, student__name=f"Student {number}", starts_on=hub.starts_on
        )
    return HubSessionFactory(hub=hub, held_on=dates.today())


def focus_is(page, selector) -> bool:
    return page.evaluate("(s) => document.activeElement.matches(s)", selector)


def tab_to(page, selector, limit=40):
    for _ in range(limit):
        if focus_is(page, selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {selector}")


def marks(session):
    rows = session.attendances.order_by("enrolment__student__name")
    return [(row.state, row.reason) for row in rows]


def test_a_register_of_eight_by_keyboard_on_a_phone(
    session, live, browser_page, login, axe, narrow, fits, snap
):
    page, person = browser_page, session.hub.facilitators.get().person
    login(page, person)
    narrow(page)
    page.goto(live.url + reverse("hubs:register_take", args=[session.reference]))
    expect(page.locator("[data-register-count]")).to_have_text("0 of 8 marked")
    axe(page)
    fits(page)
    snap(page, "register-empty-360")

    tab_to(page, "[data-register-all]")
    page.keyboard.press("Enter")
    expect(page.locator("[data-register-count]")).to_have_text("8 of 8 marked")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert focus_is(page, "input[value=absent]")
    page.keyboard.press("Tab")
    assert focus_is(page, "select")
    snap(page, "register-filled-360")
    tab_to(page, "button.app-register__save")
    page.keyboard.press("Enter")

    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Choose why Student 0 was absent, or “None given”"
    )
    assert session.attendances.count() == 0
    axe(page)
    fits(page)
    snap(page, "register-error-360")
    page.locator(".govuk-error-summary a").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("None given")
    tab_to(page, "button.app-register__save")
    page.keyboard.press("Enter")

    expect(page.locator(".govuk-notification-banner")).to_contain_text("Register taken")
    assert marks(session) == [("absent", "none_given")] + [("present", "")] * 7
    axe(page)
    fits(page)
    snap(page, "session-360")


def test_the_register_without_javascript(session, live, chromium, login):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    login(page, session.hub.facilitators.get().person)

    page.goto(live.url + reverse("hubs:register_take", args=[session.reference]))
    page.click("text=Mark all present")
    page.click("text=Save register")

    assert "Register taken" in page.content()
    assert marks(session) == [("present", "")] * STUDENTS
    page.goto("about:blank")
    context.close()

"""A member answers on a phone, by keyboard alone."""
# ruff: noqa: F811 - fixtures are imported by name and asked for by name

import datetime as dt

import pytest
from django.urls import reverse

from config.tests.browser.conftest import (  # noqa: F401 - fixtures of every journey
    axe,
    browser_page,
    chromium,
    fits,
    live,
    login,
    narrow,
    snap,
)
from core.dates import today
from partnerships.tests.factories import PartnershipFactory
from suc.models import Invitation
from suc.tests.factories import InvitationFactory, TaskFactory, active_member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def invitation():
    """One member asked to one task in two weeks, with travel and carer cover."""
    partnership = PartnershipFactory()
    task = TaskFactory(
        partnership=partnership,
        title="Choosing new students",
        held_on=today() + dt.timedelta(days=14),
        with_expenses=True,
    )
    return InvitationFactory(
        task=task, contributor=active_member(partnership), invited_on=today()
    )


def press_until(page, words: str, limit: int = 40) -> None:
    """Tab to the link or button of that name, and press it."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText")
        if (focused or "").strip().startswith(words):
            page.keyboard.press("Enter")
            page.wait_for_load_state()
            return
    pytest.fail(f"The keyboard never reached “{words}”.")


@pytest.mark.capability("SNSUC-03")
def test_a_member_accepts_on_a_phone_by_keyboard_alone(
    invitation,
    live,
    browser_page,
    login,
    axe,
    narrow,
    fits,
    snap,
):
    page = browser_page
    narrow(page)
    login(page, invitation.contributor.person)
    page.goto(live.url + reverse("suc:invitation_list"))
    fits(page)
    axe(page)

    press_until(page, "Read it and answer")
    page.wait_for_url("**/mine/*/")
    total = page.get_by_role("row", name="Total Up to £72.50")
    accept = page.get_by_role("button", name="Yes, and pay me")
    assert total.bounding_box()["y"] < accept.bounding_box()["y"]
    fits(page)
    axe(page)
    snap(page, "suc-answer")

    press_until(page, "Yes, and pay me")
    page.get_by_text("Thank you. Your answer is saved.").wait_for()
    page.get_by_text("We will pay you up to £72.50.").wait_for()
    fits(page)
    axe(page)
    answered = Invitation.objects.get()
    assert (answered.state, answered.answered_on) == ("accepted", today())


def test_a_member_declines_with_no_script_at_all(invitation, live, chromium, login):
    context = chromium.new_context(
        viewport={"width": 360, "height": 740}, java_script_enabled=False
    )
    page = context.new_page()
    try:
        login(page, invitation.contributor.person)
        page.goto(live.url + invitation.get_absolute_url())
        page.get_by_role("button", name="No, thank you").click()
        page.get_by_text("You said no.").wait_for()
    finally:
        context.close()

    assert Invitation.objects.get().state == "declined"

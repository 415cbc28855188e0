"""The practice educator on a phone: 360 wide, by keyboard alone."""

import datetime as dt

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from core import dates
from placements.choices import CheckpointKind, Party
from placements.models import PlacementIssue
from placements.tests.conftest import make_place, part_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDUCATOR = Party.PRACTICE_EDUCATOR


@pytest.fixture
def two_due():
    """A practice educator with two four-week reviews due today."""
    place = make_place()
    starts_on = dates.today() - dt.timedelta(days=28)
    placements = [
        place.placement(starts_on=starts_on, day=dates.today()) for _ in range(2)
    ]
    return place, placements


def tab_to(page, selector, limit=60):
    """Press Tab until the element has the focus; the keyboard must get there."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab does not reach {selector}")


def choose(page, name, downs=0):
    """Tab to a group of radios and choose one by arrow keys."""
    tab_to(page, f"input[name={name}]")
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


@pytest.mark.capability("D2N2-11")
@pytest.mark.capability("CARD-03")
@pytest.mark.capability("BOLD-11")
def test_an_all_fine_review_by_keyboard_on_a_phone(
    two_due,
    live,
    browser_page,
    login,
    axe,
    narrow,
    fits,
    snap,
):
    place, (first, _) = two_due
    part = part_of(first, CheckpointKind.FOUR_WEEK, EDUCATOR)
    record = reverse("placements:review_record", args=[part.reference])
    page = browser_page
    narrow(page)
    login(page, place.educator.person)

    page.goto(live.url + reverse("home"))
    expect(page.locator(".app-needs li")).to_have_count(2)
    tab_to(page, f"a[href='{record}']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{record}")
    fits(page)
    axe(page)
    snap(page, "review-record-360")
    for name in ("opportunities", "support", "performance"):
        choose(page, f"{name}_rating")
    tab_to(page, "button[type=submit]:not([formaction])")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Review submitted")
    fits(page)
    axe(page)
    snap(page, "review-done-360")
    page.goto(live.url + reverse("home"))
    expect(page.locator(".app-needs li")).to_have_count(1)
    part.refresh_from_db()
    assert part.locked_by == place.educator.person


@pytest.mark.capability("BOLD-11")
def test_not_fine_opens_the_details_and_an_issue(
    two_due,
    live,
    browser_page,
    login,
    axe,
    narrow,
    fits,
    snap,
):
    place, (first, _) = two_due
    part = part_of(first, CheckpointKind.FOUR_WEEK, EDUCATOR)
    page = browser_page
    narrow(page)
    login(page, place.educator.person)
    page.goto(live.url + reverse("placements:review_record", args=[part.reference]))
    problem = page.locator("[name=support_problem]")
    expect(problem).to_be_hidden()

    choose(page, "opportunities_rating")
    choose(page, "support_rating", downs=2)
    expect(problem).to_be_visible()
    axe(page)
    tab_to(page, "[name=support_problem]")
    page.keyboard.type("No supervision since week two.")
    tab_to(page, "button[type=submit]:not([formaction])")
    page.keyboard.press("Enter")

    expect(page.locator(".govuk-error-summary")).to_contain_text(
        "Say how performance is going"
    )
    expect(problem).to_have_value("No supervision since week two.")
    fits(page)
    axe(page)
    snap(page, "review-errors-360")
    choose(page, "performance_rating")
    tab_to(page, "button[type=submit]:not([formaction])")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review submitted")
    snap(page, "review-done-issue-360")
    issue = PlacementIssue.objects.get()
    assert (issue.summary, issue.owner) == (
        "No supervision since week two.",
        place.lead,
    )


def test_a_draft_saved_on_the_phone_is_there_again(
    two_due,
    live,
    browser_page,
    login,
    narrow,
):
    place, (first, _) = two_due
    part = part_of(first, CheckpointKind.FOUR_WEEK, EDUCATOR)
    record = live.url + reverse("placements:review_record", args=[part.reference])
    page = browser_page
    narrow(page)
    login(page, place.educator.person)
    page.goto(record)

    page.get_by_label("Anything else?").fill("Half written.")
    page.get_by_role("button", name="Save and come back later").click()
    page.goto(record)

    expect(page.get_by_label("Anything else?")).to_have_value("Half written.")

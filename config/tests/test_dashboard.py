"""The programme dashboard: every number opens the rows it counts."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from config import reports
from config.tests.conftest import person_of
from core.dates import today

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"^\d[\d,]*$")
COUNT = re.compile(r'app-count"[^>]*>\s*<strong>([\d,]+) ')
FILTERED = "data-app-fold-stay"


@pytest.fixture
def manager(two_partnerships):
    return person_of(two_partnerships[0], "programme_manager")


@pytest.fixture
def client(manager):
    client = Client()
    client.force_login(manager)
    return client


def tiles_of(manager):
    for part in reports.dashboard(viewer=manager, day=today()):
        for tile in part.tiles:
            yield tile
            yield from tile.parts


def rows_found(response) -> int:
    """What the list says it holds, over all its pages; none says so in words."""
    found = COUNT.search(response.content.decode())
    return int(found[1].replace(",", "")) if found else 0


@pytest.mark.capability("CARD-02")
def test_the_dashboard_loads_and_every_figure_opens_its_list(client, manager):
    page = client.get(reverse("dashboard"))

    assert page.status_code == 200
    for tile in tiles_of(manager):
        assert tile.url, f"{tile.label} opens nothing"
        assert tile.url.replace("&", "&amp;") in page.content.decode()
        assert client.get(tile.url).status_code == 200, tile.url


@pytest.mark.capability("PEER-56")
def test_a_figure_opens_a_list_of_exactly_that_many_rows(client, manager, subtests):
    numbers = [tile for tile in tiles_of(manager) if NUMBER.match(tile.value)]
    counted = [tile for tile in numbers if tile.counts_rows]
    assert len(counted) >= 8

    for tile in counted:
        with subtests.test(tile=tile.label, url=tile.url):
            page = client.get(tile.url)
            assert rows_found(page) == int(tile.value.replace(",", ""))
            if "?" in tile.url:
                assert FILTERED in page.content.decode()


@pytest.mark.parametrize(
    "kind", ["psw", "student", "practice_educator", "workforce_lead", "tutor"]
)
def test_others_have_no_dashboard(two_partnerships, kind):
    client = Client()
    client.force_login(person_of(two_partnerships[0], kind))

    assert client.get(reverse("dashboard")).status_code == 403


@pytest.mark.parametrize(
    ("kind", "page"),
    [
        ("programme_manager", "dashboard"),
        ("psw", "hubs:attendance"),
        ("workforce_lead", "workforce:forecast_list"),
        ("administrator", "admin:index"),
        ("practice_educator", "home"),
        ("student", "home"),
    ],
)
def test_each_role_lands_on_its_first_page(two_partnerships, kind, page):
    client = Client()
    client.force_login(person_of(two_partnerships[0], kind))

    response = client.get(reverse("start"), follow=True)

    assert response.status_code == 200
    assert response.request["PATH_INFO"] == reverse(page)

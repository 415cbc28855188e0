"""The Django admin as an administrator meets it."""

import pytest
from django.urls import reverse

from partnerships.tests.factories import PartnershipFactory, person_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_page(sign_in):
    person = person_with("administrator", partnership=PartnershipFactory())
    person.is_staff = person.is_superuser = True
    person.save()
    return sign_in(person).get(reverse("admin:index"))


def test_history_tables_stand_under_one_heading_at_the_end(admin_page):
    apps = admin_page.context["app_list"]

    told = {model["object_name"] for model in apps[-1]["models"]}
    others = {model["object_name"] for app in apps[:-1] for model in app["models"]}
    assert apps[-1]["name"] == "History of changes"
    assert {"PersonEvent", "PlacementEvent"} <= told
    assert not any(name.endswith("Event") for name in others)
    assert {"Person", "Placement", "Hub", "ForecastRun", "Payment"} <= others


def test_django_s_own_groups_are_not_offered(admin_page):
    assert b"Authentication and Authorization" not in admin_page.content

"""The administrator looks things up; states change by services only."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import PersonFactory
from placements import models
from placements.tests.factories import (
    CheckpointFactory,
    PlacementDayFactory,
    PlacementIssueFactory,
    PlacementPersonFactory,
)
from surveys.tests.factories import AnswerFactory

pytestmark = pytest.mark.django_db
LISTS = [
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry
    if model._meta.app_label in {"placements", "surveys"}
]


@pytest.fixture
def administrator(client):
    client.force_login(PersonFactory(is_staff=True, is_superuser=True))
    return client


def one_of_everything():
    for factory in (
        CheckpointFactory,
        PlacementDayFactory,
        PlacementIssueFactory,
        PlacementPersonFactory,
        AnswerFactory,
    ):
        factory()


def asked(client, name) -> int:
    url = reverse(f"admin:{name}_changelist")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.capability("CARD-05")
def test_no_list_asks_more_queries_for_more_rows(administrator):
    one_of_everything()
    before = {name: asked(administrator, name) for name in LISTS}
    one_of_everything()
    one_of_everything()

    assert {name: asked(administrator, name) for name in LISTS} == before


def test_placements_reviews_and_issues_are_read_only(administrator):
    issue = PlacementIssueFactory()
    url = reverse("admin:placements_placementissue_change", args=[issue.pk])

    response = administrator.post(url, {"state": "resolved"})

    issue.refresh_from_db()
    assert (response.status_code, issue.state) == (403, "open")


def test_the_admin_does_not_show_what_a_response_says(administrator):
    answer = AnswerFactory(value="", text="Secret words of a draft")
    url = reverse("admin:surveys_answer_change", args=[answer.pk])

    assert "Secret words" not in administrator.get(url).content.decode()


def test_reference_data_can_be_corrected(administrator):
    educator = PlacementPersonFactory().placement.practice_educator
    url = reverse("admin:placements_practiceeducator_change", args=[educator.pk])

    response = administrator.post(
        url,
        {
            "person": educator.person_id,
            "partnership": educator.partnership_id,
            "places": "3",
        },
    )

    assert response.status_code == 302
    assert models.PracticeEducator.objects.get().places == 3

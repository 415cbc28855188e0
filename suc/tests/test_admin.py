import pytest
from django.contrib import admin
from django.urls import reverse

from partnerships.choices import RoleKind
from partnerships.tests.factories import PartnershipFactory, person_with
from suc import models
from suc.tests import factories

pytestmark = pytest.mark.django_db
MODELS = [getattr(models, name) for name in models.__all__]


@pytest.fixture
def administrator():
    person = person_with(RoleKind.ADMINISTRATOR, partnership=PartnershipFactory())
    type(person).objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    person.refresh_from_db()
    return person


def url(model, page, *args):
    return reverse(f"admin:suc_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_lists_do_not_ask_more_for_more_rows(
    model, administrator, client, django_assert_max_num_queries
):
    factory = getattr(factories, f"{model.__name__}Factory")
    client.force_login(administrator)
    factory()
    client.get(url(model, "changelist"))
    with django_assert_max_num_queries(100) as one:
        client.get(url(model, "changelist"))
    for _ in range(3):
        factory()

    with django_assert_max_num_queries(100) as more:
        response = client.get(url(model, "changelist"), {"q": ""})

    assert response.status_code == 200
    assert len(more) - len(one) in (0, 1)  # more partnerships: one more filter line


def test_payments_are_read_only(administrator, client):
    payment = factories.PaymentFactory()
    client.force_login(administrator)
    page = url(models.Payment, "change", payment.pk)

    assert client.get(page).status_code == 200
    assert client.post(page, {"fee": "900"}).status_code == 403
    assert client.get(url(models.Payment, "add")).status_code == 403
    assert client.post(url(models.Payment, "delete", payment.pk)).status_code == 403
    payment.refresh_from_db()
    assert payment.fee == 40


def test_the_admin_never_shows_what_a_member_needs(administrator, client):
    contributor = factories.ContributorFactory(access_needs="MARKER-no-steps")
    client.force_login(administrator)

    for page in (
        url(models.Contributor, "changelist"),
        url(models.Contributor, "change", contributor.pk),
    ):
        assert b"MARKER-no-steps" not in client.get(page).content


def test_the_six_questions_can_be_reworded(administrator, client):
    question = factories.SixWQuestionFactory()
    client.force_login(administrator)

    client.post(
        url(models.SixWQuestion, "change", question.pk),
        {"label": "Who wants us?", "hint": ""},
    )

    question.refresh_from_db()
    assert question.label == "Who wants us?"
    assert admin.site.is_registered(models.SixWQuestion)

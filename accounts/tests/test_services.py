import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts import services
from accounts.choices import LinkPurpose
from accounts.models import Person
from accounts.tests.factories import PersonFactory
from core import audit
from core.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_adding_a_person_records_who_added_them():
    actor = PersonFactory()

    person = services.add_person(name="Ada", email="ada@example.org", actor=actor)

    assert [
        (entry.action, entry.actor, entry.subject_reference)
        for entry in AuditEntry.objects.all()
    ] == [("Person added", actor, person.reference)]


def test_a_write_without_an_actor_is_refused():
    with pytest.raises(audit.NoActor):
        services.add_person(name="Ada")

    assert Person.objects.count() == 0


def test_two_people_cannot_share_an_email_whatever_its_case():
    PersonFactory(email="ada@example.org")

    with pytest.raises(ValidationError, match="Another person already uses"):
        services.add_person(name="Ada", email="ADA@example.org", actor=audit.SYSTEM)


def test_a_single_use_link_opens_once():
    link, token = services.make_link(
        purpose=LinkPurpose.REVIEW,
        opens="abc",
        person=None,
        lasts=dt.timedelta(days=7),
        actor=audit.SYSTEM,
    )
    assert services.find_link(purpose=LinkPurpose.REVIEW, token=token) == link

    services.use_link(link=link, actor=audit.SYSTEM)

    assert services.find_link(purpose=LinkPurpose.REVIEW, token=token) is None
    with pytest.raises(ValidationError, match="has been used"):
        services.use_link(link=link, actor=audit.SYSTEM)
    assert token not in link.token_hash

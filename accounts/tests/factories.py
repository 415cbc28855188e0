import datetime as dt

import factory

from accounts.choices import LinkPurpose
from accounts.models import Person, SingleUseLink

PASSWORD = "correct horse battery"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    password = factory.django.Password(PASSWORD)


class SingleUseLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SingleUseLink

    purpose = LinkPurpose.REVIEW
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    expires_at = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)

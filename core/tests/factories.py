import datetime as dt

import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from core.models import (
    AuditEntry,
    ImportBatch,
    ImportRowError,
    Job,
    Message,
    RuleSetting,
    Upload,
)

DAY = dt.date(2026, 11, 13)


class AuditEntryFactory(DjangoModelFactory):
    class Meta:
        model = AuditEntry

    actor = factory.SubFactory(PersonFactory)
    action = "Looked"


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    kind = "tests.echo"
    requested_by = factory.SubFactory(PersonFactory)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    recipient = factory.SubFactory(PersonFactory)
    reason = "review_overdue"
    about = factory.Sequence(lambda n: f"subject{n}")
    day = DAY
    subject = "A review is overdue"
    body = "Please look."


class UploadFactory(DjangoModelFactory):
    class Meta:
        model = Upload

    stored_name = factory.Sequence(lambda n: f"file{n}")
    original_name = "people.csv"
    content_type = "text/csv"
    size = 1
    sha256 = "0" * 64


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    kind = "tests.people"
    upload = factory.SubFactory(UploadFactory)


class ImportRowErrorFactory(DjangoModelFactory):
    class Meta:
        model = ImportRowError

    batch = factory.SubFactory(ImportBatchFactory)
    row = 2
    column = "name"
    message = "A name is missing."


class RuleSettingFactory(DjangoModelFactory):
    class Meta:
        model = RuleSetting

    name = factory.Sequence(lambda n: f"rule {n}")
    value = 1
    starts_on = dt.date(2020, 1, 1)
    source = "A test"

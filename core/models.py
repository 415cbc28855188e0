"""What every app shares. No domain words here."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from core.choices import ImportState, JobState
from core.constraints import one_of
from core.querysets import DatedQuerySet, JobQuerySet, MessageQuerySet
from core.references import make_reference


def tracked(**kwargs):
    """Audit every insert, update and delete, bulk and raw SQL too (triggers).

    ``exclude=[…]`` keeps private words out of the trail. The event table itself is
    append-only.
    """
    events = (
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
    )
    return pghistory.track(*events, append_only=True, **kwargs)


class Record(models.Model):
    """Every row of ours: a key for us, a random reference for the world."""

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(
        max_length=12, unique=True, default=make_reference, editable=False
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True


class AuditEntry(Record):
    """Who did or read what, in words. Rows are only ever added."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    action = models.CharField(max_length=120)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_reference = models.CharField(max_length=40, blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["subject_type", "subject_reference"])]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.action} {self.subject_type} {self.subject_reference}".strip()


class Job(Record):
    """A piece of long work. The row is the truth; the broker message is a hint."""

    kind = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        max_length=12, choices=JobState, default=JobState.QUEUED, db_index=True
    )
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(default=0)
    progress_text = models.CharField(max_length=200, blank=True)
    result = models.JSONField(null=True, blank=True)
    error = models.TextField(blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
    )

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(
                name="job_unfinished",
                fields=["lease_until", "id"],
                condition=Q(state__in=["queued", "running"]),
            )
        ]
        constraints = [
            one_of("job_state_is_known", "state", JobState),
            models.CheckConstraint(
                name="job_progress_is_a_percentage",
                condition=Q(progress__gte=0, progress__lte=100),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.reference}"


@tracked(exclude=["body"])
class Message(Record):
    """The outbox: a message is a row written with the change it tells of."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outbox_messages",
    )
    address = models.EmailField(blank=True)
    reason = models.CharField(max_length=60)
    about = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    due_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="message_once_a_day_per_reason_subject_and_recipient",
                fields=["recipient", "address", "reason", "about", "day"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.reason} {self.about} {self.day}"


@tracked()
class Upload(Record):
    """A file someone gave us, kept outside the web root under a random name."""

    stored_name = models.CharField(max_length=80, unique=True)
    original_name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self):
        return self.original_name


@tracked()
class ImportBatch(Record):
    """One staged import: uploaded and checked first, written only when confirmed."""

    kind = models.CharField(max_length=60)
    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(
        max_length=12, choices=ImportState, default=ImportState.CHECKED
    )
    summary = models.JSONField(default=dict, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_batches",
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "import batches"
        constraints = [one_of("import_batch_state_is_known", "state", ImportState)]

    def __str__(self):
        return f"{self.kind} {self.reference}"


class ImportRowError(models.Model):
    """What is wrong with one cell of a staged file, in words."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="row_errors"
    )
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    message = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "id"]

    def __str__(self):
        return f"Row {self.row} {self.column}: {self.message}"


@tracked()
class RuleSetting(Record):
    """A dated threshold, rate or limit that the partnership may change."""

    name = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    unit = models.CharField(max_length=40, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    checked_on = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                name="rule_setting_once_per_name_and_day",
                fields=["name", "starts_on"],
                violation_error_message="This rule already changes on that day.",
            ),
        ]

    def __str__(self):
        return f"{self.name} = {self.value.normalize():f} {self.unit}".strip()

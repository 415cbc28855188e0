"""Looking things up. Rows of the record change through services only."""

import pghistory.models
from django.apps import apps
from django.contrib import admin
from django.db import models

from core.models import (
    AuditEntry,
    ImportBatch,
    ImportRowError,
    Job,
    Message,
    RuleSetting,
    Upload,
)


class SealedFields:
    """Fields no page shows, so no filter in the address may ask about them.

    One that answers yes or no would read them letter by letter.
    """

    sealed = ()

    def lookup_allowed(self, lookup, value, request=None):
        allowed = super().lookup_allowed(lookup, value, request)
        return allowed and lookup.split("__")[0] not in self.sealed


class ReadOnlyAdmin(SealedFields, admin.ModelAdmin):
    """Nothing here is added, changed or deleted by hand."""

    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did or read what, in words."""

    date_hierarchy = "created_at"
    list_display = ["created_at", "actor", "action", "subject_type"]
    list_display += ["subject_reference"]
    list_filter = ["action", "subject_type", "created_at"]
    list_select_related = ["actor"]
    search_fields = ["action", "subject_reference", "actor__name", "actor__email"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "state", "progress", "attempt"]
    list_display += ["requested_by", "finished_at"]
    list_filter = ["state", "kind", "created_at"]
    list_select_related = ["requested_by"]
    search_fields = ["reference", "kind", "requested_by__name", "requested_by__email"]


@admin.register(Message)
class MessageAdmin(ReadOnlyAdmin):
    """That a message went, to whom and why: its words are its reader's."""

    list_display = ["created_at", "recipient", "reason", "day", "sent_at", "attempts"]
    list_filter = ["reason", "day", ("sent_at", admin.EmptyFieldListFilter)]
    list_select_related = ["recipient"]
    search_fields = ["reference", "about", "recipient__name", "recipient__email"]
    exclude = sealed = ["subject", "body"]


@admin.register(Upload)
class UploadAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "original_name", "size", "uploaded_by", "removed_at"]
    list_filter = ["content_type", "created_at"]
    list_select_related = ["uploaded_by"]
    search_fields = ["original_name", "reference", "sha256", "uploaded_by__name"]


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "kind", "upload", "state", "requested_by"]
    list_filter = ["kind", "state", "created_at"]
    list_select_related = ["upload", "requested_by"]
    search_fields = ["reference", "kind", "upload__original_name"]


@admin.register(ImportRowError)
class ImportRowErrorAdmin(ReadOnlyAdmin):
    list_display = ["batch", "row", "column", "message"]
    list_filter = ["batch__kind", "column"]
    list_select_related = ["batch"]
    search_fields = ["message", "column", "batch__reference"]


@admin.register(RuleSetting)
class RuleSettingAdmin(admin.ModelAdmin):
    """Thresholds, rates and limits: add a dated row; the old one stays as history."""

    list_display = ["name", "value", "unit", "starts_on", "ends_on", "checked_on"]
    list_filter = ["name", "starts_on"]
    search_fields = ["name", "source"]
    readonly_fields = ["reference", "created_at", "updated_at"]

    def has_delete_permission(self, request, obj=None):
        return False


class EventAdmin(ReadOnlyAdmin):
    """One row as it was after one change, with who changed it and how."""

    list_display = ["pgh_created_at", "change", "row", "who", "how"]
    list_filter = ["pgh_label", "pgh_created_at"]
    list_select_related = ["pgh_context"]
    ordering = ["-pgh_id"]

    def get_exclude(self, request, obj=None):
        """What the row's own page leaves out, its past leaves out too."""
        return self._left_out()

    def lookup_allowed(self, lookup, value, request=None):
        allowed = super().lookup_allowed(lookup, value, request)
        return allowed and lookup.split("__")[0] not in self._left_out()

    def _left_out(self) -> list[str]:
        tracked = self.model.pgh_tracked_model
        return list(getattr(admin.site._registry.get(tracked), "sealed", []))

    @admin.display(ordering="pgh_label")
    def change(self, event):
        return event.pgh_label

    @admin.display(description="row number", ordering="pgh_obj_id")
    def row(self, event):
        return event.pgh_obj_id

    @admin.display(description="actor’s number")
    def who(self, event):
        return event.pgh_context and event.pgh_context.metadata.get("actor")

    @admin.display(description="action")
    def how(self, event):
        return event.pgh_context and event.pgh_context.metadata.get("action")

    def get_search_fields(self, request):
        """The words and the reference of the row itself."""
        return [
            field.name
            for field in self.model._meta.get_fields()
            if isinstance(field, models.CharField)
            and field.name not in ("pgh_label", *self._left_out())
        ]


for model in apps.get_models():
    if issubclass(model, pghistory.models.Event) and not model._meta.proxy:
        admin.site.register(model, EventAdmin)

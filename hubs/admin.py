from django.contrib import admin

from core.admin import ReadOnlyAdmin
from hubs.models import (
    Enrolment,
    Hub,
    HubAttendance,
    HubBreak,
    HubFacilitator,
    HubModel,
    HubSession,
)
from hubs.models.reflections import Reflection
from partnerships.admin import ReferenceDataAdmin


@admin.register(HubModel)
class HubModelAdmin(ReferenceDataAdmin):
    """A partnership's framework; a new version is a new row with its first day."""

    list_display = ["name", "partnership", "min_size", "max_size", "weeks_between"]
    list_display += ["starts_on", "ends_on"]
    list_filter = ["partnership", "is_compulsory", "weeks_between"]
    list_select_related = ["partnership"]
    search_fields = ["name", "partnership__name", "reference"]
    autocomplete_fields = ["partnership"]


@admin.register(Hub)
class HubAdmin(ReferenceDataAdmin):
    list_display = ["name", "organisation", "service", "model", "starts_on", "ends_on"]
    list_filter = ["model", "starts_on", "organisation"]
    list_select_related = ["organisation", "service__organisation", "model"]
    search_fields = ["name", "area", "organisation__name", "reference"]
    autocomplete_fields = ["organisation", "service", "model"]


@admin.register(HubFacilitator)
class HubFacilitatorAdmin(ReferenceDataAdmin):
    list_display = ["person", "hub", "starts_on", "ends_on"]
    list_filter = ["starts_on", "hub__organisation"]
    list_select_related = ["person", "hub"]
    search_fields = ["person__name", "hub__name", "reference"]
    autocomplete_fields = ["person", "hub"]


@admin.register(Enrolment)
class EnrolmentAdmin(ReadOnlyAdmin):
    list_display = ["student", "hub", "starts_on", "ends_on"]
    list_filter = ["starts_on", "hub__organisation"]
    list_select_related = ["student", "hub"]
    search_fields = ["student__name", "hub__name", "reference"]


@admin.register(HubBreak)
class HubBreakAdmin(ReadOnlyAdmin):
    list_display = ["hub", "starts_on", "ends_on", "reason"]
    list_filter = ["starts_on", "hub__organisation"]
    list_select_related = ["hub"]
    search_fields = ["hub__name", "reason", "reference"]


@admin.register(HubSession)
class HubSessionAdmin(ReadOnlyAdmin):
    list_display = ["hub", "held_on", "kind", "state", "register_taken_at"]
    list_filter = ["state", "kind", "held_on", "organisation"]
    list_select_related = ["hub"]
    search_fields = ["hub__name", "topics", "reference"]


@admin.register(HubAttendance)
class HubAttendanceAdmin(ReadOnlyAdmin):
    list_display = ["student", "hub", "held_on", "state", "reason"]
    list_filter = ["state", "reason", "held_on", "organisation"]
    list_select_related = ["enrolment__student", "session__hub"]
    search_fields = ["enrolment__student__name", "session__hub__name", "reference"]
    fields = ["reference", "session", "student", "held_on", "state", "reason"]

    @admin.display(ordering="enrolment__student__name")
    def student(self, obj):
        return obj.enrolment.student

    @admin.display(ordering="session__hub__name")
    def hub(self, obj):
        return obj.session.hub


@admin.register(Reflection)
class ReflectionAdmin(ReadOnlyAdmin):
    """That a reflection exists, for counting and retention: no words, no author.

    The words are not even read from the database, and no filter in the address may
    ask about them.
    """

    list_display = ["reference", "hub", "created_at"]
    list_filter = ["created_at"]
    list_select_related = ["session__hub"]
    search_fields = ["reference"]
    fields = ["reference", "hub", "created_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("text")

    def lookup_allowed(self, lookup, value, request=None):
        return lookup.split("__")[0] == "created_at"

    @admin.display
    def hub(self, obj):
        return obj.session.hub

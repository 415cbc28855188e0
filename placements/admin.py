"""Looking things up, and correcting reference data. States change by services."""

from django.contrib import admin

from placements.models import (
    Checkpoint,
    CheckpointPart,
    Cohort,
    Course,
    Placement,
    PlacementDay,
    PlacementIssue,
    PlacementPerson,
    PracticeEducator,
    Setting,
    Student,
)


class ReferenceAdmin(admin.ModelAdmin):
    """Reference data: added and corrected here, never deleted."""

    def has_delete_permission(self, request, obj=None):
        return False


class LookUpAdmin(ReferenceAdmin):
    """Read only: these rows follow from what people do on the pages."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Course)
class CourseAdmin(ReferenceAdmin):
    list_display = ["name", "university", "route", "level", "first_days", "final_days"]
    list_filter = ["route", "level", "university"]
    list_select_related = ["university"]
    search_fields = ["name", "university__name"]
    autocomplete_fields = ["university"]


@admin.register(Cohort)
class CohortAdmin(ReferenceAdmin):
    list_display = ["name", "course", "starts_on"]
    list_filter = ["course__university", "starts_on"]
    list_select_related = ["course"]
    search_fields = ["name", "course__name"]
    autocomplete_fields = ["course"]


@admin.register(Student)
class StudentAdmin(ReferenceAdmin):
    list_display = ["person", "cohort", "university", "outside_number"]
    list_filter = ["university", "cohort__course"]
    list_select_related = ["person", "cohort__course", "university"]
    search_fields = ["person__name", "outside_number"]
    autocomplete_fields = ["person", "cohort"]
    readonly_fields = ["university"]

    def has_add_permission(self, request):
        return False


@admin.register(PracticeEducator)
class PracticeEducatorAdmin(ReferenceAdmin):
    list_display = ["person", "employer", "service", "places"]
    list_filter = ["employer", "partnership"]
    list_select_related = ["person", "employer", "service__organisation"]
    search_fields = ["person__name", "employer__name"]
    autocomplete_fields = ["person", "partnership", "employer", "service"]


@admin.register(Setting)
class SettingAdmin(ReferenceAdmin):
    list_display = ["team", "service"]
    list_filter = ["team__service__sector", "team__service__organisation"]
    list_select_related = ["team__service__organisation"]
    search_fields = ["team__name", "team__service__organisation__name"]
    autocomplete_fields = ["team"]

    @admin.display(ordering="team__service__organisation__name")
    def service(self, row):
        return row.team.service


@admin.register(Placement)
class PlacementAdmin(LookUpAdmin):
    list_display = ["student", "kind", "host_organisation", "starts_on", "state"]
    list_filter = ["state", "kind", "host_organisation", "university"]
    list_select_related = ["student__person", "host_organisation"]
    search_fields = ["reference", "student__person__name"]


@admin.register(PlacementPerson)
class PlacementPersonAdmin(LookUpAdmin):
    list_display = ["person", "role", "placement", "starts_on", "ends_on"]
    list_filter = ["role"]
    list_select_related = ["person", "placement__student__person"]
    search_fields = ["person__name", "placement__student__person__name"]


@admin.register(PlacementDay)
class PlacementDayAdmin(LookUpAdmin):
    list_display = ["day", "placement", "state", "half_days", "reason"]
    list_filter = ["state", "reason"]
    list_select_related = ["placement__student__person"]
    search_fields = ["placement__reference", "placement__student__person__name"]


@admin.register(Checkpoint)
class CheckpointAdmin(LookUpAdmin):
    list_display = ["placement", "kind", "due_on", "state", "host_organisation"]
    list_filter = ["state", "kind", "host_organisation"]
    list_select_related = ["placement__student__person", "host_organisation"]
    search_fields = ["reference", "placement__student__person__name"]


@admin.register(CheckpointPart)
class CheckpointPartAdmin(LookUpAdmin):
    list_display = ["checkpoint", "party", "is_required", "locked_at", "locked_by"]
    list_filter = ["party", "is_required"]
    list_select_related = ["checkpoint__placement__student__person", "locked_by"]
    search_fields = ["reference", "checkpoint__placement__student__person__name"]


@admin.register(PlacementIssue)
class PlacementIssueAdmin(LookUpAdmin):
    list_display = ["summary", "placement", "owner", "due_on", "state"]
    list_filter = ["state", "area", "source", "host_organisation"]
    list_select_related = ["placement__student__person", "owner"]
    search_fields = ["reference", "summary", "placement__student__person__name"]

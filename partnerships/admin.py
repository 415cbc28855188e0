from django.contrib import admin

from partnerships.models import (
    Membership,
    Organisation,
    Partnership,
    Role,
    Service,
    Team,
)


class ReferenceDataAdmin(admin.ModelAdmin):
    """Reference data: corrected here, never deleted (history hangs on it)."""

    readonly_fields = ["reference", "created_at", "updated_at"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Partnership)
class PartnershipAdmin(ReferenceDataAdmin):
    list_display = ["name", "lead_label"]
    list_filter = ["created_at"]
    search_fields = ["name", "reference"]


@admin.register(Organisation)
class OrganisationAdmin(ReferenceDataAdmin):
    list_display = ["name", "short_name", "kind", "gss_code", "ukprn"]
    list_filter = ["kind"]
    search_fields = ["name", "short_name", "gss_code", "ukprn", "reference"]


@admin.register(Service)
class ServiceAdmin(ReferenceDataAdmin):
    list_display = ["organisation", "sector"]
    list_filter = ["sector", "organisation__kind"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name", "reference"]
    autocomplete_fields = ["organisation"]


@admin.register(Team)
class TeamAdmin(ReferenceDataAdmin):
    list_display = ["name", "locality", "service", "wte"]
    list_filter = ["service__sector", "locality"]
    list_select_related = ["service__organisation"]
    search_fields = ["name", "locality", "service__organisation__name", "reference"]
    autocomplete_fields = ["service"]


@admin.register(Membership)
class MembershipAdmin(ReferenceDataAdmin):
    list_display = [
        "partnership",
        "organisation",
        "service",
        "kind",
        "starts_on",
        "ends_on",
    ]
    list_filter = ["kind", "partnership"]
    list_select_related = ["partnership", "organisation", "service__organisation"]
    search_fields = ["partnership__name", "organisation__name", "reference"]
    autocomplete_fields = ["partnership", "organisation", "service"]


@admin.register(Role)
class RoleAdmin(ReferenceDataAdmin):
    list_display = [
        "person",
        "kind",
        "partnership",
        "organisation",
        "service",
        "team",
        "sector",
        "starts_on",
        "ends_on",
    ]
    list_filter = ["kind", "sector", "is_primary", "ends_on"]
    list_select_related = [
        "person",
        "partnership",
        "organisation",
        "service__organisation",
        "team",
    ]
    search_fields = [
        "person__name",
        "person__email",
        "organisation__name",
        "service__organisation__name",
        "team__name",
        "reference",
    ]
    autocomplete_fields = ["person", "partnership", "organisation", "service", "team"]

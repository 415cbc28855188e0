from allauth.account.decorators import secure_admin_login
from django.contrib import admin

from accounts.models import Person, SingleUseLink
from core.admin import SealedFields

admin.site.site_header = "Tandem administration"
admin.site.site_title = "Tandem"
admin.site.index_title = "Look things up and correct reference data"
admin.site.login = secure_admin_login(admin.site.login)


@admin.register(Person)
class PersonAdmin(SealedFields, admin.ModelAdmin):
    """People and whether they may sign in. Passwords are set by their owners."""

    sealed = ["password"]

    list_display = ["name", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "prefers_easy_read"]
    search_fields = ["name", "preferred_name", "email", "reference"]
    readonly_fields = ["reference", "last_login", "created_at", "updated_at"]
    fieldsets = [
        (None, {"fields": ["name", "preferred_name", "email", "phone", "reference"]}),
        (
            "Preferences",
            {
                "fields": [
                    "prefers_large_print",
                    "prefers_easy_read",
                    "prefers_daily_digest",
                ]
            },
        ),
        ("Access", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("Record", {"fields": ["last_login", "created_at", "updated_at"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """Only a superuser makes another one."""
        fields = list(super().get_readonly_fields(request, obj))
        return fields if request.user.is_superuser else [*fields, "is_superuser"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def has_change_permission(self, request, obj=None):
        """Nor does anyone else change one: its e-mail address leads to its password."""
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SingleUseLink)
class SingleUseLinkAdmin(SealedFields, admin.ModelAdmin):
    """Links that were made and used. The token itself is not kept."""

    list_display = ["purpose", "opens", "person", "expires_at", "used_at"]
    list_filter = ["purpose", "expires_at"]
    list_select_related = ["person"]
    search_fields = ["opens", "person__name", "reference"]
    exclude = sealed = ["token_hash"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

from django.contrib import admin

from core.admin import SealedFields
from suc.models import (
    ChangeMade,
    Contributor,
    Expertise,
    Invitation,
    Involvement,
    InvolvementTask,
    Payment,
    SixWAnswer,
    SixWQuestion,
)


class LookUpAdmin(admin.ModelAdmin):
    """For looking things up. Involvement changes through services only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Contributor)
class ContributorAdmin(SealedFields, LookUpAdmin):
    """What a member needs to take part is for the co-ordinator, not for the admin."""

    list_display = ["person", "partnership", "state", "applied_on", "active_on"]
    list_filter = ["state", "partnership", "contact_by"]
    list_select_related = ["person", "partnership"]
    search_fields = ["person__name", "person__email", "reference"]
    exclude = sealed = ["access_needs", "archive_reason"]


@admin.register(Expertise)
class ExpertiseAdmin(LookUpAdmin):
    list_display = ["words", "contributor"]
    list_filter = ["contributor__state"]
    list_select_related = ["contributor__person"]
    search_fields = ["words", "contributor__person__name", "reference"]


@admin.register(InvolvementTask)
class InvolvementTaskAdmin(LookUpAdmin):
    list_display = ["title", "host", "kind", "held_on", "places", "state"]
    list_filter = ["state", "kind", "partnership"]
    list_select_related = ["host"]
    date_hierarchy = "held_on"
    search_fields = ["title", "host__name", "reference"]


@admin.register(SixWQuestion)
class SixWQuestionAdmin(admin.ModelAdmin):
    """Each partnership words its six questions here."""

    list_display = ["number", "label", "partnership"]
    list_filter = ["partnership", "number"]
    list_select_related = ["partnership"]
    search_fields = ["label", "reference"]
    readonly_fields = ["reference", "partnership", "number"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SixWAnswer)
class SixWAnswerAdmin(LookUpAdmin):
    list_display = ["task", "question", "answer"]
    list_filter = ["question__number", "task__state"]
    list_select_related = ["task", "question"]
    search_fields = ["answer", "task__title", "reference"]


@admin.register(Invitation)
class InvitationAdmin(LookUpAdmin):
    list_display = ["contributor", "task", "held_on", "state", "answered_on"]
    list_filter = ["state", "task__kind", "task__partnership"]
    list_select_related = ["contributor__person", "task"]
    search_fields = ["contributor__person__name", "task__title", "reference"]


@admin.register(Involvement)
class InvolvementAdmin(LookUpAdmin):
    list_display = ["invitation", "done_on", "hours", "logged_by", "approved_by"]
    list_filter = ["done_on", "invitation__task__kind"]
    list_select_related = [
        "invitation__contributor__person",
        "invitation__task",
        "logged_by",
        "approved_by",
    ]
    search_fields = [
        "invitation__contributor__person__name",
        "invitation__task__title",
        "reference",
    ]


@admin.register(Payment)
class PaymentAdmin(LookUpAdmin):
    list_display = ["payee", "fee", "expenses_total", "total", "state", "made_on"]
    list_filter = ["state", "partnership"]
    list_select_related = ["payee"]
    date_hierarchy = "made_on"
    search_fields = ["payee__name", "invitation__task__title", "reference"]


@admin.register(ChangeMade)
class ChangeMadeAdmin(LookUpAdmin):
    list_display = ["what", "task", "changed_on"]
    list_filter = ["changed_on", "task__kind"]
    list_select_related = ["task"]
    search_fields = ["what", "task__title", "reference"]

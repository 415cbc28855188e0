from django.contrib import admin

from core.admin import SealedFields
from surveys.models import (
    Answer,
    Item,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Section,
)


class LookUpAdmin(admin.ModelAdmin):
    """For looking things up: questions and answers change through services only."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Questionnaire)
class QuestionnaireAdmin(admin.ModelAdmin):
    list_display = ["title", "code"]
    list_filter = ["created_at"]
    search_fields = ["title", "code"]
    readonly_fields = ["code"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(QuestionnaireVersion)
class QuestionnaireVersionAdmin(LookUpAdmin):
    list_display = ["questionnaire", "number", "created_at"]
    list_filter = ["questionnaire"]
    list_select_related = ["questionnaire"]
    search_fields = ["questionnaire__title"]


@admin.register(Section)
class SectionAdmin(LookUpAdmin):
    list_display = ["title", "version", "position"]
    list_filter = ["version__questionnaire"]
    list_select_related = ["version__questionnaire"]
    search_fields = ["title", "key"]


@admin.register(Item)
class ItemAdmin(LookUpAdmin):
    list_display = ["prompt", "section", "kind", "is_required", "opens_issue_at"]
    list_filter = ["kind", "is_required"]
    list_select_related = ["section"]
    search_fields = ["prompt", "key"]


@admin.register(Response)
class ResponseAdmin(LookUpAdmin):
    """Who answered and when. What was said is read where it belongs."""

    list_display = ["reference", "version", "capacity", "state", "locked_at"]
    list_filter = ["state", "capacity", "version__questionnaire"]
    list_select_related = ["version__questionnaire"]
    search_fields = ["reference", "respondent__name"]


@admin.register(Answer)
class AnswerAdmin(SealedFields, LookUpAdmin):
    """Choices only: an administrator looks things up, and does not read along."""

    sealed = ["text"]

    list_display = ["response", "item", "value"]
    list_filter = ["item__kind", "response__state"]
    list_select_related = ["response__version__questionnaire", "item"]
    search_fields = ["response__reference"]
    fields = ["response", "item", "value"]

"""Questionnaires as data. What a response is about is the caller's to keep."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from core.constraints import one_of
from core.models import Record, tracked
from surveys.choices import ItemKind, ResponseState


def _frozen_once_used(version_sql: str):
    """Refuse any change to a version's rows as soon as a response uses it."""
    return pgtrigger.Trigger(
        name="frozen_once_used",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("held", "bigint")],
        func=f"""
            IF TG_OP = 'DELETE' THEN
                held := (SELECT {version_sql.format(row="OLD")});
            ELSE
                held := (SELECT {version_sql.format(row="NEW")});
            END IF;
            IF EXISTS (SELECT 1 FROM surveys_response WHERE version_id = held) THEN
                RAISE EXCEPTION 'This version is in use. Make a new version.';
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,
    )


@tracked()
class Questionnaire(Record):
    """A set of questions asked again and again, whatever its version."""

    code = models.SlugField(unique=True)
    title = models.CharField(max_length=150)

    class Meta:
        ordering = ["title"]

    def __str__(self):
        return self.title


@tracked()
class QuestionnaireVersion(Record):
    """The questions as they stood; unchangeable once someone has answered."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)

    class Meta:
        ordering = ["questionnaire__title", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="questionnaire_version_number_once",
                fields=["questionnaire", "number"],
                violation_error_message="There is already a version of that number.",
            ),
        ]

    def __str__(self):
        return f"{self.questionnaire}, version {self.number}"


@tracked()
class Section(Record):
    """A heading with its questions."""

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="sections"
    )
    position = models.PositiveSmallIntegerField()
    key = models.SlugField()
    title = models.CharField(max_length=120)
    hint = models.TextField(blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(
                name="section_position_once_per_version", fields=["version", "position"]
            ),
            models.UniqueConstraint(
                name="section_key_once_per_version", fields=["version", "key"]
            ),
        ]
        triggers = [_frozen_once_used("{row}.version_id")]

    def __str__(self):
        return self.title


@tracked()
class Item(Record):
    """One question.

    ``scale`` lists ``[value, label]`` from best to worst; ``opens_issue_at`` is the
    first value that is bad enough for an issue.
    """

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    key = models.SlugField()
    kind = models.CharField(max_length=8, choices=ItemKind)
    prompt = models.CharField(max_length=250)
    hint = models.CharField(max_length=250, blank=True)
    scale = models.JSONField(default=list, blank=True)
    is_required = models.BooleanField(default=False)
    missing_message = models.CharField(
        "what to say when it is empty", max_length=120, blank=True
    )
    tags = models.JSONField(default=list, blank=True)
    opens_issue_at = models.CharField(max_length=30, blank=True)
    shown_with = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="details",
        help_text="Asked only when this other question has the answer below.",
    )
    shown_at = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["section", "position"]
        constraints = [
            one_of("item_kind_is_known", "kind", ItemKind),
            models.UniqueConstraint(
                name="item_position_once_per_section", fields=["section", "position"]
            ),
            models.UniqueConstraint(
                name="item_key_once_per_section", fields=["section", "key"]
            ),
            models.CheckConstraint(
                name="item_choice_has_a_scale",
                condition=~Q(kind=ItemKind.CHOICE) | ~Q(scale=[]),
                violation_error_message="A choice needs its scale.",
            ),
            models.CheckConstraint(
                name="item_shown_with_has_a_value",
                condition=Q(shown_with__isnull=True, shown_at="")
                | (Q(shown_with__isnull=False) & ~Q(shown_at="")),
                violation_error_message="Say at which answer it is shown.",
            ),
        ]
        triggers = [
            _frozen_once_used(
                "version_id FROM surveys_section WHERE id = {row}.section_id"
            )
        ]

    def __str__(self):
        return self.prompt

    def clean(self):
        if self.opens_issue_at and self.rank(self.opens_issue_at) is None:
            raise ValidationError({"opens_issue_at": "Choose a value of the scale."})
        if self.shown_with and self.shown_with.rank(self.shown_at) is None:
            raise ValidationError({"shown_at": "Choose a value of that scale."})

    @property
    def code(self) -> str:
        """Its name in a form; needs its section loaded."""
        return f"{self.section.key}_{self.key}"

    def rank(self, value: str) -> int | None:
        """How bad an answer is: 0 is the best of the scale."""
        values = [point[0] for point in self.scale]
        return values.index(value) if value in values else None

    def reaches(self, value: str, threshold: str) -> bool:
        """Whether ``value`` is as bad as ``threshold`` or worse."""
        rank, limit = self.rank(value), self.rank(threshold)
        return rank is not None and limit is not None and rank >= limit

    def label_of(self, value: str) -> str:
        return dict(self.scale).get(value, value)


@tracked()
class Response(Record):
    """One person's answers to the version they started under."""

    version = models.ForeignKey(
        QuestionnaireVersion, on_delete=models.PROTECT, related_name="responses"
    )
    respondent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="responses"
    )
    capacity = models.CharField("answering as", max_length=30)
    state = models.CharField(
        max_length=8, choices=ResponseState, default=ResponseState.DRAFT
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    amended_from = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendment",
    )

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            one_of("response_state_is_known", "state", ResponseState),
            models.CheckConstraint(
                name="response_locked_says_when",
                condition=Q(state=ResponseState.LOCKED, locked_at__isnull=False)
                | Q(state=ResponseState.DRAFT, locked_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="locked_for_good",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=ResponseState.LOCKED),
            )
        ]

    def __str__(self):
        return f"{self.version}, {self.get_state_display().lower()}"


@tracked(exclude=["text"])
class Answer(Record):
    """The answer to one question; its words stay out of the audit trail."""

    response = models.ForeignKey(
        Response, on_delete=models.PROTECT, related_name="answers"
    )
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    value = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["response", "item__section__position", "item__position"]
        constraints = [
            models.UniqueConstraint(
                name="answer_once_per_question", fields=["response", "item"]
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked_with_its_response",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("held", "bigint")],
                func="""
                    held := CASE WHEN TG_OP = 'DELETE'
                        THEN OLD.response_id ELSE NEW.response_id END;
                    IF EXISTS (SELECT 1 FROM surveys_response
                               WHERE id = held AND state = 'locked') THEN
                        RAISE EXCEPTION 'A submitted response cannot be changed.';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self):
        return f"Answer {self.reference}"  # its words are not for lists and logs

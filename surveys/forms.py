"""A questionnaire version as a Django form. The service judges what is missing."""

from collections.abc import Mapping

from django import forms
from django.core.validators import MaxLengthValidator

from core.forms import Reveal, Section, Words, form_helper
from surveys.choices import ItemKind
from surveys.models import Item, QuestionnaireVersion
from surveys.services import LONGEST_TEXT, items_of


class AskedText(forms.CharField):
    """Looks required when it is, and lets a draft be empty."""

    def validate(self, value):
        """What is missing, the service says."""


class AskedChoice(forms.ChoiceField):
    """Looks required when it is, and lets a draft be empty."""

    def validate(self, value):
        if value:
            super().validate(value)


class ResponseForm(forms.Form):
    """The questions of one version, with the answers given so far."""

    def __init__(
        self,
        data=None,
        *,
        version: QuestionnaireVersion,
        answers: Mapping[str, str] | None = None,
        submit: str = "Submit",
        secondary: tuple[str, str] | None = None,
        cancel_url: str | None = None,
    ):
        super().__init__(data, initial=dict(answers or {}))
        self.version = version
        items = items_of(version)
        for item in items:
            self.fields[item.code] = _field(item)
        self.helper = form_helper(
            *_layout(items),
            submit=submit,
            secondary=secondary,
            cancel_url=cancel_url,
        )


def _field(item: Item) -> forms.Field:
    looks = {
        "label": item.prompt,
        "help_text": item.hint,
        "required": item.is_required,
    }
    if item.kind == ItemKind.CHOICE:
        return AskedChoice(
            choices=[tuple(point) for point in item.scale],
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": "Choose one of the listed answers."},
            **looks,
        )
    # A limit by validator: max_length would put a counter under every box.
    limit = MaxLengthValidator(LONGEST_TEXT)
    return AskedText(widget=forms.Textarea, validators=[limit], **looks)


def _layout(items: list[Item]) -> list:
    """A section of one question is its own heading; longer ones get a fieldset."""
    sections: dict[int, list[Item]] = {}
    for item in items:
        sections.setdefault(item.section_id, []).append(item)
    blocks = []
    for group in sections.values():
        roots = [item for item in group if item.shown_with_id is None]
        shown = [_question(item, group, size="m") for item in roots]
        section = group[0].section
        if len(roots) == 1:
            blocks += shown
        else:
            blocks.append(Section(section.title, *shown, text=section.hint))
    return blocks


def _question(item: Item, group: list[Item], *, size: str):
    if item.kind == ItemKind.TEXT:
        return Words(item.code, rows=3, size=size)
    shows: dict[str, list] = {}
    for detail in group:
        if detail.shown_with_id == item.pk:
            inner = _question(detail, group, size="s")
            shows.setdefault(detail.shown_at, []).append(inner)
    return Reveal(item.code, shows, size=size)

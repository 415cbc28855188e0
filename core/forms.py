"""Forms: one layout helper, one way to call a service, and GOV.UK fields.

    class OfferForm(forms.ModelForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.helper = form_helper(
                "host",
                Radios("kind", hints={"final": "100 days"}, inline=True),
                Reveal("is_fine", {"no": ["what_is_wrong", "owner"]}),
                Text("days", width=3, suffix="days"),
                submit="Offer placement",
            )

A name alone is enough for every field; the objects below only add looks.
"""

import datetime as dt

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK, render_field
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.template.loader import render_to_string
from django.utils.text import capfirst

__all__ = [
    "Checkboxes",
    "DayField",
    "Heading",
    "Radios",
    "Reveal",
    "Section",
    "Text",
    "WholeNumberField",
    "Words",
    "attempt",
    "form_helper",
]

TOO_LATE = (
    "Somebody saved the same thing at this moment. Go back to see what is there now."
)


def form_helper(
    *fields,
    submit: str = "Save",
    cancel_url: str | None = None,
    secondary: tuple[str, str] | None = None,
    warning: bool = False,
    method: str = "post",
    action: str = "",
) -> FormHelper:
    """The layout of a form, its button named after the act.

    ``secondary`` is a second button, (label, address it posts to), as in
    ("Save and come back later", "/placements/reviews/…/save").
    ``warning`` makes the button red, for what cannot be undone.
    """
    helper = FormHelper()
    helper.form_method = method
    helper.form_action = action
    helper.attrs = {"novalidate": True}
    helper.include_media = False
    helper.render_hidden_fields = True
    helper.layout = Layout(*fields, _Buttons(submit, cancel_url, secondary, warning))
    return helper


def attempt(form, service, **kwargs):
    """Call the service; put a refusal on the form and answer None.

    Answers what the service returned, or True when it returned nothing.
    """
    try:
        result = service(**kwargs)
    except ValidationError as error:
        for name, messages in _refusals(error).items():
            known = name in form.fields
            form.add_error(name if known else None, messages)
        return None
    except IntegrityError:  # two at once: the database let one of them through
        form.add_error(None, TOO_LATE)
        return None
    return True if result is None else result


def _refusals(error: ValidationError) -> dict[str, list[str]]:
    """The words of a refusal by field; ``add_error`` refuses names it lacks."""
    if hasattr(error, "error_dict"):
        return error.message_dict
    return {NON_FIELD_ERRORS: error.messages}


# Fields ------------------------------------------------------------------------


class DayWidget(forms.MultiWidget):
    """Three short text boxes: day, month, year."""

    def __init__(self, attrs=None):
        super().__init__([forms.TextInput() for _ in range(3)], attrs)

    def decompress(self, value):
        if isinstance(value, str) and value:
            value = dt.date.fromisoformat(value)
        if isinstance(value, dt.date):
            return [value.day, value.month, value.year]
        return [None, None, None]


class DayField(forms.MultiValueField):
    """A date in three boxes, refused in words. Cleans to ``date`` or None."""

    widget = DayWidget
    PARTS = ("day", "month", "year")

    def __init__(self, **kwargs):
        kwargs.setdefault("require_all_fields", False)
        parts = [forms.CharField(required=False) for _ in self.PARTS]
        super().__init__(fields=parts, **kwargs)
        self.bad_parts: frozenset[int] = frozenset()

    def clean(self, value):
        boxes = [str(part or "").strip() for part in (value or ["", "", ""])]
        self.bad_parts = frozenset()
        if not any(boxes):
            if self.required:
                self._refuse(range(3), f"Enter the {self._name}")
            return None
        missing = [n for n, box in enumerate(boxes) if not box]
        if missing:
            words = " and ".join(self.PARTS[n] for n in missing)
            self._refuse(missing, f"{capfirst(self._name)} must include a {words}")
        day = self._day(boxes)
        self.run_validators(day)
        return day

    def _day(self, boxes: list[str]) -> dt.date:
        if not all(box.isascii() and box.isdigit() for box in boxes):
            self._refuse(range(3), f"{capfirst(self._name)} must be a real date")
        if len(boxes[2]) != 4:
            self._refuse([2], "Year must include 4 numbers")
        if max(map(len, boxes)) > 4:
            self._refuse([0, 1], f"{capfirst(self._name)} must be a real date")
        day, month, year = map(int, boxes)
        try:
            return dt.date(year, month, day)
        except ValueError:
            bad = [1] if not 1 <= month <= 12 else [0]
            self._refuse(bad, f"{capfirst(self._name)} must be a real date")

    def _refuse(self, bad, message: str):
        self.bad_parts = frozenset(bad)
        raise ValidationError(message)

    @property
    def _name(self) -> str:
        return lower_first(str(self.label or "the date").rstrip("?"))

    def has_changed(self, initial, data):
        before = self.widget.decompress(initial)
        return [str(part or "") for part in before] != [str(p or "") for p in data]


class WholeNumberField(forms.IntegerField):
    """A whole number typed as text: no spinner, no scroll-wheel accidents."""

    def __init__(self, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)


# Layout objects -----------------------------------------------------------------


class _Field(LayoutObject):
    """One field with looks. Subclasses fill ``looks``, read by gds/field.html."""

    def __init__(self, name: str, **looks):
        self.fields = [name]
        self.looks = looks

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_field(
            self.fields[0],
            form,
            context,
            template_pack=template_pack,
            extra_context={"looks": self.looks},
        )


class Radios(_Field):
    """Radio buttons; ``hints`` maps a choice's value to a line under it."""

    def __init__(self, name, *, hints=None, inline=False, small=False, size="s"):
        super().__init__(name, hints=hints, inline=inline, small=small, size=size)


class Checkboxes(_Field):
    def __init__(self, name, *, hints=None, small=False, size="s"):
        super().__init__(name, hints=hints, small=small, size=size)


class Text(_Field):
    """A text box ``width`` characters wide (2, 3, 4, 5, 10, 20 or 30)."""

    def __init__(self, name, *, width=None, prefix="", suffix="", size="s"):
        super().__init__(name, width=width, prefix=prefix, suffix=suffix, size=size)


class Words(_Field):
    """A text area; counts down when the field has a ``max_length``."""

    def __init__(self, name, *, rows=5, size="s"):
        super().__init__(name, rows=rows, size=size)


class Reveal(_Field):
    """Radios (or checkboxes) whose choices reveal more fields.

    ``shows`` maps a choice's value to the names it reveals, each below its choice.
    The style sheet does it; a browser that cannot shows every follow-up.
    """

    def __init__(self, name, shows: dict, *, hints=None, small=False, size="s"):
        super().__init__(name, hints=hints, small=small, size=size)
        self.shows = {str(value): _listed(names) for value, names in shows.items()}
        self.fields += [inner for names in self.shows.values() for inner in names]

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        reveals = {
            value: "".join(
                render_field(
                    inner,
                    form,
                    context,
                    template_pack=template_pack,
                    extra_context={"unmarked": True},
                )
                for inner in names
            )
            for value, names in self.shows.items()
        }
        return render_field(
            self.fields[0],
            form,
            context,
            template_pack=template_pack,
            extra_context={"looks": {**self.looks, "reveals": reveals}},
        )


class Section(LayoutObject):
    """Fields under one heading, as a fieldset."""

    def __init__(self, legend: str, *fields, text: str = ""):
        self.legend = legend
        self.text = text
        self.fields = list(fields)

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        inner = self.get_rendered_fields(form, context, template_pack)
        return render_to_string(
            "gds/section.html",
            {"legend": self.legend, "text": self.text, "inner": inner},
        )


class Heading(LayoutObject):
    """Words between fields: a heading and, below it, a sentence."""

    def __init__(self, heading: str, text: str = ""):
        self.fields = []
        self.heading = heading
        self.text = text

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string(
            "gds/heading.html", {"heading": self.heading, "text": self.text}
        )


class _Buttons(LayoutObject):
    def __init__(self, submit, cancel_url, secondary, warning):
        self.fields = []
        self.context = {
            "submit": submit,
            "cancel_url": cancel_url,
            "secondary": secondary,
            "warning": warning,
        }

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        return render_to_string("gds/buttons.html", self.context)


def _listed(names) -> list:
    return [names] if isinstance(names, str) else list(names)


def lower_first(words: str) -> str:
    """ "Date of review" as "date of review", but "PE stage" and "QAMP" unchanged."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def names_in_order(layout) -> list[str]:
    """The field names of a layout, top to bottom."""
    names = []
    for item in getattr(layout, "fields", []):
        if isinstance(item, str):
            names.append(item)
        else:
            names += names_in_order(item)
    return names

"""What the form templates need to know about a bound field."""

from django import forms, template
from django.utils.safestring import mark_safe

from core.forms import DayField, lower_first, names_in_order

register = template.Library()

BLANK = str(forms.Field.default_error_messages["required"])

CLASSES = {
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "text": "govuk-input",
}
ERROR_CLASSES = {
    "select": "govuk-select--error",
    "textarea": "govuk-textarea--error",
    "file": "govuk-file-upload--error",
    "text": "govuk-input--error",
}


register.filter("lower_first", lower_first)


@register.filter
def kind(field) -> str:
    """How a bound field is drawn."""
    widget = field.field.widget
    for name, classes in (
        ("hidden", forms.HiddenInput),
        ("checkboxes", forms.CheckboxSelectMultiple),
        ("radios", forms.RadioSelect),
        ("select", forms.Select),
        ("checkbox", forms.CheckboxInput),
        ("textarea", forms.Textarea),
        ("file", forms.FileInput),
    ):
        if isinstance(widget, classes):
            return name
    return "day" if isinstance(field.field, DayField) else "text"


@register.filter
def said(field) -> list[str]:
    """The errors of a field; Django's "This field is required." says what to do."""
    return [_asked(field) if text == BLANK else text for text in map(str, field.errors)]


def _asked(field) -> str:
    label = str(field.label)
    drawn = kind(field)
    chosen = drawn in {"radios", "checkboxes", "select"}
    if label.endswith("?"):
        return f"{'Choose an answer' if chosen else 'Answer'}: {label}"
    if drawn == "checkbox":
        return f"Confirm: {label}"
    name = lower_first(label)
    if drawn == "file":
        return f"Choose a file for {name}"
    named = f"the {name}" if " of " in name else name
    return f"{'Select' if chosen else 'Enter'} {named}"


@register.filter
def described_by(field) -> str:
    """The ids of the hint and the errors of a field."""
    ids = [f"{field.auto_id}_hint"] if field.help_text else []
    if kind(field) == "textarea" and field.field.max_length:
        ids.append(f"{field.auto_id}-info")
    ids += [f"{field.auto_id}_error"] if field.errors else []
    return " ".join(ids)


@register.simple_tag
def control(field, looks=None):
    """The input of a one-input field, with its classes and descriptions."""
    looks = looks or {}
    drawn = kind(field)
    widget = field.field.widget
    if isinstance(widget, forms.NumberInput):
        widget = forms.TextInput(attrs={**widget.attrs, **_numeric(field.field)})
    own = {k: v for k, v in widget.attrs.items() if k not in {"class", "placeholder"}}
    attrs = {**own, "class": _classes(field, drawn, looks)}
    described = described_by(field)
    if described:
        attrs["aria-describedby"] = described
    if field.errors:
        attrs["aria-invalid"] = "true"
    if drawn == "textarea":
        attrs["rows"] = looks.get("rows") or own.get("rows", 5)
        attrs.pop("cols", None)
    return mark_safe(_render(field, widget, attrs))


def _numeric(form_field) -> dict:
    whole = isinstance(form_field, forms.IntegerField)
    return {"inputmode": "numeric" if whole else "decimal"}


def _classes(field, drawn: str, looks: dict) -> str:
    names = [CLASSES.get(drawn, "govuk-input")]
    if drawn == "text":
        number = isinstance(field.field, forms.IntegerField | forms.DecimalField)
        code = field.field.widget.attrs.get("autocomplete") == "one-time-code"
        width = looks.get("width") or (5 if number else 10 if code else None)
        if width:
            names.append(f"govuk-input--width-{width}")
    if drawn == "textarea" and field.field.max_length:
        names.append("govuk-js-character-count")
    if field.errors and drawn in ERROR_CLASSES:
        names.append(ERROR_CLASSES[drawn])
    own = field.field.widget.attrs.get("class", "")
    return " ".join([*names, own]).strip()


def _render(field, widget, attrs: dict) -> str:
    """Draw without the attributes that let the browser judge, not us."""
    field.form.use_required_attribute = False
    for name in ("maxlength", "minlength", "min", "max", "step"):
        attrs[name] = False
    kept = widget.attrs
    widget.attrs = {}
    try:
        html = field.as_widget(widget=widget, attrs=attrs)
    finally:
        widget.attrs = kept
    return html.replace(">---------</option>", ">Choose one</option>")


@register.simple_tag
def choice_items(field, looks=None) -> list[dict]:
    """The radios or checkboxes of a field; the first one has the field's own id,
    so that a link in the error summary finds it."""
    looks = looks or {}
    hints = looks.get("hints") or {}
    reveals = looks.get("reveals") or {}
    items = []
    for option in field.subwidgets:
        data = option.data
        value = str(data["value"])
        if value == "" and str(data["label"]).startswith("---"):
            continue
        number = len(items)
        items.append(
            {
                "id": f"{field.auto_id}_{number}" if number else field.auto_id,
                "name": data["name"],
                "value": value,
                "label": data["label"],
                "checked": data["selected"],
                "hint": hints.get(value, ""),
                "reveal": mark_safe(reveals.get(value, "")),
            }
        )
    return items


@register.simple_tag
def day_boxes(field) -> list[dict]:
    """The three boxes of a date; the first has the field's own id plus _0."""
    value = field.value()
    if not isinstance(value, list | tuple):
        value = field.field.widget.decompress(value)
    bad = field.field.bad_parts if field.errors else frozenset()
    if field.errors and not bad:
        bad = frozenset(range(3))
    return [
        {
            "id": f"{field.auto_id}_{n}",
            "name": f"{field.html_name}_{n}",
            "label": part.capitalize(),
            "value": "" if value[n] is None else value[n],
            "width": 4 if part == "year" else 2,
            "is_bad": n in bad,
        }
        for n, part in enumerate(DayField.PARTS)
    ]


@register.simple_tag
def error_links(form) -> list[dict]:
    """Every error of the form, in the order of the page, with where it is."""
    if form is None or not getattr(form, "errors", None):
        return []
    helper = getattr(form, "helper", None)
    order = names_in_order(helper.layout) if helper and helper.layout else []
    names = [name for name in order if name in form.fields]
    names += [name for name in form.fields if name not in names]
    links = [{"url": "", "text": text} for text in form.non_field_errors()]
    for name in names:
        field = form[name]
        links += [{"url": _target(field), "text": text} for text in said(field)]
    return links


def _target(field) -> str:
    drawn = kind(field)
    if drawn == "hidden":
        return ""
    if drawn == "day":
        return f"#{field.auto_id}_{min(field.field.bad_parts, default=0)}"
    return f"#{field.auto_id}"

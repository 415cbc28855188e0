from collections import defaultdict

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django import forms
from django.template.loader import render_to_string

from core.forms import Radios, Text, WholeNumberField, form_helper
from core.imports import too_large
from workforce.choices import Basis

DRAWS = [
    ("1000", "1,000 possible futures"),
    ("10000", "10,000 possible futures, for a forecast you will publish"),
]
HORIZON = 6


class ImportForm(forms.Form):
    """``refused_as_too_large``: the upload was stopped on its way."""

    file = forms.FileField(
        label="The file",
        help_text="A CSV file of the DfE children’s social work workforce family, "
        "as published. Any later year is read as it comes.",
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty.",
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args, refused_as_too_large: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if refused_as_too_large:
            self.fields["file"].error_messages["required"] = too_large()
        self.helper = form_helper("file", submit="Check the file")
        self.helper.attrs["enctype"] = "multipart/form-data"


class Councils(LayoutObject):
    """Checkboxes by region, folded; a search box appears where JavaScript runs."""

    def __init__(self, name: str):
        self.fields = [name]

    def render(self, form, context, template_pack=TEMPLATE_PACK, **kwargs):
        field = form[self.fields[0]]
        form.rendered_fields.add(self.fields[0])
        picked = {str(value) for value in (field.value() or [])}
        return render_to_string(
            "workforce/_councils.html",
            {"field": field, "regions": form.regions(picked), "picked": len(picked)},
        )


class ForecastForm(forms.Form):
    areas = forms.MultipleChoiceField(
        label="Which councils?",
        error_messages={
            "required": "Choose at least one council",
            "invalid_choice": "There are no figures for the council %(value)s.",
        },
    )
    basis = forms.ChoiceField(
        label="What should the forecast be based on?",
        choices=Basis.choices,
        initial=Basis.POOLED,
        widget=forms.RadioSelect,
    )
    horizon = WholeNumberField(
        label="How many years ahead?",
        help_text="From 1 to 10.",
        initial=HORIZON,
        min_value=1,
        max_value=10,
        error_messages={
            "min_value": "Years ahead must be 1 or more",
            "max_value": "Years ahead must be 10 or fewer",
            "invalid": "Years ahead must be a whole number",
            "required": "Enter how many years ahead",
        },
    )
    draws = forms.ChoiceField(
        label="How many possible futures?",
        choices=DRAWS,
        initial="1000",
        widget=forms.RadioSelect,
    )
    title = forms.CharField(
        label="Name of the forecast",
        help_text="Left empty, it is named after its councils.",
        max_length=150,
        required=False,
    )

    def __init__(self, *args, areas, errors_measured=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.all_areas = areas
        self.fields["areas"].choices = [(area.key, area.name) for area in areas]
        self.helper = form_helper(
            Councils("areas"),
            Radios("basis", hints=errors_measured or {}),
            Text("horizon", width=2, suffix="years"),
            Radios("draws"),
            "title",
            submit="Run the forecast",
        )

    def regions(self, picked: set[str]) -> list[dict]:
        """Regions with their councils, for the folded lists."""
        grouped = defaultdict(list)
        for area in sorted(self.all_areas, key=lambda area: area.name):
            grouped[area.region or "Other"].append(area)
        return [
            {
                "name": name,
                "areas": [(a.key, a.name, a.key in picked) for a in areas],
                "picked": sum(a.key in picked for a in areas),
            }
            for name, areas in sorted(grouped.items())
        ]

    def wanted(self) -> dict:
        """What the service asks for."""
        data = self.cleaned_data
        return {
            "area_codes": data["areas"],
            "basis": data["basis"],
            "horizon": data["horizon"],
            "draws": int(data["draws"]),
            "title": data["title"],
        }

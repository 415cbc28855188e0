"""Every shared piece on two pages, for tests alone; never part of the site."""

import datetime as dt
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import render
from django.urls import include, path

from config import pages
from core import tables
from core.access import PUBLIC, access
from core.charts import BarChart, FanChart, HeatMap, StackedBar
from core.forms import (
    DayField,
    Radios,
    Reveal,
    Section,
    Text,
    WholeNumberField,
    Words,
    form_helper,
)

YES_NO = [("yes", "Yes"), ("no", "No")]
MET = [("met", "Met"), ("partly", "Partly met"), ("not", "Not met")]
BANDS = [
    (0, "Under 50%"),
    (0.5, "50 to 64%"),
    (0.65, "65 to 79%"),
    (0.8, "80% and over"),
]
MONTHS = ["Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul"]
HUBS = ["North hub", "Central hub", "Coastal Bay hub", "South hub"]


class ReviewForm(forms.Form):
    kind = forms.ChoiceField(
        label="Which review is this?",
        choices=[("four", "Four weeks"), ("mid", "Midway"), ("end", "End")],
        widget=forms.RadioSelect,
    )
    held_on = DayField(label="Date of review", help_text="For example, 27 3 2027")
    supervision = forms.ChoiceField(
        label="Was supervision held every week?", choices=MET, widget=forms.RadioSelect
    )
    well = forms.CharField(
        label="What went well?",
        max_length=300,
        widget=forms.Textarea,
        help_text="Do not name people who use services.",
    )
    is_fine = forms.ChoiceField(
        label="Is anything not fine?", choices=YES_NO, widget=forms.RadioSelect
    )
    problem = forms.CharField(label="What is it?", required=False)
    owner = forms.ChoiceField(
        label="Who will deal with it?", required=False, choices=[("", "---------")]
    )
    days = WholeNumberField(label="Placement days completed", max_value=200)
    tags = forms.MultipleChoiceField(
        label="Topics",
        required=False,
        choices=[("risk", "Risk"), ("law", "Law")],
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.BooleanField(label="The student has seen this review")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Radios("kind", hints={"mid": "After half of the placement days"}),
            "held_on",
            Radios("supervision", inline=True),
            Words("well", rows=4),
            Reveal("is_fine", {"yes": ["problem", "owner"]}),
            Section("Days", Text("days", width=3, suffix="days"), "tags"),
            "seen",
            submit="Submit the review",
            secondary=("Save and come back later", "/gallery/form"),
            cancel_url="/gallery",
        )


class FilterForm(forms.Form):
    search = forms.CharField(label="Search by name", required=False)
    state = forms.MultipleChoiceField(
        label="Status",
        required=False,
        choices=[("due", "Due"), ("overdue", "Overdue"), ("agreed", "Agreed")],
        widget=forms.CheckboxSelectMultiple,
    )
    university = forms.ChoiceField(
        required=False, choices=[("", "All universities"), ("e", "Easton")]
    )


@dataclass
class Row:
    name: str
    council: str
    university: str
    due_on: dt.date
    state: str
    days: int

    def get_absolute_url(self):
        return "/gallery"


class RowTable(tables.Table):
    name = tables.LinkColumn(verbose_name="Student")
    council = tables.tables.Column()
    university = tables.tables.Column()
    due_on = tables.DayColumn(verbose_name="Review due")
    days = tables.NumberColumn(orderable=False)
    state = tables.TagColumn({"Overdue": "red", "Due": "yellow", "Agreed": "green"})

    noun = "placement"


def rows():
    states = ["Overdue", "Due", "Agreed", "Not started"]
    councils = ["Northbridge Council", "Millshire County Council", "Eastmoor"]
    return [
        Row(
            f"Student {n}",
            councils[n % 3],
            "University of Easton",
            dt.date(2026, 11, 1) + dt.timedelta(days=n),
            states[n % 4],
            n,
        )
        for n in range(60)
    ]


def charts():
    years = [str(year) for year in range(2017, 2027)]
    observed = [980, 1002, 995, 1040, None, 1066, 1081, 1075, 1110, 1124]
    ahead = [str(year) for year in range(2027, 2033)]
    middle = [1136, 1147, 1159, 1172, 1184, 1195]
    return {
        "fan": FanChart.of(
            "Children’s social workers, Northbridge",
            history=list(zip(years, observed, strict=True)),
            median=list(zip(ahead, middle, strict=True)),
            bands=[
                (
                    name,
                    [(m - k * (n + 1), m + k * (n + 1)) for n, m in enumerate(middle)],
                )
                for name, k in (("50%", 8), ("80%", 16), ("95%", 26))
            ],
            unit="full-time equivalent",
        ),
        "stack": StackedBar.of(
            "Reviews by state",
            [
                ("Overdue", 5, "bad", "/gallery"),
                ("Due this week", 9, "warn"),
                ("Not due yet", 31, "none"),
                ("Complete", 88, "good"),
            ],
            unit="reviews",
        ),
        "bars": BarChart.of(
            "Open issues by age",
            [
                ("Under 7 days", 12, "", "/gallery"),
                ("7 to 28 days", 7),
                ("Over 28 days", 3, "bad"),
            ],
            unit="issues",
        ),
        "heat": HeatMap.of(
            "Hub attendance by month",
            MONTHS,
            [
                (
                    hub,
                    [
                        None if (n + m) % 9 == 3 else 0.35 + ((n * 7 + m * 5) % 13) / 20
                        for m in range(11)
                    ],
                    "/gallery",
                )
                for n, hub in enumerate(HUBS)
            ],
            bands=BANDS,
            missing="No session",
        ),
    }


@access(PUBLIC)
def gallery(request):
    if "said" in request.GET:
        messages.success(request, "Review saved.")
    context = {
        **charts(),
        "table": tables.paged(RowTable(rows()), request, per_page=8),
        "filters": FilterForm(request.GET or None),
        "facts": [("Student", "Amara Okafor", "/gallery", "Change"), ("Days", 71)],
    }
    return render(request, "gallery.html", context)


@access(PUBLIC)
def gallery_form(request):
    form = ReviewForm(request.POST if request.method == "POST" else None)
    return render(request, "gallery_form.html", {"form": form})


@access(PUBLIC)
def gallery_broken(request):
    raise RuntimeError("broken on purpose")


@access("administrator")
def gallery_forbidden(request):
    return render(request, "gallery.html")


SECTIONS = [path("placements", gallery, name="placement_list")]
HUBS_SECTION = [path("hubs", gallery, name="attendance")]

urlpatterns = [
    path("", gallery, name="home"),
    path("dashboard", gallery, name="dashboard"),
    path("", include((SECTIONS, "placements"))),
    path("", include((HUBS_SECTION, "hubs"))),
    path("help", pages.help, name="help"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("cookies", pages.cookies, name="cookies"),
    path("account/", include("allauth.account.urls")),
    path("account/", include("allauth.mfa.urls")),
    path("gallery", gallery),
    path("gallery/form", gallery_form),
    path("gallery/broken", gallery_broken),
    path("gallery/forbidden", gallery_forbidden),
]

import datetime as dt

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ValidationError

from core.forms import (
    DayField,
    Radios,
    Reveal,
    WholeNumberField,
    attempt,
    form_helper,
    names_in_order,
)
from core.templatetags.gds import choice_items, error_links, said


class OfferForm(forms.Form):
    days = WholeNumberField(label="Number of days")
    starts_on = DayField(label="Start date")
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("first", "First"), ("final", "Final")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label="Why?", required=False, max_length=40)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Reveal("kind", {"final": ["reason"]}),
            "starts_on",
            "days",
            submit="Offer placement",
            cancel_url="/back",
        )


def offer(**data):
    day = data.pop("day", ("1", "2", "2027"))
    parts = {f"starts_on_{n}": part for n, part in enumerate(day)}
    return OfferForm({"days": "70", "kind": "final", **parts, **data})


def test_a_date_in_three_boxes_becomes_a_date():
    form = offer(day=(" 1", "02 ", "2027"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["starts_on"] == dt.date(2027, 2, 1)


@pytest.mark.parametrize(
    ("day", "message", "target"),
    [
        (("", "", ""), "Enter the start date", "#id_starts_on_0"),
        (("31", "2", "2027"), "Start date must be a real date", "#id_starts_on_0"),
        (("1", "13", "2027"), "Start date must be a real date", "#id_starts_on_1"),
        (("one", "2", "2027"), "Start date must be a real date", "#id_starts_on_0"),
        (("1", "", "2027"), "Start date must include a month", "#id_starts_on_1"),
        (
            ("1", "", ""),
            "Start date must include a month and year",
            "#id_starts_on_1",
        ),
        (("1", "2", "27"), "Year must include 4 numbers", "#id_starts_on_2"),
        (("1", "2", "٢٠٢٧"), "Start date must be a real date", "#id_starts_on_0"),
        (("1", "2", "0000"), "Start date must be a real date", "#id_starts_on_0"),
    ],
)
def test_a_wrong_date_is_refused_in_words_and_found_by_its_link(day, message, target):
    form = offer(day=day)

    assert error_links(form) == [{"url": target, "text": message}]


def test_an_optional_date_may_be_left_out():
    field = DayField(required=False)

    assert field.clean(["", "", ""]) is None


def test_a_date_shows_what_was_stored_and_says_whether_it_changed():
    field = DayField()
    stored = dt.date(2027, 2, 1)

    assert field.widget.decompress(stored) == [1, 2, 2027]
    assert not field.has_changed(stored, ["1", "2", "2027"])
    assert field.has_changed(stored, ["2", "2", "2027"])


def test_the_error_summary_follows_the_order_of_the_page():
    form = OfferForm({})

    assert error_links(form) == [
        {"url": "#id_kind", "text": "Select kind"},
        {"url": "#id_starts_on_0", "text": "Enter the start date"},
        {"url": "#id_days", "text": "Enter the number of days"},
    ]
    assert names_in_order(form.helper.layout) == ["kind", "reason", "starts_on", "days"]


def test_a_refusal_of_the_whole_form_stands_first_and_links_nowhere():
    form = offer()
    form.add_error(None, "The host is full.")

    assert error_links(form) == [{"url": "", "text": "The host is full."}]


def test_the_first_radio_has_the_id_that_the_summary_links_to():
    ids = [item["id"] for item in choice_items(OfferForm()["kind"])]

    assert ids == ["id_kind", "id_kind_1"]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (forms.CharField(label="Name of the team"), "Enter the name of the team"),
        (forms.CharField(label="PE stage"), "Enter PE stage"),
        (forms.CharField(label="What went well?"), "Answer: What went well?"),
        (forms.ChoiceField(label="Host", choices=[("a", "A")]), "Select host"),
        (forms.BooleanField(label="I agree"), "Confirm: I agree"),
        (forms.FileField(label="Figures"), "Choose a file for figures"),
        (
            forms.CharField(label="Name", error_messages={"required": "Say who"}),
            "Say who",
        ),
    ],
)
def test_a_blank_answer_is_asked_for_by_name(field, message):
    form = type("OneForm", (forms.Form,), {"field": field})({})

    assert said(form["field"]) == [message]


def test_a_form_is_drawn_with_its_hints_errors_and_buttons():
    html = render_crispy_form(OfferForm({"days": "x"}))

    assert 'inputmode="numeric"' in html
    assert 'type="number"' not in html
    assert 'aria-describedby="id_days_error"' in html
    assert "Enter a whole number." in html
    assert ">Offer placement</button>" in html
    assert 'href="/back"' in html
    assert "required" not in html
    assert "maxlength" not in html


def test_a_follow_up_stands_below_its_choice_and_is_not_called_optional():
    html = render_crispy_form(OfferForm())

    assert html.index('value="final"') < html.index('name="reason"')
    assert "(optional)" not in html


def test_long_words_are_counted_down():
    field = forms.CharField(widget=forms.Textarea, max_length=300, required=False)
    form = type("WordsForm", (forms.Form,), {"words": field})()
    form.helper = form_helper("words")

    html = render_crispy_form(form)

    assert 'data-maxlength="300"' in html
    assert 'id="id_words-info"' in html
    assert "Words (optional)" in html


def test_hints_of_choices_are_described():
    form = OfferForm()
    form.helper = form_helper(Radios("kind", hints={"final": "100 days"}, inline=True))

    html = render_crispy_form(form)

    assert "govuk-radios--inline" in html
    assert 'aria-describedby="id_kind_1_item_hint"' in html


def test_words_from_a_person_are_escaped():
    html = render_crispy_form(offer(reason='"><script>alert(1)</script>'))

    assert "<script>" not in html


def test_attempt_answers_what_the_service_returned():
    assert attempt(offer(), lambda *, n: n * 2, n=4) == 8


def test_attempt_answers_true_when_the_service_returned_nothing():
    assert attempt(offer(), lambda: None) is True


def test_attempt_puts_a_refusal_on_the_form():
    def refuse():
        raise ValidationError("Only an open offer can be confirmed.")

    form = offer()

    assert attempt(form, refuse) is None
    assert form.non_field_errors() == ["Only an open offer can be confirmed."]


def test_attempt_puts_a_refusal_on_the_field_it_names_when_there_is_one():
    def refuse():
        raise ValidationError({"days": ["Too many."], "host": ["No such host."]})

    form = offer()

    assert attempt(form, refuse) is None
    assert form.errors == {"days": ["Too many."], "__all__": ["No such host."]}

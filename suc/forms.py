from django import forms

from core.forms import DayField, Radios, Section, Text, Words, form_helper
from partnerships.models import Organisation
from suc.choices import ContactBy, ExpenseBasis, FeeBasis, TaskKind
from suc.models import Contributor, InvolvementTask
from suc.models.terms import ZERO

TIMES = ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p", "%I %p", "%I:%M %p"]


class ClockField(forms.TimeField):
    """A time typed as people write it: 14:30, 2:30pm or 2pm."""

    def __init__(self, *, asked: str, **kwargs):
        widget = forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"})
        invalid = "Enter a time, like 14:30 or 2:30pm"
        messages = {"required": asked, "invalid": invalid}
        super().__init__(
            input_formats=TIMES, widget=widget, error_messages=messages, **kwargs
        )


class PoundsField(forms.DecimalField):
    """Pounds and pence; left empty it is nothing."""

    def __init__(self, **kwargs):
        messages = {
            "invalid": "Enter an amount in pounds, like 12.50",
            "max_decimal_places": "Enter pounds and pence, like 12.50",
            "min_value": "The amount cannot be less than £0",
        }
        super().__init__(
            max_digits=8,
            decimal_places=2,
            min_value=ZERO,
            required=False,
            error_messages=messages,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            **kwargs,
        )

    def clean(self, value):
        value = str(value or "").replace("£", "").replace(",", "").strip()
        return super().clean(value) or ZERO


class AnswerForm(forms.Form):
    """Nothing to fill in: the button is the answer."""


class TaskForm(forms.ModelForm):
    held_on = DayField(label="Date", help_text="For example, 27 11 2026")
    from_time = ClockField(
        label="Starts at",
        help_text="For example, 10am or 14:30",
        asked="Enter the time it starts",
    )
    to_time = ClockField(label="Ends at", asked="Enter the time it ends")
    kind = forms.ChoiceField(
        label="What kind of work is it?",
        choices=TaskKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of work it is"},
    )

    class Meta:
        model = InvolvementTask
        fields = [
            "title",
            "kind",
            "host",
            "purpose",
            "what_happens",
            "held_on",
            "from_time",
            "to_time",
            "place",
            "access",
            "places",
        ]
        labels = {
            "title": "Name of the task",
            "host": "Which organisation is asking?",
            "purpose": "Why are you asking people with lived experience?",
            "what_happens": "What will happen?",
            "place": "Where is it?",
            "access": "Getting in and taking part",
            "places": "How many people do you need?",
        }
        help_texts = {
            "title": "A few plain words, such as “Choosing new students”",
            "what_happens": "Write to the person you ask. Use short sentences.",
            "place": "Address and room, or “Online”",
            "access": "Steps, lifts, parking, breaks, interpreters",
        }
        error_messages = {
            "title": {"required": "Enter the name of the task"},
            "host": {"required": "Choose which organisation is asking"},
            "purpose": {"required": "Say why you are asking people"},
            "what_happens": {"required": "Say what will happen"},
            "place": {"required": "Say where it is"},
            "places": {"required": "Enter how many people you need"},
        }

    def __init__(self, *args, partnership, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["host"].queryset = Organisation.objects.members_of(partnership)
        self.helper = form_helper(
            "title",
            Radios("kind", small=True),
            "host",
            Words("purpose", rows=3),
            Words("what_happens", rows=5),
            "held_on",
            Text("from_time", width=5),
            Text("to_time", width=5),
            "place",
            Words("access", rows=3),
            Text("places", width=3),
            submit=submit,
            cancel_url=cancel_url,
        )

    def _post_clean(self):
        """The service builds and judges the row; here only the shape is read."""


class MoneyForm(forms.Form):
    fee_basis = forms.ChoiceField(
        label="How is the fee worked out?",
        choices=FeeBasis.choices,
        widget=forms.RadioSelect,
    )
    fee = PoundsField(label="Fee")
    hours = forms.DecimalField(
        label="Hours, with preparation", max_digits=4, decimal_places=2
    )
    travel_basis = forms.ChoiceField(label="Travel", widget=forms.RadioSelect)
    travel = PoundsField(label="Travel amount")
    carer_cover_basis = forms.ChoiceField(
        label="Cover for someone they care for", widget=forms.RadioSelect
    )
    carer_cover = PoundsField(label="Cover amount")
    other_basis = forms.ChoiceField(label="Other costs", widget=forms.RadioSelect)
    other_for = forms.CharField(
        label="Other costs are for", max_length=80, required=False
    )
    other = PoundsField(label="Other costs amount")

    def __init__(self, *args, task, cancel_url, **kwargs):
        kwargs["initial"] = {
            name: "" if value == ZERO else value
            for name, value in task.offered().items()
        }
        super().__init__(*args, **kwargs)
        for name in ("travel_basis", "carer_cover_basis", "other_basis"):
            self.fields[name].choices = ExpenseBasis.choices
        money = {"width": 5, "prefix": "£"}
        self.helper = form_helper(
            Section(
                "Fee",
                Radios("fee_basis", small=True),
                Text("fee", **money),
                Text("hours", width=4, suffix="hours"),
            ),
            Section(
                "Expenses",
                Radios("travel_basis", small=True),
                Text("travel", **money),
                Radios("carer_cover_basis", small=True),
                Text("carer_cover", **money),
                Radios("other_basis", small=True),
                "other_for",
                Text("other", **money),
                text="Members see each line, and the total, before they say yes.",
            ),
            submit="Save fee and expenses",
            cancel_url=cancel_url,
        )


class SixWForm(forms.Form):
    """One box for each of the partnership's six questions."""

    def __init__(self, *args, questions, answers, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        for question in questions:
            self.fields[f"answer_{question.number}"] = forms.CharField(
                label=question.label,
                help_text=question.hint,
                max_length=600,
                required=False,
                initial=answers.get(question.pk, ""),
                widget=forms.Textarea,
            )
        boxes = [Words(name, rows=3) for name in self.fields]
        for box in boxes:  # a draft may leave some empty; publishing asks for all
            box.looks["unmarked"] = True
        self.helper = form_helper(*boxes, submit="Save answers", cancel_url=cancel_url)

    def answers(self) -> dict[int, str]:
        return {
            int(name.removeprefix("answer_")): words
            for name, words in self.cleaned_data.items()
        }


class ReasonForm(forms.Form):
    reason = forms.CharField(max_length=200, widget=forms.Textarea)

    def __init__(self, *args, label, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.helper = form_helper(
            Words("reason", rows=3), submit=submit, cancel_url=cancel_url, warning=True
        )


class ConfirmForm(forms.Form):
    """One button; the page above it says what will happen."""

    def __init__(self, *args, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit=submit, cancel_url=cancel_url)


class InviteForm(forms.Form):
    contributors = forms.ModelMultipleChoiceField(
        label="Who do you want to invite?",
        queryset=Contributor.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who to invite"},
    )

    def __init__(self, *args, people, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["contributors"]
        field.queryset = people
        field.label_from_instance = _who_and_what
        self.helper = form_helper(
            "contributors", submit="Send invitations", cancel_url=cancel_url
        )


def _who_and_what(contributor) -> str:
    known_for = ", ".join(str(item) for item in contributor.expertise.all())
    return f"{contributor} ({known_for})" if known_for else str(contributor)


class InvolvementForm(forms.Form):
    hours = forms.DecimalField(
        label="How many hours?",
        error_messages={"required": "Enter how many hours it took"},
        help_text="Use .5 for half an hour, like 2.5",
        max_digits=4,
        decimal_places=2,
    )
    travel = PoundsField(label="Travel")
    carer_cover = PoundsField(label="Cover for someone you care for")
    other = PoundsField(label="Other costs")

    def __init__(self, *args, invitation, submit, cancel_url, **kwargs):
        kwargs["initial"] = _figures_of(invitation)
        super().__init__(*args, **kwargs)
        for name in ("travel", "carer_cover", "other"):
            offered = getattr(invitation, name)
            if not offered:
                del self.fields[name]
                continue
            self.fields[name].help_text = f"Up to £{offered}"
        if "other" in self.fields:
            self.fields["other"].label = invitation.other_for
        costs = [n for n in ("travel", "carer_cover", "other") if n in self.fields]
        self.helper = form_helper(
            Text("hours", width=4, suffix="hours"),
            *(Text(name, width=5, prefix="£") for name in costs),
            submit=submit,
            cancel_url=cancel_url,
        )


def _figures_of(invitation) -> dict:
    done = getattr(invitation, "involvement", None)
    if done is None:
        return {"hours": f"{invitation.hours.normalize():f}"}
    return {
        "hours": f"{done.hours.normalize():f}",
        "travel": done.travel,
        "carer_cover": done.carer_cover,
        "other": done.other,
    }


class ChangeForm(forms.Form):
    what = forms.CharField(
        label="What changed?",
        error_messages={"required": "Say what changed"},
        help_text="Start with what is different now. Members read this.",
        max_length=600,
        widget=forms.Textarea,
    )
    changed_on = DayField(label="Date it changed", help_text="For example, 4 12 2026")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "what", "changed_on", submit="Record the change", cancel_url=cancel_url
        )


class ContributorForm(forms.Form):
    name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="E-mail", help_text="They sign in with it.", required=False
    )
    phone = forms.CharField(label="Phone", max_length=30, required=False)
    contact_by = forms.ChoiceField(
        label="How do they like to hear from us?",
        error_messages={"required": "Choose how they like to hear from us"},
        choices=ContactBy.choices,
        widget=forms.RadioSelect,
    )
    expertise = forms.CharField(
        label="What do they want to be found for?",
        help_text="Their own words, one on each line. They may leave this empty.",
        max_length=400,
        required=False,
        widget=forms.Textarea,
    )
    access_needs = forms.CharField(
        label="What do they need to take part?",
        help_text="Only what helps on the day. Leave out health and benefits.",
        max_length=500,
        required=False,
        widget=forms.Textarea,
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "name",
            "email",
            "phone",
            Radios("contact_by", small=True),
            Words("expertise", rows=4),
            Words("access_needs", rows=3),
            submit="Add member",
            cancel_url=cancel_url,
        )

    def clean_expertise(self):
        lines = [line.strip() for line in self.cleaned_data["expertise"].splitlines()]
        long = [line for line in lines if len(line) > 80]
        if long:
            raise forms.ValidationError("Keep each line to 80 characters.")
        return lines

    def clean_email(self):
        return self.cleaned_data["email"] or None


class PaidForm(forms.Form):
    paid_on = DayField(label="Date it was paid", help_text="For example, 27 11 2026")

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "paid_on", submit="Mark as paid", cancel_url=cancel_url
        )

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from core import dates
from core.forms import DayField, Text, WholeNumberField, Words, form_helper
from hubs.choices import AbsenceReason, Mark
from hubs.services import Entry

TIMES = ["%H:%M", "%H.%M", "%I%p", "%I:%M%p", "%I.%M%p", "%I %p", "%I:%M %p"]


class RegisterForm(forms.Form):
    """One mark a student; nothing is chosen for anyone until somebody does."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    topics = forms.CharField(
        label="Topics, in a few words (optional)",
        max_length=200,
        required=False,
        help_text="For example: endings, court skills. Nothing anyone said, no names.",
    )

    def __init__(self, *args, session, enrolments, marks, everyone=False, **kwargs):
        kwargs["initial"] = {
            "version": session.register_version,
            "topics": session.topics,
        }
        super().__init__(*args, **kwargs)
        self.enrolments = list(enrolments)
        for enrolment in self.enrolments:
            saved = marks.get(enrolment.pk)
            self._add(enrolment, saved, Mark.PRESENT if everyone else "")

    def _add(self, enrolment, saved, otherwise):
        name = str(enrolment.student)
        self.fields[f"mark_{enrolment.reference}"] = forms.ChoiceField(
            label=name,
            choices=Mark.choices,
            widget=forms.RadioSelect,
            required=False,
            initial=saved.state if saved else otherwise,
        )
        self.fields[f"reason_{enrolment.reference}"] = forms.ChoiceField(
            label=f"Why was {name} absent?",
            choices=[("", "Choose a reason"), *AbsenceReason.choices],
            required=False,
            initial=saved.reason if saved else "",
        )

    def clean(self):
        for enrolment in self.enrolments:
            reason = f"reason_{enrolment.reference}"
            absent = self._mark(enrolment) == Mark.ABSENT
            if absent and not self.cleaned_data.get(reason):
                self.add_error(
                    reason,
                    f"Choose why {enrolment.student} was absent, or “None given”",
                )
        return super().clean()

    def _mark(self, enrolment) -> str:
        return self.cleaned_data.get(f"mark_{enrolment.reference}", "")

    def rows(self):
        """(mark, reason) of each student, for the page."""
        return [
            (self[f"mark_{e.reference}"], self[f"reason_{e.reference}"])
            for e in self.enrolments
        ]

    def register(self) -> dict:
        """What the service takes."""
        return {
            "entries": self.entries,
            "version": self.cleaned_data["version"],
            "topics": self.cleaned_data["topics"],
        }

    @property
    def entries(self) -> dict[int, Entry]:
        return {
            enrolment.pk: Entry(
                self._mark(enrolment),
                self.cleaned_data[f"reason_{enrolment.reference}"]
                if self._mark(enrolment) == Mark.ABSENT
                else "",
            )
            for enrolment in self.enrolments
            if self._mark(enrolment)
        }

    def catch_up(self, version: int) -> None:
        """After being told what changed, saving again means it."""
        self.data = self.data.copy()
        self.data["version"] = str(version)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=150,
        help_text="Students see this. For example: the facilitator is unwell.",
        error_messages={"required": "Say why it is cancelled"},
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "reason", submit="Cancel this session", cancel_url=back, warning=True
        )


class MoveForm(forms.Form):
    held_on = DayField(label="New date")
    starts_at = forms.TimeField(
        label="Time",
        input_formats=TIMES,
        widget=forms.TimeInput(format="%H:%M"),
        help_text="For example, 9:30am or 14:00.",
        error_messages={
            "required": "Enter a time",
            "invalid": "Enter a time, like 9:30am or 14:00",
        },
    )
    place = forms.CharField(label="Place (optional)", max_length=150, required=False)

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "held_on",
            Text("starts_at", width=5),
            "place",
            submit="Move this session",
            cancel_url=back,
        )


class GenerateForm(forms.Form):
    first_on = DayField(label="Date of the first session")
    count = WholeNumberField(
        label="How many sessions?",
        error_messages={"required": "Enter how many sessions to plan"},
        validators=[
            MinValueValidator(1, "Plan at least 1 session"),
            MaxValueValidator(60, "Plan at most 60 sessions at once"),
        ],
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "first_on",
            Text("count", width=2),
            submit="Plan sessions",
            cancel_url=back,
        )


class BreakForm(forms.Form):
    starts_on = DayField(label="First day of the break")
    ends_on = DayField(label="Last day of the break")
    reason = forms.CharField(
        label="What is the break for?",
        max_length=120,
        help_text="For example: reading weeks, Christmas.",
        error_messages={"required": "Say what the break is for"},
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "starts_on", "ends_on", "reason", submit="Add break", cancel_url=back
        )


class FacilitatorForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Who will run this hub?",
        queryset=None,
        error_messages={"required": "Choose who will run this hub"},
    )
    starts_on = DayField(label="First day", initial=dates.today)

    def __init__(self, *args, people, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people
        self.helper = form_helper(
            "person", "starts_on", submit="Add facilitator", cancel_url=back
        )


class EnrolForm(forms.Form):
    placement = forms.ModelChoiceField(
        label="Student",
        queryset=None,
        help_text="Students on a final placement here who are not in a hub.",
    )
    starts_on = DayField(label="First day", initial=dates.today)

    def __init__(self, *args, placements, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["placement"].queryset = placements
        self.helper = form_helper(
            "placement", "starts_on", submit="Enrol student", cancel_url=back
        )


class ReflectionForm(forms.Form):
    text = forms.CharField(
        label="Your reflection",
        max_length=10_000,
        widget=forms.Textarea,
        help_text="What happened, what you noticed, what you take from it. "
        "Leave out names of people who use services.",
    )

    def __init__(self, *args, back: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Words("text", rows=12), submit="Keep my reflection", cancel_url=back
        )


class WindowForm(forms.Form):
    """Which weeks the attendance page shows; nonsense in the address is ignored."""

    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    to = forms.ChoiceField(required=False, choices=[("csv", "CSV"), ("xlsx", "Excel")])

    @property
    def day(self):
        return self.cleaned_data.get("until") if self.is_valid() else None

    @property
    def wants_xlsx(self) -> bool:
        return self.is_valid() and self.cleaned_data["to"] == "xlsx"

"""The shape of what people type about placements."""

from django import forms

from accounts.models import Person
from core.forms import DayField, Radios, Words, form_helper
from partnerships.choices import RoleKind
from partnerships.models import Role
from placements.choices import AbsenceReason, IssueArea

WHOLE, HALF = "2", "1"


class AbsenceForm(forms.Form):
    first_day = DayField(label="First day missed")
    last_day = DayField(
        label="Last day missed",
        required=False,
        help_text="Leave empty if it was one day.",
    )
    half_days = forms.ChoiceField(
        label="How much of each day?",
        choices=[(WHOLE, "The whole day"), (HALF, "Half the day")],
        widget=forms.RadioSelect,
        initial=WHOLE,
        error_messages={"required": "Say how much of each day was missed"},
    )
    reason = forms.ChoiceField(
        label="Why?",
        help_text="Do not write what the illness is.",
        choices=AbsenceReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why the student was absent"},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            "first_day",
            "last_day",
            Radios("half_days"),
            Radios("reason"),
            submit="Record absence",
            cancel_url=cancel_url,
        )

    @property
    def absence(self) -> dict:
        """What the service wants to know."""
        given = self.cleaned_data
        return {
            "first_day": given["first_day"],
            "last_day": given["last_day"] or given["first_day"],
            "half_days": int(given["half_days"]),
            "reason": given["reason"],
        }


class ConfirmForm(forms.Form):
    """No question, only the act."""

    def __init__(self, *args, submit, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(submit=submit, cancel_url=cancel_url)


class IssueForm(forms.Form):
    """An issue; those who coordinate the host also say whose and by when."""

    area = forms.ChoiceField(
        label="What is it about?",
        choices=IssueArea.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what it is about"},
    )
    summary = forms.CharField(
        label="What is not fine?",
        help_text="Do not name or describe people who use services.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is not fine"},
    )

    def __init__(self, *args, placement, may_assign, day, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        fields = [Radios("area"), Words("summary", rows=3)]
        if may_assign:
            self.fields["owner"] = _owner_field(placement, day)
            self.fields["due_on"] = DayField(
                label="Resolve by",
                required=False,
                help_text="Leave empty for the usual time.",
            )
            fields += ["owner", "due_on"]
        self.helper = form_helper(*fields, submit="Raise issue", cancel_url=cancel_url)


def _owner_field(placement, day) -> forms.ModelChoiceField:
    """Those who look after placements at the host and the university."""
    kinds = {
        placement.host_organisation_id: (
            RoleKind.PRACTICE_EDUCATION_LEAD,
            RoleKind.PLACEMENT_COORDINATOR,
        ),
        placement.university_id: (RoleKind.UNIVERSITY_LEAD,),
    }
    roles = Role.objects.none()
    for organisation, wanted in kinds.items():
        held = Role.objects.on(day).filter(kind__in=wanted)
        roles |= held.filter(organisation=organisation)
        roles |= held.filter(service__organisation=organisation)
    return forms.ModelChoiceField(
        label="Whose is it?",
        queryset=Person.objects.filter(pk__in=roles.values("person")),
        to_field_name="reference",
        required=False,
        empty_label="The practice education lead",
    )


class ResolveForm(forms.Form):
    resolution = forms.CharField(
        label="How was it resolved?",
        help_text="The student and the practice educator can read this.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say how it was resolved"},
    )

    def __init__(self, *args, cancel_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = form_helper(
            Words("resolution", rows=4), submit="Resolve issue", cancel_url=cancel_url
        )

import django_filters as filters
from django.db.models import Exists, OuterRef

from core import dates
from core.dates import AcademicYear
from partnerships.models import Organisation
from suc.choices import (
    ContributorState,
    PaymentState,
    TaskKind,
    TaskState,
)
from suc.models import Contributor, Expertise, InvolvementTask, Payment

ALL = "All"


def partners(request):
    return Organisation.objects.visible_to(request.user)


class TaskFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label="State", choices=TaskState.choices, empty_label=ALL
    )
    kind = filters.ChoiceFilter(
        label="Kind of work", choices=TaskKind.choices, empty_label=ALL
    )
    host = filters.ModelChoiceFilter(
        label="Who is asking",
        queryset=partners,
        to_field_name="reference",
        empty_label=ALL,
    )

    class Meta:
        model = InvolvementTask
        fields = ["state", "kind", "host"]


def recent_years() -> list[tuple[int, str]]:
    this = AcademicYear.containing(dates.today()).begins
    return [(year, str(AcademicYear(year))) for year in range(this, this - 5, -1)]


class ContributorFilter(filters.FilterSet):
    name = filters.CharFilter(
        label="Name", field_name="person__name", lookup_expr="icontains"
    )
    known_for = filters.CharFilter(label="Wants to be found for", method="found_for")
    state = filters.ChoiceFilter(
        label="State", choices=ContributorState.choices, empty_label=ALL
    )
    involved = filters.ChoiceFilter(
        label="Took part in",
        choices=recent_years,
        method="took_part",
        empty_label="Any year",
    )

    class Meta:
        model = Contributor
        fields = ["name", "known_for", "state", "involved"]

    def found_for(self, rows, name, value):
        words = Expertise.objects.filter(
            contributor=OuterRef("pk"), words__icontains=value
        )
        return rows.filter(Exists(words))

    def took_part(self, rows, name, value):
        year = AcademicYear(int(value))
        return rows.involved_between(year.first_day, year.last_day)


class PaymentFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        label="State", choices=PaymentState.choices, empty_label=ALL
    )
    approvable = filters.ChoiceFilter(
        label="For you to approve",
        choices=[("yes", "Yes")],
        method="can_approve",
        empty_label=ALL,
    )
    name = filters.CharFilter(
        label="Member", field_name="payee__name", lookup_expr="icontains"
    )
    host = filters.ModelChoiceFilter(
        label="Who asked",
        field_name="invitation__task__host",
        queryset=partners,
        to_field_name="reference",
        empty_label=ALL,
    )

    class Meta:
        model = Payment
        fields = ["state", "approvable", "name", "host"]

    def can_approve(self, rows, name, value):
        return rows.approvable_by(self.request.user)

import django_tables2 as tables
from django.utils.html import format_html

from core.tables import DayColumn, LinkColumn, NumberColumn, Table, TagColumn
from suc.choices import MEMBER_TONES, PAYMENT_TONES, TASK_TONES
from suc.models import Contributor, Invitation, InvolvementTask, Payment
from suc.words import pounds


def own_page(record):
    """The page of the row, not of the person in the column."""
    return record.get_absolute_url()


class PoundsColumn(NumberColumn):
    def render(self, value):
        return pounds(value)


class TaskTable(Table):
    title = LinkColumn(verbose_name="Task")
    held_on = DayColumn(verbose_name="Day")
    host = tables.Column(verbose_name="Who is asking")
    coming_count = NumberColumn(verbose_name="Coming", order_by="coming_count")
    waiting_count = NumberColumn(verbose_name="Not answered")
    state = TagColumn(TASK_TONES)

    noun = "task"

    class Meta(Table.Meta):
        model = InvolvementTask
        fields = ["title", "held_on", "host", "coming_count", "waiting_count", "state"]

    def render_coming_count(self, value, record):
        return f"{value} of {record.places}"


class ContributorTable(Table):
    person = LinkColumn(
        verbose_name="Member", order_by="person__name", linkify=own_page
    )
    known_for = tables.Column(
        verbose_name="Wants to be found for", empty_values=(), orderable=False
    )
    since = DayColumn(verbose_name="Asked to join", accessor="applied_on")
    state = TagColumn(MEMBER_TONES)

    noun = "member"

    class Meta(Table.Meta):
        model = Contributor
        fields = ["person", "known_for", "since", "state"]

    def render_known_for(self, record):
        return ", ".join(str(item) for item in record.expertise.all()) or "–"


class WaitingTable(Table):
    contributor = tables.Column(
        verbose_name="Member", order_by="contributor__person__name"
    )
    task = tables.Column(
        verbose_name="Task",
        linkify=lambda record: record.task.get_absolute_url(),
        attrs={"a": {"class": "govuk-link"}},
    )
    invited_on = DayColumn(verbose_name="Asked on")
    held_on = DayColumn(verbose_name="Day of the work")

    noun = "invitation"

    class Meta(Table.Meta):
        model = Invitation
        fields = ["contributor", "task", "invited_on", "held_on"]


class PaymentTable(Table):
    payee = LinkColumn(verbose_name="Member", order_by="payee__name", linkify=own_page)
    task = tables.Column(
        verbose_name="For",
        accessor="invitation__task",
        order_by="invitation__task__title",
    )
    made_on = DayColumn(verbose_name="Due since")
    fee = PoundsColumn()
    expenses_total = PoundsColumn(verbose_name="Expenses", orderable=False)
    total = PoundsColumn(orderable=False)
    state = TagColumn(PAYMENT_TONES)

    noun = "payment"

    class Meta(Table.Meta):
        model = Payment
        fields = ["payee", "task", "made_on", "fee", "expenses_total", "total", "state"]

    def render_task(self, record):
        task = record.invitation.task
        return format_html(
            '<span>{}<br><span class="app-muted">{}</span></span>', task, task.host
        )

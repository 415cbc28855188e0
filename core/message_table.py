import django_tables2 as tables

from core.models import Message
from core.tables import DayColumn, Table


class MessageTable(Table):
    """The outbox: who is told what, and whether it has gone."""

    created_at = DayColumn(verbose_name="Written")
    recipient = tables.Column(verbose_name="To", order_by="recipient__name")
    subject = tables.TemplateColumn(
        template_name="core/_message.html", verbose_name="Message"
    )
    sent_at = tables.TemplateColumn(
        template_name="core/_posted.html",
        verbose_name="Posted",
        order_by=("sent_at", "due_at"),
    )

    noun = "message"

    class Meta(Table.Meta):
        model = Message
        fields = ["created_at", "recipient", "subject", "sent_at"]

"""Lists as GOV.UK tables. Copy the nearest one:

    class PlacementTable(Table):
        reference = LinkColumn(verbose_name="Placement")   # get_absolute_url
        due_on = DayColumn(verbose_name="Review due")
        status = TagColumn({"overdue": "red"})

        noun = "placement"

        class Meta(Table.Meta):
            model = Placement
            fields = ["reference", "due_on", "status"]

    table = paged(PlacementTable(rows), request)

and in the template ``{% include "components/table.html" with table=table only %}``.
"""

import django_tables2 as tables
from django.core.paginator import EmptyPage, PageNotAnInteger
from django.template.loader import render_to_string

from core.templatetags.tandem import day

PER_PAGE = 25


class Table(tables.Table):
    """A sortable list; on a phone each row becomes a card labelled by column."""

    noun = "row"
    nouns = ""
    caption = ""

    class Meta:
        template_name = "components/table.html"
        empty_text = ""
        order_by_field = "sort"
        page_field = "page"

    @property
    def counted(self) -> str:
        """ "1 placement", "145 placements"."""
        number = self.paginator.count if self.page else len(self.rows)
        noun = self.noun if number == 1 else self.nouns or f"{self.noun}s"
        return f"{number:,} {noun}"


class LinkColumn(tables.Column):
    """The row's name, linked to the row's own page."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("linkify", True)
        kwargs["attrs"] = {"a": {"class": "govuk-link app-row-link"}}
        super().__init__(*args, **kwargs)


class DayColumn(tables.Column):
    """A date that does not wrap."""

    def __init__(self, *args, short=True, **kwargs):
        self.short = short
        kwargs["attrs"] = {"td": {"class": "app-nowrap"}}
        super().__init__(*args, **kwargs)

    def render(self, value):
        return day(value, "short" if self.short else "")


class NumberColumn(tables.Column):
    """A number, to the right."""

    def __init__(self, *args, **kwargs):
        numeric = {"class": "govuk-table__cell--numeric"}
        kwargs["attrs"] = {
            "td": numeric,
            "th": {"class": "govuk-table__header--numeric"},
        }
        super().__init__(*args, **kwargs)


class TagColumn(tables.Column):
    """A state as a tag; ``tones`` maps the stored value to a tone."""

    def __init__(self, tones: dict[str, str] | None = None, *args, **kwargs):
        self.tones = tones or {}
        super().__init__(*args, **kwargs)

    def render(self, value, record):
        stored = self.accessor.resolve(record, quiet=True)
        tone = self.tones.get(str(stored), "grey")
        return render_to_string(
            "components/status_tag.html", {"text": value, "tone": tone}
        )


def paged(table: Table, request, per_page: int = PER_PAGE) -> Table:
    """The table sorted and paged as the address asks; a wild page is the last one.

    How many rows a page holds is not for the address to say.
    """
    asked = request.GET.getlist(table.prefixed_order_by_field)
    if asked:
        table.order_by = asked
    page = request.GET.get(table.prefixed_page_field, 1)
    try:
        table.paginate(page=page, per_page=per_page)
    except PageNotAnInteger:
        table.paginate(page=1, per_page=per_page)
    except EmptyPage:
        table.paginate(page=table.paginator.num_pages, per_page=per_page)
    return table

import datetime as dt
from dataclasses import dataclass

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from core import tables
from core.templatetags.tandem import clock, day, moment, percent

NBSP = "\u00a0"


@dataclass
class Row:
    name: str
    due_on: dt.date
    state: str

    def get_absolute_url(self):
        return f"/{self.name}"


class RowTable(tables.Table):
    name = tables.LinkColumn()
    due_on = tables.DayColumn()
    state = tables.TagColumn({"late": "red"})

    noun = "review"


def table(query="", count=60, per_page=25):
    rows = [
        Row(f"r{n:02}", dt.date(2026, 11, 1) + dt.timedelta(n), "late")
        for n in range(count)
    ]
    request = RequestFactory().get(f"/list?{query}")
    return tables.paged(RowTable(rows), request, per_page), request


def drawn(query="", **options):
    made, request = table(query, **options)
    return render_to_string("components/table.html", {"table": made}, request=request)


def names(made):
    return [row.record.name for row in made.paginated_rows]


@pytest.mark.parametrize(
    ("query", "first", "page"),
    [
        ("", "r00", 1),
        ("page=2", "r25", 2),
        ("page=999", "r50", 3),
        ("page=-1", "r50", 3),
        ("page=x", "r00", 1),
        ("sort=-name", "r59", 1),
        ("sort=password", "r00", 1),
        ("per_page=1000", "r00", 1),
    ],
)
def test_a_list_turns_to_the_page_asked_for_and_forgives_a_wild_one(query, first, page):
    made, _ = table(query)

    assert names(made)[0] == first
    assert made.page.number == page
    assert len(names(made)) <= 25


def test_a_list_counts_its_rows_in_words():
    assert table()[0].counted == "60 reviews"
    assert table(count=1)[0].counted == "1 review"


def test_a_sorted_column_says_so_and_keeps_the_filters():
    html = drawn("state=late&sort=-due_on&page=2")

    assert 'aria-sort="descending"' in html
    assert html.count('aria-sort="none"') == 2
    assert 'href="?state=late&amp;sort=due_on"' in html
    assert 'href="?state=late&amp;sort=-due_on&amp;page=3"' in html


def test_each_cell_names_its_column_for_a_phone():
    html = drawn(count=1)

    assert 'data-label="Due on"' in html
    assert f"1{NBSP}Nov{NBSP}2026" in html
    assert 'href="/r00"' in html
    assert "app-tag--red" in html


def test_an_empty_list_says_so():
    assert "Nothing to show" in drawn(count=0)


def test_dates_and_numbers_read_as_people_write_them():
    date = dt.date(2026, 11, 3)

    assert day(date) == f"3{NBSP}November{NBSP}2026"
    assert day(date, "short") == f"3{NBSP}Nov{NBSP}2026"
    assert day(date, "brief") == f"3{NBSP}Nov"
    assert day(None) == ""
    assert moment(dt.datetime(2026, 6, 3, 13, 5, tzinfo=dt.UTC)) == (
        f"3{NBSP}June{NBSP}2026 at{NBSP}2:05pm"
    )
    assert clock(dt.time(9, 30)) == "9:30am"
    assert clock(dt.time(14, 0)) == "2pm"
    assert clock(dt.time(12, 0)) == f"12{NBSP}noon"
    assert percent(0.723) == "72%"

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from accounts.tests.factories import PersonFactory
from core import exports
from core.models import AuditEntry

pytestmark = pytest.mark.django_db

FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","Click")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "+44 20 7946 0000",
    "-1+1",
    "-cmd",
    "- dash",
    "@SUM(1,1)",
    "@example",
    "|calc",
    "  =1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " \t @SUM(1)",
    "\u00a0=1+1",
    "\ufeff=1+1",
    "\u200b=1+1",
    "\0=1+1",
    "\ttab first",
    "\nnew line first",
    "\rreturn first",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "=",
    "-",
    "+",
    "@",
    "=1+1;2",
    "--1",
    "-1e5+A1",
    "-1,5",
    "=IMPORTXML(A1)",
    "=DDE()",
    "@A1",
    "+A1",
    "-A1",
]
HARMLESS = [
    "O’Brien",
    "a=b",
    "1+1",
    "-5",
    "+5",
    "-0.5%",
    "12 November 2026",
    "[c]",
    "'quoted'",
    "é",
    "a;=1+1",
    'say "no"',
    "",
]


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def csv_rows(response):
    text = body(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", FORMULAS)
def test_a_csv_cell_never_starts_a_formula(text):
    response = exports.csv_response(
        "people", ["Name"], [[text]], actor=PersonFactory(), what="People"
    )

    ((cell,),) = csv_rows(response)[1:]
    assert cell == "'" + text.replace("\0", "")


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_alone(text):
    response = exports.csv_response(
        "people", ["Name", "x"], [[text, 1]], actor=PersonFactory(), what="People"
    )

    assert csv_rows(response)[1:] == [[text, "1"]]


def test_a_csv_opens_in_excel_with_its_numbers_and_days():
    moment = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
    row = [-5, Decimal("-1.50"), 2.5, None, True, dt.date(2026, 11, 13), moment]

    response = exports.csv_response(
        "My list.csv", list("abcdefg"), [row], actor=PersonFactory(), what="People"
    )

    data = body(response)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.splitlines()[1] == (
        b'-5,-1.50,2.5,"","Yes","2026-11-13","2026-07-01 13:00"'
    )
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="my-list.csv"'


def test_a_header_is_neutralised_too():
    response = exports.csv_response(
        "x", ["=1+1"], [], actor=PersonFactory(), what="People"
    )

    assert csv_rows(response) == [["'=1+1"]]


def sheet_of(response):
    return load_workbook(io.BytesIO(body(response))).active


@pytest.mark.parametrize("text", [t for t in FORMULAS if "\0" not in t])
def test_an_xlsx_cell_is_text_whatever_it_begins_with(text):
    response = exports.xlsx_response(
        "people", ["Name"], [[text]], actor=PersonFactory(), what="People"
    )

    cell = sheet_of(response)["A2"]
    assert (cell.data_type, cell.value) == ("s", text.replace("\r", "\n"))
    assert cell.quotePrefix


def test_an_xlsx_keeps_numbers_days_and_an_odd_title():
    moment = dt.datetime(2026, 7, 1, 12, 0, tzinfo=dt.UTC)
    row = [-5, Decimal("-1.5"), dt.date(2026, 11, 13), moment, None, False]

    response = exports.xlsx_response(
        "x", list("abcdef"), [row], actor=PersonFactory(), what="A/B: [all] people"
    )

    sheet = sheet_of(response)
    assert [str(cell.value) for cell in sheet[2]] == [
        "-5",
        "-1.5",
        "2026-11-13 00:00:00",
        "2026-07-01 13:00:00",
        "None",
        "No",
    ]
    assert [cell.data_type for cell in sheet[2]] == ["n", "n", "d", "d", "n", "s"]
    assert sheet["A1"].font.bold
    assert response["Content-Disposition"] == 'attachment; filename="x.xlsx"'


@pytest.mark.parametrize("respond", [exports.csv_response, exports.xlsx_response])
def test_every_export_is_in_the_audit_trail(respond):
    person = PersonFactory()

    respond(
        "people",
        ["Name", "Age"],
        iter([["A", 1], ["B", 2]]),
        actor=person,
        what="People of one council",
        filters={"sector": "adults"},
    )

    (entry,) = AuditEntry.objects.all()
    assert (entry.actor, entry.action) == (person, "Exported")
    assert entry.details == {
        "what": "People of one council",
        "format": respond.__name__.split("_")[0],
        "rows": 2,
        "columns": ["Name", "Age"],
        "filter": {"sector": "adults"},
    }


@pytest.mark.parametrize("respond", [exports.csv_response, exports.xlsx_response])
def test_a_fault_halfway_gives_no_file(respond):
    def rows():
        yield ["A"]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        respond("people", ["Name"], rows(), actor=PersonFactory(), what="People")

    assert AuditEntry.objects.count() == 0

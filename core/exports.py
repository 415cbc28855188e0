"""Lists as files: CSV and XLSX that no spreadsheet takes for formulas.

The file is finished and its export recorded before the first byte leaves, so a fault
halfway is an error page, never a short file that looks whole.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from core import audit

BYTE_ORDER_MARK = "\ufeff"  # Excel takes a CSV without it for an old code page
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSX_CELL_LIMIT = 32_767
# What a spreadsheet may start a formula or a command with, also in full width, and
# also behind spaces.
DANGEROUS = re.compile("^[\\s\0\u200b\ufeff]*[=+\\-@|＝＋－＠]|^[\t\r\n]")
PLAIN_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?%?$")
# What XML cannot hold: one such letter would spoil a whole workbook.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NUMBERS = (int, float, Decimal)
MOMENT, DAY = "yyyy-mm-dd hh:mm", "yyyy-mm-dd"


def csv_response(
    filename: str,
    header: Sequence[str],
    rows: Iterable[Sequence],
    *,
    actor,
    what: str,
    filters: dict | None = None,
) -> FileResponse:
    """A CSV download that Excel opens as UTF-8, noted in the audit trail."""
    file, count = io.BytesIO(), 0
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([neutral(name) for name in header])
    for row in rows:
        writer.writerow([neutral(plain(value)) for value in row])
        count += 1
    text.detach()
    _record(actor, what, "csv", header, count, filters)
    return _download(file, f"{_stem(filename, 'csv')}.csv", "text/csv; charset=utf-8")


def xlsx_response(
    filename: str,
    header: Sequence[str],
    rows: Iterable[Sequence],
    *,
    actor,
    what: str,
    filters: dict | None = None,
) -> FileResponse:
    """An Excel download with typed cells, noted in the audit trail."""
    rows = list(rows)  # a fault in them comes before there is half a workbook
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[][:*?/\\']", " ", what)[:31] or "Export")
    sheet.freeze_panes = "A2"
    for index, name in enumerate(header, start=1):
        width = min(40, max(12, len(str(name)) + 2))
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.append([_cell(sheet, name, font=Font(bold=True)) for name in header])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    _record(actor, what, "xlsx", header, len(rows), filters)
    return _download(file, f"{_stem(filename, 'xlsx')}.xlsx", XLSX)


def plain(value):
    """What a text file holds for a value: numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, NUMBERS):
        return value
    if isinstance(value, dt.datetime):
        return _local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dt.date):
        return value.isoformat()
    return CONTROL.sub("", str(value))


def neutral(value):
    """Text that would start a formula gets an apostrophe; the rest is left alone."""
    if not isinstance(value, str) or PLAIN_NUMBER.match(value):
        return value
    return f"'{value}" if DANGEROUS.match(value) else value


def _cell(sheet, value, font=None) -> WriteOnlyCell:
    if isinstance(value, dt.datetime):
        cell = WriteOnlyCell(sheet, _local(value))
        cell.number_format = MOMENT
    elif isinstance(value, dt.date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = DAY
    elif value is None or (isinstance(value, NUMBERS) and not isinstance(value, bool)):
        cell = WriteOnlyCell(sheet, value)
    else:
        text = re.sub("\r\n?", "\n", plain(value))[:XLSX_CELL_LIMIT]
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"  # never a formula, whatever it begins with
        cell.quotePrefix = bool(DANGEROUS.match(text))  # nor after it is edited
    if font:
        cell.font = font
    return cell


def _local(moment: dt.datetime) -> dt.datetime:
    """Spreadsheets know no time zones: the clock on the wall in England."""
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment


def _stem(filename: str, extension: str) -> str:
    return slugify(filename.removesuffix(f".{extension}")) or "export"


def _record(actor, what, form, header, count, filters) -> None:
    audit.record(
        actor=actor,
        action="Exported",
        what=what,
        format=form,
        rows=count,
        columns=[str(name) for name in header],
        filter=filters or {},
    )


def _download(file, filename: str, content_type: str) -> FileResponse:
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=filename, content_type=content_type
    )

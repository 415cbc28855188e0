"""Reads files of the DfE children's social work workforce family, row by row.

The same reader serves the command line and the staged import, so it needs nothing
but a file, holds one row at a time, and says in words what is wrong and where.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

MEASURES = (
    "inpost_fte",
    "inpost_headcount",
    "starters_fte",
    "starters_headcount",
    "leavers_fte",
    "leavers_headcount",
    "turnover_rate_fte",
    "turnover_rate_headcount",
    "agency_fte",
    "agency_headcount",
    "agency_rate_fte",
    "agency_rate_headcount",
    "agency_cover_fte",
    "agency_cover_rate_fte",
    "vacancy_fte",
    "vacancy_rate_fte",
    "vacancy_agency_cover_rate_fte",
    "case_holders_fte",
    "cases",
    "caseload_fte",
    "working_days_lost_fte",
    "absence_rate_fte",
)
REQUIRED_COLUMNS = (
    "time_period",
    "geographic_level",
    "new_la_code",
    "la_name",
    "inpost_fte",
)
KNOWN_COLUMNS = (
    *REQUIRED_COLUMNS,
    *MEASURES,
    "time_identifier",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
)

# GSS symbols as the DfE prints them; each means "no figure", never nought.
MISSING_CODES = frozenset(
    {"c", "x", "z", "u", "k", "w", "low", ":", ".", "..", "-", "~"}
)
NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+", re.ASCII)
YEAR = re.compile(r"(19|20)[0-9]{2}", re.ASCII)
# Forty letters at most, also of a joint return under several codes.
CODE = re.compile(r"[A-Z][0-9]{8}( / [A-Z][0-9]{8}){0,2}|[0-9A-Za-z][\w ./-]{0,39}")
LARGEST_FIGURE = 100_000_000
LONGEST_LINE = 1024 * 1024
MOST_COLUMNS = 1000
LARGEST_FILE = 100 * 1024 * 1024
LEVELS = {
    "national": "national",
    "regional": "regional",
    "local authority": "local authority",
    "la": "local authority",
}


class DataError(ValueError):
    """The file as a whole cannot be used; the message is for people."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing wrong with one row, in words."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"row {self.line}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message}"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line of the file says it holds."""

    columns: tuple[str, ...]
    measures: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One area in one year: figures by measure, and the code where there is none."""

    line: int
    year: int
    level: str
    code: str
    old_code: str
    name: str
    region_code: str
    region_name: str
    values: dict[str, float] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)


def read_rows(
    source: str | Path | BinaryIO, *, largest_file: int = LARGEST_FILE
) -> tuple[Header, Iterator[Row], list[RowError]]:
    """The header, a generator of good rows, and a list that fills with row errors.

    Raises ``DataError`` at once if the file cannot be read at all, or while the
    generator runs if it turns out to be broken further down. A row with an error is
    described in the list and not yielded; the list is complete when the generator ends.
    """
    lines = read_lines(source, largest_file=largest_file)
    _, names = next(lines)
    header = _check_header(names)
    errors: list[RowError] = []
    return header, _rows(lines, header, errors), errors


def read_lines(
    source: str | Path | BinaryIO, *, largest_file: int = LARGEST_FILE
) -> Iterator[tuple[int, list[str]]]:
    """Row numbers and cells of a CSV file in UTF-8, header first; blank rows left out.

    Raises ``DataError`` in words for anything that is not such a file.
    """
    lines = _decoded_lines(_open_lines(source), largest_file)
    reader = csv.reader(lines, strict=True)
    empty = True
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise DataError(
                f"Row {max(reader.line_num, 1)} cannot be read as CSV: {error}."
            ) from error
        if cells is None:
            break
        if any(cell.strip() for cell in cells):
            empty = False
            yield reader.line_num, cells
    if empty:
        raise DataError("The file is empty.")


def _open_lines(source: str | Path | BinaryIO) -> Iterator[bytes]:
    if isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as file:
                yield from _binary_lines(file)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataError(f"The file cannot be opened: {reason}.") from error
    else:
        yield from _binary_lines(source)


def _binary_lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines of a binary file; a line longer than any real one ends the reading."""
    while line := file.readline(LONGEST_LINE):
        yield line


def _refuse_other_formats(start: bytes) -> None:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise DataError(
            "The file is a ZIP or an Excel workbook, not a CSV. "
            "Unpack it, or save the sheet as CSV UTF-8."
        )
    if start.startswith((b"\x1f\x8b", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise DataError("The file is compressed or in another format, not a CSV.")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError("The file is in UTF-16. Save it as CSV UTF-8.")


def _decoded_lines(lines: Iterator[bytes], largest_file: int) -> Iterator[str]:
    size = 0
    for number, raw in enumerate(lines, start=1):
        if number == 1:
            _refuse_other_formats(raw)
        size += len(raw)
        if size > largest_file:
            limit = largest_file // (1024 * 1024)
            raise DataError(f"The file is larger than {limit} MB, the most accepted.")
        if b"\x00" in raw:
            raise DataError(
                f"Row {number} holds NUL characters; the file is damaged or in UTF-16. "
                "Save it as CSV UTF-8."
            )
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            column = raw[: error.start].count(b",") + 1
            raise DataError(
                f"Row {number}, column {column} is not UTF-8 text "
                f"(byte {error.start + 1} of the row). Save the file as CSV UTF-8."
            ) from error
        yield text


def _check_header(names: list[str]) -> Header:
    if len(names) > MOST_COLUMNS:
        raise DataError(f"Row 1 has {len(names):,} columns; {MOST_COLUMNS:,} are read.")
    columns = tuple(name.strip().casefold() for name in names)
    if len(columns) == 1 and re.search(r"[;\t|]", names[0]):
        raise DataError("Row 1: the columns must be separated by commas.")
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise DataError(f"Row 1: the column {twice[0]} is there twice.")
    absent = [name for name in REQUIRED_COLUMNS if name not in columns]
    if absent:
        raise DataError(
            f"Row 1: the column {', '.join(absent)} is missing. This reader needs the "
            "columns of the DfE children's social work workforce file."
        )
    return Header(
        columns=columns,
        measures=tuple(name for name in MEASURES if name in columns),
        extra=tuple(name for name in columns if name not in KNOWN_COLUMNS),
    )


def _rows(lines, header: Header, errors: list[RowError]) -> Iterator[Row]:
    seen: dict[tuple[str, int], int] = {}
    for line, cells in lines:
        row, problems = _parse(cells, header, line)
        if row and row.level == "local authority":
            first = seen.setdefault((row.code, row.year), row.line)
            if first != row.line:
                what = f"{row.name} in {row.year} is already in row {first}"
                problems.append(RowError(row.line, "new_la_code", what))
        errors.extend(problems)
        if row and not problems:
            yield row


def _parse(cells, header: Header, line: int) -> tuple[Row | None, list[RowError]]:
    if len(cells) != len(header.columns):
        message = f"{len(cells)} cells where the header has {len(header.columns)}"
        return None, [RowError(line, "", message)]
    cell = dict(zip(header.columns, (text.strip() for text in cells), strict=True))
    problems: list[RowError] = []

    def problem(column: str, message: str) -> None:
        problems.append(RowError(line, column, message))

    level = LEVELS.get(cell["geographic_level"].casefold(), "")
    if not level:
        problem("geographic_level", f"“{cell['geographic_level'][:40]}” is not a level")
    if not YEAR.fullmatch(cell["time_period"]):
        problem("time_period", _not_a_year(cell["time_period"]))
    code = cell["new_la_code"]
    if level == "local authority" and not CODE.fullmatch(code):
        what = f"“{code[:40]}” is not an area code" if code else "the code is blank"
        problem("new_la_code", what)
    values, missing = {}, {}
    for measure in header.measures:
        try:
            value = parse_figure(cell[measure])
        except ValueError as error:
            problem(measure, str(error))
            continue
        if value is None:
            missing[measure] = cell[measure].casefold().strip("[]")
        else:
            values[measure] = value
    if any(p.column in {"time_period", "geographic_level"} for p in problems):
        return None, problems
    row = Row(
        line=line,
        year=int(cell["time_period"]),
        level=level,
        code=code,
        old_code=cell.get("old_la_code", ""),
        name=cell["la_name"] or cell.get("region_name", "") or code,
        region_code=cell.get("region_code", ""),
        region_name=cell.get("region_name", ""),
        values=values,
        missing=missing,
    )
    return row, problems


def parse_figure(text: str) -> float | None:
    """A published cell as a number, or None where it says there is no figure."""
    bare = text.strip()
    if not bare or bare.casefold().strip("[]") in MISSING_CODES:
        return None
    if NUMBER.fullmatch(bare):
        value = float(bare)
        if value > LARGEST_FIGURE:
            raise ValueError(f"{bare[:40]} is too large to be a figure")
        return value
    if bare[0] in "=+@" or (bare[0] == "-" and not NUMBER.fullmatch(bare[1:])):
        raise ValueError(f"“{bare[:40]}” is a formula, not a figure")
    if bare[0] == "-":
        raise ValueError(f"{bare[:40]} is below nought")
    raise ValueError(f"“{bare[:40]}” is not a number")


def _not_a_year(text: str) -> str:
    if not text:
        return "the year is blank"
    return f"“{text[:40]}” is not a year such as 2022"

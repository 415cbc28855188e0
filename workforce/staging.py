"""Puts a DfE workforce file into a temporary table: quickly, or carefully.

The quick way is PostgreSQL's ``COPY`` followed by one pattern over each row. It takes
only what the careful way, the engine's reader, would take as it is; anything else
(a stray space, a formula, a broken row) is left to the reader, which either puts the
row right or says in words what is wrong with it.
"""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psycopg2
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from core.imports import FAULTS_KEPT, Fault
from workforce.engine.reading import MEASURES, DataError, Header, Row, read_rows

RAW, TYPED = "csww_raw", "csww_typed"
MOST_COLUMNS = 200
PLACES = (
    "time_period",
    "geographic_level",
    "region_code",
    "region_name",
    "new_la_code",
    "la_name",
)
ENGLAND = "E92000001"
# What the engine's reader takes without changing a letter. Figures of nine digits and
# more may be over its largest, so it looks at them itself.
CELL = r"(?:[0-9]+(?:\.[0-9]+)?|[cxzuk:]|low)?"
LONG = "[0-9]{9}"
CODED = r"[a-z:]|^\||\|\||\|$|^$"
YEAR = r"^(19|20)[0-9]{2}$"
CODE = r"^[A-Z][0-9]{8}( / [A-Z][0-9]{8}){0,2}$"
LEVEL_NAMES = {"National": "national", "Regional": "region", "Local authority": "la"}


@dataclass(frozen=True, slots=True)
class Staged:
    """What stands in the temporary table, or why nothing does."""

    header: Header
    faults: list[Fault]
    carefully: bool
    coded: list[int] | None = None  # rows with a code, where that is known

    @property
    def measures(self) -> list[str]:
        return list(self.header.measures)


class _Lines:
    """A file that ends early once the reader has found more faults than are kept."""

    def __init__(self, file: BinaryIO):
        self.file = file
        self.errors: list = []

    def readline(self, size: int) -> bytes:
        return b"" if len(self.errors) >= FAULTS_KEPT else self.file.readline(size)


def stage(path: Path, *, plain: bool = False) -> Staged:
    """Make ``csww_typed``. ``plain``: the quick way took this file before."""
    faults: list[Fault] = []
    with path.open("rb") as file:
        lines = _Lines(file)
        try:
            header, rows, lines.errors = read_rows(
                lines, largest_file=settings.UPLOAD_MAX_BYTES
            )
            if plain and _is_here_still(path):
                return Staged(header, faults, carefully=False)
            columns, coded = _copy_as_it_is(path, header, plain)
            carefully = columns is None
            if carefully:
                columns = _copy_carefully(header, rows, lines.errors, faults)
        except DataError as error:
            raise ValidationError(str(error)) from error
    if not faults:
        _type(columns)
        faults = [] if plain else _repeats()
        run(f"COMMENT ON VIEW {TYPED} IS %s", [path.name])
    return Staged(header, faults, carefully, coded)


def _copy_as_it_is(path: Path, header: Header, plain: bool):
    """Column name → column of the raw table (None: the reader must look); the rows
    that hold a code."""
    if len(header.columns) > MOST_COLUMNS or _has_copy_end_mark(path):
        return None, None
    columns = {name: f"c{place}" for place, name in enumerate(header.columns) if name}
    _make_raw(len(header.columns))
    names = ", ".join(f"c{place}" for place in range(len(header.columns)))
    command = (
        f"COPY {RAW} ({names}) FROM STDIN "
        "WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')"
    )
    try:
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
            path.open("rb") as file,
        ):
            if file.read(3) != b"\xef\xbb\xbf":
                file.seek(0)
            cursor.cursor.copy_expert(command, file, size=1024 * 1024)
            if plain:
                return columns, None
            is_plain, coded = _looked_at(columns)
            return (columns, coded) if is_plain else (None, None)
    except psycopg2.DataError:
        return None, None


def _is_here_still(path: Path) -> bool:
    """Checked and confirmed in one transaction, as the command does."""
    found = one("SELECT obj_description(to_regclass(%s))", [f"pg_temp.{TYPED}"])
    return found[0] == path.name


def _has_copy_end_mark(path: Path) -> bool:
    """A line ``\\.`` would end COPY early and in silence before PostgreSQL 18."""
    return b"\n\\." in path.read_bytes()


def _make_raw(count: int) -> None:
    columns = ", ".join(f"c{place} text" for place in range(count))
    run(f"DROP TABLE IF EXISTS pg_temp.{RAW} CASCADE")
    run(
        f"CREATE TEMP TABLE {RAW} (line integer GENERATED ALWAYS AS IDENTITY "
        f"(START 2 CACHE 1000), {columns}) ON COMMIT DROP"
    )


def _looked_at(columns: dict) -> tuple[bool, list[int]]:
    """Whether every row is in the plain form, and which rows hold a code."""
    cells = ", ".join(columns[name] for name in MEASURES if name in columns)
    level, year = columns["geographic_level"], columns["time_period"]
    code, name = columns["new_la_code"], columns["la_name"]
    plain = (
        f"cells ~ %(cells)s AND cells !~ %(long)s AND {year} ~ %(year)s "
        f"AND {level} = ANY(%(levels)s) AND ({level} <> 'Local authority' "
        f"OR ({code} ~ %(code)s AND {name} <> '' AND {name} = btrim({name})))"
    )
    values = {
        "cells": rf"^{CELL}(?:\|{CELL})*$",
        "long": LONG,
        "coded": CODED,
        "year": YEAR,
        "code": CODE,
        "levels": list(LEVEL_NAMES),
    }
    found = f"""SELECT coalesce(bool_and(coalesce({plain}, false)), true),
          coalesce(array_agg(line) FILTER (WHERE has_nulls OR cells ~ %(coded)s),
            '{{}}')
        FROM (SELECT line, concat_ws('|', {cells}) AS cells,
            num_nulls({cells}) > 0 AS has_nulls,
            {level}, {year}, {code}, {name}
          FROM {RAW} OFFSET 0) AS rows"""
    return one(found, values)


def _copy_carefully(header: Header, rows, errors, faults: list[Fault]) -> dict:
    """Read row by row; good rows are copied in the plain form."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    wanted = (*PLACES, *header.measures)
    for row in rows:
        if not errors:
            write.writerow([row.line, *_plain(row, header)])
    faults += [Fault(error.line, error.column, error.message) for error in errors]
    columns = {name: f"c{place}" for place, name in enumerate(wanted)}
    if not faults:
        _make_raw(len(wanted))
        run(f"ALTER TABLE {RAW} ALTER line DROP IDENTITY")
        out.seek(0)
        names = ", ".join(columns.values())
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(
                f"COPY {RAW} (line, {names}) FROM STDIN WITH (FORMAT csv)", out
            )
    return columns


def _plain(row: Row, header: Header) -> list[str]:
    level = {"national": "National", "regional": "Regional"}.get(
        row.level, "Local authority"
    )
    places = [row.year, level, row.region_code, row.region_name, row.code, row.name]
    figures = [
        repr(row.values[name]) if name in row.values else row.missing.get(name, "")
        for name in header.measures
    ]
    return [*places, *figures]


def _type(columns: dict) -> None:
    """Text to figures; a code is kept beside the figure's empty place.

    A view, so that a question about years and codes does not convert the figures.
    """
    held = [name for name in MEASURES if name in columns]
    figures = ", ".join(
        f"CASE WHEN ascii({columns[name]}) BETWEEN 48 AND 57 "
        f"THEN {columns[name]}::float8 END AS {name}"
        if name in columns
        else f"NULL::float8 AS {name}"
        for name in MEASURES
    )
    cells = ", ".join(columns[name] for name in held)
    in_bytes = f'{columns[held[0]]} COLLATE "C", {cells}'
    codes = ", ".join(
        f"'{name}', CASE WHEN ascii({columns[name]}) BETWEEN 48 AND 57 "
        f"THEN NULL ELSE coalesce({columns[name]}, '') END"
        for name in held
    )
    region_code = columns.get("region_code", "NULL")
    region_name = columns.get("region_name", "NULL")
    level = columns["geographic_level"]
    run(f"DROP VIEW IF EXISTS pg_temp.{TYPED}")
    run(
        f"""CREATE TEMP VIEW {TYPED} AS
            SELECT line, {columns["time_period"]}::smallint AS year,
              CASE {level} WHEN 'National' THEN 'national' WHEN 'Regional' THEN 'region'
                ELSE 'la' END AS level,
              CASE {level} WHEN 'National' THEN '{ENGLAND}'
                WHEN 'Regional'
                THEN left(coalesce({region_code}, {region_name}, ''), 40)
                ELSE {columns["new_la_code"]} END AS code,
              CASE {level} WHEN 'National' THEN 'England'
                WHEN 'Regional' THEN coalesce({region_name}, {region_code}, '')
                ELSE {columns["la_name"]} END AS name,
              coalesce({region_name}, '') AS region_name,
              {figures},
              CASE WHEN num_nulls({cells}) > 0 OR least({in_bytes}) = ''
                     OR greatest({in_bytes}) >= ':' -- what follows the digits
                THEN jsonb_strip_nulls(jsonb_build_object({codes}))
                ELSE '{{}}'::jsonb END AS missing
            FROM {RAW}"""
    )


def _repeats() -> list[Fault]:
    """The same area twice in one year, whatever its level."""
    again = f"""SELECT level, code, year, min(line) AS first
      FROM {TYPED} GROUP BY level, code, year HAVING count(*) > 1"""
    rows = run(
        f"""SELECT line, level, name, year, first
        FROM {TYPED} JOIN ({again}) AS again USING (level, code, year)
        WHERE line > first ORDER BY line LIMIT %s""",
        [FAULTS_KEPT],
    )
    return [
        Fault(
            line,
            "new_la_code" if level == "la" else "region_code",
            f"{name or 'An area without a name'} in {year} is already in row {first}",
        )
        for line, level, name, year, first in rows
    ]


def run(statement: str, values=None) -> list[tuple]:
    """Run a statement put together from this app's own table and column names.

    Nothing that stands in a file becomes part of a statement: its cells travel
    through ``COPY``, its column names are replaced by c0, c1 …
    """
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def one(statement: str, values=None) -> tuple:
    return run(statement, values)[0]

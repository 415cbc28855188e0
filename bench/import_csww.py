"""Staged import of 20,000 rows beside PostgreSQL's COPY of the same rows.

    python -m bench.import_csww [rows]

The floor is COPY of the finished rows into the same table, with its keys and its
foreign keys. The import is everything: storing and hashing the file, checking it,
comparing it with what is there, writing it. The ratio is the median of nine rounds,
each doing one after the other; exit 1 above 2.5. Everything is rolled back.
"""

import csv
import io
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 2.5
TABLE = "workforce_indicatorrow"
ROUNDS = 9
SOURCE = Path(__file__).resolve().parent.parent / (
    "workforce/data/csww_indicators_2017_to_2022.csv"
)


def main() -> int:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")
    import django

    django.setup()
    from django.conf import settings

    text = file_of(rows)
    with tempfile.TemporaryDirectory() as folder:
        settings.UPLOAD_ROOT = folder
        taken = [one_round(text) for _ in range(ROUNDS + 1)][1:]
    copy = statistics.median(floor for floor, _ in taken)
    whole = statistics.median(done for _, done in taken)
    ratio = statistics.median(done / floor for floor, done in taken)
    print(f"{rows:,} rows: COPY {copy:.3f} s, import {whole:.3f} s")
    print(f"ratio {ratio:.2f} (limit {LIMIT})")
    return 0 if ratio <= LIMIT else 1


def file_of(rows: int) -> bytes:
    """Real cells, made-up codes: a hundred years of as many councils as it takes."""
    with SOURCE.open(encoding="utf-8-sig", newline="") as file:
        head, *body = csv.reader(file)
    councils = [row for row in body if row[2] == "Local authority"]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(head)
    year, code = head.index("time_period"), head.index("new_la_code")
    for number in range(rows):
        row = list(councils[number % len(councils)])
        row[year] = str(1930 + number % 100)
        row[code] = f"E{90_000_000 + number // 100}"
        write.writerow(row)
    return out.getvalue().encode()


def one_round(text: bytes) -> tuple[float, float]:
    """Seconds for COPY and for the import of the same rows."""
    from django.db import connection, transaction

    from core import imports

    with connection.cursor() as cursor:  # what the round before left behind
        cursor.execute("VACUUM ANALYZE workforce_indicatorrow, workforce_area")
    with transaction.atomic(), connection.cursor() as cursor:
        began = time.perf_counter()
        batch = imports.check_import(
            kind="csww", file=io.BytesIO(text), name="bench.csv", actor=None
        )
        batch = imports.confirm_import(batch=batch, actor=None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # as a commit would
        whole = time.perf_counter() - began
        columns = columns_of(cursor)
        held = io.BytesIO()
        copy = cursor.cursor.copy_expert
        mine = f"data_set_id = {batch.data_set.pk}"
        copy(
            f"COPY (SELECT {columns} FROM {TABLE} WHERE {mine}) TO STDOUT (FORMAT csv)",
            held,
        )
        old, new = f"{batch.data_set.pk},", f"{twin_of(batch)},"
        rows = [
            line.replace(old, new, 1) for line in held.getvalue().decode().splitlines()
        ]
        copies = "\n".join(rows).encode()
        began = time.perf_counter()
        copy(f"COPY {TABLE} ({columns}) FROM STDIN (FORMAT csv)", io.BytesIO(copies))
        floor = time.perf_counter() - began
        transaction.set_rollback(True)
    return floor, whole


def columns_of(cursor) -> str:
    """Every column but the key, the data set first."""
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ' "
        "ORDER BY column_name <> 'data_set_id', ordinal_position) "
        "FROM information_schema.columns WHERE table_name = %s "
        "AND column_name <> 'id'",
        [TABLE],
    )
    return cursor.fetchone()[0]


def twin_of(batch) -> int:
    """Another data set for the same rows, so that COPY meets no rows just deleted."""
    from core.models import ImportBatch

    data_set = batch.data_set
    data_set.pk = None
    data_set._state.adding = True
    data_set.reference = "benchmarkrow"
    data_set.checksum = "0" * 64
    data_set.batch = ImportBatch.objects.create(kind="csww", upload=batch.upload)
    data_set.save()
    return data_set.pk


if __name__ == "__main__":
    sys.exit(main())

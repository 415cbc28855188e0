"""Grow the demonstration to twenty years of history, for benchmarks only.

Each copy stands 400 days before the one after it: placements complete, reviews
done, registers taken, payments paid. Audit triggers are off while it copies.
"""

from django.db import connection
from psycopg2 import sql

STEP = 400  # days between copies: no student is placed twice on a day

TABLES = [
    (
        "placements_placement",
        {},
        {"state": "complete"},
        "state IN ('active', 'complete')",
    ),
    (
        "placements_checkpoint",
        {"placement_id": "placements_placement"},
        {"state": "complete"},
        "state = 'complete'",
    ),
    (
        "placements_placementissue",
        {"placement_id": "placements_placement"},
        {"part_id": None},
        "state = 'resolved'",
    ),
    ("hubs_hubsession", {}, {}, "state <> 'planned'"),
    ("hubs_hubattendance", {"session_id": "hubs_hubsession"}, {}, "true"),
    ("suc_involvementtask", {}, {}, "state = 'done'"),
    ("suc_invitation", {"task_id": "suc_involvementtask"}, {}, "true"),
    ("suc_involvement", {"invitation_id": "suc_invitation"}, {}, "true"),
    ("suc_payment", {"invitation_id": "suc_invitation"}, {}, "state = 'paid'"),
]


def grow(copies: int) -> None:
    """Add ``copies`` earlier copies of what is over and done with."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table, parents, put, which in TABLES:
            multiply(cursor, table, parents, put, which, copies)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("ANALYZE")


def multiply(cursor, table, parents, put, which, copies) -> None:
    """Copy the rows, each copy beside the same copy of its parent."""
    named, taken, joins = [], [], []
    for column, kind in columns_of(cursor, table):
        name = sql.Identifier(column)
        value = sql.SQL("t.{}").format(name)
        if column == "reference":
            value = sql.SQL("substr(md5(t.reference || n), 1, 12)")
        elif column in put:
            value = sql.Literal(put[column])
        elif column in parents:
            parent, old, new = (
                sql.Identifier(x)
                for x in (parents[column], f"old_{column}", f"new_{column}")
            )
            joins.append(
                sql.SQL(
                    "JOIN {parent} {old} ON {old}.id = t.{column} JOIN {parent} {new} "
                    "ON {new}.reference = substr(md5({old}.reference || n), 1, 12)"
                ).format(parent=parent, old=old, new=new, column=name)
            )
            value = sql.SQL("{}.id").format(new)
        elif kind == "date":
            value = sql.SQL("t.{} - n * {}").format(name, sql.Literal(STEP))
        named.append(name)
        taken.append(value)
    cursor.execute(
        sql.SQL(
            "INSERT INTO {table} ({named}) SELECT {taken} FROM (SELECT * FROM {table} "
            "WHERE {which}) t CROSS JOIN generate_series(1, {copies}) n {joins}"
        ).format(
            table=sql.Identifier(table),
            named=sql.SQL(", ").join(named),
            taken=sql.SQL(", ").join(taken),
            which=sql.SQL(which),
            copies=sql.Literal(copies),
            joins=sql.SQL(" ").join(joins),
        )
    )


def columns_of(cursor, table) -> list[tuple[str, str]]:
    cursor.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s AND column_name <> 'id' ORDER BY ordinal_position",
        [table],
    )
    return cursor.fetchall()

"""Imports a DfE workforce file the way the pages do: checked, then confirmed."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core import audit, imports
from core.choices import ImportState
from partnerships.models import Partnership
from workforce.choices import DataKind

FAULTS_SHOWN = 50


class Command(BaseCommand):
    help = (
        "Check and import a file of the DfE children's social work workforce family. "
        "A file with faults, or with nothing new, changes nothing. Without "
        "--partnership the figures are for every partnership."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--partnership", help="name or reference of its owner")
        parser.add_argument("--check", action="store_true", help="check only")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args, **options):
        answer = {"file": str(options["file"]), "changed": False}
        try:
            batch = self.load(options, answer)
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(
                f"{options['file']} cannot be read: {reason}."
            ) from error
        except ValidationError as error:
            self.refuse(options, answer, error.messages)
        if batch.state == ImportState.REFUSED:
            errors = list(batch.row_errors.values("row", "column", "message"))
            lines = [
                f"Row {e['row']}, column {e['column']}: {e['message']}" for e in errors
            ]
            self.refuse(options, {**answer, "errors": errors}, lines)
        answer |= {"batch": batch.reference, "state": batch.state}
        kept = ("rows", "new", "changed", "same", "years", "data_set")
        answer["summary"] = {name: batch.summary.get(name) for name in kept}
        self.say(options, answer)

    @transaction.atomic
    def load(self, options, answer):
        scope = owner(options["partnership"])
        with options["file"].open("rb") as file:
            batch = imports.check_import(
                kind=DataKind.CSWW.value,
                file=file,
                name=options["file"].name,
                scope=scope,
                actor=audit.SYSTEM,
            )
        if batch.state == ImportState.CHECKED and not options["check"]:
            batch = imports.confirm_import(batch=batch, actor=audit.SYSTEM)
            answer["changed"] = True
        return batch

    def say(self, options, answer):
        if options["json"]:
            self.stdout.write(json.dumps(answer))
        elif answer["changed"]:
            rows = answer["summary"]["rows"]
            self.stdout.write(f"{rows:,} rows imported from {answer['file']}.")
        elif answer["state"] == ImportState.CONFIRMED:
            self.stdout.write("This file is in Tandem already. Nothing has changed.")
        else:
            self.stdout.write("The file is in order. Nothing has been imported.")

    def refuse(self, options, answer, lines):
        if options["json"]:
            self.stdout.write(json.dumps({**answer, "refused": lines[:FAULTS_SHOWN]}))
        more = len(lines) - FAULTS_SHOWN
        tail = f"\n… and {more} more" if more > 0 else ""
        raise CommandError("\n".join(lines[:FAULTS_SHOWN]) + tail)


def owner(wanted: str | None) -> str:
    """The reference of the partnership named, or nothing for everybody's."""
    if not wanted:
        return ""
    rows = Partnership.objects.filter(name=wanted) | Partnership.objects.filter(
        reference=wanted
    )
    found = rows.first()
    if found is None:
        raise CommandError(f"There is no partnership called {wanted}.")
    return found.reference

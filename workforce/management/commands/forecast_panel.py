"""Forecasts every area of a file: no server, no database, nothing stored."""

import csv
import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from workforce.engine import bases, tables
from workforce.engine.panel import read_panel
from workforce.engine.reading import DataError


class Command(BaseCommand):
    help = (
        "Forecast the in-post FTE of every area of a DfE children's social work "
        "workforce file from what it holds up to an origin year. Writes area, year, "
        "mean and quantiles; groups, if asked for, follow the areas in the same file."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--origin", type=int, help="last year used (the file's)")
        parser.add_argument("--horizon", type=int, default=6, help="years (1 to 10)")
        parser.add_argument("--draws", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--out", type=Path, required=True, metavar="OUT.csv")
        parser.add_argument("--basis", choices=bases.BASES, default=bases.POOLED)
        parser.add_argument(
            "--group",
            type=Path,
            metavar="FILE",
            help="CSV with the columns group and area: also forecast sums of areas",
        )

    def handle(self, *args, **options):
        out: Path = options["out"]
        try:
            groups = tables.read_groups(options["group"]) if options["group"] else None
            panel = read_panel(options["file"])
            fitted, lines = tables.forecast_lines(
                panel,
                origin=options["origin"],
                horizon=options["horizon"],
                draws=options["draws"],
                seed=options["seed"],
                basis=options["basis"],
                groups=groups,
            )
            count = write(out, lines)
        except DataError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise CommandError(f"{out} cannot be written: {reason}.") from error
        for reason in fitted.skipped.values():
            self.stderr.write(f"No forecast: {reason}.")
        basis = bases.NAMES[fitted.basis].lower()
        self.stdout.write(f"{count} rows written to {out}. Basis: {basis}.")


def write(out: Path, lines) -> int:
    """Write the whole table or nothing: a temporary file takes the name at the end."""
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=".forecast-", suffix=".csv")
    temporary, count = Path(name), 0
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(tables.COLUMNS)
            for line in lines:
                figures = (f"{figure:.3f}" for figure in (line.mean, *line.quantiles))
                writer.writerow([line.area, line.year, *figures])
                count += 1
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)
        temporary.replace(out)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return count

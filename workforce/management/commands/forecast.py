"""Requests a forecast and runs it here and now, without a worker."""

import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core import audit, jobs
from core.choices import JobState
from partnerships.models import Partnership
from workforce import services
from workforce.choices import Basis, Measure
from workforce.management.commands.import_csww import owner
from workforce.models import ForecastRun


class Command(BaseCommand):
    help = (
        "Forecast councils from the imported figures and store the run. The same "
        "inputs answer the stored run. Areas are codes, separated by commas."
    )

    def add_arguments(self, parser):
        parser.add_argument("--areas", required=True, help="E09000002,E09000016")
        parser.add_argument("--basis", choices=Basis.values, default=Basis.POOLED)
        parser.add_argument("--horizon", type=int, default=6, help="years (1 to 10)")
        parser.add_argument("--draws", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=services.DEFAULT_SEED)
        parser.add_argument("--title", default="")
        parser.add_argument("--partnership", help="name or reference (the only one)")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args, **options):
        codes = [code.strip() for code in options["areas"].split(",") if code.strip()]
        try:
            run = services.request_forecast(
                partnership=partnership(options["partnership"]),
                area_codes=codes,
                actor=audit.SYSTEM,
                **{
                    name: options[name]
                    for name in ("basis", "horizon", "draws", "seed", "title")
                },
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        stored = run.finished_at is not None
        if not stored:
            jobs.run_job(run.job_id)
            run = ForecastRun.objects.select_related("job").get(pk=run.pk)
        if run.finished_at is None:
            state = JobState(run.job.state).label.lower()
            raise CommandError(run.job.error or f"The forecast is {state} elsewhere.")
        self.say(options, run, stored)

    def say(self, options, run, stored):
        rows = run.quantiles.filter(measure=Measure.IN_POST).order_by(
            "area_code", "year"
        )
        if options["json"]:
            answer = {
                "reference": run.reference,
                "stored_before": stored,
                "basis": run.basis,
                "origin": run.origin,
                "seed": run.seed,
                "draws": run.draws,
                "code_version": run.code_version,
                "data_checksum": run.data_checksum,
                "rows": [describe(row) for row in rows],
            }
            self.stdout.write(json.dumps(answer))
            return
        self.stdout.write(f"{run.title}, {run.get_basis_display().lower()}")
        for row in rows.filter(area_code=""):
            self.stdout.write(
                f"{row.year}: {row.at(50):,.1f} FTE "
                f"({row.at(10):,.1f} to {row.at(90):,.1f})"
            )


def describe(row) -> dict:
    steps = range(5, 100, 5)
    quantiles = {f"q{step:02d}": row.at(step) for step in steps}
    area = row.area_code or "all"
    return {"area": area, "year": row.year, "mean": row.mean, **quantiles}


def partnership(wanted: str | None) -> Partnership:
    if wanted:
        return Partnership.objects.get(reference=owner(wanted))
    rows = list(Partnership.objects.all()[:2])
    if len(rows) != 1:
        raise CommandError("Say which partnership with --partnership.")
    return rows[0]

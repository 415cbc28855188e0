import datetime as dt
import io

import pytest
import time_machine

from core import dates, imports, jobs
from partnerships.tests.factories import PartnershipFactory, person_with
from workforce import services
from workforce.tests import files


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.UPLOAD_ROOT = tmp_path / "uploads"


@pytest.fixture
def partnership(db):
    return PartnershipFactory()


@pytest.fixture
def lead(partnership):
    return person_with("workforce_lead", partnership=partnership)


@pytest.fixture
def check_file(lead, partnership):
    """``check_file(bytes)``: the batch of a checked file."""

    def _check(content: bytes, name="figures.csv"):
        return imports.check_import(
            kind="csww",
            file=io.BytesIO(content),
            name=name,
            scope=partnership.reference,
            actor=lead,
        )

    return _check


@pytest.fixture
def load_file(check_file, lead):
    """``load_file(bytes)``: the data set of an imported file."""

    def _load(content: bytes):
        batch = imports.confirm_import(batch=check_file(content), actor=lead)
        return batch.data_set

    return _load


@pytest.fixture
def figures(load_file):
    """Eight councils, 2017 to 2022."""
    return load_file(files.csv_of(files.panel_lines()))


@pytest.fixture
def run_forecast(partnership, lead):
    """``run_forecast(areas=…)``: a finished run, computed as a worker would."""

    def _run(areas=("E09000001", "E09000002"), **wanted):
        inputs = {"basis": "pooled", "horizon": 3, "draws": 200, **wanted}
        run = services.request_forecast(
            partnership=partnership, area_codes=list(areas), actor=lead, **inputs
        )
        if run.finished_at is None:
            jobs.run_job(run.job_id)
            run.refresh_from_db()
        return run

    return _run


@pytest.fixture
def time_machine_later():
    """``time_machine_later(days=…)``: the rest of the test happens then."""
    travels = []

    def _later(**ahead):
        travel = time_machine.travel(dates.now() + dt.timedelta(**ahead), tick=True)
        travel.start()
        travels.append(travel)

    yield _later
    for travel in travels:
        travel.stop()

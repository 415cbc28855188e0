"""One object of each kind for each role that may open it (access matrix)."""

import io

from core import imports
from partnerships.choices import RoleKind
from workforce.choices import DataKind
from workforce.demo import FILE
from workforce.models import DataSet, ForecastRun

READERS = ("workforce_lead", "programme_manager", "psw", "director")
STARTERS = ("workforce_lead", "programme_manager")


def samples(world) -> dict[str, dict[str, dict]]:
    run = ForecastRun.objects.filter(partnership=world.partnership).first()
    data_set = DataSet.objects.filter(partnership=world.partnership).first()
    batch = _waiting(world)

    def every(kinds, reference):
        return {kind: {"reference": reference} for kind in kinds}

    return {
        "workforce:dataset_detail": every(READERS, data_set.reference),
        "workforce:import_undo": every(STARTERS, data_set.reference),
        "workforce:import_check": every(["workforce_lead"], batch.reference),
        "workforce:import_faults": every(["workforce_lead"], batch.reference),
        "workforce:import_confirm": every(["workforce_lead"], batch.reference),
        "workforce:forecast_detail": every(READERS, run.reference),
        "workforce:forecast_csv": every(READERS, run.reference),
        "workforce:forecast_xlsx": every(READERS, run.reference),
        "workforce:forecast_rerun": every(STARTERS, run.reference),
        "workforce:forecast_retry": every(STARTERS, run.reference),
    }


def _waiting(world):
    """A checked file the workforce lead has not confirmed: one more year of one row."""
    lines = FILE.read_text(encoding="utf-8-sig").splitlines()
    council = next(line for line in lines if "Local authority" in line)
    text = "\n".join([lines[0], council.replace("2022,", "2023,", 1)])
    return imports.check_import(
        kind=DataKind.CSWW.value,
        file=io.BytesIO(text.encode()),
        name="one more year.csv",
        scope=world.partnership.reference,
        actor=world.first(RoleKind.WORKFORCE_LEAD),
    )

"""What workers do for this app: compute long, write short."""

from core import audit
from core.jobs import JobRun, handler
from workforce import compute, services
from workforce.models import DataSet, ForecastCheck, ForecastRun


def _blocks(run: JobRun, words: str):
    def tell(done: int, whole: int) -> None:
        run.progress(100 * done / whole, f"{words}: part {done} of {whole}")

    return tell


@handler(services.FORECAST, title="Forecast", result_url="workforce:forecast_detail")
def forecast(run: JobRun):
    stored = ForecastRun.objects.get(reference=run.parameters["run"])
    run.progress(0, "Reading the figures")
    made = compute.make(stored, _blocks(run, "Drawing possible futures"))

    def save() -> dict:
        services.finish_forecast(run=stored, made=made, actor=run.requested_by)
        return {"reference": stored.reference}

    return save


@handler(
    services.RECHECK, title="Forecast check", result_url="workforce:forecast_detail"
)
def recheck(run: JobRun):
    check = ForecastCheck.objects.select_related("run").get(
        reference=run.parameters["check"]
    )
    run.progress(0, "Reading the saved inputs")
    made = compute.make(check.run, _blocks(run, "Computing again"))

    def save() -> dict:
        services.finish_check(check=check, made=made, actor=run.requested_by)
        return {"reference": check.run.reference, "different": check.different}

    return save


@handler(
    services.BACKTEST,
    title="Measuring the methods",
    result_url="workforce:dataset_detail",
)
def backtest(run: JobRun):
    data_set = DataSet.objects.get(reference=run.parameters["data_set"])
    results = compute.score(data_set, _blocks(run, "Testing on past years"))

    def save() -> dict:
        services.store_backtest(
            data_set=data_set, results=results, actor=run.requested_by or audit.SYSTEM
        )
        return {"reference": data_set.reference}

    return save

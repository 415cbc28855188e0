from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from core.access import access, authorise
from core.exports import csv_response, xlsx_response
from core.forms import attempt
from core.tables import paged
from workforce import exports, panels, reports, services
from workforce.choices import ScoreLevel
from workforce.forms import ForecastForm
from workforce.models import ForecastRun
from workforce.querysets import READERS, STARTERS
from workforce.tables import ForecastTable
from workforce.versions import code_version
from workforce.views.scope import chosen_partnership, whose

READ = ("GET",)
DO = ("POST",)


def _run(request, reference):
    rows = ForecastRun.objects.visible_to(request.user).select_related(
        "job", "partnership", "requested_by"
    )
    return get_object_or_404(rows, reference=reference)


@access(*READERS, methods=READ)
def forecast_list(request):
    rows = ForecastRun.objects.visible_to(request.user).select_related(
        "job", "requested_by"
    )
    context = {
        "table": paged(ForecastTable(rows), request),
        "may_start": bool(request.user.role_kinds() & set(STARTERS)),
    }
    return render(request, "workforce/forecast_list.html", context)


@access(*STARTERS)
def forecast_start(request):
    partnership = chosen_partnership(request)
    data_sets = panels.data_sets_in_force(partnership)
    panel = panels.panel_of(data_sets) if data_sets else None
    if panel is None:
        return render(request, "workforce/forecast_without_data.html")
    form = ForecastForm(
        request.POST if request.method == "POST" else None,
        areas=panel.areas,
        errors_measured=reports.basis_hints(data_sets[0]),
        initial={"areas": reports.member_councils(partnership, panel)},
    )
    if form.is_valid():
        run = attempt(
            form,
            services.request_forecast,
            partnership=partnership,
            actor=request.user,
            **form.wanted(),
        )
        if run:
            return _to(request, run)
    context = {"form": form, "data_set": data_sets[0], **whose(request, partnership)}
    return render(request, "workforce/forecast_start.html", context)


def _to(request, run):
    """One's own job while it is under way; the run where somebody else asked."""
    if run.finished_at is None:
        if run.job.requested_by_id != request.user.pk:
            return redirect(run)
        return redirect("jobs:job_detail", reference=run.job.reference)
    messages.info(
        request, "This forecast has been run before with the same inputs: here it is."
    )
    return redirect(run)


@access(*READERS, about="forecast", methods=READ)
def forecast_detail(request, reference):
    run = _run(request, reference)
    if run.finished_at is None:
        return render(request, "workforce/forecast_waiting.html", {"run": run})
    data_sets = list(
        run.data_sets.select_related("source").prefetch_related("backtests")
    )
    level = ScoreLevel.SIX if len(run.areas) > 1 else ScoreLevel.COUNCIL
    check = run.checks.select_related("job").first()
    context = {
        "run": run,
        "result": reports.result_of(run),
        "assumptions": reports.assumptions_of(run),
        "scores": reports.backtest_scores(data_sets[0], level, run.basis),
        "level": level.label.lower(),
        "data_sets": data_sets,
        "code_changed": run.code_version != code_version(),
        "code_now": code_version(),
        "check": check,
        "may_rerun": request.user.has_perm("workforce.rerun_forecast", run),
    }
    return render(request, "workforce/forecast_detail.html", context)


@access(*STARTERS, about="forecast", methods=DO)
def forecast_rerun(request, reference):
    run = _run(request, reference)
    authorise(request.user, "workforce.rerun_forecast", run)
    try:
        check = services.request_check(run=run, actor=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(run)
    return redirect("jobs:job_detail", reference=check.job.reference)


@access(*STARTERS, about="forecast", methods=DO)
def forecast_retry(request, reference):
    """Ask again for a run whose job failed or was stopped."""
    run = _run(request, reference)
    authorise(request.user, "workforce.rerun_forecast", run)
    if run.job.state in services.STOPPED:
        run = services.retry_forecast(run=run, actor=request.user)
    return _to(request, run)


@access(*READERS, about="forecast", methods=READ)
def forecast_csv(request, reference):
    run = _run(request, reference)
    return csv_response(
        run.title,
        exports.HEADER,
        exports.rows_of(run),
        actor=request.user,
        what="Forecast",
    )


@access(*READERS, about="forecast", methods=READ)
def forecast_xlsx(request, reference):
    run = _run(request, reference)
    return xlsx_response(
        run.title,
        exports.HEADER,
        exports.rows_of(run),
        actor=request.user,
        what="Forecast",
    )

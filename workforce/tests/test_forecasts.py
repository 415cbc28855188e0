"""Forecast runs: what is asked, stored, shown, downloaded and computed again."""

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from core import imports, jobs
from core.choices import JobState
from core.dates import today
from core.models import Job
from partnerships.tests.factories import (
    PartnershipFactory,
    member,
    person_with,
)
from workforce import reports, services
from workforce.demo import NORTH_EAST_LONDON
from workforce.models import ForecastQuantile, ForecastRun
from workforce.tests import files
from workforce.tests.factories import ForecastRunFactory
from workforce.tests.files import csv_of, line, panel_lines, rates_lines

pytestmark = pytest.mark.django_db
START = "/workforce/forecasts/start/"
CHOICES = {"basis": "pooled", "horizon": "6", "draws": "1000", "title": ""}


def _totals(run):
    rows = run.quantiles.filter(area_code="").order_by("measure", "year")
    return [(r.measure, r.year, r.mean, r.values) for r in rows]


@pytest.mark.capability("NEL-00")
def test_a_manager_runs_six_councils_and_reads_the_result(
    load_file, sign_in, partnership, django_capture_on_commit_callbacks
):
    load_file(files.REAL.read_bytes())
    manager = person_with("programme_manager", partnership=partnership)
    client = sign_in(manager)

    asked = client.post(START, {**CHOICES, "areas": NORTH_EAST_LONDON}, follow=True)
    run = ForecastRun.objects.get()
    queued = asked.content.decode()
    jobs.run_job(run.job_id)
    page = client.get(f"/workforce/forecasts/{run.reference}/").content.decode()

    run.job.refresh_from_db()
    taken = (run.job.finished_at - run.job.started_at).total_seconds()
    assert asked.redirect_chain == [(f"/jobs/{run.job.reference}/", 302)]
    assert "Queued" in queued
    assert (run.job.state, taken < 60) == (JobState.DONE, True)
    assert page.count("app-fan__median") == 2
    for name in ("Havering", "Newham", "Redbridge", "Tower Hamlets"):
        assert name in page


@pytest.mark.capability("NEL-10")
def test_a_longer_horizon_keeps_the_first_years_as_they_were(
    figures, run_forecast, sign_in, lead
):
    five, six = run_forecast(horizon=5), run_forecast(horizon=6)

    short, long = _totals(five), _totals(six)
    client = sign_in(lead)
    shown = [
        client.get(run.get_absolute_url()).context["result"].years
        for run in (five, six)
    ]
    assert [row[1] for row in short if row[0] == "in_post"] == list(range(2023, 2028))
    assert short == [row for row in long if row[1] < 2028]
    assert (len(shown[0]), len(shown[1])) == (5, 6)
    assert shown[0] == shown[1][:5]


@pytest.mark.capability("NEL-11")
@pytest.mark.parametrize(
    ("basis", "name", "rate"),
    [
        ("latest", "Most recent year", "20.0%"),
        ("mean4", "Mean of the last four years", "14.0%"),
    ],
)
def test_the_basis_is_named_and_the_rate_it_gave_is_printed(
    basis, name, rate, load_file, run_forecast, sign_in, lead
):
    load_file(csv_of([*panel_lines(), *rates_lines()]))

    run = run_forecast(areas=["E09000009"], basis=basis)
    page = sign_in(lead).get(run.get_absolute_url()).content.decode()

    assert f"<strong>{name}</strong>" in page
    assert f"<strong>{rate}</strong>" in page
    row = reports.assumptions_of(run).rows[0]
    assert (row.latest, row.mean_of_four) == (20.0, 14.0)


@pytest.mark.capability("NEL-21")
def test_a_stored_run_computed_again_a_year_later_is_the_same(
    figures, run_forecast, sign_in, lead, time_machine_later
):
    run = run_forecast()
    client = sign_in(lead)
    time_machine_later(days=365)

    client.force_login(lead)
    client.post(f"/workforce/forecasts/{run.reference}/rerun/")
    check = run.checks.get()
    jobs.run_job(check.job_id)
    page = client.get(run.get_absolute_url()).content.decode()

    check.refresh_from_db()
    assert (check.different, check.figures) == (0, run.quantiles.count() * 20)
    assert f"every one of {check.figures} figures is the same" in page
    assert "The code has changed since" not in page


@pytest.mark.capability("NEL-21")
def test_figures_that_come_out_otherwise_and_new_code_are_said(
    figures, run_forecast, sign_in, lead
):
    run = run_forecast()
    ForecastRun.objects.filter(pk=run.pk).update(code_version="0.9 (older)")
    first = run.quantiles.filter(area_code="", measure="in_post").first()
    first.delete()
    ForecastQuantile.objects.create(
        run=run,
        measure="in_post",
        year=first.year,
        mean=first.mean * 1.01,
        values=first.values,
    )
    check = services.request_check(run=run, actor=lead)
    jobs.run_job(check.job_id)

    page = sign_in(lead).get(run.get_absolute_url()).content.decode()

    check.refresh_from_db()
    assert check.different == 1
    assert "1 of 540 figures differ, by at most 0.99%" in page
    assert "The code has changed since" in page


def test_identical_inputs_answer_the_stored_run(figures, run_forecast, sign_in, lead):
    run = run_forecast(areas=["E09000002", "E09000001"], horizon=6, draws=1000)

    response = sign_in(lead).post(
        START, {**CHOICES, "areas": ["E09000001", "E09000002"]}, follow=True
    )

    assert ForecastRun.objects.count() == 1
    assert response.redirect_chain == [(run.get_absolute_url(), 302)]
    assert "run before with the same inputs" in response.content.decode()


def test_a_stopped_run_is_started_again_by_asking_again(figures, partnership, lead):
    wanted = {
        "partnership": partnership,
        "area_codes": ["E09000001"],
        "basis": "naive",
        "horizon": 1,
        "draws": 100,
        "actor": lead,
    }
    run = services.request_forecast(**wanted)
    jobs.cancel_job(job=run.job, actor=lead)

    again = services.request_forecast(**wanted)

    assert again.pk == run.pk
    assert again.job_id != run.job_id
    assert again.job.state == JobState.QUEUED


def test_a_forecast_cannot_be_finished_twice(figures, run_forecast, lead):
    run = run_forecast()

    with pytest.raises(ValidationError, match="has its figures already"):
        services.finish_forecast(run=run, made=None, actor=lead)


def test_a_council_with_one_year_works_and_says_how_wide_it_is(
    load_file, run_forecast, sign_in, lead
):
    load_file(csv_of([*panel_lines(), line("E09000099", 2022, la_name="Newtown")]))

    run = run_forecast(areas=["E09000099"])

    page = sign_in(lead).get(run.get_absolute_url()).content.decode()
    width = run.assumptions["areas"][0]["width_percent"]
    assert f"Only 1 year of figures: the 80% range is {width:.0f}%" in page


def test_a_council_without_figures_is_refused_with_the_reason(load_file, sign_in, lead):
    empty = line("E09000099", 2022, la_name="Newtown", inpost_fte="c")
    load_file(csv_of([*panel_lines(), empty]))

    page = sign_in(lead).post(START, {**CHOICES, "areas": ["E09000099"]})

    assert "Newtown has no in-post figure in any year" in page.content.decode()
    assert ForecastRun.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("areas", [], "Choose at least one council"),
        ("areas", ["E06999999"], "There are no figures for the council E06999999"),
        ("horizon", "40", "Years ahead must be 10 or fewer"),
        ("horizon", "0", "Years ahead must be 1 or more"),
        ("horizon", "two", "Years ahead must be a whole number"),
        ("basis", "best", "Select a valid choice"),
    ],
)
def test_a_bad_request_is_refused_before_a_job_starts(
    field, value, words, figures, sign_in, lead
):
    wanted = {**CHOICES, "areas": ["E09000001"], field: value}

    page = sign_in(lead).post(START, wanted).content.decode()

    assert words in page
    assert not Job.objects.filter(kind=services.FORECAST).exists()


def test_without_data_the_page_says_what_to_do_first(sign_in, lead):
    page = sign_in(lead).get(START).content.decode()

    assert "There are no figures yet" in page


def test_member_councils_are_chosen_already(figures, partnership, sign_in, lead):
    member(partnership, gss_code="E09000003")

    page = sign_in(lead).get(START).content.decode()

    assert 'value="E09000003" checked' in page
    assert page.count(" checked") == 3  # the council, the basis, the draws


def test_the_measured_error_stands_beside_each_basis(figures, sign_in, lead):
    client = sign_in(lead)
    before = client.get(START).content.decode()
    jobs.run_job(Job.objects.get(kind=services.BACKTEST).pk)
    after = client.get(START).content.decode()

    assert before.count("is being measured") == 4
    assert after.count("out for one council") == 4
    assert figures.backtests.filter(level="la").count() == 4


def test_the_back_test_is_asked_for_once_per_data_and_code(figures, partnership):
    again = services.request_backtest(partnership=partnership, actor=None)

    assert again is None
    assert Job.objects.filter(kind=services.BACKTEST).count() == 1


def test_csv_and_xlsx_hold_the_figures_of_the_page(
    figures, run_forecast, sign_in, lead
):
    run = run_forecast()
    client = sign_in(lead)
    result = client.get(run.get_absolute_url()).context["result"]

    text = b"".join(client.get(f"{run.get_absolute_url()}csv/")).decode("utf-8-sig")
    book = load_workbook(
        io.BytesIO(b"".join(client.get(f"{run.get_absolute_url()}xlsx/")))
    )
    rows = list(csv.DictReader(io.StringIO(text)))
    head, *cells = book.active.iter_rows(values_only=True)
    sheet = [dict(zip(head, row, strict=True)) for row in cells]

    def figures_of(*cells):
        return [round(float(cell), 9) for cell in cells]

    wanted = [figures_of(y.year, y.low, y.median, y.high) for y in result.years]
    for table in (rows, sheet):
        found = [
            figures_of(r["year"], r["q10"], r["q50"], r["q90"])
            for r in table
            if (r["area"], r["measure"]) == ("all", "In post")
        ]
        assert found == wanted
    assert len(rows) == len(sheet) == run.quantiles.count()


def test_a_title_that_looks_like_a_formula_stays_words(figures, run_forecast):
    run = run_forecast(title="=cmd()")

    assert run.title == "=cmd()"
    assert reports.SHORT[run.basis][0] not in "=+-@"


def test_another_partnerships_forecast_is_not_there(figures, run_forecast, sign_in):
    run = run_forecast()
    stranger = person_with("workforce_lead", partnership=PartnershipFactory())
    client = sign_in(stranger)
    url = run.get_absolute_url()

    gets = [client.get(f"{url}{end}").status_code for end in ("", "csv/", "xlsx/")]
    posts = [client.post(f"{url}{end}").status_code for end in ("rerun/", "retry/")]

    assert (gets, posts) == ([404] * 3, [404] * 2)


def test_another_partnership_cannot_be_forecast_for(figures, sign_in, lead):
    other = PartnershipFactory()

    response = sign_in(lead).get(f"{START}?partnership={other.reference}")

    assert response.status_code == 404


@pytest.mark.parametrize(
    ("kind", "reads", "starts"),
    [
        ("workforce_lead", 200, 200),
        ("programme_manager", 200, 200),
        ("psw", 200, 403),
        ("director", 200, 403),
        ("practice_educator", 403, 403),
        ("student", 403, 403),
    ],
)
def test_who_may_read_and_who_may_start(
    kind, reads, starts, figures, run_forecast, partnership, sign_in
):
    run = run_forecast()
    scope = {"partnership": partnership}
    if kind not in ("workforce_lead", "programme_manager"):
        scope = {"organisation": member(partnership)}
    client = sign_in(person_with(kind, **scope))

    assert client.get(run.get_absolute_url()).status_code == reads
    assert client.get(START).status_code == starts
    rerun = client.post(f"{run.get_absolute_url()}rerun/").status_code
    assert rerun == (302 if starts == 200 else 403)


def test_a_withdrawn_data_set_marks_its_forecasts(figures, run_forecast, sign_in, lead):
    run = run_forecast()
    imports.undo_import(batch=figures.batch, actor=lead)

    page = sign_in(lead).get(run.get_absolute_url()).content.decode()

    assert "Out of date:" in page


def test_the_tile_gives_the_gap_and_says_how_it_is_counted(figures, run_forecast, lead):
    run = run_forecast()
    areas = run.assumptions["areas"]
    last = run.quantiles.get(area_code="", measure="in_post", year=2025)
    gap = sum(a["in_post"] + 10 for a in areas) - last.at(50)

    tile = reports.forecast_tile(viewer=lead, day=today())

    assert tile.value == f"{gap:,.0f}"
    assert tile.url == f"{run.get_absolute_url()}#gap"
    assert "in post plus vacancies" in tile.rule


def test_the_tile_without_a_forecast_says_so(lead):
    tile = reports.forecast_tile(viewer=lead, day=today())

    assert (tile.value, tile.url) == ("–", "/workforce/forecasts/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(
    count, partnership, lead, sign_in, django_assert_num_queries
):
    ForecastRunFactory.create_batch(count, partnership=partnership)
    client = sign_in(lead)

    with django_assert_num_queries(8):
        client.get("/workforce/forecasts/")


@pytest.mark.parametrize("count", [1, 8])
def test_the_result_asks_the_same_whatever_its_length(
    count, figures, run_forecast, lead, sign_in, django_assert_num_queries
):
    run = run_forecast(areas=files.CODES[:count])
    client = sign_in(lead)

    with django_assert_num_queries(11):
        client.get(run.get_absolute_url())


def test_the_command_runs_here_and_answers_json(figures, partnership, capsys):
    wanted = ["--areas", "E09000001,E09000002", "--draws", "200", "--horizon", "2"]

    call_command("forecast", *wanted, "--json")
    first = json.loads(capsys.readouterr().out)
    call_command("forecast", *wanted, "--json")
    second = json.loads(capsys.readouterr().out)

    assert (first["stored_before"], second["stored_before"]) == (False, True)
    assert first["rows"] == second["rows"]
    assert [(r["area"], r["year"]) for r in first["rows"]] == [
        (area, year)
        for area in ("all", "E09000001", "E09000002")
        for year in (2023, 2024)
    ]
    with pytest.raises(CommandError, match="no figures for a council"):
        call_command("forecast", "--areas", "E99")

"""The command that other programs use. No test here may touch the database."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from workforce.engine.forecast import forecast
from workforce.engine.panel import read_panel
from workforce.engine.tables import COLUMNS
from workforce.tests.engine_files import PUBLISHED, line, text

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def run(tmp_path):
    """``run(**options)`` returns the rows written, as dictionaries."""

    def _run(source=PUBLISHED, **options):
        out = tmp_path / "out.csv"
        asked = {"origin": 2021, "horizon": 4, "draws": 100, "seed": 7, **options}
        call_command("forecast_panel", str(source), out=out, **asked)
        with out.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return _run


def mean_of(rows, area, year):
    (found,) = [r for r in rows if (r["area"], r["year"]) == (area, str(year))]
    return float(found["mean"])


def test_every_area_has_a_row_for_every_year(run, capsys):
    rows = run()

    assert tuple(rows[0]) == COLUMNS
    assert COLUMNS[:5] == ("area", "year", "mean", "q05", "q10")
    assert COLUMNS[-1] == "q95"
    assert len(rows) == 149 * 4
    assert {row["year"] for row in rows} == {"2022", "2023", "2024", "2025"}
    areas = {row["area"] for row in rows}
    assert {"E09000001", "E06000053", "E06000059", "E06000060"} <= areas
    assert not areas & {"E10000002", "E10000009", "E06000028", "E10000021"}
    assert "Basis: pooled across councils" in capsys.readouterr().out


def test_the_rows_are_the_engines_own_figures(run):
    rows = run(draws=300)
    made = forecast(read_panel(PUBLISHED), origin=2021, horizon=4, draws=300, seed=7)

    expected = made.summary()
    means = np.array([float(row["mean"]) for row in rows]).reshape(149, 4)
    assert means == pytest.approx(expected.mean, abs=0.001)
    last = np.array([float(row["q95"]) for row in rows]).reshape(149, 4)
    assert last == pytest.approx(expected.quantiles[..., -1], abs=0.001)


@pytest.mark.capability("NEL-10")
def test_horizon_six_begins_with_the_five_years_of_horizon_five(run):
    five, six = run(horizon=5), run(horizon=6)

    assert len({row["year"] for row in five}) == 5
    assert len({row["year"] for row in six}) == 6
    assert [row for row in six if row["year"] != "2027"] == five


@pytest.mark.capability("NEL-11")
@pytest.mark.parametrize(
    ("basis", "rate", "name"),
    [
        ("latest", 0.20, "most recent year"),
        ("mean4", 0.14, "mean of the last four years"),
    ],
)
def test_the_basis_uses_20_or_14_per_cent_and_says_which(
    run, tmp_path, capsys, basis, rate, name
):
    source = tmp_path / "falling.csv"
    stock, lines = 1000.0, [line(year=2017, stock="1000", starters="x", leavers="x")]
    for year, share in enumerate((0.10, 0.12, 0.14, 0.20), start=2018):
        gone = stock * share
        stock -= gone
        lines.append(line(year=year, stock=f"{stock:.4f}", starters="0",
                          leavers=f"{gone:.4f}"))  # fmt: skip
    source.write_bytes(text(*lines))

    rows = run(source, basis=basis, horizon=1, draws=4000)

    assert float(rows[0]["q50"]) == pytest.approx(stock * (1 - rate), rel=0.01)
    assert f"Basis: {name}." in capsys.readouterr().out


def test_a_group_is_the_sum_of_its_areas_draws_and_follows_the_areas(run, tmp_path):
    groups = tmp_path / "groups.csv"
    groups.write_bytes(
        "\ufeffgroup,area\nTwo,E09000002\nTwo,E09000016\nDorset,E06000058\n"
        "Dorset,E06000059\nAll Bucks,E10000002\n".encode()
    )

    rows = run(group=groups)

    assert [row["area"] for row in rows[-12::4]] == ["Two", "Dorset", "All Bucks"]
    two = mean_of(rows, "E09000002", 2024) + mean_of(rows, "E09000016", 2024)
    assert mean_of(rows, "Two", 2024) == pytest.approx(two, abs=0.01)
    for name, area in (("Dorset", "E06000059"), ("All Bucks", "E06000060")):
        same = [list(row.values())[1:] for row in rows if row["area"] == area]
        assert [list(r.values())[1:] for r in rows if r["area"] == name] == same
    parts = [r for r in rows if r["area"] in {"E09000002", "E09000016"}]
    widths = [float(r["q90"]) - float(r["q10"]) for r in parts if r["year"] == "2025"]
    (whole,) = [r for r in rows if (r["area"], r["year"]) == ("Two", "2025")]
    assert float(whole["q90"]) - float(whole["q10"]) < sum(widths)


def test_years_after_the_origin_do_not_matter(run, tmp_path):
    spoilt = tmp_path / "spoilt.csv"
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["time_period"] == "2022":
            row.update(inpost_fte="1", starters_fte="c", leavers_fte="900", cases="z")
    with spoilt.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)

    assert run(spoilt) == run()


def test_an_area_without_a_figure_is_reported_with_its_reason(run, tmp_path, capsys):
    source = tmp_path / "gap.csv"
    source.write_bytes(
        text(line(year=2021), line("E09000003", 2022, name="Barnet"),
             line("E09000004", 2021, stock="c", name="Bexley"))
    )  # fmt: skip

    rows = run(source)

    assert {row["area"] for row in rows} == {"E09000002"}
    said = capsys.readouterr().err
    assert "No forecast: Barnet has no in-post figure up to 2021." in said
    assert "No forecast: Bexley has no in-post figure up to 2021." in said


@pytest.mark.parametrize(
    ("data", "options", "message"),
    [
        (text(line(stock="x9")), {}, "row 2, column inpost_fte"),
        (text(line(), line()), {}, "already in row 2"),
        (b"PK\x03\x04", {}, "ZIP"),
        (text(line()).decode().encode("utf-16"), {}, "UTF-16"),
        (text(line(name="Rhône")).decode().encode("latin-1"), {}, "column 6"),
        (b"a,b\n1,2\n", {}, "column time_period"),
        (text(line()), {"origin": 2000}, "begins in 2020"),
        (text(line()), {"horizon": 99}, "horizon must be"),
        (text(line()), {"draws": 0}, "draws must be"),
        (text(line(stock="c")), {}, "No area has an in-post figure"),
        (None, {}, "cannot be opened"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(tmp_path, data, options, message):
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    if data is not None:
        source.write_bytes(data)
    out.write_text("before")

    with pytest.raises(CommandError, match=message) as refusal:
        call_command("forecast_panel", str(source), out=out, **options)

    assert "\n" not in str(refusal.value)
    assert out.read_text() == "before"
    assert {path.name for path in tmp_path.iterdir()} <= {"in.csv", "out.csv"}


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ("name,area\nA,E09000002\n", "column group is missing"),
        ("group,area\nA,\n", "Row 2, column area"),
        ("group,area\nA\n", "Row 2 of the group file has 1 cells"),
        ("group,area\n", "no rows"),
        ("group,area\nA,E99999999\n", "Group “A”: The data has no area"),
        ("group,area\nE09000003,E09000002\n", "has the code of an area"),
    ],
)
def test_a_bad_group_file_is_refused(run, tmp_path, groups, message):
    path = tmp_path / "groups.csv"
    path.write_text(groups, encoding="utf-8")

    with pytest.raises(CommandError, match=message):
        run(group=path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    out = tmp_path / "nowhere" / "out.csv"

    with pytest.raises(CommandError, match=r"out\.csv cannot be written: No such"):
        call_command("forecast_panel", str(PUBLISHED), out=out, draws=10)


@pytest.mark.slow
def test_it_runs_with_no_server_and_fails_with_a_code_that_is_not_0(tmp_path):
    source = tmp_path / "in.csv"
    source.write_bytes(text(line(stock="=2+2")))
    nowhere = {
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none",
        "REDIS_URL": "redis://127.0.0.1:9/0",
        "SECRET_KEY": "only for this test, which opens no session",
    }

    def start(file, out):
        command = [sys.executable, "manage.py", "forecast_panel", str(file)]
        command += ["--out", str(out), "--draws", "20", "--settings"]
        command += ["config.settings.embedded"]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, **nowhere},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    good = start(PUBLISHED, tmp_path / "good.csv")
    bad = start(source, tmp_path / "bad.csv")
    _, good_said = good.communicate(timeout=60)
    _, bad_said = bad.communicate(timeout=60)

    assert (good.returncode, good_said) == (0, "")
    assert bad.returncode == 1
    assert bad_said.startswith("CommandError: The file has 1 faulty cell: row 2")
    assert not (tmp_path / "bad.csv").exists()

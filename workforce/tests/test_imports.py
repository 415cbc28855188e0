"""The staged import: what is read, what is refused, what twice and undo mean."""

import csv
import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import InternalError

from core import imports
from core.choices import ImportState
from core.models import ImportBatch, Upload
from partnerships.tests.factories import PartnershipFactory, person_with
from workforce.models import DataSet, IndicatorRow
from workforce.staging import RAW, stage
from workforce.tests import files
from workforce.tests.files import csv_of, line

pytestmark = pytest.mark.django_db


@pytest.mark.capability("WLLMA-02")
def test_every_published_cell_of_the_real_file_is_kept_as_it_was(load_file):
    data_set = load_file(files.REAL.read_bytes())

    rows = {
        (row.area.code, row.year): row
        for row in data_set.rows.select_related("area").filter(area__level="la")
    }
    with files.REAL.open(encoding="utf-8-sig", newline="") as file:
        published = [r for r in csv.DictReader(file) if r["new_la_code"]]
    different = [
        (cells["la_name"], cells["time_period"], name)
        for cells in published
        for name in data_set.measures
        if not _same(
            rows[cells["new_la_code"], int(cells["time_period"])].published(name),
            cells[name],
        )
    ]
    leeds = rows["E08000035", 2022]
    assert (len(published), different) == (len(rows), [])
    assert leeds.published("inpost_fte") == _cell("E08000035", "2022", "inpost_fte")


def _cell(code, year, name):
    with files.REAL.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if (row["new_la_code"], row["time_period"]) == (code, year):
                return row[name]
    return None


def _same(ours: str, theirs: str) -> bool:
    try:
        return float(ours) == float(theirs)
    except ValueError:
        return ours == theirs


def test_codes_are_missing_with_the_code_kept_and_never_nought(load_file):
    cells = {"inpost_fte": "c", "starters_fte": "x", "leavers_fte": "z"}
    cells |= {"vacancy_fte": "u", "agency_fte": "low", "cases": ""}

    data_set = load_file(csv_of([line(**cells), line("E09000002")]))

    row = data_set.rows.get(area__code="E09000001")
    assert {name: getattr(row, name) for name in cells} == dict.fromkeys(cells)
    assert row.missing == cells


def test_a_checked_file_waits_and_nothing_is_saved_before_it_is_confirmed(check_file):
    batch = check_file(csv_of([line(), line(year=2021)]))

    summary = {k: batch.summary[k] for k in ("rows", "councils", "years", "new")}
    assert batch.state == ImportState.CHECKED
    assert summary == {"rows": 2, "councils": 1, "years": [2021, 2022], "new": 2}
    assert (DataSet.objects.count(), IndicatorRow.objects.count()) == (0, 0)


GOOD = csv_of([line(), line("E09000002")])
FAULTS = {
    "formula": (
        csv_of([line(), line("E09000002", inpost_fte="=1+1")]),
        (3, "inpost_fte", "“=1+1” is a formula, not a figure"),
    ),
    "word": (
        csv_of([line(leavers_fte="many")]),
        (2, "leavers_fte", "“many” is not a number"),
    ),
    "below nought": (
        csv_of([line(vacancy_fte="-3")]),
        (2, "vacancy_fte", "-3 is below nought"),
    ),
    "year": (
        csv_of([line(year="2022/23")]),
        (2, "time_period", "“2022/23” is not a year such as 2022"),
    ),
    "twice": (
        csv_of([line(), line("E09000002"), line()]),
        (4, "new_la_code", "Council 1 in 2022 is already in row 2"),
    ),
    "region twice": (
        csv_of([line(), *[line("", geographic_level="Regional", la_name="")] * 2]),
        (4, "region_code", "London in 2022 is already in row 3"),
    ),
    "joint and apart": (
        csv_of([line("E06000061 / E06000062"), line("E06000061")]),
        (3, "new_la_code", None),
    ),
    "short row": (
        GOOD + b"2022,only two\n",
        (4, "", "2 cells where the header has 16"),
    ),
    "too large": (
        csv_of([line(cases="999999999")]),
        (2, "cases", "999999999 is too large to be a figure"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_bad_cell_is_named_by_row_and_column_and_nothing_is_saved(name, check_file):
    content, (row, column, message) = FAULTS[name]

    batch = check_file(content)

    fault = batch.row_errors.first()
    assert batch.state == ImportState.REFUSED
    assert (fault.row, fault.column) == (row, column)
    assert message is None or fault.message == message
    assert IndicatorRow.objects.count() == 0
    with pytest.raises(ValidationError, match="without faults"):
        imports.confirm_import(batch=batch, actor=None)


WHOLE = {
    "empty": (b"", "The file is empty"),
    "only a header": (csv_of([]), "header and no rows"),
    "wrong columns": (b"a,b\n1,2\n", "Row 1: the column .* is missing"),
    "column twice": (
        GOOD.replace(b"starters_fte", b"inpost_fte", 1),
        "Row 1: the column inpost_fte is there twice",
    ),
    "semicolons": (GOOD.replace(b",", b";"), "separated by commas"),
    "utf-16": (GOOD.decode().encode("utf-16"), "UTF-16"),
    "latin-1": (
        csv_of([line(la_name="Conseil né")]).decode().encode("latin-1"),
        "Row 2, column 10 is not UTF-8",
    ),
    "nul": (GOOD.replace(b"London", b"Lon\0don"), "NUL"),
    "zip named csv": (b"PK\x03\x04rest of an archive", "ZIP or an Excel workbook"),
    "gzip": (b"\x1f\x8bnonsense", "compressed"),
    "no councils": (
        csv_of([line(geographic_level="National", new_la_code="")]),
        "no local authority rows",
    ),
    "open quote": (GOOD + b'2022,"never closed', "cannot be read as CSV"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_cannot_be_used_is_refused_in_words(name, check_file, settings):
    content, words = WHOLE[name]

    with pytest.raises(ValidationError, match=words):
        check_file(content)

    assert (ImportBatch.objects.count(), Upload.objects.count()) == (0, 0)
    assert list(settings.UPLOAD_ROOT.iterdir()) == []


def test_a_file_over_the_limit_is_refused_before_it_is_read(check_file, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024

    with pytest.raises(ValidationError, match="larger than 1 MB"):
        check_file(GOOD + b"\n" * 1024 * 1024)

    assert list(settings.UPLOAD_ROOT.iterdir()) == []


def test_a_byte_order_mark_spaces_and_next_years_columns_are_taken(load_file):
    head = [*files.HEAD, "new_measure_2027"]
    content = csv_of([line(inpost_fte=" 101.5 ", new_measure_2027=3)], head)

    data_set = load_file(b"\xef\xbb\xbf" + content)

    assert data_set.rows.get().inpost_fte == 101.5
    assert data_set.batch.summary["extra_columns"] == ["new_measure_2027"]


def test_quick_and_careful_reading_give_the_same_rows(tmp_path, db):
    """The quick way may take only what the engine's reader takes as it is."""
    path = tmp_path / "real.csv"
    path.write_bytes(files.REAL.read_bytes())
    spaced = tmp_path / "spaced.csv"
    spaced.write_bytes(files.REAL.read_bytes().replace(b"31634.1", b" 31634.1"))
    found = []
    for file in (path, spaced):
        with transaction.atomic(), connection.cursor() as cursor:
            staged = stage(file)
            cursor.execute(
                "SELECT md5(string_agg(t::text, '' ORDER BY line)) FROM csww_typed t"
            )
            found.append((staged.carefully, cursor.fetchone()[0]))
            cursor.execute(f"DROP TABLE {RAW} CASCADE")

    assert [careful for careful, _ in found] == [False, True]
    assert found[0][1] == found[1][1]


def test_a_missing_year_is_a_warning_that_names_the_council(check_file):
    batch = check_file(
        csv_of([line(year=2019), line(year=2022), line("E09000002", 2020)])
    )

    assert batch.state == ImportState.CHECKED
    assert batch.summary["missing_years"] == [2021]
    assert batch.summary["gaps"] == [
        {"name": "Council 1", "code": "E09000001", "years": [2020, 2021]}
    ]


def test_the_same_file_twice_changes_nothing_and_says_so(
    load_file, sign_in, lead, settings
):
    data_set = load_file(GOOD)

    response = _upload(sign_in(lead), GOOD)

    stored = list(settings.UPLOAD_ROOT.iterdir())
    assert response.redirect_chain == [(data_set.get_absolute_url(), 302)]
    assert "is in Tandem already" in response.content.decode()
    assert (DataSet.objects.count(), len(stored)) == (1, 1)


def test_the_same_figures_in_another_file_are_not_imported_again(load_file, check_file):
    load_file(GOOD)
    batch = check_file(b"\xef\xbb\xbf" + GOOD)

    assert (batch.summary["same"], batch.summary["new"]) == (2, 0)
    with pytest.raises(ValidationError, match="Nothing has changed"):
        imports.confirm_import(batch=batch, actor=None)


def test_a_newer_file_wins_and_undo_brings_the_older_back(
    load_file, check_file, sign_in, lead
):
    load_file(GOOD)
    newer = csv_of([line(inpost_fte=120), line("E09000002"), line(year=2023)])
    batch = check_file(newer)
    assert {k: batch.summary[k] for k in ("new", "changed", "same")} == {
        "new": 1,
        "changed": 1,
        "same": 1,
    }
    newest = imports.confirm_import(batch=batch, actor=lead).data_set

    response = sign_in(lead).post(
        f"/workforce/data/{newest.reference}/undo/", follow=True
    )

    newest.refresh_from_db()
    assert newest.withdrawn_by == lead
    assert "Withdrawn on" in response.content.decode()
    assert check_file(newer + b"\n").summary["changed"] == 1
    assert newest.rows.count() == 3


def test_confirming_twice_writes_once(check_file, lead):
    batch = check_file(GOOD)

    imports.confirm_import(batch=batch, actor=lead)
    imports.confirm_import(batch=batch, actor=lead)

    assert (DataSet.objects.count(), IndicatorRow.objects.count()) == (1, 2)


def test_a_stored_file_that_was_changed_is_not_imported(check_file, lead):
    batch = check_file(GOOD)
    imports.stored_path(batch.upload).write_bytes(GOOD.replace(b"100", b"999"))

    with pytest.raises(ValidationError, match="has changed since it was checked"):
        imports.confirm_import(batch=batch, actor=lead)


def test_a_stored_figure_cannot_be_changed(figures):
    with pytest.raises(InternalError, match="never_changes"), transaction.atomic():
        figures.rows.update(inpost_fte=1)


def _upload(client, content, name="figures.csv"):
    file = io.BytesIO(content)
    file.name = name
    return client.post("/workforce/data/import/", {"file": file}, follow=True)


def test_the_page_shows_the_preview_then_imports(sign_in, lead):
    client = sign_in(lead)
    preview = _upload(client, GOOD)
    batch = ImportBatch.objects.get()

    assert "Import 2 rows" in preview.content.decode()
    done = client.post(
        f"/workforce/data/import/{batch.reference}/confirm/", follow=True
    )
    assert "2 rows have been imported" in done.content.decode()
    assert IndicatorRow.objects.count() == 2


def test_the_page_shows_fifty_faults_and_offers_them_all(sign_in, lead):
    rows = [line(f"E0900{n:04d}", inpost_fte="bad") for n in range(60)]
    client = sign_in(lead)

    page = _upload(client, csv_of(rows)).content.decode()
    url = f"/workforce/data/import/{ImportBatch.objects.get().reference}/faults/"
    listed = b"".join(client.get(url)).decode("utf-8-sig").splitlines()

    assert page.count("“bad” is not a number") == 50
    assert "60 faults found" in page
    assert len(listed) == 61


def test_a_huge_upload_is_dropped_on_its_way(sign_in, lead, settings):
    settings.UPLOAD_MAX_BYTES = 200_000

    page = _upload(sign_in(lead), b"x" * 1_000_000).content.decode()

    assert "The file is larger than" in page
    assert Upload.objects.count() == 0


def test_another_partnership_sees_neither_the_upload_nor_the_data(
    check_file, figures, sign_in
):
    batch = check_file(GOOD)
    stranger = person_with("workforce_lead", partnership=PartnershipFactory())
    client = sign_in(stranger)

    found = [
        client.get(f"/workforce/data/{figures.reference}/").status_code,
        client.post(f"/workforce/data/{figures.reference}/undo/").status_code,
        client.get(f"/workforce/data/import/{batch.reference}/").status_code,
        client.post(f"/workforce/data/import/{batch.reference}/confirm/").status_code,
    ]

    assert found == [404, 404, 404, 404]


def test_a_shared_data_set_is_read_by_all_and_undone_by_no_partnership(sign_in, lead):
    batch = imports.check_import(
        kind="csww", file=io.BytesIO(GOOD), name="x.csv", actor=None
    )
    shared = imports.confirm_import(batch=batch, actor=None).data_set
    client = sign_in(lead)

    read = client.get(f"/workforce/data/{shared.reference}/")
    undo = client.post(f"/workforce/data/{shared.reference}/undo/")

    assert (read.status_code, undo.status_code) == (200, 403)
    assert "Undo this import" not in read.content.decode()


def test_the_command_imports_and_says_what_it_did(tmp_path, capsys, db):
    path = tmp_path / "figures.csv"
    path.write_bytes(GOOD)

    call_command("import_csww", str(path), "--json")
    first = json.loads(capsys.readouterr().out)
    call_command("import_csww", str(path), "--json")
    second = json.loads(capsys.readouterr().out)

    assert (first["changed"], first["summary"]["rows"]) == (True, 2)
    assert (second["changed"], second["state"]) == (False, "confirmed")


def test_the_command_names_the_row_and_column_and_fails(tmp_path, capsys, db):
    path = tmp_path / "figures.csv"
    path.write_bytes(FAULTS["formula"][0])

    with pytest.raises(CommandError, match="Row 3, column inpost_fte: “=1"):
        call_command("import_csww", str(path))

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_csww", str(tmp_path / "absent.csv"))
    assert IndicatorRow.objects.count() == 0

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce.engine.reading import DataError, parse_figure, read_rows
from workforce.tests.engine_files import HEADER, PUBLISHED, line, text


def read(data: bytes, **how):
    header, rows, errors = read_rows(io.BytesIO(data), **how)
    return header, list(rows), [str(error) for error in errors]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("0", 0.0),
        ("12.5", 12.5),
        (" 7 ", 7.0),
        (".5", 0.5),
        *[(code, None) for code in ("c", "x", "z", "u", "low", ":", ".", "", "[c]")],
        *[(code, None) for code in ("C", "LOW", "..", "-", "~", "k", "[low]")],
    ],
)
def test_a_code_is_missing_and_never_nought(cell, value):
    assert parse_figure(cell) == value


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("=SUM(A1:A9)", "formula"),
        ("@cmd", "formula"),
        ("+1", "formula"),
        ("-cmd|' /C calc'!A0", "formula"),
        ("-3", "below nought"),
        ("twelve", "not a number"),
        ("1,234", "not a number"),
        ("1e5", "not a number"),
        ("nan", "not a number"),
        ("inf", "not a number"),
        ("١٢", "not a number"),
        ("9" * 30, "too large"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(cell, why):
    with pytest.raises(ValueError, match=why):
        parse_figure(cell)


def test_columns_are_found_by_name_with_new_ones_and_a_byte_order_mark():
    data = (
        "\ufeffla_name,a_new_measure,new_la_code,INPOST_FTE,time_period,geographic_level\r\n"
        '"Hull, City of",5,E06000010,280.7,2031,Local authority\r\n'
    )

    header, rows, errors = read(data.encode())

    assert errors == []
    assert header.extra == ("a_new_measure",)
    assert [(r.name, r.code, r.year, r.values) for r in rows] == [
        ("Hull, City of", "E06000010", 2031, {"inpost_fte": 280.7})
    ]


def test_missing_codes_are_kept_as_published():
    _, rows, _ = read(text(line(starters="c", leavers="low")))

    assert rows[0].values == {"inpost_fte": 100.0}
    assert rows[0].missing == {"starters_fte": "c", "leavers_fte": "low"}


def test_the_published_file_reads_whole():
    header, rows, errors = read_rows(PUBLISHED)
    levels = [row.level for row in rows]

    assert errors == []
    assert len(header.measures) == 22
    assert {name: levels.count(name) for name in set(levels)} == {
        "national": 6,
        "regional": 66,
        "local authority": 902,
    }


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"PK\x03\x04rest of a zip", "ZIP or an Excel workbook"),
        (b"\x1f\x8b\x08rest", "compressed"),
        ((HEADER + "\n").encode("utf-16"), "UTF-16"),
        ((HEADER + "\n").encode("utf-16-le"), "NUL"),
        (text(line(), "2020,Local\x00")[:-1], "Row 3 holds NUL"),
        (text(line(name="Rhône")).replace(b"\xc3\xb4", b"\xf4"), "Row 2, column 6"),
        (b"a;b;c\n1;2;3\n", "separated by commas"),
        (b"area,year\n1,2\n", "time_period"),
        (HEADER.replace("inpost_fte", "inpost").encode(), "inpost_fte is missing"),
        ((HEADER + ",inpost_fte\n").encode(), "inpost_fte is there twice"),
        (text('2020,"Local authority'), "Row 2 cannot be read as CSV"),
    ],
)
def test_a_file_that_is_not_the_right_kind_is_refused_in_one_sentence(data, message):
    with pytest.raises(DataError, match=message):
        read(data)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (line(stock="abc"), "row 2, column inpost_fte: “abc” is not a number"),
        (line(stock="=1+1"), "row 2, column inpost_fte: “=1+1” is a formula"),
        (line(stock="-1"), "row 2, column inpost_fte: -1 is below nought"),
        (line(year="20x0"), "row 2, column time_period: “20x0” is not a year"),
        (line(year=""), "row 2, column time_period: the year is blank"),
        (line(level="Parish"), "row 2, column geographic_level: “Parish”"),
        (line(code=""), "row 2, column new_la_code: the code is blank"),
        (line(code="=A1"), "row 2, column new_la_code: “=A1” is not an area code"),
        (line() + ",5", "row 2: 10 cells where the header has 9"),
    ],
)
def test_a_wrong_row_is_named_and_not_given_out(row, message):
    _, rows, errors = read(text(row, line(code="E09000003")))

    assert [r.code for r in rows] == ["E09000003"]
    assert len(errors) == 1
    assert errors[0].startswith(message)


def test_the_same_area_twice_in_a_year_names_both_rows():
    _, rows, errors = read(text(line(), line(year=2021), line(stock="5")))

    assert len(rows) == 2
    assert errors == [
        "row 4, column new_la_code: E09000002 in 2020 is already in row 2"
    ]


def test_a_file_over_the_limit_stops_while_it_is_read():
    many = text(*[line(code=f"E0900{i:04}") for i in range(40_000)])

    with pytest.raises(DataError, match="larger than 1 MB"):
        read(many, largest_file=1024 * 1024)


@given(st.binary(max_size=300))
def test_no_bytes_whatever_raise_anything_but_a_refusal_in_words(tail):
    try:
        _, rows, errors = read(text(line()) + tail)
    except DataError:
        return  # refused in words; any other exception fails the test
    assert len(rows) + len(errors) >= 1

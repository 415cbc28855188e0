"""Small DfE files for tests: only what a test says, the rest filled in."""

import csv
import io

from workforce.demo import FILE

REAL = FILE
HEAD = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
    "inpost_fte",
    "starters_fte",
    "leavers_fte",
    "vacancy_fte",
    "agency_fte",
    "cases",
]
CODES = [f"E0900000{n}" for n in range(1, 9)]


def line(code="E09000001", year=2022, **cells) -> dict:
    usual = {
        "time_period": year,
        "time_identifier": "Reporting year",
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": "E12000007",
        "region_name": "London",
        "old_la_code": "301",
        "new_la_code": code,
        "la_name": f"Council {code[-1:]}",
        "inpost_fte": 100,
        "starters_fte": 15,
        "leavers_fte": 15,
        "vacancy_fte": 10,
        "agency_fte": 10,
        "cases": 1600,
    }
    return {**usual, **cells}


def csv_of(lines, head=HEAD) -> bytes:
    out = io.StringIO()
    write = csv.DictWriter(out, head, lineterminator="\n", extrasaction="ignore")
    write.writeheader()
    write.writerows(lines)
    return out.getvalue().encode()


def panel_lines(codes=CODES, years=range(2017, 2023)) -> list[dict]:
    """Councils of different sizes that wobble a little, without any chance in it."""
    return [
        line(
            code,
            year,
            inpost_fte=100 + 20 * place + (7 * year + 13 * place) % 11,
            starters_fte=15 + (3 * year + place) % 5,
            leavers_fte=14 + (5 * year + place) % 6,
        )
        for place, code in enumerate(codes)
        for year in years
    ]


def rates_lines(code="E09000009", rates=(10, 12, 14, 20)) -> list[dict]:
    """A council of 100 all along whose leaver rates of the last years are these."""
    years = range(2022 - len(rates), 2023)
    return [
        line(code, year, inpost_fte=100, starters_fte=rate, leavers_fte=rate)
        for year, rate in zip(years, (rates[0], *rates), strict=True)
    ]

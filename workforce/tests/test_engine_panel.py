import io

import numpy as np
import pytest

from workforce.engine.footprints import listed
from workforce.engine.panel import read_panel
from workforce.engine.reading import DataError
from workforce.tests.engine_files import PUBLISHED, line, text


def panel_of(*lines):
    return read_panel(io.BytesIO(text(*lines)))


def stock_of(panel, code):
    return panel.stock[panel.position(code)].tolist()


def test_the_published_file_has_147_footprints_and_the_two_tiny_areas():
    panel = read_panel(PUBLISHED)

    assert len(panel.areas) == 149
    assert panel.years == (2017, 2018, 2019, 2020, 2021, 2022)
    assert not np.isnan(panel.stock).any()
    assert {area.key: area.codes for area in panel.areas if len(area.codes) > 1} == {
        "E06000060": ("E10000002", "E06000060"),
        "E06000061 / E06000062": ("E10000021", "E06000061 / E06000062"),
        "E06000059": ("E06000028", "E06000029", "E10000009", "E06000058", "E06000059"),
    }


def test_dorset_and_bournemouth_are_summed_to_one_footprint():
    panel = read_panel(PUBLISHED)

    summed = [153.2 + 93.4 + 185.7, 146.4 + 97.5 + 198.3, 253.3 + 182.1]
    assert stock_of(panel, "E10000009")[:3] == pytest.approx(summed)


def test_a_suppressed_flow_is_missing_and_the_stock_beside_it_stays():
    panel = read_panel(PUBLISHED)
    gateshead = panel.position("E08000037")

    assert np.isnan(panel.leavers[gateshead, -1])
    assert panel.stock[gateshead, -1] == 153.7


def test_a_county_that_splits_is_followed_as_the_sum_of_its_parts():
    panel = panel_of(
        line("E10000006", 2022, "250", name="Cumbria"),
        line("E06000063", 2023, "120", name="Cumberland"),
        line("E06000064", 2023, "140", name="Westmorland and Furness"),
    )

    assert panel.keys == ("E06000064",)
    assert panel.areas[0].name == "Cumbria"
    assert panel.stock.tolist() == [[250.0, 260.0]]


def test_a_year_with_one_part_of_a_footprint_is_missing():
    panel = panel_of(
        line("E10000006", 2022, "250"),
        line("E06000063", 2023, "120"),
        line("E06000064", 2023, "x"),
        line("E06000063", 2024, "125"),
    )

    assert np.isnan(panel.stock[0, 1:]).all()


def test_a_file_without_the_change_keeps_the_areas_as_published():
    panel = panel_of(line("E06000063", 2023), line("E06000064", 2023))

    assert panel.keys == ("E06000063", "E06000064")


def test_an_unlisted_change_is_found_by_the_name_that_stays():
    panel = panel_of(
        line("E06000999", 2024, "90", name="New & Old Town"),
        line("E06000998", 2023, "80", name="New and Old Town"),
    )

    assert panel.keys == ("E06000999",)
    assert panel.stock.tolist() == [[80.0, 90.0]]


def test_two_areas_of_one_name_in_the_same_years_stay_apart():
    panel = panel_of(
        line("E06000999", 2024, name="Town"), line("E06000998", 2024, name="Town")
    )

    assert len(panel.areas) == 2


def test_a_joint_return_later_published_apart_is_one_footprint():
    joint = "E09000021 / E09000027"
    panel = panel_of(
        line(joint, 2023, "125", name="Kingston / Richmond"),
        line("E09000021", 2024, "60", name="Kingston"),
        line("E09000027", 2024, "70", name="Richmond"),
    )

    assert panel.stock.tolist() == [[125.0, 130.0]]


def test_old_and_new_codes_in_one_year_are_refused():
    with pytest.raises(DataError, match=r"Row 3.*old and its new codes at once"):
        panel_of(line("E10000002", 2020), line("E06000060", 2020))


def test_a_year_left_out_is_a_column_of_missing_figures():
    panel = panel_of(line(year=2018), line(year=2020))

    assert panel.years == (2018, 2019, 2020)
    assert np.isnan(panel.stock[0]).tolist() == [False, True, False]


def test_faulty_cells_refuse_the_file_and_are_named():
    with pytest.raises(DataError, match=r"1 faulty cell: row 2, column inpost_fte"):
        panel_of(line(stock="many"))


def test_regions_and_the_nation_are_not_areas():
    with pytest.raises(DataError, match="no local authority rows"):
        panel_of(line(level="Regional", code=""))


def test_every_listed_edition_covers_its_ground_without_sharing_codes():
    codes = [code for change in listed() for e in change.editions for code in e]

    assert len(codes) == len(set(codes))
    assert all(len(change.editions) == 2 for change in listed())

import pytest
from django.template.loader import render_to_string

from core.chart_parts import nice_ticks, number, share
from core.charts import BarChart, FanChart, HeatMap, StackedBar

BANDS = [(0, "Under 50%"), (0.5, "50 to 79%"), (0.8, "80% and over")]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 100, [0, 25, 50, 75, 100]),
        (0, 9, [0, 2.5, 5, 7.5, 10]),
        (980, 1351, [900, 1000, 1100, 1200, 1300, 1400]),
        (-3, 4, [-4, -2, 0, 2, 4]),
        (0.1, 0.4, [0.1, 0.2, 0.3, 0.4]),
        (5, 5, [5, 5.25, 5.5, 5.75, 6]),
    ],
)
def test_axes_have_round_numbers_that_cover_the_values(low, high, ticks):
    assert nice_ticks(low, high) == ticks


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1234, 0, "1,234"),
        (12.5, 1, "12.5"),
        (12.0, 2, "12"),
        (100, 0, "100"),
        (None, 0, "–"),
        ("[c]", 0, "[c]"),
    ],
)
def test_numbers_use_no_digit_they_do_not_need(value, places, text):
    assert number(value, places) == text


def test_a_small_share_is_never_called_nothing():
    assert [share(0, 9), share(1, 900), share(45, 900), share(1, 0)] == [
        "0%",
        "under 1%",
        "5%",
        "0%",
    ]


def test_parts_of_a_whole_stand_side_by_side():
    chart = StackedBar.of(
        "Reviews", [("Overdue", 1, "bad"), ("Agreed", 3)], unit="reviews"
    )

    assert [(bar.start, bar.width) for bar in chart.bars] == [
        ("0.000", "25.000"),
        ("25.000", "75.000"),
    ]
    assert [bar.tone for bar in chart.bars] == ["bad", "two"]
    assert chart.sentence == "4 reviews: overdue 1, agreed 3."
    assert chart.table.rows == [["Overdue", "1", "25%"], ["Agreed", "3", "75%"]]


@pytest.mark.parametrize(
    "chart",
    [
        StackedBar.of("Chart", [("A", 1)]),
        BarChart.of("Chart", [("A", 1)]),
        HeatMap.of("Chart", ["A"], [("B", [1])], bands=BANDS),
        FanChart.of("Chart", history=[], median=[("A", 1)], bands=[]),
    ],
    ids=lambda chart: type(chart).__name__,
)
def test_each_chart_names_its_template_and_says_one_sentence(chart):
    html = render_to_string(chart.template, {"chart": chart})

    assert html.count('role="status"') == 1
    assert chart.sentence in html
    assert "<table" in html


def test_parts_of_nothing_draw_nothing():
    chart = StackedBar.of("Reviews", [("Overdue", 0)], unit="reviews")

    assert [bar.width for bar in chart.bars] == ["0.000"]
    assert "<rect" not in render_to_string(
        "components/stacked_bar.html", {"chart": chart}
    )


def test_the_longest_bar_fills_the_width():
    chart = BarChart.of(
        "Age", [("New", 12), ("Old", 3), ("Unknown", None)], unit="days"
    )

    assert [bar.width for bar in chart.bars] == ["100.000", "25.000", "0.000"]
    assert chart.sentence == "New has the most: 12 days; Old has the fewest: 3."
    assert chart.bars[2].text == "–"


def test_bars_that_share_the_most_are_named_together():
    chart = BarChart.of("Age", [("New", 5), ("Middling", 2), ("Old", 5)])

    assert chart.sentence == (
        "New and Old have the most: 5; Middling has the fewest: 2."
    )


def test_a_heat_map_shades_by_band_and_marks_what_is_missing():
    chart = HeatMap.of(
        "Attendance",
        ["Sep", "Oct", "Nov", "Dec"],
        [("North", [0.49, 0.5, (0.8, "/open"), None]), ("South", ["[c]", 1, 0, 0.79])],
        bands=BANDS,
        missing="No session",
    )

    cells = [[(cell.text, cell.band) for cell in row[2]] for row in chart.rows]
    assert cells == [
        [("49%", "1"), ("50%", "3"), ("80%", "5"), ("–", "none")],
        [("[c]", "code"), ("100%", "5"), ("0%", "1"), ("79%", "3")],
    ]
    assert chart.rows[0][2][2].url == "/open"
    assert chart.legend == [
        ("1", "Under 50%"),
        ("3", "50 to 79%"),
        ("5", "80% and over"),
        ("none", "No session"),
    ]
    assert chart.sentence == "From 0% (South) to 100% (South)."


def fan(**changes):
    given = {
        "history": [("2021", 90.0), ("2022", None), ("2023", 100.0)],
        "median": [("2024", 105.0), ("2025", 110.0)],
        "bands": [
            ("50%", [(103, 107), (105, 115)]),
            ("80%", [(100, 110), (100, 120)]),
        ],
        "unit": "social workers",
    }
    return FanChart.of("Staff", **{**given, **changes})


def test_a_fan_is_drawn_widest_band_first_from_the_last_observed_figure():
    frame = fan().frames[0]

    assert [shade for shade, _ in frame.bands] == [2, 3]
    assert frame.bands[0][1] == "M400 222.7L568 125.3L736 28L736 222.7L568 222.7Z"
    assert frame.history == "M64 320M400 222.7"
    assert frame.median.startswith("M400 222.7L568")
    assert frame.divider == "484"
    assert [dot.x for dot in frame.dots] == ["64", "400"]


def test_the_edges_of_a_fan_stay_inside_its_frame():
    for frame in fan().frames:
        ys = [float(tick.at) for tick in frame.y_ticks]
        assert min(ys) == frame.top
        assert max(ys) == frame.bottom
        xs = [float(tick.at) for tick in frame.x_ticks]
        assert xs[-1] == frame.right


def test_a_narrow_fan_drops_labels_but_never_the_last():
    years = [str(year) for year in range(2010, 2024)]
    chart = fan(history=[(year, 90.0) for year in years])

    narrow = chart.frames[1]

    assert [tick.text for tick in narrow.x_ticks] == ["2013", "2017", "2021", "2025"]


def test_a_fan_says_what_it_shows_and_where_its_scale_starts():
    chart = fan()

    assert chart.sentence == (
        "Staff: 100 social workers in 2023; the middle of the forecast is 110 in 2025, "
        "with 50% of outcomes from 105 to 115."
    )
    assert chart.scale_note == "The scale starts at 90."
    assert fan(from_zero=True).scale_note == ""


def test_the_table_of_a_fan_holds_every_number_drawn():
    assert fan().table.rows == [
        ["2021", "90", "–", "–", "–", "–", "–"],
        ["2022", "–", "–", "–", "–", "–", "–"],
        ["2023", "100", "–", "–", "–", "–", "–"],
        ["2024", "–", "105", "103", "107", "100", "110"],
        ["2025", "–", "110", "105", "115", "100", "120"],
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"history": []},
        {"history": [("2023", None)]},
        {"bands": []},
        {"history": [], "median": [("2024", 1.0)], "bands": [("80%", [(1.0, 1.0)])]},
    ],
)
def test_a_fan_can_be_drawn_from_little(changes):
    chart = fan(**changes)

    html = render_to_string("components/fan_chart.html", {"chart": chart})

    assert chart.sentence in html
    assert "nan" not in html.lower()


def test_a_fan_without_a_forecast_says_so():
    assert fan(median=[], bands=[]).sentence == "Staff: there is no forecast to show."

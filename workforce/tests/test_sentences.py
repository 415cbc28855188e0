"""The sentence under the fan chart."""

import pytest

from workforce import reports


@pytest.mark.parametrize(
    ("base", "median", "words"),
    [
        (502.1, 501.8, "about the same as"),
        (502.1, 540.0, "up 7.5% from"),
        (502.1, 480.0, "down 4.4% from"),
        (502.1, 502.1, "the same as"),
    ],
)
def test_a_change_that_rounding_hides_is_not_called_a_change(base, median, words):
    row = reports.CouncilRow(
        name="All together",
        code="",
        base=base,
        base_year=2022,
        median=median,
        low=400.0,
        high=600.0,
        change=100 * (median / base - 1),
        width_note="",
    )

    assert reports._moved(row) == words

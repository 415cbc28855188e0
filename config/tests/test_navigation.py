import pytest

from config.navigation import section_of

URLS = ["/", "/hubs/", "/hubs/attendance/", "/placements/"]


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", "/"),
        ("/hubs/", "/hubs/"),
        ("/hubs/abc/", "/hubs/"),
        ("/hubs/attendance/", "/hubs/attendance/"),
        ("/hubs/attendance/week/", "/hubs/attendance/"),
        ("/help", ""),
    ],
)
def test_a_page_stands_in_one_section(path, section):
    assert section_of(URLS, path) == section

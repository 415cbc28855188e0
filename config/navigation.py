"""The service navigation: one entry per section a role may open."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, resolve, reverse


@dataclass(frozen=True, slots=True)
class Section:
    label: str
    url: str
    is_current: bool


ENTRIES = [
    ("Home", "home"),
    ("Dashboard", "dashboard"),
    ("Placements", "placements:placement_list"),
    ("Reviews", "placements:review_list"),
    ("Issues", "placements:issue_list"),
    ("Practice educators", "placements:educator_list"),
    ("My hub", "hubs:my_hub"),
    ("Hubs", "hubs:hub_list"),
    ("Hub attendance", "hubs:attendance"),
    ("Involvement", "suc:task_list"),
    ("My invitations", "suc:invitation_list"),
    ("Forecasts", "workforce:forecast_list"),
    ("Data", "workforce:dataset_list"),
]


def sections_for(user, path: str) -> list[Section]:
    """Entries whose view admits this person, in the order above."""
    open_to = []
    for label, name in ENTRIES:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        access = getattr(resolve(url).func, "access", None)
        if access is not None and access.admits(user):
            open_to.append((label, url))
    here = section_of([url for _, url in open_to], path)
    return [Section(label, url, url == here) for label, url in open_to]


def section_of(urls: list[str], path: str) -> str:
    """The one section a page stands in: the longest address that begins its own."""
    home = reverse("home")
    inside = [
        url for url in urls if path == url or (url != home and path.startswith(url))
    ]
    return max(inside, key=len, default="")

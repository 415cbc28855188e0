"""Lists, tiles, exports and the other pages: who sees which rows."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnerships.choices import RoleKind, Sector
from partnerships.tests.factories import (
    RoleFactory,
    ServiceFactory,
    TeamFactory,
    person_with,
)
from placements import services
from placements.choices import CheckpointKind, IssueState, Party
from placements.models import PlacementIssue
from placements.reports import needs_you, tiles
from placements.tests.conftest import NOT_FINE, make_place, submit
from placements.tests.factories import (
    PlacementIssueFactory,
    PracticeEducatorFactory,
    SettingFactory,
)

DUE = dt.date(2026, 10, 5)
LISTS = ("placement_list", "review_list", "issue_list")
FOUR_WEEK = CheckpointKind.FOUR_WEEK


def rows_of(client, name, **query):
    response = client.get(reverse(f"placements:{name}"), query)
    assert response.status_code == 200
    return list(response.context["found"].qs)


def file_rows(client, name, **query):
    response = client.get(reverse(f"placements:{name}"), query)
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def people(place, placement):
    return {
        "manager": (place.manager, True),
        "lead": (place.lead, True),
        "coordinator": (place.coordinator, True),
        "psw": (person_with(RoleKind.PSW, organisation=place.council), True),
        "educator": (place.educator.person, True),
        "student": (placement.student.person, True),
        "university": (
            person_with(RoleKind.UNIVERSITY_LEAD, organisation=place.university),
            True,
        ),
        "tutor": (person_with(RoleKind.TUTOR, organisation=place.university), True),
        "team": (
            person_with(RoleKind.TEAM_MANAGER, team=placement.host_team),
            True,
        ),
        "other team": (
            person_with(
                RoleKind.TEAM_MANAGER,
                team=TeamFactory(service=placement.host_service),
            ),
            False,
        ),
        "other student": (place.student().person, False),
        "supervisor of nobody": (
            person_with(RoleKind.SITE_SUPERVISOR, team=placement.host_team),
            False,
        ),
    }


def test_who_sees_a_placement_its_reviews_and_issues(place, elsewhere, client, on):
    on(DUE)
    placement = place.placement()
    issue = PlacementIssueFactory(placement=placement, owner=place.lead)
    review = placement.checkpoints.get(kind=FOUR_WEEK)
    urls = [row.get_absolute_url() for row in (placement, review, issue)]
    cast = people(place, placement)
    for name in ("manager", "lead", "coordinator"):
        cast[f"{name} elsewhere"] = (getattr(elsewhere, name), False)

    seen = {}
    for name, (person, _) in cast.items():
        client.force_login(person)
        seen[name] = [client.get(url).status_code for url in urls]
        for listed in LISTS:
            found = bool(rows_of(client, listed))
            seen[name].append(found)

    yes, no = [200] * 3 + [True] * 3, [404] * 3 + [False] * 3
    assert seen == {name: yes if may else no for name, (_, may) in cast.items()}


def test_a_role_that_ended_yesterday_opens_nothing(place, sign_in, on):
    on(DUE)
    placement = place.placement()
    role = place.lead.roles.get()
    role.ends_on = DUE - dt.timedelta(days=1)
    role.save()

    assert sign_in(place.lead).get(placement.get_absolute_url()).status_code == 403


def test_directors_have_no_rows(place, sign_in, on):
    on(DUE)
    director = person_with(RoleKind.DIRECTOR, organisation=place.council)

    response = sign_in(director).get(reverse("placements:placement_list"))

    assert response.status_code == 403


@pytest.mark.capability("PEER-97")
def test_a_role_limited_to_children_has_no_adults_rows_anywhere(place, client, on):
    on(DUE)
    adults = ServiceFactory(organisation=place.council, sector=Sector.ADULTS)
    hidden = place.placement(
        setting=SettingFactory(team=TeamFactory(service=adults)),
        practice_educator=None,
    )
    shown = place.placement()
    for one in (hidden, shown):
        PlacementIssueFactory(placement=one, owner=place.lead)
    limited = RoleFactory(
        kind=RoleKind.UNIVERSITY_LEAD,
        organisation=place.university,
        sector=Sector.CHILDREN,
    ).person
    client.force_login(limited)

    references = {
        "placement_list": {shown.reference},
        "review_list": set(shown.checkpoints.values_list("reference", flat=True)),
        "issue_list": set(shown.issues.values_list("reference", flat=True)),
    }
    for name, expected in references.items():
        assert {row["reference"] for row in rows_of(client, name)} == expected
        export = name.replace("_list", "_export_csv")
        assert {row["Reference"] for row in file_rows(client, export)} == expected
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(shown.get_absolute_url()).status_code == 200


def all_tiles(viewer, day):
    for tile in tiles(viewer=viewer, day=day):
        yield tile
        yield from tile.parts


@pytest.mark.capability("PEER-56")
def test_every_tile_opens_a_list_of_exactly_its_rows(place, client, on):
    day = DUE + dt.timedelta(days=2)
    for starts_on in (DUE - dt.timedelta(28), DUE - dt.timedelta(21), DUE):
        place.placement(starts_on=starts_on, day=day)
    later = place.placement(starts_on=DUE + dt.timedelta(weeks=5), day=day)
    services.end_placement_early(placement=place.placement(), actor=place.lead)
    for age in (1, 20, 40, 41):
        raised = day - dt.timedelta(days=age)
        PlacementIssueFactory(
            placement=later,
            owner=place.lead,
            raised_on=raised,
            due_on=raised + dt.timedelta(days=14),
        )
    PracticeEducatorFactory(
        partnership=place.partnership,
        service=place.setting.team.service,
        employer=place.council,
    )
    on(day)
    client.force_login(place.manager)

    counted = {}
    for tile in all_tiles(place.manager, day):
        response = client.get(tile.url)
        found = response.context["found"]
        counted[tile.label] = (int(tile.value), found.qs.count())
        for name, value in found.chosen.items():
            assert str(found.form[name].value()) == value

    assert all(value == rows for value, rows in counted.values())
    assert {label: value for label, (value, _) in counted.items()} == {
        "Placements under way": 3,
        "Planned": 1,
        "Under way": 3,
        "Complete": 0,
        "Ended early": 1,
        "Reviews overdue": 1,
        "Reviews due by 21 Oct": 1,
        "Open issues": 4,
        "Up to 14 days": 1,
        "15 to 28 days": 1,
        "More than 28 days": 2,
        "Educators with a free place": 1,
        "With a student now": 1,
        "All practice educators": 2,
    }


def test_overdue_reviews_come_first_and_filters_narrow(place, client, on):
    on(DUE + dt.timedelta(days=1))
    place.placement()
    client.force_login(place.lead)

    assert [row["status"] for row in rows_of(client, "review_list")] == [
        "overdue",
        "later",
        "later",
    ]
    assert len(rows_of(client, "review_list", kind="end")) == 1
    assert len(rows_of(client, "review_list", la=place.council.reference)) == 3
    assert len(rows_of(client, "review_list", due="any")) == 3


def test_a_foreign_organisation_in_the_address_filters_nothing_in(
    place, elsewhere, client, on
):
    """A reference of another partnership is refused as a choice."""
    on(DUE)
    place.placement()
    client.force_login(place.lead)
    address = reverse("placements:review_list")

    response = client.get(address, {"la": elsewhere.council.reference})

    assert response.context["found"].form.errors
    assert elsewhere.council.name not in response.content.decode()


QUERIES = {
    "placement_list": 10,
    "review_list": 10,
    "issue_list": 10,
    "educator_list": 9,
    "review_export_csv": 9,
    "placement_detail": 12,
    "review_detail": 9,
}


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_queries_for_one_row_and_for_three(place, client, on, count):
    on(DUE)
    for _ in range(count):
        placement = place.placement()
        PlacementIssueFactory(placement=placement, owner=place.lead)
    for _ in range(count - 1):
        PlacementIssueFactory(placement=placement, owner=place.lead)
    client.force_login(place.lead)
    review = placement.checkpoints.get(kind=FOUR_WEEK)
    named = {"placement_detail": placement, "review_detail": review}

    client.get(reverse("placements:placement_list"))  # the session's first visit
    asked = {}
    for name in QUERIES:
        row = named.get(name)
        args = [row.reference] if row else []
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(f"placements:{name}", args=args))
        asked[name] = len(queries)

    assert asked == QUERIES


def test_what_needs_a_lead_becomes_one_line_when_it_is_much(place):
    for _ in range(6):
        PlacementIssueFactory(placement=place.placement(), owner=place.lead)

    needs = needs_you(viewer=place.lead, day=DUE + dt.timedelta(days=30))

    assert [need.title for need in needs] == [
        "6 reviews are overdue",
        "6 open issues are yours",
    ]


def test_a_lead_raises_an_issue_for_the_coordinator(place, client, on):
    on(DUE)
    placement = place.placement()
    client.force_login(place.lead)

    client.post(
        reverse("placements:issue_add", args=[placement.reference]),
        {
            "area": "support",
            "summary": "No desk.",
            "owner": place.coordinator.reference,
            "due_on_0": "9",
            "due_on_1": "10",
            "due_on_2": "2026",
        },
    )

    issue = PlacementIssue.objects.get()
    assert (issue.owner, issue.due_on) == (place.coordinator, dt.date(2026, 10, 9))
    assert issue.source == "lead"


def test_a_student_cannot_choose_the_owner(place, client, on):
    on(DUE)
    placement = place.placement()
    client.force_login(placement.student.person)

    client.post(
        reverse("placements:issue_add", args=[placement.reference]),
        {
            "area": "support",
            "summary": "No desk.",
            "owner": placement.student.person.reference,
        },
    )

    assert PlacementIssue.objects.get().owner == place.lead


def test_a_stranger_as_owner_is_refused(place, elsewhere, client, on):
    on(DUE)
    placement = place.placement()
    client.force_login(place.lead)

    response = client.post(
        reverse("placements:issue_add", args=[placement.reference]),
        {"area": "support", "summary": "x", "owner": elsewhere.lead.reference},
    )

    assert "owner" in response.context["form"].errors
    assert PlacementIssue.objects.count() == 0


def test_only_who_answers_for_an_issue_resolves_it(place, client, on):
    on(DUE)
    placement = place.placement()
    issue = PlacementIssueFactory(placement=placement, owner=place.lead)
    url = reverse("placements:issue_resolve", args=[issue.reference])
    university = person_with(RoleKind.UNIVERSITY_LEAD, organisation=place.university)
    answers = {}
    for name, person in {
        "university": university,
        "student": placement.student.person,
        "coordinator": place.coordinator,
    }.items():
        client.force_login(person)
        answers[name] = client.post(url, {"resolution": "Done."}).status_code

    issue.refresh_from_db()
    assert answers == {"university": 403, "student": 403, "coordinator": 302}
    assert (issue.state, issue.resolved_by) == (IssueState.RESOLVED, place.coordinator)


def test_resolving_without_saying_how_is_refused(place, client, on):
    on(DUE)
    issue = PlacementIssueFactory(placement=place.placement(), owner=place.lead)
    client.force_login(place.lead)

    response = client.post(
        reverse("placements:issue_resolve", args=[issue.reference]), {"resolution": ""}
    )

    assert "Say how it was resolved" in response.content.decode()


def test_an_export_neutralises_formulas(place, client, on):
    on(DUE)
    PlacementIssueFactory(
        placement=place.placement(), owner=place.lead, summary="=HYPERLINK(1)"
    )
    client.force_login(place.lead)

    rows = file_rows(client, "issue_export_csv")

    assert [row["Issue"] for row in rows] == ["'=HYPERLINK(1)"]


def test_an_issue_of_a_hidden_part_is_hidden_even_from_an_educator_who_leads(
    place, client, on
):
    on(DUE)
    placement = place.placement()
    RoleFactory(
        person=place.educator.person,
        kind=RoleKind.PRACTICE_EDUCATION_LEAD,
        organisation=place.council,
    )
    submit(placement, FOUR_WEEK, Party.STUDENT, NOT_FINE)
    client.force_login(place.educator.person)

    assert rows_of(client, "issue_list") == []


def test_a_placement_in_adults_services_has_its_own_lead_when_there_is_one(place):
    other = make_place(place.partnership, Sector.ADULTS)
    adults_lead = RoleFactory(
        kind=RoleKind.PRACTICE_EDUCATION_LEAD,
        organisation=other.council,
        sector=Sector.ADULTS,
    ).person
    placement = other.placement()

    issue = services.add_issue(
        placement=placement,
        source="lead",
        area="other",
        summary="x",
        actor=other.manager,
    )

    assert issue.owner == adults_lead

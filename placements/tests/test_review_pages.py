"""The practice educator's journey, through the pages."""

import datetime as dt

import pytest
from django.urls import reverse

from config import reports as config_reports
from core.models import Message
from partnerships.choices import RoleKind
from partnerships.tests.factories import person_with
from placements import services
from placements.choices import CheckpointKind, Party, PlacementRole
from placements.models import CheckpointPart, PlacementIssue
from placements.reports import my_reviews, needs_you
from placements.tests.conftest import FINE, NOT_FINE, part_of, submit

FOUR_WEEKS, DUE = CheckpointKind.FOUR_WEEK, dt.date(2026, 10, 5)
EDUCATOR, STUDENT = Party.PRACTICE_EDUCATOR, Party.STUDENT


def record_url(part):
    return reverse("placements:review_record", args=[part.reference])


def page(client, url) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")


@pytest.mark.capability("D2N2-04")
def test_the_placement_page_shows_the_three_worked_dates(place, sign_in, on):
    placement = place.placement()
    on(dt.date(2026, 9, 8))

    shown = page(sign_in(place.lead), placement.get_absolute_url())

    assert "Due 5 October 2026" in shown
    assert "Due 13 November 2026" in shown
    assert "Due 22 January 2027" in shown


@pytest.mark.capability("D2N2-05")
def test_recording_an_absence_moves_midway_and_end(place, sign_in, on):
    placement = place.placement()
    on(dt.date(2026, 9, 25))
    client = sign_in(placement.student.person)

    response = client.post(
        reverse("placements:absence_add", args=[placement.reference]),
        {
            "first_day_0": "21",
            "first_day_1": "9",
            "first_day_2": "2026",
            "last_day_0": "25",
            "last_day_1": "9",
            "last_day_2": "2026",
            "half_days": "2",
            "reason": "sickness",
        },
    )
    shown = page(client, placement.get_absolute_url())

    assert response.url == placement.get_absolute_url()
    assert "Due 5 October 2026" in shown
    assert "Due 20 November 2026" in shown
    assert "Due 29 January 2027" in shown
    assert "10 of 100 days" in shown


@pytest.mark.capability("D2N2-05")
def test_removing_an_absence_moves_the_dates_back(place, sign_in, on):
    placement = place.placement()
    missed = services.record_absence(
        placement=placement,
        first_day=dt.date(2026, 9, 21),
        last_day=dt.date(2026, 9, 21),
        reason="leave",
        actor=placement.student.person,
    )
    on(dt.date(2026, 9, 25))
    client = sign_in(place.educator.person)

    client.post(reverse("placements:absence_remove", args=[missed[0].reference]))

    assert "Due 13 November 2026" in page(client, placement.get_absolute_url())


@pytest.mark.capability("D2N2-06")
def test_a_review_without_support_is_refused_and_names_it(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)
    client = sign_in(place.educator.person)
    answers = {k: v for k, v in FINE.items() if k != "support_rating"}

    refused = client.post(record_url(part), answers)
    part.refresh_from_db()

    assert "Say how support is going" in refused.content.decode()
    assert part.locked_at is None

    accepted = client.post(record_url(part), FINE)
    part.refresh_from_db()

    assert accepted.url == reverse("placements:review_done", args=[part.reference])
    assert part.locked_at is not None


@pytest.mark.parametrize("missing", ["opportunities", "support", "performance"])
def test_each_empty_section_is_named(place, sign_in, on, missing):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)
    answers = {k: v for k, v in FINE.items() if not k.startswith(missing)}

    refused = sign_in(place.educator.person).post(record_url(part), answers)

    errors = refused.context["form"].errors
    verb = "are" if missing == "opportunities" else "is"
    assert errors == {f"{missing}_rating": [f"Say how {missing} {verb} going"]}


@pytest.mark.capability("D2N2-07")
def test_a_review_shows_every_part_and_completes_with_the_last(place, sign_in, on):
    placement = place.placement()
    supervisor = person_with(RoleKind.SITE_SUPERVISOR, team=placement.host_team)
    tutor = person_with(RoleKind.TUTOR, organisation=place.university)
    for role, person in (
        (PlacementRole.SITE_SUPERVISOR, supervisor),
        (PlacementRole.TUTOR, tutor),
    ):
        services.add_placement_person(
            placement=placement,
            role=role,
            person=person,
            starts_on=placement.starts_on,
            actor=place.lead,
        )
    CheckpointPart.objects.filter(checkpoint__placement=placement).update(
        is_required=True
    )
    on(DUE)
    review = placement.checkpoints.get(kind=FOUR_WEEKS)
    people = {
        Party.STUDENT: placement.student.person,
        Party.PRACTICE_EDUCATOR: place.educator.person,
        Party.AGENCY: supervisor,
        Party.UNIVERSITY: tutor,
    }
    seen = []
    for party, person in people.items():
        sign_in(person).post(record_url(part_of(placement, FOUR_WEEKS, party)), FINE)
        shown = sign_in(place.lead).get(review.get_absolute_url()).context["shown"]
        done = [part.party for part in shown.parts if part.submitted_at]
        seen.append((done, shown.status))

    assert seen == [
        (["Student"], "Due soon"),
        (["Student", "Practice educator"], "Due soon"),
        (["Student", "Practice educator", "Agency"], "Due soon"),
        (["Student", "Practice educator", "Agency", "University"], "Complete"),
    ]


@pytest.mark.capability("D2N2-08")
def test_what_is_not_fine_becomes_an_issue_that_is_carried_and_resolved(
    place, sign_in, on
):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)
    sign_in(place.educator.person).post(record_url(part), NOT_FINE)
    words = NOT_FINE["support_problem"]

    listed = sign_in(place.lead).get(reverse("placements:issue_list"))
    row = next(iter(listed.context["table"].data))

    assert row["summary"] == words
    assert row["owner_name"] == place.lead.name
    assert row["due_on"] == DUE + dt.timedelta(days=14)

    midway = placement.checkpoints.get(kind=CheckpointKind.MIDWAY)
    on(midway.due_on)
    client = sign_in(place.lead)
    assert "Open from before" in page(client, midway.get_absolute_url())

    issue = PlacementIssue.objects.get()
    client.post(
        reverse("placements:issue_resolve", args=[issue.reference]),
        {"resolution": "Supervision is now every Monday."},
    )
    shown = page(client, issue.get_absolute_url())

    assert f"13 November 2026 by {place.lead}" in shown
    assert "Supervision is now every Monday." in shown
    assert "Open from before" not in page(client, midway.get_absolute_url())


@pytest.mark.capability("D2N2-11")
@pytest.mark.capability("CARD-03")
def test_two_due_reviews_come_first_and_a_submitted_one_leaves(place, sign_in, on):
    first, second = place.placement(), place.placement()
    on(DUE)
    client = sign_in(place.educator.person)
    part = part_of(first, FOUR_WEEKS, EDUCATOR)

    before = page(client, reverse("home"))
    client.post(record_url(part), FINE)
    after = page(client, reverse("home"))

    other = record_url(part_of(second, FOUR_WEEKS, EDUCATOR))
    assert (record_url(part) in before, other in before) == (True, True)
    assert (record_url(part) in after, other in after) == (False, True)
    done = page(client, reverse("placements:review_done", args=[part.reference]))
    assert other in done
    review = sign_in(place.lead).get(part.checkpoint.get_absolute_url())
    shown = {p.party: bool(p.submitted_at) for p in review.context["shown"].parts}
    assert shown["Practice educator"] is True


@pytest.mark.capability("PEER-55")
def test_the_home_page_says_nothing_needs_you_until_something_does(place, sign_in, on):
    place.placement()
    client = sign_in(place.educator.person)

    on(dt.date(2026, 9, 8))
    assert "Nothing needs you" in page(client, reverse("home"))

    on(DUE)
    client = sign_in(place.educator.person)
    assert "1 thing needs you" in page(client, reverse("home"))


@pytest.mark.capability("D2N2-12")
def test_an_overdue_review_shows_to_three_and_is_chased_once(place, sign_in, on):
    placement = place.placement()
    submit(placement, FOUR_WEEKS, STUDENT)
    day = DUE + dt.timedelta(days=1)
    on(day)
    review = placement.checkpoints.get(kind=FOUR_WEEKS)

    for person in (place.educator.person, place.lead, place.coordinator):
        needs = config_reports.needs_you(viewer=person, day=day)
        assert [need.is_overdue for need in needs] == [True]
        assert "Overdue" in page(sign_in(person), reverse("home"))

    first = services.chase_overdue_reviews(day=day, actor=None)
    second = services.chase_overdue_reviews(day=day, actor=None)

    assert (first, second) == (1, 0)
    message = Message.objects.get()
    assert message.recipient == place.educator.person
    assert message.about == review.reference
    assert services.chase_overdue_reviews(day=day + dt.timedelta(1), actor=None) == 1


def test_each_missing_person_is_reminded_and_nobody_else(place, on):
    place.placement()

    services.chase_overdue_reviews(day=DUE + dt.timedelta(days=1), actor=None)

    reminded = set(Message.objects.values_list("recipient__student__pk", flat=True))
    assert len(reminded) == 2
    assert not Message.objects.filter(
        recipient__in=[place.lead, place.coordinator]
    ).exists()


def test_nobody_is_reminded_on_the_day_itself(place):
    place.placement()

    assert services.chase_overdue_reviews(day=DUE, actor=None) == 0


def test_the_parts_stay_hidden_from_each_other_until_both_are_in(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    review = placement.checkpoints.get(kind=FOUR_WEEKS)
    submit(placement, FOUR_WEEKS, EDUCATOR, NOT_FINE)
    words = NOT_FINE["support_problem"]
    student, educator = placement.student.person, place.educator.person
    urls = (
        review.get_absolute_url(),
        placement.get_absolute_url(),
        reverse("placements:issue_list"),
        reverse("placements:issue_export_csv"),
    )

    for url in urls:
        response = sign_in(student).get(url)
        body = b"".join(response) if response.streaming else response.content
        assert words.encode() not in body
    issue = PlacementIssue.objects.get()
    assert sign_in(student).get(issue.get_absolute_url()).status_code == 404
    assert words in page(sign_in(educator), review.get_absolute_url())

    submit(placement, FOUR_WEEKS, STUDENT)

    assert words in page(sign_in(student), review.get_absolute_url())
    assert sign_in(student).get(issue.get_absolute_url()).status_code == 200


def test_a_draft_is_kept_and_nobody_else_reads_it(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)
    client = sign_in(place.educator.person)
    draft = {"support_rating": "not_fine", "support_problem": "Half a thought"}

    saved = client.post(
        reverse("placements:review_save_draft", args=[part.reference]), draft
    )
    again = page(client, record_url(part))
    part.refresh_from_db()

    assert saved.url == reverse("home")
    assert "Half a thought" in again
    assert part.locked_at is None
    assert PlacementIssue.objects.count() == 0
    for other in (placement.student.person, place.lead):
        assert "Half a thought" not in page(
            sign_in(other), part.checkpoint.get_absolute_url()
        )


def test_opening_a_review_writes_nothing(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)

    page(sign_in(place.educator.person), record_url(part))

    part.refresh_from_db()
    assert part.response is None


def test_a_refused_review_keeps_what_was_typed(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    part = part_of(placement, FOUR_WEEKS, EDUCATOR)

    refused = sign_in(place.educator.person).post(
        record_url(part), {"comment_words": "She writes well."}
    )

    assert "She writes well." in refused.content.decode()


def test_a_second_submission_changes_nothing(place, sign_in, on):
    placement = place.placement()
    on(DUE)
    part = submit(placement, FOUR_WEEKS, EDUCATOR)

    response = sign_in(place.educator.person).post(record_url(part), NOT_FINE)

    assert response.url == part.checkpoint.get_absolute_url()
    assert PlacementIssue.objects.count() == 0


def test_what_is_due_later_does_not_need_anybody_yet(place):
    placement = place.placement()

    assert needs_you(viewer=place.educator.person, day=placement.starts_on) == []
    assert my_reviews(viewer=place.lead, day=DUE) == []

"""Who may open what, how many queries it takes, and what the lists show."""

import csv
import io

import pytest
import time_machine
from django.urls import reverse

from accounts.tests.factories import PersonFactory
from core.models import AuditEntry
from partnerships.choices import RoleKind
from partnerships.tests.factories import PartnershipFactory, member, person_with
from suc.choices import InvitationState
from suc.tests.factories import (
    ChangeMadeFactory,
    ContributorFactory,
    ExpertiseFactory,
    InvitationFactory,
    InvolvementFactory,
    PaymentFactory,
    TaskFactory,
    active_member,
    coordinator,
    manager,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("_in_november"),
]
EVERYONE = {"coordinator": 200, "manager": 200, "member": 403, "student": 403}
LEAD = {**EVERYONE, "manager": 403}
OWN = {"coordinator": 403, "manager": 403, "member": 200, "student": 403}


@pytest.fixture
def _in_november():
    with time_machine.travel("2026-11-13 10:00+00:00", tick=False):
        yield


@pytest.fixture
def partnership():
    return PartnershipFactory()


def person(kind, partnership):
    return {
        "coordinator": coordinator,
        "manager": manager,
        "member": lambda p: active_member(p).person,
        "student": lambda p: person_with(RoleKind.STUDENT, organisation=member(p)),
    }[kind](partnership)


@pytest.mark.parametrize("kind", list(EVERYONE))
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("task_list", EVERYONE),
        ("contributor_list", EVERYONE),
        ("payment_list", EVERYONE),
        ("payment_export_csv", EVERYONE),
        ("payment_export_xlsx", EVERYONE),
        ("invitation_waiting", EVERYONE),
        ("task_add", LEAD),
        ("contributor_add", LEAD),
        ("invitation_list", OWN),
        ("my_payments", OWN),
        ("my_changes", OWN),
    ],
)
def test_lists_open_for_the_right_roles(name, expected, kind, partnership, sign_in):
    client = sign_in(person(kind, partnership))

    assert client.get(reverse(f"suc:{name}")).status_code == expected[kind]


def test_another_members_invitation_is_not_found(partnership, sign_in):
    theirs = InvitationFactory(task__partnership=partnership)
    me = active_member(partnership)

    for name in ("invitation_answer", "involvement_log"):
        url = reverse(f"suc:{name}", args=[theirs.reference])
        assert sign_in(me.person).get(url).status_code == 404
    for name in (
        "invitation_accept",
        "invitation_accept_unpaid",
        "invitation_decline",
    ):
        url = reverse(f"suc:{name}", args=[theirs.reference])
        assert sign_in(me.person).post(url).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == InvitationState.INVITED


def test_another_partnerships_rows_are_not_found(sign_in):
    payment = PaymentFactory()
    invitation = payment.invitation
    client = sign_in(coordinator(PartnershipFactory()))

    for name, row in (
        ("task_detail", invitation.task),
        ("task_change", invitation.task),
        ("invite", invitation.task),
        ("involvement_record", invitation),
        ("contributor_detail", invitation.contributor),
        ("contributor_archive", invitation.contributor),
        ("payment_detail", payment),
        ("payment_approve", payment),
    ):
        url = reverse(f"suc:{name}", args=[row.reference])
        assert client.get(url).status_code == 404, name


def test_the_maker_of_a_payment_may_look_but_not_approve(partnership, sign_in):
    lead = coordinator(partnership)
    task = TaskFactory(partnership=partnership)
    payment = PaymentFactory(task=task, created_by=lead)
    client = sign_in(lead)

    page = client.get(payment.get_absolute_url())
    approve = reverse("suc:payment_approve", args=[payment.reference])

    assert "Someone else must approve it." in page.content.decode()
    assert approve not in page.content.decode()
    assert client.post(approve).status_code == 403
    payment.refresh_from_db()
    assert payment.state == "due"


def test_only_those_who_said_yes_can_be_noted_as_not_coming(partnership, sign_in):
    past = TaskFactory(partnership=partnership, held_on="2026-11-10")
    came, declined = (
        InvitationFactory(task=past, state=state)
        for state in (InvitationState.ACCEPTED, InvitationState.DECLINED)
    )

    page = sign_in(coordinator(partnership)).get(past.get_absolute_url())
    offered = [
        reverse("suc:invitation_withdraw", args=[row.reference])
        in page.content.decode()
        for row in (came, declined)
    ]

    assert offered == [True, False]


def test_a_manager_of_one_partnership_cannot_run_the_work_of_another(sign_in):
    ours, theirs = PartnershipFactory(), PartnershipFactory()
    both = manager(ours)
    both.roles.create(
        kind=RoleKind.SUC_COORDINATOR, partnership=theirs, starts_on="2020-01-01"
    )
    task = TaskFactory(partnership=ours)

    url = reverse("suc:task_change", args=[task.reference])

    assert sign_in(both).get(url).status_code == 403


def test_what_a_member_needs_is_for_the_coordinator_only(partnership, sign_in):
    contributor = active_member(partnership, access_needs="MARKER-no-steps")
    url = contributor.get_absolute_url()

    seen = {
        kind: "MARKER-no-steps" in sign_in(who(partnership)).get(url).content.decode()
        for kind, who in (("lead", coordinator), ("manager", manager))
    }

    assert seen == {"lead": True, "manager": False}


def test_an_expense_that_was_not_offered_cannot_be_claimed(partnership, sign_in):
    who = active_member(partnership)
    past = TaskFactory(partnership=partnership, held_on="2026-11-10")
    past.refresh_from_db()
    invitation = InvitationFactory(task=past, contributor=who, accepted=True)

    url = reverse("suc:involvement_log", args=[invitation.reference])
    sign_in(who.person).post(url, {"hours": "2", "travel": "50", "other": "9"})

    invitation.refresh_from_db()
    assert invitation.involvement.expenses_total == 0


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("fee", "12.3456", "Enter pounds and pence"),
        ("fee", "-4", "cannot be less than £0"),
        ("fee", "lots", "Enter an amount in pounds"),
        ("fee", "", "Give the fee, or choose"),
    ],
)
def test_a_fee_that_is_not_money_is_refused_in_words(
    field, value, words, partnership, sign_in
):
    task = TaskFactory(partnership=partnership)
    data = {
        "fee_basis": "session",
        "hours": "2",
        "travel_basis": "none",
        "carer_cover_basis": "none",
        "other_basis": "none",
        field: value,
    }

    url = reverse("suc:task_money", args=[task.reference])
    response = sign_in(coordinator(partnership)).post(url, data)

    assert words in response.content.decode()


# Lists


def test_members_are_found_for_what_they_chose_and_nothing_else(partnership, sign_in):
    found = ExpertiseFactory(
        words="Fostering", contributor__partnership=partnership
    ).contributor
    hidden = ContributorFactory(partnership=partnership, access_needs="Fostering")

    url = reverse("suc:contributor_list")
    page = sign_in(coordinator(partnership)).get(url, {"known_for": "foster"})

    names = [row.record for row in page.context["table"].rows]
    assert names == [found]
    assert hidden not in names


def test_payments_are_filtered_totalled_and_taken_away(partnership, sign_in):
    due, paid = (
        PaymentFactory(task=TaskFactory(partnership=partnership, title=f"={title}"))
        for title in ("due", "paid")
    )
    type(paid).objects.filter(pk=paid.pk).update(
        state="paid",
        approved_by=PersonFactory(),
        approved_on="2026-11-10",
        paid_on="2026-11-11",
    )
    client = sign_in(manager(partnership))

    page = client.get(reverse("suc:payment_list"), {"state": "due"})
    file = client.get(reverse("suc:payment_export_csv"), {"state": "due"})

    assert [row.record for row in page.context["table"].rows] == [due]
    assert page.context["totals"]["total"] == due.total
    text = b"".join(file.streaming_content).decode("utf-8-sig")
    header, line = list(csv.reader(io.StringIO(text)))
    assert (len(header), line[0], line[1]) == (14, due.payee.name, "'=due")
    assert line[9] == "40.00"
    assert AuditEntry.objects.filter(details__filter={"state": "due"}).count() == 1


def test_the_payments_a_person_may_approve_leave_out_their_own(partnership, sign_in):
    lead = coordinator(partnership)
    own, other = (
        PaymentFactory(task=TaskFactory(partnership=partnership), created_by=who)
        for who in (lead, PersonFactory())
    )

    url = reverse("suc:payment_list")
    page = sign_in(lead).get(url, {"approvable": "yes"})

    assert [row.record for row in page.context["table"].rows] == [other]
    assert own.state == "due"


# The same number of queries for one row and for three


def fill(partnership, number, contributor=None):
    """So many tasks, each with a waiting invitation and a paid-for part."""
    for n in range(number):
        task = TaskFactory(partnership=partnership, held_on=f"2026-12-0{n + 1}")
        someone = contributor or ContributorFactory(partnership=partnership)
        ExpertiseFactory(contributor=someone)
        InvitationFactory(task=task, contributor=someone)
        done = InvolvementFactory(
            confirmed=True,
            invitation__contributor=someone,
            invitation__task=TaskFactory(
                partnership=partnership, held_on=f"2026-11-0{n + 1}"
            ),
        )
        ChangeMadeFactory(task=done.invitation.task)
        PaymentFactory(invitation=done.invitation)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("task_list", 10),
        ("contributor_list", 9),
        ("payment_list", 11),
        ("payment_export_csv", 9),
        ("invitation_waiting", 8),
    ],
)
def test_staff_lists_ask_the_same_number_of_questions(
    name, queries, number, partnership, sign_in, django_assert_num_queries
):
    fill(partnership, number)
    client = sign_in(coordinator(partnership))

    with django_assert_num_queries(queries):
        client.get(reverse(f"suc:{name}"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("invitation_list", 7), ("my_payments", 7), ("my_changes", 7)]
)
def test_member_pages_ask_the_same_number_of_questions(
    name, queries, number, partnership, sign_in, django_assert_num_queries
):
    contributor = active_member(partnership)
    fill(partnership, number, contributor)
    client = sign_in(contributor.person)

    with django_assert_num_queries(queries):
        client.get(reverse(f"suc:{name}"))


@pytest.mark.parametrize("number", [1, 3])
def test_a_task_page_asks_the_same_number_of_questions(
    number, partnership, sign_in, django_assert_num_queries
):
    task = TaskFactory(partnership=partnership, places=3, held_on="2026-11-06")
    for _ in range(number):
        done = InvolvementFactory(confirmed=True, invitation__task=task)
        PaymentFactory(invitation=done.invitation)
        ChangeMadeFactory(task=task)
    client = sign_in(coordinator(partnership))

    with django_assert_num_queries(12):
        client.get(task.get_absolute_url())

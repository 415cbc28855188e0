"""The capability rows, walked through the pages by the people who do them."""

import datetime as dt
import re
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from partnerships.tests.factories import PartnershipFactory, member
from suc.models import Contributor, Invitation, InvolvementTask, Payment
from suc.services.tasks import six_w_questions
from suc.tests.factories import (
    InvitationFactory,
    PaymentFactory,
    TaskFactory,
    active_member,
    coordinator,
    manager,
)

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "2026-11-13 10:00+00:00", "2026-12-07 10:00+00:00"


class Visitor:
    """Someone signed in, who follows links and sends forms."""

    def __init__(self, person):
        self.client = Client()
        self.client.force_login(person)

    def read(self, view, *args) -> str:
        response = self.client.get(reverse(f"suc:{view}", args=args))
        assert response.status_code == 200
        return words_of(response)

    def send(self, view, /, *args, **data) -> str:
        url = reverse(f"suc:{view}", args=args)
        response = self.client.post(url, data, follow=True)
        assert response.redirect_chain, words_of(response)
        return words_of(response)


def words_of(response) -> str:
    """What the page's main part says, tags and spacing taken out."""
    page = response.content.decode().partition("<main")[2]
    main = page.partition(">")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).replace("\xa0", " ").split())


def day_boxes(name: str, day: dt.date) -> dict:
    return {f"{name}_0": day.day, f"{name}_1": day.month, f"{name}_2": day.year}


@pytest.mark.capability("SNSUC-00")
def test_a_member_is_registered_invited_recorded_paid_and_sees_what_changed():
    partnership = PartnershipFactory()
    host = member(partnership, name="Easton University")
    leads, approves = coordinator(partnership), manager(partnership)
    held_on = dt.date(2026, 12, 3)

    with time_machine.travel(BEFORE, tick=False):
        lead = Visitor(leads)
        lead.send(
            "contributor_add",
            name="Ada Quinn",
            email="ada@example.org",
            contact_by="phone",
            expertise="Fostering\nSpeaking to groups",
        )
        ada = Contributor.objects.get()
        for _ in ("met", "agreed", "active"):
            page = lead.send("contributor_move", ada.reference)
        assert "is now active" in page

        lead.send(
            "task_add",
            title="Choosing new students",
            kind="admissions",
            host=host.pk,
            purpose="You hear what we miss.",
            what_happens="You meet six students.",
            from_time="10am",
            to_time="12.30pm",
            place="Room 4",
            places=2,
            **day_boxes("held_on", held_on),
        )
        task = InvolvementTask.objects.get()
        lead.send(
            "task_money",
            task.reference,
            fee_basis="session",
            fee="£40",
            hours="2.5",
            travel_basis="up_to",
            travel="9",
            carer_cover_basis="none",
            other_basis="none",
        )
        questions = six_w_questions(partnership)
        answers = {f"answer_{q.number}": f"About {q.number}" for q in questions}
        lead.send("task_questions", task.reference, **answers)
        lead.send("task_publish", task.reference)
        lead.send("invite", task.reference, contributors=[ada.pk])

        invitation = Invitation.objects.get()
        hers = Visitor(ada.person)
        assert "Please answer Choosing new students" in hers.read("invitation_list")
        page = hers.send("invitation_accept", invitation.reference)
        assert "You said yes. We will pay you up to £49.00." in page

    with time_machine.travel(AFTER, tick=False):
        lead, money, hers = (Visitor(p) for p in (leads, approves, ada.person))
        page = lead.send(
            "involvement_record", invitation.reference, hours="2.5", travel="6.20"
        )
        assert "waits for a second person" in page
        payment = Payment.objects.get()
        assert "Approve £46.20" not in lead.read("payment_detail", payment.reference)
        money.send("payment_approve", payment.reference)
        page = money.send(
            "payment_paid",
            payment.reference,
            **day_boxes("paid_on", dt.date(2026, 12, 7)),
        )
        assert "Marked as paid" in page
        lead.send(
            "change_add",
            task.reference,
            what="Interviews end with Ada’s question.",
            **day_boxes("changed_on", dt.date(2026, 12, 6)),
        )

        assert "Paid on 7 December 2026 Fee £40.00 Travel £6.20" in hers.read(
            "my_payments"
        )
        assert hers.read("my_changes") == (
            "What changed because I was there Choosing new students "
            "You took part on 3 December 2026, at Easton University. "
            "What changed on 6 December 2026: Interviews end with Ada’s question. "
            "My invitations My payments"
        )


@pytest.mark.capability("SNSUC-03")
@time_machine.travel(BEFORE, tick=False)
def test_the_total_is_shown_before_the_buttons_and_finance_sees_what_is_due():
    partnership = PartnershipFactory()
    invited = active_member(partnership)
    task = TaskFactory(partnership=partnership, with_expenses=True)
    invitation = InvitationFactory(task=task, contributor=invited)

    page = Visitor(invited.person).read("invitation_answer", invitation.reference)

    money = page.partition("What you get ")[2]
    assert money.startswith(
        "Fee and expenses Fee £40.00 Travel What it costs, up to £8.50 "
        "Cover for someone you care for £24.00 Total Up to £72.50 "
        "Payments can affect benefits. We cannot give you advice about this."
    )
    assert money.index("Up to £72.50") < money.index("Yes, and pay me")
    assert Invitation.objects.get().state == "invited"

    payment = PaymentFactory(task=task, travel=Decimal("8.50"))
    finance = Visitor(manager(partnership))
    listed = finance.read("payment_list")
    assert "£40.00 fees in this list £8.50 expenses in this list" in listed
    assert payment.payee.name in listed


@pytest.mark.capability("PEER-76")
@time_machine.travel("2026-11-28 10:00+00:00", tick=False)
def test_a_member_logs_hours_and_a_bus_fare_and_approval_makes_one_line():
    partnership = PartnershipFactory()
    who = active_member(partnership)
    task = TaskFactory(partnership=partnership, with_expenses=True)
    invitation = InvitationFactory(task=task, contributor=who, accepted=True)
    mine, lead = Visitor(who.person), Visitor(coordinator(partnership))

    mine.send("involvement_log", invitation.reference, hours="2", travel="2.80")

    assert "Your co-ordinator will check it" in mine.read(
        "invitation_answer", invitation.reference
    )
    assert "2 hours logged by the member" in lead.read("task_detail", task.reference)
    assert Payment.objects.count() == 0
    lead.send("involvement_record", invitation.reference, hours="2", travel="2.80")
    assert "Being checked Fee £40.00 Travel £2.80 Total £42.80" in mine.read(
        "my_payments"
    )


@pytest.mark.capability("SNSUC-07")
@time_machine.travel(BEFORE, tick=False)
def test_a_task_without_all_six_answers_is_not_published():
    partnership = PartnershipFactory()
    lead = coordinator(partnership)
    client = Visitor(lead).client
    url = reverse("suc:task_add")
    client.post(
        url,
        {
            "title": "Reading group",
            "kind": "research",
            "host": member(partnership).pk,
            "purpose": "To learn.",
            "what_happens": "We read.",
            "from_time": "14:00",
            "to_time": "16:00",
            "place": "Online",
            "places": 1,
            **day_boxes("held_on", dt.date(2026, 12, 3)),
        },
    )
    task = InvolvementTask.objects.get()

    response = client.post(reverse("suc:task_publish", args=[task.reference]))

    task.refresh_from_db()
    assert task.state == "draft"
    assert words_of(response).count("Answer this question first") == 6


@time_machine.travel(BEFORE, tick=False)
def test_the_fee_can_be_declined_and_the_answer_changed_until_the_day_before():
    partnership = PartnershipFactory()
    who = active_member(partnership)
    task = TaskFactory(partnership=partnership, with_expenses=True)
    invitation = InvitationFactory(task=task, contributor=who)
    mine = Visitor(who.person)

    page = mine.send("invitation_accept_unpaid", invitation.reference)
    assert "You said yes, and no to the fee. We can still pay back" in page
    page = mine.send("invitation_decline", invitation.reference)
    assert "You said no. That is fine." in page
    assert "Yes, and pay me" in page

    with time_machine.travel("2026-11-27 08:00+00:00", tick=False):
        mine = Visitor(who.person)
        page = mine.read("invitation_answer", invitation.reference)
        assert "Yes, and pay me" not in page


@time_machine.travel(BEFORE, tick=False)
def test_a_refusal_is_shown_in_words_on_the_page_itself():
    partnership = PartnershipFactory()
    who = active_member(partnership)
    task = TaskFactory(partnership=partnership)
    InvitationFactory(task=task, accepted=True)
    late = InvitationFactory(task=task, contributor=who)

    url = reverse("suc:invitation_accept", args=[late.reference])
    response = Visitor(who.person).client.post(url)

    assert "There is a problem All the places are taken." in words_of(response)
    late.refresh_from_db()
    assert late.state == "invited"

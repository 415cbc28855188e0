import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from core import audit
from core.models import AuditEntry, Message
from partnerships.tests.factories import PartnershipFactory, member
from suc import services
from suc.choices import ContributorState, InvitationState, PaymentState, TaskState
from suc.models import Involvement, Payment, SixWAnswer
from suc.services.tasks import unanswered_questions
from suc.tests.factories import (
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

DAY = dt.date(2026, 11, 13)
WORK = dt.date(2026, 11, 27)
AFTER = dt.date(2026, 11, 28)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


# Members


def test_a_new_member_goes_from_applied_to_active_and_may_then_sign_in():
    partnership, actor = PartnershipFactory(), PersonFactory()
    contributor = services.register_contributor(
        partnership=partnership,
        name="Ada Quinn",
        email="ada@example.org",
        applied_on=DAY,
        expertise=["Fostering", "Fostering", " "],
        actor=actor,
    )

    for days in (1, 2, 3):
        contributor = services.move_contributor(
            contributor=contributor, day=DAY + dt.timedelta(days), actor=actor
        )

    assert contributor.state == ContributorState.ACTIVE
    assert [on.day for _, on in contributor.history] == [13, 14, 15, 16]
    assert [str(e) for e in contributor.expertise.all()] == ["Fostering"]
    assert [
        (role.kind, role.starts_on, role.partnership)
        for role in contributor.person.roles.all()
    ] == [("suc_member", dt.date(2026, 11, 16), partnership)]


def test_a_step_before_the_last_one_is_refused():
    contributor = ContributorFactory(state="met", applied_on=DAY, met_on=DAY)

    with refused("cannot be before"):
        services.move_contributor(
            contributor=contributor, day=dt.date(2026, 11, 1), actor=audit.SYSTEM
        )


def test_archiving_needs_a_reason():
    with refused("Say why"):
        services.archive_contributor(
            contributor=ContributorFactory(), reason=" ", day=DAY, actor=audit.SYSTEM
        )


def test_archiving_ends_access_and_takes_back_open_invitations_only():
    contributor = active_member(PartnershipFactory())
    task = TaskFactory(partnership=contributor.partnership)
    ahead = InvitationFactory(task=task, contributor=contributor)
    done = InvolvementFactory(
        invitation__contributor=contributor,
        invitation__task__partnership=contributor.partnership,
    ).invitation

    services.archive_contributor(
        contributor=contributor, reason="Moved away", day=DAY, actor=audit.SYSTEM
    )

    ahead.refresh_from_db()
    done.refresh_from_db()
    assert (ahead.state, done.state) == ("withdrawn", "accepted")
    assert not contributor.person.roles.on(DAY).exists()


# Tasks


def draft(**fields):
    partnership = PartnershipFactory()
    return services.add_task(
        partnership=partnership,
        host=member(partnership),
        title="Interview panel",
        kind="admissions",
        purpose="To choose students who listen.",
        what_happens="You meet students.",
        held_on=WORK,
        from_time=dt.time(10),
        to_time=dt.time(12),
        place="Room 4",
        actor=PersonFactory(),
        **{"fee": Decimal("40"), "hours": Decimal("2"), **fields},
    )


def test_a_task_is_published_only_when_all_six_questions_are_answered():
    task, actor = draft(), PersonFactory()
    services.answer_six_ws(
        task=task, answers=dict.fromkeys(range(1, 6), "Yes"), actor=actor
    )

    with refused("What is in it for them"):
        services.publish_task(task=task, day=DAY, actor=actor)
    services.answer_six_ws(
        task=task, answers=dict.fromkeys(range(1, 7), "Yes"), actor=actor
    )
    task = services.publish_task(task=task, day=DAY, actor=actor)

    assert task.state == TaskState.OPEN
    assert unanswered_questions(task) == []


def test_an_answer_taken_away_from_a_draft_is_unanswered_again():
    task, actor = draft(), PersonFactory()
    services.answer_six_ws(task=task, answers={1: "Us", 2: "Ask"}, actor=actor)

    services.answer_six_ws(task=task, answers={1: "Us"}, actor=actor)

    assert [a.question.number for a in SixWAnswer.objects.all()] == [1]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"fee": Decimal("40.0001")}, "decimal places"),
        ({"fee": Decimal("-1")}, "greater than or equal to 0"),
        ({"fee": Decimal("0")}, "Give the fee"),
        ({"travel_basis": "fixed"}, "Give the amount for travel"),
        ({"travel": Decimal("4")}, "Give the amount for travel"),
        ({"to_time": dt.time(9)}, "after the start"),
        ({"places": 0}, "greater than or equal to 1"),
        ({"hours": Decimal("0")}, "greater than or equal to"),
    ],
)
def test_a_task_that_does_not_add_up_is_refused_in_words(fields, words):
    task = draft()

    with refused(words):
        services.change_task(task=task, day=DAY, actor=PersonFactory(), **fields)


def test_only_an_organisation_of_the_partnership_may_ask():
    task = draft()

    with refused("organisation of the partnership"):
        services.change_task(
            task=task,
            host=member(PartnershipFactory()),
            day=DAY,
            actor=PersonFactory(),
        )


def test_a_later_edit_does_not_change_what_somebody_was_shown():
    invitation = InvitationFactory(accepted=True)

    services.change_task(
        task=invitation.task, fee=Decimal("10"), day=DAY, actor=PersonFactory()
    )

    invitation.refresh_from_db()
    assert (invitation.fee, invitation.state) == (Decimal("40.00"), "accepted")


def test_a_new_day_asks_everyone_again_and_tells_them():
    invitation = InvitationFactory(accepted=True)

    services.change_task(
        task=invitation.task,
        held_on=dt.date(2026, 12, 4),
        day=DAY,
        actor=PersonFactory(),
    )

    invitation.refresh_from_db()
    assert (invitation.state, invitation.answered_on) == ("invited", None)
    assert invitation.held_on == dt.date(2026, 12, 4)
    assert [m.reason for m in Message.objects.all()] == ["suc_moved"]


def test_cancelling_withdraws_invitations_and_tells_everyone():
    invitation = InvitationFactory(accepted=True)

    services.cancel_task(
        task=invitation.task, reason="No room", day=DAY, actor=PersonFactory()
    )

    invitation.refresh_from_db()
    assert invitation.state == InvitationState.WITHDRAWN
    assert [m.recipient for m in Message.objects.all()] == [
        invitation.contributor.person
    ]


def test_a_task_with_recorded_work_cannot_be_cancelled():
    part = InvolvementFactory(invitation__task__held_on=DAY)

    with refused("is recorded"):
        services.cancel_task(
            task=part.invitation.task, reason="x", day=DAY, actor=PersonFactory()
        )


# Invitations


def test_inviting_copies_the_money_and_writes_to_the_member():
    task = TaskFactory(with_expenses=True)
    contributor = ContributorFactory(partnership=task.partnership)

    [invitation] = services.invite_contributors(
        task=task, contributors=[contributor], day=DAY, actor=PersonFactory()
    )

    assert invitation.offered() == task.offered()
    assert invitation.total == Decimal("72.50")
    assert [(m.recipient, m.reason) for m in Message.objects.all()] == [
        (contributor.person, "suc_invited")
    ]


def test_only_active_members_of_the_partnership_are_invited_and_only_once():
    task = TaskFactory()
    new = ContributorFactory(partnership=task.partnership, state="applied")
    stranger = ContributorFactory()
    asked = InvitationFactory(task=task).contributor

    for contributor, words in (
        (new, "not an active member"),
        (stranger, "members of this partnership"),
        (asked, "already invited"),
    ):
        with refused(words):
            services.invite_contributors(
                task=task, contributors=[contributor], day=DAY, actor=PersonFactory()
            )


def test_accepting_is_recorded_with_its_day_and_who():
    invitation = InvitationFactory()
    who = invitation.contributor.person

    answered = services.accept_invitation(invitation=invitation, day=DAY, actor=who)
    services.accept_invitation(invitation=invitation, day=DAY, actor=who)

    assert (answered.state, answered.answered_on) == ("accepted", DAY)
    assert [(e.actor, e.details) for e in AuditEntry.objects.all()] == [
        (who, {"answer": "accepted"})
    ]


def test_a_member_can_decline_the_fee_or_the_work_and_change_their_mind():
    invitation = InvitationFactory()
    who = invitation.contributor.person

    states = [
        answer(invitation=invitation, day=DAY, actor=who).state
        for answer in (
            services.accept_invitation_unpaid,
            services.decline_invitation,
            services.accept_invitation,
        )
    ]

    assert states == ["accepted_unpaid", "declined", "accepted"]


def test_a_mind_changes_until_the_day_before_and_not_on_the_day():
    invitation = InvitationFactory(accepted=True)
    who = invitation.contributor.person

    with refused("until the day before"):
        services.decline_invitation(invitation=invitation, day=WORK, actor=who)
    declined = services.decline_invitation(
        invitation=invitation, day=WORK - dt.timedelta(1), actor=who
    )

    assert declined.state == "declined"


def test_a_task_whose_date_has_passed_cannot_be_accepted():
    invitation = InvitationFactory()

    with refused("day has passed"):
        services.accept_invitation(
            invitation=invitation, day=AFTER, actor=invitation.contributor.person
        )


def test_two_at_once_is_refused_and_one_after_the_other_is_not():
    first = InvitationFactory(accepted=True)
    partnership, contributor = first.task.partnership, first.contributor
    same, next_one = (
        InvitationFactory(
            contributor=contributor,
            task=TaskFactory(partnership=partnership, from_time=start, to_time=end),
        )
        for start, end in (
            (dt.time(11), dt.time(13)),
            (dt.time(12), dt.time(13)),
        )
    )

    with refused("something else at that time"):
        services.accept_invitation(invitation=same, day=DAY, actor=contributor.person)
    accepted = services.accept_invitation(
        invitation=next_one, day=DAY, actor=contributor.person
    )

    assert accepted.state == "accepted"


def test_no_more_people_than_places():
    first = InvitationFactory(accepted=True)
    second = InvitationFactory(task=first.task)

    with refused("places are taken"):
        services.accept_invitation(
            invitation=second, day=DAY, actor=second.contributor.person
        )


def test_a_withdrawn_invitation_cannot_be_accepted():
    invitation = InvitationFactory()
    services.withdraw_invitation(
        invitation=invitation, reason="Asked by mistake", day=DAY, actor=PersonFactory()
    )

    with refused("no longer open"):
        services.accept_invitation(
            invitation=invitation, day=DAY, actor=invitation.contributor.person
        )


# What was done, and the money


def record(invitation, actor=None, **figures):
    return services.record_involvement(
        invitation=invitation,
        day=AFTER,
        actor=actor or PersonFactory(),
        **{"hours": Decimal("2"), **figures},
    )


def accepted(**task):
    return InvitationFactory(accepted=True, task=TaskFactory(**task))


def test_recording_makes_one_payment_line_however_often_it_is_sent():
    invitation = accepted(with_expenses=True)
    actor = PersonFactory()
    figures = {"travel": Decimal("6.20"), "carer_cover": Decimal("24")}

    payments = [record(invitation, actor, **figures) for _ in range(2)]

    assert payments[0] == payments[1]
    payment = Payment.objects.get()
    assert (payment.fee, payment.travel, payment.carer_cover, payment.total) == (
        Decimal("40.00"),
        Decimal("6.20"),
        Decimal("24.00"),
        Decimal("70.20"),
    )
    assert (payment.state, payment.made_on, payment.created_by) == ("due", AFTER, actor)
    invitation.task.refresh_from_db()
    assert invitation.task.state == TaskState.DONE


def test_other_figures_for_recorded_work_are_refused():
    invitation = accepted()
    record(invitation)

    with refused("already recorded"):
        record(invitation, hours=Decimal("3"))


def test_an_hourly_fee_is_paid_to_the_penny():
    invitation = accepted(fee_basis="hour", fee=Decimal("12.35"))

    payment = record(invitation, hours=Decimal("1.75"))

    assert payment.fee == Decimal("21.61")


def test_a_declined_fee_makes_no_payment():
    invitation = InvitationFactory(state=InvitationState.ACCEPTED_UNPAID)

    payment = record(invitation)

    assert payment is None
    assert Payment.objects.count() == 0
    assert Involvement.objects.get().approved_by is not None


def test_a_declined_fee_still_lets_travel_be_paid_back():
    invitation = InvitationFactory(
        task=TaskFactory(with_expenses=True), state=InvitationState.ACCEPTED_UNPAID
    )

    payment = record(invitation, travel=Decimal("5"))

    assert (payment.fee, payment.total) == (Decimal("0.00"), Decimal("5.00"))


@pytest.mark.parametrize("state", ["invited", "declined", "withdrawn"])
def test_only_accepted_work_is_recorded(state):
    because = "Mistake" if state == "withdrawn" else ""
    invitation = InvitationFactory(state=state, withdrawn_because=because)

    with refused("accepted"):
        record(invitation)


def test_work_is_not_recorded_before_its_day():
    with refused("on the day of the work or later"):
        services.record_involvement(
            invitation=accepted(),
            hours=Decimal("2"),
            day=DAY,
            actor=PersonFactory(),
        )


def test_expenses_over_what_was_offered_are_refused():
    with refused("up to £8.50"):
        record(accepted(with_expenses=True), travel=Decimal("8.51"))


def test_members_log_their_own_hours_but_do_not_confirm_them():
    invitation = accepted(with_expenses=True)
    who = invitation.contributor.person

    services.log_involvement(
        invitation=invitation,
        hours=Decimal("2"),
        travel=Decimal("3"),
        day=AFTER,
        actor=who,
    )

    assert Payment.objects.count() == 0
    with refused("Someone else must confirm"):
        record(invitation, who, travel=Decimal("3"))
    payment = record(invitation, travel=Decimal("3"))
    assert Involvement.objects.get().logged_by == who
    assert payment.travel == Decimal("3.00")
    with refused("already confirmed"):
        services.log_involvement(
            invitation=invitation, hours=Decimal("2"), day=AFTER, actor=who
        )


def test_the_person_who_made_a_payment_cannot_approve_it():
    payment = PaymentFactory()

    with refused("Someone else must approve"):
        services.approve_payment(payment=payment, day=DAY, actor=payment.created_by)


def test_nobody_approves_a_payment_to_themselves():
    payment = PaymentFactory()

    with refused("to yourself"):
        services.approve_payment(payment=payment, day=DAY, actor=payment.payee)


def test_a_payment_is_approved_by_another_person_then_paid():
    payment, second = PaymentFactory(), PersonFactory()

    services.approve_payment(payment=payment, day=DAY, actor=second)
    paid = services.mark_payment_paid(
        payment=payment, paid_on=DAY, day=DAY, actor=second
    )

    assert (paid.state, paid.approved_by, paid.paid_on) == ("paid", second, DAY)
    assert [(m.recipient, m.reason) for m in Message.objects.all()] == [
        (payment.payee, "suc_paid")
    ]


def test_a_payment_is_not_paid_before_it_is_approved():
    with refused("is due already"):
        services.mark_payment_paid(
            payment=PaymentFactory(), paid_on=DAY, day=DAY, actor=PersonFactory()
        )


def test_a_payment_sent_back_can_be_recorded_again_with_other_figures():
    invitation = accepted(with_expenses=True)
    payment = record(invitation, travel=Decimal("8"))
    services.decline_payment(
        payment=payment, reason="The ticket says £6", actor=PersonFactory()
    )

    corrected = record(invitation, travel=Decimal("6"))

    assert [(p.state, p.travel) for p in Payment.objects.order_by("pk")] == [
        ("declined", Decimal("8.00")),
        ("due", Decimal("6.00")),
    ]
    assert corrected.state == PaymentState.DUE


def test_a_payment_is_sent_back_only_with_a_reason():
    with refused("Say why it was not approved"):
        services.decline_payment(
            payment=PaymentFactory(), reason="", actor=PersonFactory()
        )


# What changed


def test_a_change_follows_confirmed_work_and_not_the_future():
    part = InvolvementFactory(confirmed=True)
    task = part.invitation.task

    change = services.add_change(
        task=task,
        what="Letters now say who to phone.",
        changed_on=DAY,
        day=DAY,
        actor=PersonFactory(),
    )

    assert list(task.changes.all()) == [change]
    for on, words in ((AFTER, "must have happened"), (dt.date(2026, 11, 1), "follow")):
        with refused(words):
            services.add_change(
                task=task, what="x", changed_on=on, day=DAY, actor=PersonFactory()
            )
    with refused("Nobody’s part"):
        services.add_change(
            task=TaskFactory(), what="x", changed_on=DAY, day=DAY, actor=PersonFactory()
        )


# Who sees which rows


def test_members_see_their_own_rows_and_staff_their_partnerships():
    payment = PaymentFactory()
    invitation = payment.invitation
    partnership = payment.partnership
    other = PaymentFactory()
    ExpertiseFactory(contributor=invitation.contributor)

    def rows(person):
        return [
            list(Payment.objects.visible_to(person)),
            list(type(invitation).objects.visible_to(person)),
            list(type(invitation.task).objects.visible_to(person)),
            list(type(invitation.contributor).objects.visible_to(person)),
            list(Involvement.objects.visible_to(person)),
        ]

    own = [
        [payment],
        [invitation],
        [invitation.task],
        [invitation.contributor],
        [invitation.involvement],
    ]
    assert rows(payment.payee) == own
    assert rows(coordinator(partnership)) == own
    assert rows(manager(partnership)) == own
    assert rows(PersonFactory()) == [[], [], [], [], []]
    assert rows(manager(other.partnership))[0] == [other]

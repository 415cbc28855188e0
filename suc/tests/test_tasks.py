import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from core.models import Message
from partnerships.tests.factories import PartnershipFactory, member
from suc import services
from suc.choices import InvitationState, TaskState
from suc.models import SixWAnswer
from suc.services.tasks import unanswered_questions
from suc.tests.factories import (
    InvitationFactory,
    InvolvementFactory,
)

DAY = dt.date(2026, 11, 13)
WORK = dt.date(2026, 11, 27)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


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

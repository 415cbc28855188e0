import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from core.models import AuditEntry, Message
from suc import services
from suc.tests.factories import (
    ContributorFactory,
    InvitationFactory,
    TaskFactory,
)

DAY = dt.date(2026, 11, 13)
WORK = dt.date(2026, 11, 27)
AFTER = dt.date(2026, 11, 28)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


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

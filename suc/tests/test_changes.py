import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from suc import services
from suc.models import Involvement, Payment
from suc.tests.factories import (
    ExpertiseFactory,
    InvolvementFactory,
    PaymentFactory,
    TaskFactory,
    coordinator,
    manager,
)

DAY = dt.date(2026, 11, 13)
AFTER = dt.date(2026, 11, 28)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


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
            task=TaskFactory(),
            what="x",
            changed_on=DAY,
            day=DAY,
            actor=PersonFactory(),
        )


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

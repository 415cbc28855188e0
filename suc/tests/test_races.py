"""Two people at the same moment, on two real connections."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from suc import services
from suc.models import Invitation, Payment
from suc.tests.factories import (
    InvitationFactory,
    TaskFactory,
    coordinator,
)

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.date(2026, 11, 13)


def at_once(*calls):
    """Run the calls in threads that start together; (result or refusal) of each."""
    together, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        together.wait(timeout=10)
        try:
            outcomes[number] = call()
        except ValidationError as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [
        threading.Thread(target=run, args=(number, call))
        for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_two_people_cannot_take_the_last_place():
    task = TaskFactory(places=1)
    invitations = [InvitationFactory(task=task) for _ in range(2)]

    outcomes = at_once(
        *(
            lambda row=row: services.accept_invitation(
                invitation=row, day=DAY, actor=row.contributor.person
            )
            for row in invitations
        )
    )

    assert sorted(type(outcome).__name__ for outcome in outcomes) == [
        "Invitation",
        "ValidationError",
    ]
    assert Invitation.objects.coming().count() == 1


def test_recording_twice_at_the_same_moment_makes_one_payment():
    invitation = InvitationFactory(accepted=True)
    actor = coordinator(invitation.task.partnership)

    outcomes = at_once(
        *[
            lambda: services.record_involvement(
                invitation=invitation,
                hours=invitation.hours,
                day=invitation.held_on,
                actor=actor,
            )
        ]
        * 2
    )

    assert outcomes[0] == outcomes[1]
    assert Payment.objects.count() == 1

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from accounts.tests.factories import PersonFactory
from core import audit
from partnerships.tests.factories import PartnershipFactory
from suc import services
from suc.choices import ContributorState
from suc.tests.factories import (
    ContributorFactory,
    InvitationFactory,
    InvolvementFactory,
    TaskFactory,
    active_member,
)

DAY = dt.date(2026, 11, 13)
pytestmark = pytest.mark.django_db


def refused(words: str):
    return pytest.raises(ValidationError, match=words)


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

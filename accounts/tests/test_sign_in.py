import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import services
from accounts.tests.factories import PASSWORD, PersonFactory
from partnerships import services as partnerships
from partnerships.choices import RoleKind
from partnerships.tests.factories import OrganisationFactory, person_with

pytestmark = pytest.mark.django_db


def post_sign_in(client, email, password=PASSWORD, **extra):
    return client.post(
        reverse("account_login"), {"login": email, "password": password}, **extra
    )


def test_a_person_signs_in_with_email_whatever_its_case(client):
    PersonFactory(email="ada@example.org")

    response = post_sign_in(client, "ADA@example.org")

    assert (response.status_code, response.url) == (302, reverse("start"))


def test_the_wrong_password_and_an_unknown_person_read_the_same(client):
    PersonFactory(email="ada@example.org")

    wrong = post_sign_in(client, "ada@example.org", "not the password")
    unknown = post_sign_in(client, "nobody@example.org", "not the password")

    assert wrong.context["form"].errors == unknown.context["form"].errors
    assert wrong.context["form"].errors


def test_five_wrong_passwords_lock_the_account_for_a_while(client):
    PersonFactory(email="ada@example.org")

    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC), tick=False):
        for _ in range(5):
            post_sign_in(client, "ada@example.org", "wrong wrong wrong")
        locked = post_sign_in(client, "ada@example.org")
    with time_machine.travel(dt.datetime(2026, 11, 2, 9, 6, tzinfo=dt.UTC), tick=False):
        later = post_sign_in(client, "ada@example.org")

    assert locked.status_code == 200
    assert "_auth_user_id" not in client.session or later.status_code == 302
    assert later.status_code == 302


def test_the_lock_cannot_be_dodged_by_inventing_an_address(client):
    PersonFactory(email="ada@example.org")

    for n in range(6):
        last = post_sign_in(
            client,
            "ada@example.org",
            PASSWORD if n == 5 else "wrong wrong wrong",
            HTTP_X_FORWARDED_FOR=f"203.0.113.{n}",
        )

    assert last.status_code == 200
    assert "_auth_user_id" not in client.session


def test_nobody_signs_themselves_up(client):
    response = client.get(reverse("account_signup"))

    assert b'name="password1"' not in response.content


def test_a_person_switched_off_is_out_at_the_next_request(sign_in):
    person = person_with(RoleKind.STUDENT, organisation=OrganisationFactory())
    client = sign_in(person)
    assert client.get("/").status_code == 200

    services.switch_off_sign_in(person=person, actor=None)

    assert client.get("/").status_code == 302


def test_an_idle_session_ends(sign_in, settings):
    settings.SESSION_IDLE_SECONDS = 1800
    person = person_with(RoleKind.STUDENT, organisation=OrganisationFactory())

    with time_machine.travel(dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC), tick=False):
        client = sign_in(person)
        assert client.get("/").status_code == 200
    with time_machine.travel(dt.datetime(2026, 11, 2, 10, tzinfo=dt.UTC), tick=False):
        assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (RoleKind.PROGRAMME_MANAGER, True),
        (RoleKind.PSW, True),
        (RoleKind.PRACTICE_EDUCATOR, False),
        (RoleKind.STUDENT, False),
        (RoleKind.SUC_MEMBER, False),
    ],
)
def test_staff_roles_set_up_a_second_factor_outside_the_demonstration(
    sign_in, settings, kind, asked
):
    settings.MFA_REQUIRED_FOR_STAFF = True
    client = sign_in(person_with(kind, organisation=OrganisationFactory()))

    response = client.get("/")

    went = getattr(response, "url", "")
    assert (went == reverse("mfa_activate_totp")) is asked


@pytest.mark.parametrize("name", ["account_change_password", "account_email"])
def test_nothing_opens_before_the_second_factor_is_set_up(sign_in, settings, name):
    settings.MFA_REQUIRED_FOR_STAFF = True
    client = sign_in(person_with(RoleKind.PSW, organisation=OrganisationFactory()))

    response = client.get(reverse(name))

    assert (response.status_code, getattr(response, "url", "")) in [
        (302, reverse("mfa_activate_totp")),
        (403, ""),
    ]


def test_nobody_changes_their_own_sign_in_address(sign_in):
    client = sign_in(person_with(RoleKind.STUDENT, organisation=OrganisationFactory()))

    response = client.post(
        reverse("account_email"), {"action_add": "", "email": "new@example.org"}
    )

    assert response.status_code == 403


def test_the_admin_closes_the_day_after_the_administrators_role_ends(sign_in):
    day = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
    with time_machine.travel(day, tick=False):
        person = person_with(RoleKind.ADMINISTRATOR, organisation=OrganisationFactory())
        person.is_staff = True
        person.save()
        partnerships.end_role(role=person.roles.get(), ends_on=day.date(), actor=person)
        assert sign_in(person).get(reverse("admin:index")).status_code == 200
    with time_machine.travel(day + dt.timedelta(days=1), tick=False):
        assert sign_in(person).get(reverse("admin:index")).status_code == 403


def test_a_second_factor_is_asked_for_at_sign_in(client):
    person = PersonFactory(email="ada@example.org")
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={"secret": "ABCDEFGHIJKLMNOP"}
    )

    response = post_sign_in(client, "ada@example.org")

    assert response.url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https:evil.example"]
)
def test_sign_in_never_sends_anyone_to_another_site(client, target):
    PersonFactory(email="ada@example.org")

    response = client.post(
        reverse("account_login") + f"?next={target}",
        {"login": "ada@example.org", "password": PASSWORD, "next": target},
    )

    assert response.url == reverse("start")


@pytest.mark.parametrize(
    "password", ["short", "password1234", "tandem2026!!", "1" * 14]
)
def test_weak_passwords_are_refused(password):
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        validate_password(password, PersonFactory.build())


@pytest.mark.capability("PEER-47")
def test_a_role_ended_today_opens_nothing_tomorrow_and_keeps_its_history(sign_in):
    """Membership to an end today: tomorrow no page of that organisation works."""
    day = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
    council = OrganisationFactory()
    with time_machine.travel(day, tick=False):
        person = person_with(RoleKind.PSW, organisation=council)
        client = sign_in(person)
        partnerships.end_role(role=person.roles.get(), ends_on=day.date(), actor=person)
        assert client.get(reverse("hubs:attendance")).status_code == 200
    with time_machine.travel(day + dt.timedelta(days=1), tick=False):
        client = sign_in(person)
        assert client.get(reverse("hubs:attendance")).status_code == 403

    from core.models import AuditEntry

    entry = AuditEntry.objects.get(action="Role ended")
    assert (entry.actor.name, entry.details) == (person.name, {"ends_on": "2026-11-02"})

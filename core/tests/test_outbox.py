import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from accounts.tests.factories import PersonFactory
from core import dates, outbox
from core.models import Message
from core.tests.factories import DAY, MessageFactory
from core.tests.races import race

pytestmark = pytest.mark.django_db


class RefusingBackend(EmailBackend):
    """A mail server that knows nobody called nobody."""

    def send_messages(self, messages):
        if any("nobody@example.org" in message.to for message in messages):
            raise smtplib.SMTPRecipientsRefused({"nobody@example.org": (550, b"no")})
        return super().send_messages(messages)


class AbsentBackend(EmailBackend):
    def open(self):
        raise ConnectionRefusedError("no mail server here")


def send_to(person, **changes):
    fields = {
        "recipient": person,
        "reason": "review_overdue",
        "about": "bcdf",
        "subject": "A review is overdue",
        "body": "Please look.",
        "day": DAY,
        "actor": None,
    }
    return outbox.send(**{**fields, **changes})


# Leaving a message


def test_a_message_is_left_once_a_day_per_reason_subject_and_reader():
    person = PersonFactory()

    left = [
        send_to(person),
        send_to(person),
        send_to(person, day=DAY + dates.DAY),
        send_to(person, about="ghjk"),
        send_to(person, reason="review_due"),
        send_to(PersonFactory()),
    ]

    assert [message is not None for message in left] == [1, 0, 1, 1, 1, 1]
    assert Message.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_message_is_left_once_when_many_leave_it_at_once():
    person = PersonFactory()

    left = race(*[lambda: send_to(person)] * 8)

    assert len([message for message in left if message]) == 1
    assert Message.objects.count() == 1


def test_a_subject_is_one_line():
    message = send_to(PersonFactory(), subject="Review\r\nBcc: all@example.org")

    assert message.subject == "Review Bcc: all@example.org"


# Posting


def test_what_is_due_is_posted_once():
    person = PersonFactory(email="ada@example.org")
    message = send_to(person)

    assert [outbox.send_due(), outbox.send_due()] == [1, 0]

    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["ada@example.org"],
        "A review is overdue",
        "Please look.",
    )
    message.refresh_from_db()
    assert (message.attempts, message.error) == (1, "")
    assert message.sent_at is not None


def test_what_is_not_due_yet_waits():
    MessageFactory(due_at=dates.now() + dt.timedelta(hours=1))

    assert outbox.send_due() == 0


def test_who_has_no_e_mail_keeps_the_message_unposted():
    message = MessageFactory(recipient=PersonFactory(email=None))

    assert outbox.send_due() == 0

    message.refresh_from_db()
    assert (message.sent_at, message.attempts) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_post_each_message_once():
    MessageFactory.create_batch(10)

    counts = race(outbox.send_due, outbox.send_due)

    assert sum(counts) == 10
    assert len(mail.outbox) == 10


def test_a_sender_that_dies_between_posting_and_noting_posts_it_again_later(
    time_machine_at,
):
    MessageFactory(due_at=dates.now())
    outbox._claim()  # and then the process is killed
    assert outbox.send_due() == 0

    time_machine_at(dates.now() + dt.timedelta(minutes=3))

    assert outbox.send_due() == 1


def test_an_address_refused_does_not_hold_up_the_others(settings):
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    refused = MessageFactory(recipient__email="nobody@example.org")
    MessageFactory()

    assert outbox.send_due() == 1

    refused.refresh_from_db()
    assert (refused.sent_at, refused.attempts) == (None, 1)
    assert refused.error == "The mail server refused it."


def test_an_absent_mail_server_costs_one_attempt_and_is_asked_again(settings):
    settings.EMAIL_BACKEND = f"{__name__}.AbsentBackend"
    MessageFactory.create_batch(3)

    assert outbox.send_due() == 0

    tried = Message.objects.exclude(error="").values_list("attempts", "error")
    assert list(tried) == [(1, "The mail server could not be reached.")]


def test_a_message_nobody_takes_is_given_up():
    message = MessageFactory(attempts=outbox.MAX_ATTEMPTS)

    assert outbox.send_due() == 0

    message.refresh_from_db()
    assert message.sent_at is None


# The daily summary


def test_a_daily_summary_is_one_mail_at_the_agreed_hour(time_machine_at):
    time_machine_at(dt.datetime(2026, 11, 13, 15, 0, tzinfo=dt.UTC))
    reader = PersonFactory(prefers_daily_digest=True)
    for about in ("first", "second"):
        send_to(reader, about=about, subject=f"Review {about}", body=f"See {about}.")
    assert outbox.send_due() == 0

    time_machine_at(dt.datetime(2026, 11, 14, 7, 1, tzinfo=dt.UTC))

    assert outbox.send_due() == 2
    (letter,) = mail.outbox
    assert letter.subject == "Your daily summary from Tandem: 2 messages"
    assert letter.body == "Review first\n\nSee first.\n\n\nReview second\n\nSee second."


def test_a_summary_of_one_message_is_that_message(time_machine_at):
    time_machine_at(dt.datetime(2026, 11, 13, 5, 0, tzinfo=dt.UTC))
    send_to(PersonFactory(prefers_daily_digest=True))

    time_machine_at(dt.datetime(2026, 11, 13, 7, 1, tzinfo=dt.UTC))

    assert outbox.send_due() == 1
    assert mail.outbox[0].subject == "A review is overdue"

"""Messages: rows written with the change they tell of, posted afterwards.

A message is posted by claiming it (the attempt is counted and the next try put off),
handing it to the mail server, and marking it sent. A crash between the last two posts
it again later: a mail server can promise no more than at least once.
"""

import datetime as dt
import logging
import smtplib
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from core import dates, rule_settings
from core.audit import SYSTEM, acting
from core.models import Message

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 20
FIRST_PAUSE, LONGEST_PAUSE = dt.timedelta(minutes=2), dt.timedelta(hours=4)
AT_MOST = 500
REFUSED = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPDataError,
    ValueError,
)
DIGEST_SUBJECT = "Your daily summary from {product}: {count} messages"

rule_settings.register(
    "outbox.digest_hour",
    7,
    unit="hour of the day",
    source="Tandem's own: before the working day starts",
)


def send(
    *,
    recipient,
    reason: str,
    about: str,
    subject: str,
    body: str,
    day: dt.date,
    actor,
) -> Message | None:
    """Leave a message; None when this person was already told of it on that day.

    Call it inside the service whose change it tells of: both are kept, or neither.
    """
    message = Message(
        recipient=recipient,
        reason=reason,
        about=about,
        day=day,
        subject=" ".join(subject.split())[:200],
        body=body,
        due_at=_next_digest() if recipient.prefers_daily_digest else dates.now(),
    )
    with transaction.atomic(), acting(actor, f"Message: {reason}"):
        Message.objects.bulk_create([message], ignore_conflicts=True)
        return Message.objects.filter(reference=message.reference).first()


def _next_digest() -> dt.datetime:
    """The next time of day at which daily summaries go out."""
    now = dates.now().astimezone(ZoneInfo(settings.TIME_ZONE))
    hour = dt.time(rule_settings.whole("outbox.digest_hour", now.date()))
    day = now.date() + (dates.DAY if now.time() >= hour else dt.timedelta())
    return dt.datetime.combine(day, hour, tzinfo=now.tzinfo)


def send_due() -> int:
    """Post what is due, one mail after the other; how many messages were sent."""
    sent, post = 0, get_connection()
    try:
        for _ in range(AT_MOST):
            letter = _claim()
            if not letter:
                break
            sent += _post(letter, post)
    except (smtplib.SMTPException, OSError) as error:
        logger.warning("The mail server cannot be reached: %s", error)
    finally:
        post.close()
    return sent


def _claim() -> list[Message]:
    """The next message due, with the rest of its reader's daily summary.

    Counting the attempt and putting off the next one is what keeps a second sender
    away once the row locks are gone.
    """
    with transaction.atomic(), acting(SYSTEM, "Message posted"):
        due = Message.objects.postable(dates.now(), MAX_ATTEMPTS).select_related(
            "recipient"
        )
        due = due.select_for_update(skip_locked=True, of=("self",))
        first = due.order_by("due_at", "id").first()
        if first is None:
            return []
        letter = [first]
        if first.recipient.prefers_daily_digest:
            mine = due.filter(recipient=first.recipient).exclude(pk=first.pk)
            letter += mine.order_by("id")[:50]
        for message in letter:
            message.attempts += 1
            message.due_at = dates.now() + _pause(message.attempts)
        Message.objects.bulk_update(letter, ["attempts", "due_at"])
    return letter


def _pause(attempts: int) -> dt.timedelta:
    return min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)


def _post(letter: list[Message], post) -> int:
    rows = Message.objects.filter(pk__in=[message.pk for message in letter])
    try:
        post.open()  # kept open for the letters that follow
        _mail(letter, post).send()
    except REFUSED as error:
        logger.warning("Message %s was refused: %s", letter[0].reference, error)
        return _note(rows, "The mail server refused it.")
    except OSError:
        _note(rows, "The mail server could not be reached.")
        raise
    with acting(SYSTEM, "Message sent"):
        return rows.update(sent_at=dates.now(), error="")


def _note(rows, error: str) -> int:
    with acting(SYSTEM, "Message not sent"):
        rows.update(error=error)
    return 0


def _mail(letter: list[Message], post) -> EmailMessage:
    subject, body = letter[0].subject, letter[0].body
    if len(letter) > 1:
        subject = DIGEST_SUBJECT.format(
            product=settings.PRODUCT_NAME, count=len(letter)
        )
        body = "\n\n\n".join(f"{m.subject}\n\n{m.body}" for m in letter)
    return EmailMessage(
        subject,
        body,
        to=[letter[0].recipient.email],
        headers={"Message-ID": f"<{letter[0].reference}@{_domain()}>"},
        connection=post,
    )


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")

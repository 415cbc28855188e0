"""Tasks: what is asked, published only when the six questions are answered."""

import datetime as dt

from django.core.exceptions import ValidationError

from core import audit
from core.audit import service
from suc.choices import COMING, InvitationState, TaskState
from suc.models import (
    ChangeMade,
    Invitation,
    Involvement,
    InvolvementTask,
    SixWAnswer,
    SixWQuestion,
)
from suc.services import letters

# The annex names the tool but does not print its questions; these are ours and
# every partnership may reword them.
SIX_WS = [
    ("Who is asking, and who will be there?", "Names and jobs, not just initials."),
    ("What will you ask people to do?", "Say what a good day would look like."),
    ("When, and for how long?", "Say when the breaks are."),
    ("Where is it, and how do people get there?", "Online counts: say how to join."),
    ("Why does it need people with lived experience?", "What could change?"),
    ("What is in it for them?", "Fee, costs, learning, and what they hear back."),
]
WHEN_FIELDS = ("held_on", "from_time", "to_time")


def six_w_questions(partnership) -> list[SixWQuestion]:
    """The partnership's six questions, in their order."""
    return list(SixWQuestion.objects.filter(partnership=partnership))


def unanswered_questions(task: InvolvementTask) -> list[SixWQuestion]:
    """Which of the six questions the task does not answer yet."""
    questions = SixWQuestion.objects.filter(partnership=task.partnership_id)
    return list(questions.exclude(answers__task=task))


@service("Task added")
def add_task(*, partnership, actor, **fields) -> InvolvementTask:
    """Start a draft; nobody is asked until it is published."""
    task = InvolvementTask(partnership=partnership, created_by=actor, **fields)
    _check(task)
    task.save()
    if not SixWQuestion.objects.filter(partnership=partnership).exists():
        for number, (label, hint) in enumerate(SIX_WS, start=1):
            SixWQuestion.objects.create(
                partnership=partnership, number=number, label=label, hint=hint
            )
    audit.record(actor=actor, action="Task added", subject=task)
    return task


@service("Task changed")
def change_task(
    *, task: InvolvementTask, day: dt.date, actor, **fields
) -> InvolvementTask:
    """Change a draft or open task.

    People already asked keep the money they were shown. When the day or the times
    change they are asked again, because they said yes to another day.
    """
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    if task.state not in (TaskState.DRAFT, TaskState.OPEN):
        raise ValidationError("A task that is done or cancelled cannot be changed.")
    before = [getattr(task, name) for name in WHEN_FIELDS]
    for name, value in fields.items():
        setattr(task, name, value)
    _check(task)
    moved = before != [getattr(task, name) for name in WHEN_FIELDS]
    if moved and task.held_on < day:
        raise ValidationError({"held_on": "The day must be today or later."})
    if moved and Involvement.objects.filter(invitation__task=task).exists():
        raise ValidationError("The work is recorded, so its day cannot change.")
    if task.places < task.invitations.filter(state__in=COMING).count():
        raise ValidationError({"places": "More people have already said yes."})
    task.save(update_fields=[*fields, "updated_at"])
    if moved:
        _ask_again(task, day, actor)
    audit.record(
        actor=actor, action="Task changed", subject=task, fields=sorted(fields)
    )
    return task


@service("Six Ws answered")
def answer_six_ws(
    *, task: InvolvementTask, answers: dict[int, str], actor
) -> InvolvementTask:
    """Keep the answers given so far; ``answers`` maps question number to words."""
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    if task.state not in (TaskState.DRAFT, TaskState.OPEN):
        raise ValidationError("A task that is done or cancelled cannot be changed.")
    for question in six_w_questions(task.partnership):
        words = answers.get(question.number, "").strip()
        if words:
            SixWAnswer.objects.update_or_create(
                task=task, question=question, defaults={"answer": words}
            )
        elif task.state == TaskState.OPEN:
            raise ValidationError("A published task must answer all six questions.")
        else:
            SixWAnswer.objects.filter(task=task, question=question).delete()
    audit.record(actor=actor, action="Six Ws answered", subject=task)
    return task


@service("Task published")
def publish_task(*, task: InvolvementTask, day: dt.date, actor) -> InvolvementTask:
    """Open a draft for invitations, once all six questions are answered."""
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    if task.state != TaskState.DRAFT:
        raise ValidationError("Only a draft can be published.")
    missing = unanswered_questions(task)
    if missing:
        raise ValidationError(
            [f"Answer this question first: {question.label}" for question in missing]
        )
    if task.held_on < day:
        raise ValidationError("The day of this task has passed.")
    task.state = TaskState.OPEN
    task.save(update_fields=["state", "updated_at"])
    audit.record(actor=actor, action="Task published", subject=task)
    return task


@service("Task cancelled")
def cancel_task(
    *, task: InvolvementTask, reason: str, day: dt.date, actor
) -> InvolvementTask:
    """Call the task off and tell everyone who was asked."""
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    if task.state not in (TaskState.DRAFT, TaskState.OPEN):
        raise ValidationError("This task is already done or cancelled.")
    if Involvement.objects.filter(invitation__task=task).exists():
        raise ValidationError("Work on this task is recorded, so it cannot be undone.")
    task.state, task.cancel_reason = TaskState.CANCELLED, reason.strip()
    task.full_clean()
    task.save(update_fields=["state", "cancel_reason", "updated_at"])
    for invitation in _still_in(task):
        invitation.state = InvitationState.WITHDRAWN
        invitation.withdrawn_because = "The task was cancelled"
        invitation.save(update_fields=["state", "withdrawn_because", "updated_at"])
        letters.cancelled(invitation=invitation, day=day, actor=actor)
    audit.record(actor=actor, action="Task cancelled", subject=task)
    return task


@service("Change recorded")
def add_change(
    *, task: InvolvementTask, what: str, changed_on: dt.date, day: dt.date, actor
) -> ChangeMade:
    """What is different because members were there; they see it on their page."""
    if not Involvement.objects.filter(
        invitation__task=task, approved_by__isnull=False
    ).exists():
        raise ValidationError("Nobody’s part in this task is confirmed yet.")
    if changed_on < task.held_on:
        raise ValidationError({"changed_on": "The change must follow the work."})
    if changed_on > day:
        raise ValidationError({"changed_on": "The change must have happened."})
    row = ChangeMade(
        task=task, what=what.strip(), changed_on=changed_on, recorded_by=actor
    )
    row.full_clean()
    row.save()
    audit.record(actor=actor, action="Change recorded", subject=row)
    return row


@service("Task finished")
def finish_task(*, task: InvolvementTask, day: dt.date, actor) -> InvolvementTask:
    """A past task is done once everyone who came has their part confirmed.

    Called after each confirmation; until the last one it changes nothing.
    """
    task = InvolvementTask.objects.select_for_update().get(pk=task.pk)
    open_parts = task.invitations.filter(
        state__in=COMING, involvement__approved_by__isnull=True
    )
    if task.state == TaskState.OPEN and task.held_on <= day and not open_parts.exists():
        task.state = TaskState.DONE
        task.save(update_fields=["state", "updated_at"])
        audit.record(actor=actor, action="Task finished", subject=task)
    return task


def _check(task: InvolvementTask) -> None:
    task.full_clean()
    partners = task.partnership.memberships.filter(organisation=task.host)
    if not partners.exists():
        raise ValidationError({"host": "Choose an organisation of the partnership."})


def _still_in(task: InvolvementTask) -> list[Invitation]:
    wanted = [InvitationState.INVITED, *COMING]
    rows = task.invitations.select_for_update(of=("self",)).filter(state__in=wanted)
    return list(rows.select_related("contributor__person", "task").order_by("pk"))


def _ask_again(task: InvolvementTask, day: dt.date, actor) -> None:
    for invitation in _still_in(task):
        invitation.state = InvitationState.INVITED
        invitation.answered_on = None
        for name in WHEN_FIELDS:
            setattr(invitation, name, getattr(task, name))
        invitation.save(
            update_fields=["state", "answered_on", *WHEN_FIELDS, "updated_at"]
        )
        letters.moved(invitation=invitation, day=day, actor=actor)

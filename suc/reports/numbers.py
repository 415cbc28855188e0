"""The programme dashboard, and what needs somebody."""

import datetime as dt

from django.db.models import Count, Q
from django.urls import reverse

from core import rule_settings
from core.dates import AcademicYear
from core.pages import Need, Tile
from partnerships.choices import RoleKind
from suc import words
from suc.choices import (
    COMING,
    PaymentState,
)
from suc.models import (
    Contributor,
    Invitation,
    InvolvementTask,
    Payment,
)

RECORD_WITHIN, APPROVE_WITHIN = "suc.record_within_days", "suc.approve_within_days"
for name, days, unit in (
    (RECORD_WITHIN, 7, "days after the work"),
    (APPROVE_WITHIN, 7, "days after the work is recorded"),
):
    rule_settings.register(
        name,
        days,
        unit=unit,
        source="Tandem’s own: nobody should wait long for their money",
    )


def _within(name: str, day: dt.date) -> dt.timedelta:
    return dt.timedelta(days=rule_settings.whole(name, day))


# The programme dashboard ----------------------------------------------------------


def activity_tile(*, viewer, day: dt.date) -> list[Tile]:
    """People involved this year, invitations open and payments due."""
    year = AcademicYear.containing(day)
    people = Contributor.objects.overseen_by(viewer)
    involved = people.involved_between(year.first_day, year.last_day).count()
    waiting = Invitation.objects.overseen_by(viewer).awaiting_answer(day).count()
    due = Payment.objects.overseen_by(viewer).filter(state=PaymentState.DUE).totals()
    return [
        Tile(
            label=f"people took part in {year}",
            value=str(involved),
            url=f"{reverse('suc:contributor_list')}?involved={year.begins}",
            rule="Members whose part in a task held since 1 August is confirmed. "
            "Each person counts once.",
        ),
        Tile(
            label="invitations waiting for an answer",
            value=str(waiting),
            url=reverse("suc:invitation_waiting"),
            rule="Invitations not yet answered to open tasks that are today or later.",
        ),
        Tile(
            label="payments due to members",
            value=str(due["count"]),
            url=f"{reverse('suc:payment_list')}?state=due",
            note=f"{words.pounds(due['total'])} in all",
            rule="Work confirmed, and not yet approved by a second person.",
        ),
    ]


# What needs somebody --------------------------------------------------------------


def needs_you(*, viewer, day: dt.date) -> list[Need]:
    """What waits for this person as a member, a co-ordinator or a manager."""
    kinds = viewer.role_kinds()
    needs = []
    if RoleKind.SUC_MEMBER in kinds:
        needs += _member_needs(viewer, day)
    if RoleKind.SUC_COORDINATOR in kinds:
        needs += _work_to_record(viewer, day)
    if kinds & {RoleKind.SUC_COORDINATOR, RoleKind.PROGRAMME_MANAGER}:
        needs += _payment_needs(viewer, day)
    return needs


def _member_needs(viewer, day: dt.date) -> list[Need]:
    mine = Invitation.objects.of(viewer).for_page()
    waiting = [
        Need(
            title=f"Answer the invitation: {row.task}",
            url=row.get_absolute_url(),
            detail=f"{row.task.host}, {words.between(row)}",
            due_on=row.held_on,
        )
        for row in mine.awaiting_answer(day)
    ]
    to_log = [
        Need(
            title=f"Tell us your hours and costs: {row.task}",
            url=reverse("suc:involvement_log", args=[row.reference]),
            detail="So that we can pay you",
        )
        for row in mine.unrecorded(day)
    ]
    return waiting + to_log


def _work_to_record(viewer, day: dt.date) -> list[Need]:
    wait = _within(RECORD_WITHIN, day)
    open_parts = Q(invitations__state__in=COMING) & (
        Q(invitations__involvement__isnull=True)
        | Q(invitations__involvement__approved_by__isnull=True)
    )
    tasks = (
        InvolvementTask.objects.coordinated_by(viewer)
        .filter(held_on__lt=day)
        .annotate(parts=Count("invitations", filter=open_parts))
        .filter(parts__gt=0)
    )
    return [
        Need(
            title=f"Record who took part: {task}",
            url=task.get_absolute_url(),
            detail=f"{task.parts} {'person' if task.parts == 1 else 'people'}",
            due_on=task.held_on + wait,
            is_overdue=task.held_on + wait < day,
        )
        for task in tasks
    ]


def _payment_needs(viewer, day: dt.date) -> list[Need]:
    return _to_approve(viewer, day) + _to_pay(viewer)


def _to_pay(viewer) -> list[Need]:
    approved = Payment.objects.overseen_by(viewer).filter(state=PaymentState.APPROVED)
    found = approved.totals()
    if not found["count"]:
        return []
    count = found["count"]
    return [
        Need(
            title=f"Pay {count} approved payment{'' if count == 1 else 's'}",
            url=f"{reverse('suc:payment_list')}?state=approved",
            detail=f"{words.pounds(found['total'])} in all",
        )
    ]


def _to_approve(viewer, day: dt.date) -> list[Need]:
    found = Payment.objects.approvable_by(viewer).order_by("made_on")
    first, due = found.first(), found.totals()
    if first is None:
        return []
    by = first.made_on + _within(APPROVE_WITHIN, day)
    count = due["count"]
    return [
        Need(
            title=f"Approve {count} payment{'' if count == 1 else 's'} to members",
            url=f"{reverse('suc:payment_list')}?approvable=yes",
            detail=f"{words.pounds(due['total'])} in all",
            due_on=by,
            is_overdue=by < day,
        )
    ]

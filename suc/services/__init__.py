"""Every change to service user and carer involvement, one module a subject."""

from suc.services.invitations import (
    accept_invitation,
    accept_invitation_unpaid,
    decline_invitation,
    invite_contributors,
    withdraw_invitation,
)
from suc.services.payments import (
    approve_payment,
    decline_payment,
    log_involvement,
    mark_payment_paid,
    record_involvement,
)
from suc.services.people import (
    add_contributor,
    archive_contributor,
    move_contributor,
    register_contributor,
)
from suc.services.tasks import (
    add_change,
    add_task,
    answer_six_ws,
    cancel_task,
    change_task,
    finish_task,
    publish_task,
)

__all__ = [
    "accept_invitation",
    "accept_invitation_unpaid",
    "add_change",
    "add_contributor",
    "add_task",
    "answer_six_ws",
    "approve_payment",
    "archive_contributor",
    "cancel_task",
    "change_task",
    "decline_invitation",
    "decline_payment",
    "finish_task",
    "invite_contributors",
    "log_involvement",
    "mark_payment_paid",
    "move_contributor",
    "publish_task",
    "record_involvement",
    "register_contributor",
    "withdraw_invitation",
]

from suc.models.invitations import Invitation, Involvement
from suc.models.payments import Payment
from suc.models.people import Contributor, Expertise
from suc.models.tasks import ChangeMade, InvolvementTask, SixWAnswer, SixWQuestion

__all__ = [
    "ChangeMade",
    "Contributor",
    "Expertise",
    "Invitation",
    "Involvement",
    "InvolvementTask",
    "Payment",
    "SixWAnswer",
    "SixWQuestion",
]

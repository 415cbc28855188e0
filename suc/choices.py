from django.db.models import TextChoices


class ContributorState(TextChoices):
    APPLIED = "applied", "Applied"
    MET = "met", "Met"
    AGREED = "agreed", "Agreed"
    ACTIVE = "active", "Active"
    ARCHIVED = "archived", "Archived"


class ContactBy(TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone call"
    TEXT = "text", "Text message"
    LETTER = "letter", "Letter"


class TaskKind(TextChoices):
    BOARD = "board", "Board or working group"
    ADMISSIONS = "admissions", "Choosing students"
    TEACHING = "teaching", "Teaching"
    ASYE = "asye", "First year in practice (ASYE)"
    CPD = "cpd", "Training for social workers"
    RESEARCH = "research", "Research"
    OTHER = "other", "Something else"


class TaskState(TextChoices):
    DRAFT = "draft", "Draft"
    OPEN = "open", "Open"
    DONE = "done", "Done"
    CANCELLED = "cancelled", "Cancelled"


class FeeBasis(TextChoices):
    SESSION = "session", "For the session"
    HOUR = "hour", "For each hour"
    NONE = "none", "No fee"


class ExpenseBasis(TextChoices):
    NONE = "none", "Not offered"
    FIXED = "fixed", "A fixed amount"
    UP_TO = "up_to", "What it costs, up to"


class InvitationState(TextChoices):
    INVITED = "invited", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    ACCEPTED_UNPAID = "accepted_unpaid", "Accepted, fee declined"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"


COMING = (InvitationState.ACCEPTED, InvitationState.ACCEPTED_UNPAID)


class PaymentState(TextChoices):
    DUE = "due", "Due"
    APPROVED = "approved", "Approved"
    PAID = "paid", "Paid"
    DECLINED = "declined", "Not approved"


# The colour of each state's tag.
TASK_TONES = {"draft": "grey", "open": "blue", "done": "green", "cancelled": "red"}
MEMBER_TONES = {"active": "green", "applied": "yellow", "met": "blue", "agreed": "blue"}
ANSWER_TONES = {
    "invited": "yellow",
    "accepted": "green",
    "accepted_unpaid": "green",
    "declined": "red",
}
PAYMENT_TONES = {
    "due": "yellow",
    "approved": "blue",
    "paid": "green",
    "declined": "red",
}

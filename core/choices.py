from django.db.models import TextChoices


class JobState(TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    CANCELLED = "cancelled", "Cancelled"


class ImportState(TextChoices):
    CHECKED = "checked", "Checked, waiting for you"
    CONFIRMED = "confirmed", "Confirmed"
    REFUSED = "refused", "Refused"
    UNDONE = "undone", "Undone"

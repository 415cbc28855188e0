from django.db.models import TextChoices


class ItemKind(TextChoices):
    CHOICE = "choice", "Choose one"
    TEXT = "text", "Text"


class ResponseState(TextChoices):
    DRAFT = "draft", "Draft"
    LOCKED = "locked", "Submitted"

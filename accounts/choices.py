from django.db.models import TextChoices


class LinkPurpose(TextChoices):
    SIGN_IN = "sign_in", "Sign in"
    REVIEW = "review", "Record a review"
    OFFER = "offer", "Answer a call for offers"

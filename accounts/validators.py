from django.conf import settings
from django.core.exceptions import ValidationError


class ContextWordsValidator:
    """Refuse passwords built on words anybody here would guess first."""

    WORDS = ("socialwork", "partnership", "placement", "council", "university")

    def validate(self, password, user=None):
        plain = password.lower().replace(" ", "")
        for word in (settings.PRODUCT_NAME.lower(), *self.WORDS):
            if plain.strip("0123456789!.-_") == word:
                raise ValidationError(
                    f"Choose a password that is more than the word “{word}”.",
                    code="context_word",
                )

    def get_help_text(self):
        return "Three random words make a good password."

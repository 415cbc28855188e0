import secrets

# No vowels (no words by accident), no look-alikes.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"


def make_reference() -> str:
    """A public reference: random, so that one cannot be guessed from another."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))

from django.contrib.auth.models import BaseUserManager


class PersonManager(BaseUserManager):
    """Creates people for Django's own commands; the product uses services."""

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def create_user(self, email=None, password=None, **fields):
        person = self.model(email=email or None, **fields)
        if password:
            person.set_password(password)
        else:
            person.set_unusable_password()
        person.full_clean(exclude=["password"])
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        fields.setdefault("name", email)
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

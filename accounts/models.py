from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Upper

from accounts.choices import LinkPurpose
from accounts.managers import PersonManager
from core import dates
from core.constraints import one_of
from core.models import Record, tracked


@tracked(exclude=["password", "last_login"])
class Person(Record, AbstractBaseUser, PermissionsMixin):
    """One human, one row. A student, educator or member is a role of a person."""

    name = models.CharField(max_length=150)
    preferred_name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField("may sign in", default=True)
    is_staff = models.BooleanField("may open the admin", default=False)
    prefers_large_print = models.BooleanField(default=False)
    prefers_easy_read = models.BooleanField(default=False)
    prefers_daily_digest = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "id"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Upper("email"),
                name="person_email_is_one_persons",
                violation_error_message="Another person already uses this e-mail.",
            ),
        ]

    def __str__(self):
        return self.preferred_name or self.name

    def clean(self):
        super().clean()
        self.email = (self.email or "").strip() or None

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return str(self)

    def held_roles(self) -> list:
        """Today's roles with their scopes, read once per request."""
        day = dates.today()
        cached = getattr(self, "_held_roles", None)
        if cached is None or cached[0] != day:
            rows = list(
                self.roles.on(day).select_related(
                    "partnership",
                    "organisation",
                    "service__organisation",
                    "team__service__organisation",
                )
            )
            cached = self._held_roles = (day, rows)
        return cached[1]

    def role_kinds(self) -> set[str]:
        """Kinds of today's roles; an instance's superuser is an administrator."""
        kinds = {role.kind for role in self.held_roles()}
        return kinds | {"administrator"} if self.is_superuser else kinds

    def forget_roles(self) -> None:
        """Read them anew; what was worked out from them goes too."""
        self.__dict__.pop("_held_roles", None)
        self.__dict__.pop("_reaches", None)

    def needs_second_factor(self) -> bool:
        """Whether a staff role still lacks its second factor (one query)."""
        lone = {"student", "suc_member", "practice_educator", "site_supervisor"}
        if not (self.is_staff or self.role_kinds() - lone):
            return False
        return not self.authenticator_set.exists()


@tracked(exclude=["token_hash"])
class SingleUseLink(Record):
    """A link that opens one thing for one person, once. Only a hash is stored."""

    purpose = models.CharField(max_length=20, choices=LinkPurpose)
    opens = models.CharField(
        max_length=80, blank=True, help_text="Public reference of what it opens."
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="single_use_links",
    )
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [one_of("link_purpose_is_known", "purpose", LinkPurpose)]

    def __str__(self):
        return f"{self.get_purpose_display()} {self.opens}".strip()

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Partnership
from suc.choices import ContactBy, ContributorState
from suc.querysets import ContributorQuerySet


@tracked(exclude=["access_needs", "archive_reason"])
class Contributor(Record):
    """Someone with lived experience who takes part in a partnership's work.

    No benefit, diagnosis or cap is kept here. What they need to take part is seen by
    them and by the co-ordinator, and stays out of the audit trail and every list.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributors"
    )
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="contributors"
    )
    state = models.CharField(
        max_length=10, choices=ContributorState, default=ContributorState.APPLIED
    )
    applied_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    active_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archive_reason = models.CharField(max_length=200, blank=True)
    contact_by = models.CharField(
        "how they like to hear from us",
        max_length=10,
        choices=ContactBy,
        default=ContactBy.EMAIL,
    )
    access_needs = models.TextField(
        "what they need to take part", max_length=500, blank=True
    )

    objects = ContributorQuerySet.as_manager()

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [
            one_of("contributor_state_is_known", "state", ContributorState),
            one_of("contributor_contact_is_known", "contact_by", ContactBy),
            models.UniqueConstraint(
                name="contributor_once_per_partnership",
                fields=["person", "partnership"],
                violation_error_message="This person is already a member here.",
            ),
            models.CheckConstraint(
                name="contributor_is_archived_on_a_day_with_a_reason",
                condition=Q(state=ContributorState.ARCHIVED, archived_on__isnull=False)
                & ~Q(archive_reason="")
                | ~Q(state=ContributorState.ARCHIVED)
                & Q(archived_on__isnull=True, archive_reason=""),
                violation_error_message="Say why the record is archived.",
            ),
            models.CheckConstraint(
                name="contributor_is_active_from_a_day",
                condition=~Q(state=ContributorState.ACTIVE)
                | Q(active_on__isnull=False),
                violation_error_message="Say from which day the member is active.",
            ),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("suc:contributor_detail", args=[self.reference])

    @property
    def history(self) -> list[tuple[str, object]]:
        """The states passed through, each with its day."""
        states = [s for s in ContributorState if getattr(self, f"{s.value}_on")]
        return [(s.label, getattr(self, f"{s.value}_on")) for s in states]


@tracked()
class Expertise(Record):
    """Something a member chose to be found for, in their own words."""

    contributor = models.ForeignKey(  # meaningless without the member
        Contributor, on_delete=models.CASCADE, related_name="expertise"
    )
    words = models.CharField("good at, or knows about", max_length=80)

    class Meta:
        ordering = ["words", "id"]
        verbose_name_plural = "expertise"
        constraints = [
            models.UniqueConstraint(
                Lower("words"),
                "contributor",
                name="expertise_once_per_contributor",
                violation_error_message="That is already on the list.",
            ),
        ]

    def __str__(self):
        return self.words

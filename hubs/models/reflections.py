"""Behind the wall: only ``hubs.private`` may import this module.

No reverse names lead here, so that no other model's queries, filters or pages can
reach the words.
"""

from django.db import models

from core.models import Record, tracked
from hubs.querysets import ReflectionQuerySet


@tracked(exclude=["text"])
class Reflection(Record):
    """A student's own words after a session: theirs alone."""

    author = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+"
    )
    session = models.ForeignKey(
        "hubs.HubSession", on_delete=models.PROTECT, related_name="+"
    )
    text = models.TextField()

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="reflection_once_per_author_and_session",
                fields=["author", "session"],
                violation_error_message="You have already written about this session.",
            ),
        ]

    def __str__(self):
        return f"Reflection {self.reference}"

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from core.constraints import one_of
from core.models import Record, tracked
from partnerships.models import Organisation, Partnership
from suc.choices import TaskKind, TaskState
from suc.models.terms import Terms, ends_after_it_starts, terms_constraints
from suc.querysets import ChangeQuerySet, TaskQuerySet


@tracked()
class InvolvementTask(Record, Terms):
    """One piece of work service users and carers are asked to take part in."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="involvement_tasks"
    )
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="involvement_tasks",
        verbose_name="who is asking",
    )
    title = models.CharField(max_length=120)
    kind = models.CharField("kind of work", max_length=12, choices=TaskKind)
    purpose = models.TextField("why we are asking", max_length=600)
    what_happens = models.TextField("what will happen", max_length=1000)
    held_on = models.DateField("day")
    from_time = models.TimeField("starts at")
    to_time = models.TimeField("ends at")
    place = models.CharField("where", max_length=200)
    access = models.TextField("getting in and taking part", max_length=600, blank=True)
    places = models.PositiveSmallIntegerField(
        "how many people", default=1, validators=[MinValueValidator(1)]
    )
    state = models.CharField(max_length=10, choices=TaskState, default=TaskState.DRAFT)
    cancel_reason = models.CharField(max_length=200, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "from_time", "id"]
        indexes = [models.Index(fields=["partnership", "state", "held_on"])]
        constraints = [
            one_of("task_kind_is_known", "kind", TaskKind),
            one_of("task_state_is_known", "state", TaskState),
            ends_after_it_starts("task"),
            models.CheckConstraint(
                name="task_has_a_place",
                condition=Q(places__gte=1),
                violation_error_message="Ask at least one person.",
            ),
            models.CheckConstraint(
                name="task_is_cancelled_with_a_reason",
                condition=~Q(state=TaskState.CANCELLED) | ~Q(cancel_reason=""),
                violation_error_message="Say why the task is cancelled.",
            ),
            *terms_constraints("task"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("suc:task_detail", args=[self.reference])


@tracked()
class SixWQuestion(Record):
    """One of the six questions a request must answer; each partnership words them."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="six_w_questions"
    )
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    hint = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["partnership", "number"]
        verbose_name = "six Ws question"
        constraints = [
            models.CheckConstraint(
                name="six_w_question_is_one_of_six",
                condition=Q(number__gte=1, number__lte=6),
                violation_error_message="There are six questions, numbered 1 to 6.",
            ),
            models.UniqueConstraint(
                name="six_w_question_once_per_partnership_and_number",
                fields=["partnership", "number"],
                violation_error_message="That question is already there.",
            ),
        ]

    def __str__(self):
        return self.label


@tracked()
class SixWAnswer(Record):
    """What the people who ask say to one of the six questions."""

    task = models.ForeignKey(  # meaningless without the task
        InvolvementTask, on_delete=models.CASCADE, related_name="six_w_answers"
    )
    question = models.ForeignKey(
        SixWQuestion, on_delete=models.PROTECT, related_name="answers"
    )
    answer = models.TextField(max_length=600)

    class Meta:
        ordering = ["question__number", "id"]
        verbose_name = "six Ws answer"
        constraints = [
            models.UniqueConstraint(
                name="six_w_answer_once_per_task_and_question",
                fields=["task", "question"],
                violation_error_message="That question is already answered.",
            ),
            models.CheckConstraint(
                name="six_w_answer_is_not_empty",
                condition=~Q(answer=""),
                violation_error_message="Answer the question.",
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.answer}"[:120]


@tracked()
class ChangeMade(Record):
    """What happened because service users and carers were there."""

    task = models.ForeignKey(
        InvolvementTask, on_delete=models.PROTECT, related_name="changes"
    )
    what = models.TextField("what changed", max_length=600)
    changed_on = models.DateField("from which day")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_on", "-id"]
        verbose_name_plural = "changes made"
        constraints = [
            models.CheckConstraint(
                name="change_says_what_changed",
                condition=~Q(what=""),
                violation_error_message="Say what changed.",
            ),
        ]

    def __str__(self):
        return self.what[:80]

"""Which questions a review asks."""

from core.audit import service
from placements import review_questions
from surveys import services as surveys
from surveys.models import QuestionnaireVersion


def review_version() -> QuestionnaireVersion | None:
    """The newest version of the review."""
    return (
        QuestionnaireVersion.objects.filter(questionnaire__code=review_questions.CODE)
        .order_by("-number")
        .first()
    )


@service("Review questions added")
def ensure_review_questions(*, actor) -> QuestionnaireVersion:
    """The review's questions, the shipped ones when there are none yet."""
    return review_version() or surveys.add_questionnaire(
        code=review_questions.CODE,
        title=review_questions.TITLE,
        introduction=review_questions.INTRODUCTION,
        sections=review_questions.SECTIONS,
        actor=actor,
    )

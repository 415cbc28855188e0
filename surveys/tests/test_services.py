import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError
from django.db.transaction import atomic

from accounts.tests.factories import PersonFactory
from surveys import services
from surveys.choices import ResponseState
from surveys.forms import ResponseForm
from surveys.models import Answer, QuestionnaireVersion
from surveys.reports import answers_of, said_in
from surveys.tests.factories import (
    SCALE,
    AnswerFactory,
    ItemFactory,
    QuestionnaireVersionFactory,
    ResponseFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
SECTIONS = [
    {
        "key": "team",
        "title": "The team",
        "items": [
            {
                "key": "welcome",
                "kind": "choice",
                "prompt": "Were you made welcome?",
                "scale": SCALE,
                "is_required": True,
                "missing_message": "Say whether you were made welcome",
                "opens_issue_at": "not_quite",
            },
            {
                "key": "why",
                "kind": "text",
                "prompt": "What went wrong?",
                "is_required": True,
                "shown_with": "welcome",
                "shown_at": "not_fine",
            },
        ],
    }
]


def started():
    person = PersonFactory()
    version = services.add_questionnaire(
        code="welcome", title="Welcome", sections=SECTIONS, actor=person
    )
    return services.start_response(
        version=version, respondent=person, capacity="student", actor=person
    )


def save(response, **answers):
    return services.save_answers(
        response=response, answers=answers, actor=response.respondent
    )


def lock(response):
    return services.lock_response(response=response, actor=response.respondent)


def test_a_draft_keeps_what_is_there_and_needs_nothing():
    response = started()

    save(response, team_why="Half a thought")

    assert answers_of(response) == {"team_why": "Half a thought"}


def test_an_answer_can_be_changed_and_emptied():
    response = started()
    save(response, team_welcome="fine")

    save(response, team_welcome="not_fine", team_why="  ")
    save(response, team_why="x")
    save(response, team_why="")

    assert answers_of(response) == {"team_welcome": "not_fine", "team_why": ""}


def test_a_missing_answer_is_refused_in_its_own_words():
    with pytest.raises(ValidationError) as refused:
        lock(started())

    assert refused.value.message_dict == {
        "team_welcome": ["Say whether you were made welcome"]
    }


def test_a_detail_is_asked_only_at_its_answer():
    response = save(started(), team_welcome="not_fine")

    with pytest.raises(ValidationError) as refused:
        lock(response)

    assert list(refused.value.message_dict) == ["team_why"]


def test_details_no_longer_asked_are_dropped_on_submission():
    response = save(started(), team_welcome="not_fine", team_why="It rained.")

    lock(save(response, team_welcome="fine"))

    assert answers_of(response) == {"team_welcome": "fine"}


def test_an_answer_off_the_scale_is_refused():
    with pytest.raises(ValidationError, match="Choose one of the listed answers"):
        save(started(), team_welcome="splendid")


def test_too_many_words_are_refused():
    with pytest.raises(ValidationError, match="4000 characters or fewer"):
        save(started(), team_why="x" * 4001)


def test_a_submitted_response_stays_as_it_is():
    response = lock(save(started(), team_welcome="fine"))

    with pytest.raises(ValidationError, match="already been submitted"):
        save(response, team_welcome="not_fine")
    with pytest.raises(InternalError), atomic():
        Answer.objects.update(value="not_fine")
    with pytest.raises(InternalError), atomic():
        response.save()


def test_amending_keeps_the_old_and_starts_from_it():
    response = lock(save(started(), team_welcome="fine"))

    draft = services.amend(response=response, actor=response.respondent)

    assert draft.amended_from == response
    assert draft.state == ResponseState.DRAFT
    assert answers_of(draft) == answers_of(response)
    with pytest.raises(ValidationError, match="already been amended"):
        services.amend(response=response, actor=response.respondent)


def test_only_a_submitted_response_is_amended():
    with pytest.raises(ValidationError, match="Only a submitted response"):
        services.amend(response=started(), actor=None)


def test_a_version_in_use_cannot_change_and_a_new_one_can_be_added():
    response = started()
    questionnaire = response.version.questionnaire

    with (
        pytest.raises(InternalError, match="This version is in use"),
        atomic(),
    ):
        response.version.sections.update(title="Other")
    with (
        pytest.raises(InternalError, match="This version is in use"),
        atomic(),
    ):
        ItemFactory(section=response.version.sections.get())
    newer = services.add_version(
        questionnaire=questionnaire, sections=SECTIONS, actor=None
    )

    assert newer.number == 2
    response.refresh_from_db()
    assert response.version.number == 1


def test_a_form_shows_what_was_answered_and_lets_a_draft_be_empty():
    response = save(started(), team_welcome="fine")

    form = ResponseForm(version=response.version, answers=answers_of(response))
    empty = ResponseForm({}, version=response.version)

    assert form["team_welcome"].value() == "fine"
    assert form.fields["team_welcome"].required
    assert empty.is_valid()


def test_what_was_said_comes_in_the_order_of_the_questions():
    response = save(started(), team_why="It rained.", team_welcome="not_fine")

    lines = said_in([response.pk])[response.pk]

    assert [(line.prompt, line.words) for line in lines] == [
        ("Were you made welcome?", "Not fine"),
        ("What went wrong?", "It rained."),
    ]


def test_a_threshold_that_is_not_on_the_scale_is_refused():
    item = ItemFactory.build(section=SectionFactory(), opens_issue_at="awful")

    with pytest.raises(ValidationError, match="Choose a value of the scale"):
        item.full_clean()


BROKEN = {
    "questionnaire_version_number_once": lambda: _again(QuestionnaireVersionFactory()),
    "section_position_once_per_version": lambda: _same(
        SectionFactory, "version", position=1
    ),
    "section_key_once_per_version": lambda: _same(SectionFactory, "version", key="a"),
    "item_kind_is_known": lambda: ItemFactory(kind="x"),
    "item_position_once_per_section": lambda: _same(ItemFactory, "section", position=1),
    "item_key_once_per_section": lambda: _same(ItemFactory, "section", key="a"),
    "item_choice_has_a_scale": lambda: ItemFactory(scale=[]),
    "item_shown_with_has_a_value": lambda: ItemFactory(shown_at="fine"),
    "response_locked_says_when": lambda: ResponseFactory(state="locked"),
    "response_(locked_says_when|state_is_known)": lambda: ResponseFactory(state="x"),
}


def _again(version: QuestionnaireVersion):
    QuestionnaireVersionFactory(questionnaire=version.questionnaire)


def _same(factory, shared, **fields):
    first = factory(**fields)
    factory(**{**fields, shared: getattr(first, shared)})


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_by_name(name):
    with pytest.raises(IntegrityError, match=name), atomic():
        BROKEN[name]()


def test_a_question_is_answered_once_per_response():
    answer = AnswerFactory()

    with (
        pytest.raises(IntegrityError, match="answer_once_per_question"),
        atomic(),
    ):
        AnswerFactory(response=answer.response, item=answer.item)

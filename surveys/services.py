"""Every change to questionnaires and answers."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from core import audit, dates
from core.audit import service
from surveys.choices import ItemKind, ResponseState
from surveys.models import (
    Answer,
    Item,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Section,
)

LONGEST_TEXT = 4000


@service("Questionnaire added")
def add_questionnaire(
    *, code: str, title: str, sections: Sequence[Mapping], introduction="", actor
) -> QuestionnaireVersion:
    """Add a questionnaire with its first version."""
    questionnaire = Questionnaire(code=code, title=title)
    questionnaire.full_clean()
    questionnaire.save()
    audit.record(actor=actor, action="Questionnaire added", subject=questionnaire)
    return add_version(
        questionnaire=questionnaire,
        sections=sections,
        introduction=introduction,
        actor=actor,
    )


@service("Questionnaire version added")
def add_version(
    *,
    questionnaire: Questionnaire,
    sections: Sequence[Mapping],
    introduction: str = "",
    actor,
) -> QuestionnaireVersion:
    """Add a version; answers already given keep the version they began under.

    ``sections`` are mappings of Section's fields with ``items``: mappings of Item's
    fields, where ``shown_with`` is the key of an earlier item of the section.
    """
    Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    newest = questionnaire.versions.order_by("-number").first()
    version = QuestionnaireVersion(
        questionnaire=questionnaire,
        number=newest.number + 1 if newest else 1,
        introduction=introduction,
    )
    version.full_clean()
    version.save()
    for position, fields in enumerate(sections, start=1):
        _add_section(version, position, dict(fields))
    audit.record(actor=actor, action="Questionnaire version added", subject=version)
    return version


def _add_section(version: QuestionnaireVersion, position: int, fields: dict) -> None:
    items = fields.pop("items")
    section = Section(version=version, position=position, **fields)
    section.full_clean()
    section.save()
    by_key: dict[str, Item] = {}
    for number, item_fields in enumerate(items, start=1):
        values = dict(item_fields)
        parent = values.pop("shown_with", None)
        item = Item(section=section, position=number, **values)
        item.shown_with = by_key[parent] if parent else None
        item.full_clean()
        item.save()
        by_key[item.key] = item


@service("Response started")
def start_response(
    *, version: QuestionnaireVersion, respondent, capacity: str, actor
) -> Response:
    """Begin an empty draft under this version."""
    return Response.objects.create(
        version=version, respondent=respondent, capacity=capacity
    )


@service("Answers saved")
def save_answers(*, response: Response, answers: Mapping[str, str], actor) -> Response:
    """Keep what is answered so far; nothing has to be complete.

    ``answers`` maps an item's code to its value or text; items left out keep what
    they have.
    """
    response = _draft(response)
    existing = {answer.item_id: answer for answer in response.answers.all()}
    fresh = []
    for item in items_of(response.version):
        if item.code not in answers:
            continue
        given = _checked(item, (answers[item.code] or "").strip())
        answer = existing.get(item.pk)
        if answer is None and any(given):
            fresh.append(
                Answer(response=response, item=item, value=given[0], text=given[1])
            )
        elif answer is not None and (answer.value, answer.text) != given:
            answer.value, answer.text = given
            answer.save(update_fields=["value", "text", "updated_at"])
    Answer.objects.bulk_create(fresh)
    response.save(update_fields=["updated_at"])
    return response


def _checked(item: Item, given: str) -> tuple[str, str]:
    """The value and the text of an answer, refused when it cannot be one."""
    if item.kind == ItemKind.CHOICE:
        if given and item.rank(given) is None:
            raise ValidationError({item.code: "Choose one of the listed answers."})
        return given, ""
    if len(given) > LONGEST_TEXT:
        limit = f"Use {LONGEST_TEXT} characters or fewer."
        raise ValidationError({item.code: limit})
    return "", given


@service("Response submitted")
def lock_response(
    *, response: Response, at: dt.datetime | None = None, actor
) -> Response:
    """Submit: complete, and unchangeable from now on.

    Refused with what is missing by item. Details under an answer that was changed
    since are dropped, because their author no longer sees them.
    """
    response = _draft(response)
    items = items_of(response.version)
    answers = {answer.item_id: answer for answer in response.answers.all()}
    given = {pk: answer.value or answer.text for pk, answer in answers.items()}
    asked = [item for item in items if is_asked(item, given)]
    missing = {
        item.code: item.missing_message or f"Answer “{item.prompt}”"
        for item in asked
        if item.is_required and not given.get(item.pk)
    }
    if missing:
        raise ValidationError(missing)
    unasked = answers.keys() - {item.pk for item in asked}
    if unasked:
        response.answers.filter(item__in=unasked).delete()
    response.state = ResponseState.LOCKED
    response.locked_at = at or dates.now()
    response.save(update_fields=["state", "locked_at", "updated_at"])
    audit.record(actor=actor, action="Response submitted", subject=response)
    return response


@service("Response amended")
def amend(*, response: Response, actor) -> Response:
    """Start a new draft from a submitted response; the old one stays as it was."""
    response = Response.objects.select_for_update().get(pk=response.pk)
    if response.state != ResponseState.LOCKED:
        raise ValidationError("Only a submitted response can be amended.")
    if Response.objects.filter(amended_from=response).exists():
        raise ValidationError("This response has already been amended.")
    draft = Response.objects.create(
        version=response.version,
        respondent=response.respondent,
        capacity=response.capacity,
        amended_from=response,
    )
    Answer.objects.bulk_create(
        Answer(response=draft, item_id=a.item_id, value=a.value, text=a.text)
        for a in response.answers.all()
    )
    audit.record(actor=actor, action="Response amended", subject=draft)
    return draft


def _draft(response: Response) -> Response:
    rows = Response.objects.select_for_update(of=["self"]).select_related("version")
    response = rows.get(pk=response.pk)
    if response.state != ResponseState.DRAFT:
        raise ValidationError("This has already been submitted.")
    return response


def items_of(version: QuestionnaireVersion) -> list[Item]:
    """The version's items in order, their sections loaded."""
    return list(
        Item.objects.filter(section__version=version)
        .select_related("section")
        .order_by("section__position", "position")
    )


def is_asked(item: Item, given: Mapping[int, str]) -> bool:
    """Whether the item is asked, given the other answers by item key."""
    return item.shown_with_id is None or given.get(item.shown_with_id) == item.shown_at

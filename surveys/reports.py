"""What was answered, ready to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.choices import ItemKind
from surveys.models import Answer, Response


@dataclass(frozen=True, slots=True)
class Said:
    """One answered question."""

    section: str
    item: str
    prompt: str
    value: str
    words: str
    is_detail: bool


def answers_of(response: Response | None) -> dict[str, str]:
    """The answers so far by item code, as a form wants them."""
    if response is None:
        return {}
    rows = response.answers.select_related("item__section")
    return {row.item.code: row.value or row.text for row in rows}


def said_in(response_ids) -> Mapping[int, list[Said]]:
    """What each response says, by response, in the order of the questions."""
    rows = (
        Answer.objects.filter(response__in=list(response_ids))
        .select_related("item__section")
        .order_by("item__section__position", "item__position")
    )
    said: dict[int, list[Said]] = {}
    for row in rows:
        if row.value or row.text:
            said.setdefault(row.response_id, []).append(_said(row))
    return said


def _said(row: Answer) -> Said:
    item = row.item
    words = item.label_of(row.value) if item.kind == ItemKind.CHOICE else row.text
    return Said(
        section=item.section.key,
        item=item.key,
        prompt=item.prompt,
        value=row.value,
        words=words,
        is_detail=item.shown_with_id is not None,
    )

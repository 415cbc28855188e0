import factory
from factory.django import DjangoModelFactory

from accounts.tests.factories import PersonFactory
from surveys.choices import ItemKind
from surveys.models import (
    Answer,
    Item,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Section,
)

SCALE = [["fine", "Fine"], ["not_quite", "Not quite"], ["not_fine", "Not fine"]]


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = Questionnaire

    code = factory.Sequence(lambda n: f"questionnaire-{n}")
    title = factory.Sequence(lambda n: f"Questionnaire {n}")


class QuestionnaireVersionFactory(DjangoModelFactory):
    class Meta:
        model = QuestionnaireVersion

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    number = 1


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    version = factory.SubFactory(QuestionnaireVersionFactory)
    position = factory.Sequence(lambda n: n + 1)
    key = factory.Sequence(lambda n: f"section-{n}")
    title = factory.Sequence(lambda n: f"Section {n}")


class ItemFactory(DjangoModelFactory):
    """A required choice of three; ``words`` for a text question."""

    class Meta:
        model = Item

    section = factory.SubFactory(SectionFactory)
    position = factory.Sequence(lambda n: n + 1)
    key = factory.Sequence(lambda n: f"item-{n}")
    kind = ItemKind.CHOICE
    prompt = factory.Sequence(lambda n: f"Question {n}")
    scale = factory.LazyFunction(lambda: [list(point) for point in SCALE])
    is_required = True

    class Params:
        words = factory.Trait(kind=ItemKind.TEXT, scale=[], is_required=False)


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    version = factory.SubFactory(QuestionnaireVersionFactory)
    respondent = factory.SubFactory(PersonFactory)
    capacity = "student"


class AnswerFactory(DjangoModelFactory):
    class Meta:
        model = Answer

    item = factory.SubFactory(ItemFactory)
    response = factory.SubFactory(
        ResponseFactory, version=factory.SelfAttribute("..item.section.version")
    )
    value = "fine"

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core.tests.factories import ImportBatchFactory, JobFactory
from partnerships.tests.factories import PartnershipFactory
from workforce.choices import Basis, DataKind, Level, Measure, ScoreLevel
from workforce.models import (
    Area,
    BacktestResult,
    DataSet,
    ForecastCheck,
    ForecastQuantile,
    ForecastRun,
    IndicatorRow,
    Source,
)

MOMENT = dt.datetime(2026, 11, 13, 12, tzinfo=dt.UTC)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source
        django_get_or_create = ["kind"]

    kind = DataKind.CSWW
    name = "Children’s social work workforce"
    publisher = "Department for Education"
    licence = "Open Government Licence v3.0"
    attribution = "Contains public sector information."


class DataSetFactory(DjangoModelFactory):
    class Meta:
        model = DataSet

    source = factory.SubFactory(SourceFactory)
    batch = factory.SubFactory(ImportBatchFactory, kind=DataKind.CSWW)
    file_name = "figures.csv"
    checksum = factory.Sequence(lambda n: f"{n:064x}")
    row_count = 1
    measures = ["inpost_fte"]
    first_year = 2021
    last_year = 2022
    quality = factory.LazyFunction(
        lambda: {
            "years": [2021, 2022],
            "councils": [1, 1],
            "observed": {"inpost_fte": [1, 0]},
            "codes": {"c": 1},
        }
    )


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area

    level = Level.COUNCIL
    code = factory.Sequence(lambda n: f"E{n:08d}")
    name = factory.Sequence(lambda n: f"Council {n}")
    region_name = "London"


class IndicatorRowFactory(DjangoModelFactory):
    class Meta:
        model = IndicatorRow

    data_set = factory.SubFactory(DataSetFactory)
    area = factory.SubFactory(AreaFactory)
    area_name = factory.SelfAttribute("area.name")
    year = 2022
    line = 2
    inpost_fte = 100.0


class BacktestResultFactory(DjangoModelFactory):
    class Meta:
        model = BacktestResult

    data_set = factory.SubFactory(DataSetFactory)
    basis = Basis.POOLED
    level = ScoreLevel.COUNCIL
    code_version = "1.0 (test)"
    error_percent = 9.0
    cover_percent = 79.0


def _assumptions(run):
    return {
        "basis": run.basis,
        "history_years": [2021, 2022],
        "areas": [
            {
                "code": area["code"],
                "name": area["name"],
                "base_year": 2022,
                "in_post": 100.0,
                "vacancies": 10.0,
                "years_known": 6,
                "width_percent": 30.0,
                "first_year": {"leavers": 15.0, "joiners": 16.0},
                "rates": {
                    "latest": {"leavers": 20.0, "joiners": 18.0, "years": 1},
                    "mean4": {"leavers": 14.0, "joiners": 15.0, "years": 4},
                },
                "history": [98.0, 100.0],
            }
            for area in run.areas
        ],
    }


class ForecastRunFactory(DjangoModelFactory):
    """A run still to be computed; ``finished=True`` gives it one year of figures."""

    class Meta:
        model = ForecastRun
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Forecast {n}")
    areas = factory.LazyFunction(lambda: [{"code": "E09000002", "name": "Barking"}])
    basis = Basis.POOLED
    origin = 2022
    horizon = 1
    draws = 1000
    seed = 7
    data_checksum = "0" * 64
    code_version = "1.0 (test)"
    inputs_hash = factory.Sequence(lambda n: f"{n:064x}")
    job = factory.SubFactory(JobFactory, kind="workforce.forecast")

    @factory.post_generation
    def finished(self, create, extracted, **kwargs):
        if not extracted:
            return
        self.assumptions = _assumptions(self)
        self.finished_at = MOMENT
        self.save()
        self.data_sets.add(DataSetFactory(partnership=self.partnership))
        for code in ["", *self.area_codes]:
            for measure in Measure.values:
                ForecastQuantileFactory(run=self, area_code=code, measure=measure)


class ForecastQuantileFactory(DjangoModelFactory):
    class Meta:
        model = ForecastQuantile

    run = factory.SubFactory(ForecastRunFactory)
    measure = Measure.IN_POST
    year = 2023
    mean = 104.0
    values = factory.LazyFunction(lambda: [95.0 + step for step in range(19)])


class ForecastCheckFactory(DjangoModelFactory):
    class Meta:
        model = ForecastCheck

    run = factory.SubFactory(ForecastRunFactory)

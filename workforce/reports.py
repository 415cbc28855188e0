"""What the pages show: forecasts, their data, and how good the methods were."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import Person
from core.charts import FanChart
from core.pages import Tile
from partnerships.models import Organisation, Partnership
from workforce.choices import Basis, Measure, ScoreLevel
from workforce.engine.panel import Panel
from workforce.models import BacktestResult, DataSet, ForecastQuantile, ForecastRun
from workforce.versions import code_version

BANDS = [(25, 75, "50%"), (10, 90, "80%"), (5, 95, "90%")]
SHORT = {
    Basis.POOLED: "Pooled across councils",
    Basis.LATEST: "Most recent year",
    Basis.MEAN4: "Mean of the last four years",
    Basis.NAIVE: "Last value carried forward",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """Need less what the forecast gives, in the last year of the forecast."""

    need: float
    supply: float
    year: int
    base_year: int
    councils: int
    without_vacancies: tuple[str, ...]

    @property
    def gap(self) -> float:
        return self.need - self.supply

    @property
    def rule(self) -> str:
        said = (
            f"Need is the establishment in {self.base_year}: social workers in post "
            f"plus vacancies, {self.need:,.0f} FTE over {self.councils} councils. The "
            f"gap is need less the middle of the forecast for {self.year}, "
            f"{self.supply:,.0f} FTE. Growth in demand is not part of it."
        )
        if self.without_vacancies:
            said += f" No vacancy figure: {', '.join(self.without_vacancies)}."
        return said


def forecast_tile(*, viewer: Person, day: dt.date) -> Tile:
    """The gap of the newest finished forecast this person may see."""
    run = (
        ForecastRun.objects.visible_to(viewer)
        .filter(finished_at__isnull=False, finished_at__date__lte=day)
        .order_by("-finished_at")
        .first()
    )
    if run is None:
        return Tile(
            label="forecast gap",
            value="–",
            url=reverse("workforce:forecast_list"),
            note="No forecast has been run yet.",
        )
    found = gap_of(run, _total(run))
    return Tile(
        label=f"FTE forecast gap by {found.year}",
        value=f"{found.gap:,.0f}",
        url=run.get_absolute_url() + "#gap",
        note=f"{run.title}, {SHORT[run.basis].lower()}",
        tone="orange" if found.gap > 0 else "green",
        rule=found.rule,
        counts_rows=False,
    )


def gap_of(run: ForecastRun, total: list[ForecastQuantile]) -> Gap:
    areas = run.assumptions["areas"]
    need = sum(a["in_post"] + (a["vacancies"] or 0) for a in areas)
    return Gap(
        need=need,
        supply=total[-1].at(50),
        year=total[-1].year,
        base_year=max(area["base_year"] for area in areas),
        councils=len(areas),
        without_vacancies=tuple(a["name"] for a in areas if a["vacancies"] is None),
    )


@dataclass(frozen=True, slots=True)
class MethodScore:
    """One method at one level, in words a director can read."""

    name: str
    basis: str
    is_chosen: bool
    error: float
    cover: float
    said: str


def backtest_scores(
    data_set: DataSet | None, level: str, chosen: str = ""
) -> list[MethodScore]:
    """Best first; empty while it has not been measured."""
    if data_set is None:
        return []
    results = [r for r in data_set.backtests.all() if r.level == level]
    newest = [r for r in results if r.code_version == code_version()] or results
    return [
        MethodScore(
            name=SHORT[r.basis],
            basis=r.basis,
            is_chosen=r.basis == chosen,
            error=r.error_percent,
            cover=r.cover_percent,
            said=_said(r),
        )
        for r in sorted(newest, key=lambda r: r.error_percent)
    ]


def _said(result: BacktestResult) -> str:
    inside = result.cover_percent / 10
    said = (
        f"On past years it was {result.error_percent:.1f}% out on average. Its 80% "
        f"range held what happened in {inside:.1f} of 10 cases"
    )
    if result.cover_percent < 75:
        return f"{said}: the range was too narrow, so allow for more."
    if result.cover_percent > 85:
        return f"{said}: the range was wider than it needed to be."
    return f"{said}, about the 8 it should be."


def basis_hints(data_set: DataSet | None) -> dict[str, str]:
    """The measured error beside each choice of basis."""
    six = {s.basis: s for s in backtest_scores(data_set, ScoreLevel.SIX)}
    one = {s.basis: s for s in backtest_scores(data_set, ScoreLevel.COUNCIL)}
    if not one:
        waits = "How far out it would have been is being measured."
        return dict.fromkeys(Basis.values, waits)
    hints = {}
    for basis, score in one.items():
        hints[basis] = f"On past years {score.error:.1f}% out for one council"
        if basis in six:
            hints[basis] += f", {six[basis].error:.1f}% for six together"
        hints[basis] += "."
    return hints


def _total(run: ForecastRun) -> list[ForecastQuantile]:
    rows = run.quantiles.filter(area_code="", measure=Measure.IN_POST)
    return list(rows.order_by("year"))


@dataclass(frozen=True, slots=True)
class YearRow:
    year: int
    median: float
    low: float
    high: float
    leavers: float
    joiners: float


@dataclass(frozen=True, slots=True)
class CouncilRow:
    """One council (or all): where it stands and where it may stand."""

    name: str
    code: str
    base: float
    base_year: int
    median: float
    low: float
    high: float
    change: float
    width_note: str


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the result page shows of a finished run."""

    chart: FanChart
    sentence: str
    years: list[YearRow]
    councils: list[CouncilRow]
    whole: CouncilRow
    gap: Gap
    last_year: int


def result_of(run: ForecastRun) -> Result:
    """The page's figures out of one query over the run's quantiles."""
    found = defaultdict(dict)
    for row in run.quantiles.all().order_by("year"):
        found[row.area_code, row.measure][row.year] = row
    total = list(found["", Measure.IN_POST].values())
    areas = run.assumptions["areas"]
    base = sum(area["in_post"] for area in areas)
    base_year = max(area["base_year"] for area in areas)
    whole = _council("All together", "", base, base_year, total[-1], "")
    councils = [
        _council(
            area["name"],
            area["code"],
            area["in_post"],
            area["base_year"],
            found[area["code"], Measure.IN_POST][total[-1].year],
            _width_note(area, run),
        )
        for area in areas
    ]
    sentence = (
        f"By {total[-1].year} the middle of the forecast is {whole.median:,.0f} FTE "
        f"social workers in post, {_moved(whole)} {base:,.0f} in {base_year}; eight "
        f"times in ten it lies between {whole.low:,.0f} and {whole.high:,.0f}."
    )
    return Result(
        chart=_chart(run, total, areas, sentence),
        sentence=sentence,
        years=[_year(found, row) for row in total],
        councils=councils,
        whole=whole,
        gap=gap_of(run, total),
        last_year=total[-1].year,
    )


def _moved(row: CouncilRow) -> str:
    if abs(row.change) < 0.05:
        return "the same as"
    if f"{row.median:.0f}" == f"{row.base:.0f}":  # or it reads: 502, down from 502
        return "about the same as"
    return f"{'up' if row.change > 0 else 'down'} {abs(row.change):.1f}% from"


def _council(name, code, base, base_year, row, note) -> CouncilRow:
    median = row.at(50)
    return CouncilRow(
        name=name,
        code=code,
        base=base,
        base_year=base_year,
        median=median,
        low=row.at(10),
        high=row.at(90),
        change=100 * (median / base - 1) if base else 0.0,
        width_note=note,
    )


def _width_note(area: dict, run: ForecastRun) -> str:
    """Said where little is known: how wide that makes the forecast."""
    if area["years_known"] <= 2:
        years = "1 year" if area["years_known"] == 1 else "2 years"
        return (
            f"Only {years} of figures: the 80% range is "
            f"{area['width_percent']:.0f}% of the last known figure wide."
        )
    if area["base_year"] < run.origin:
        return f"No figure after {area['base_year']}; carried forward from there."
    return ""


def _year(found, row: ForecastQuantile) -> YearRow:
    return YearRow(
        year=row.year,
        median=row.at(50),
        low=row.at(10),
        high=row.at(90),
        leavers=found["", Measure.LEAVERS][row.year].mean,
        joiners=found["", Measure.JOINERS][row.year].mean,
    )


def _chart(run, total, areas, sentence) -> FanChart:
    years = run.assumptions["history_years"]
    history = []
    for place, year in enumerate(years):
        values = [area["history"][place] for area in areas]
        whole = None if None in values else sum(values)
        history.append((str(year), whole))
    return FanChart.of(
        "Social workers in post",
        history=history,
        median=[(str(row.year), row.at(50)) for row in total],
        bands=[
            (name, [(row.at(low), row.at(high)) for row in total])
            for low, high, name in BANDS
        ],
        unit="FTE at 30 September",
        median_name="Middle of the forecast",
        sentence=sentence,
    )


@dataclass(frozen=True, slots=True)
class AssumptionRow:
    """Rates a year, % of the stock at its start: used, and what each basis gives."""

    name: str
    leavers: float | None
    joiners: float | None
    latest: float | None
    mean_of_four: float | None
    years: int


@dataclass(frozen=True, slots=True)
class Assumptions:
    basis: str
    said: str
    rows: list[AssumptionRow]


SAID = {
    Basis.POOLED: "Growth is pooled across all councils of the file; each council "
    "keeps its own turnover, and most joiners replace leavers. The rates below are "
    "what this gives for the first year ahead.",
    Basis.LATEST: "Each council’s own leaver and joiner rates of its most recent "
    "year are carried forward.",
    Basis.MEAN4: "The mean of each council’s own leaver and joiner rates over its "
    "last four years is carried forward.",
    Basis.NAIVE: "The last known figure is carried forward. The rates below are what "
    "this gives for the first year ahead.",
}


def assumptions_of(run: ForecastRun) -> Assumptions:
    """The basis by name and the rates it gave, beside those of the other basis."""
    rows = []
    for area in run.assumptions["areas"]:
        latest, mean4 = area["rates"]["latest"], area["rates"]["mean4"]
        own = area["rates"].get(run.basis)
        used = own or area["first_year"]
        rows.append(
            AssumptionRow(
                name=area["name"],
                leavers=used["leavers"],
                joiners=used["joiners"],
                latest=latest["leavers"],
                mean_of_four=mean4["leavers"],
                years=(own or mean4)["years"],
            )
        )
    return Assumptions(SHORT[run.basis], SAID[run.basis], rows)


def member_councils(partnership: Partnership, panel: Panel) -> list[str]:
    """Councils of the panel that are members of the partnership, by GSS code."""
    codes = (
        Organisation.objects.members_of(partnership)
        .exclude(gss_code="")
        .values_list("gss_code", flat=True)
    )
    wanted = set(codes)
    return [area.key for area in panel.areas if wanted & set(area.codes)]

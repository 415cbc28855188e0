"""The DfE children's social work workforce file: checked, compared, written."""

from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError

from core import dates
from core.imports import Fault, Findings, scope_of
from core.models import ImportBatch
from partnerships.models import Partnership
from workforce import services
from workforce.choices import DataKind, Level
from workforce.engine.footprints import listed
from workforce.engine.panel import build_panel
from workforce.engine.reading import MEASURES, DataError, Row
from workforce.models import Area, DataSet, Source
from workforce.staging import TYPED, Staged, one, run, stage

SOURCE = {
    "name": "Children’s social work workforce",
    "publisher": "Department for Education",
    "licence": "Open Government Licence v3.0",
    "attribution": (
        "Contains public sector information licensed under the Open Government "
        "Licence v3.0 (Department for Education; Office for National Statistics)."
    ),
}
FIGURES = ", ".join(MEASURES)
GAPS_SHOWN = 50


class CswwImporter:
    kind = DataKind.CSWW.value

    def check(self, path: Path, scope: str) -> Findings:
        staged = stage(path)
        faults = staged.faults or _counted_twice()
        if faults:
            return Findings({"extra_columns": list(staged.header.extra)}, faults)
        return Findings(_preview(staged, _partnership(scope)))

    def confirm(self, batch: ImportBatch, path: Path, actor) -> dict:
        staged = stage(path, plain=batch.summary["plain"])
        partnership = _partnership(scope_of(batch))
        compared = _compared(partnership)
        if not compared["new"] and not compared["changed"]:
            raise ValidationError(
                "Every figure of this file is in Tandem already. Nothing has changed."
            )
        _keep_areas(may_rename=partnership is None)
        data_set = _keep_data_set(batch, staged, partnership, actor)
        run(
            f"""INSERT INTO workforce_indicatorrow
              (data_set_id, area_id, year, line, area_name, region_name, missing,
                {FIGURES})
            SELECT %s, area.id, t.year, t.line, left(t.name, 150),
                left(t.region_name, 80), t.missing, {FIGURES}
            FROM {TYPED} AS t JOIN workforce_area AS area USING (level, code)""",
            [data_set.pk],
        )
        _note_quality(data_set)
        services.request_backtest(partnership=partnership, actor=actor)
        return {**compared, "data_set": data_set.reference}

    def undo(self, batch: ImportBatch, actor) -> None:
        data_set = DataSet.objects.select_for_update().get(batch=batch)
        data_set.withdrawn_at = dates.now()
        data_set.withdrawn_by = actor
        data_set.save(update_fields=["withdrawn_at", "withdrawn_by", "updated_at"])
        services.request_backtest(partnership=data_set.partnership, actor=actor)


def _partnership(scope: str) -> Partnership | None:
    """Whose data it is; without a scope, every partnership's."""
    return Partnership.objects.get(reference=scope) if scope else None


def _preview(staged: Staged, partnership: Partnership | None) -> dict:
    areas = run(
        f"""SELECT level, code, max(name), array_agg(year ORDER BY year)
        FROM {TYPED} GROUP BY level, code"""
    )
    if not areas:
        raise ValidationError("The file has a header and no rows.")
    years = sorted({year for *_, held in areas for year in held})
    counted = Counter(level for level, *_ in areas)
    if not counted[Level.COUNCIL]:
        raise ValidationError("The file has no local authority rows.")
    return {
        "plain": not staged.carefully,
        "rows": sum(len(held) for *_, held in areas),
        "councils": counted[Level.COUNCIL],
        "regions": counted[Level.REGION],
        "national_rows": counted[Level.NATIONAL],
        "years": years,
        "missing_years": _left_out(years),
        "gaps": _gaps(areas),
        "measures": staged.measures,
        "absent_measures": [m for m in MEASURES if m not in staged.measures],
        "extra_columns": list(staged.header.extra),
        "codes": _codes(staged),
        **_compared(partnership),
    }


def _gaps(areas: list[tuple]) -> list[dict]:
    """Councils with a year missing between their first and their last."""
    gaps = [
        {"name": name, "code": code, "years": _left_out(years)}
        for level, code, name, years in areas
        if level == Level.COUNCIL and _left_out(years)
    ]
    return sorted(gaps, key=lambda gap: gap["name"])[:GAPS_SHOWN]


def _left_out(years: list[int]) -> list[int]:
    return [year for year in range(years[0], years[-1]) if year not in years]


def _codes(staged: Staged) -> dict[str, int]:
    """How many cells hold each code in place of a figure ("" = left blank)."""
    where = "" if staged.coded is None else "WHERE line = ANY(%s)"
    return dict(
        run(
            f"""SELECT cell.value, count(*) FROM {TYPED},
              jsonb_each_text(missing) AS cell
            {where} GROUP BY 1 ORDER BY 1""",
            None if staged.coded is None else [staged.coded],
        )
    )


def _compared(partnership: Partnership | None) -> dict[str, int]:
    """Rows new, changed or the same beside what is in force now."""
    in_force = list(
        DataSet.objects.in_force_for(partnership).values_list("pk", flat=True)
    )
    if not in_force:
        return {"new": one(f"SELECT count(*) FROM {TYPED}")[0], "changed": 0, "same": 0}
    theirs = ", ".join(f"t.{name}" for name in MEASURES)
    ours = ", ".join(f"ours.{name}" for name in MEASURES)
    new, changed, same = one(
        f"""WITH ours AS (
          SELECT DISTINCT ON (row.area_id, row.year) area.level, area.code, row.*
          FROM workforce_indicatorrow AS row
          JOIN workforce_dataset AS kept ON kept.id = row.data_set_id
          JOIN workforce_area AS area ON area.id = row.area_id
          WHERE row.data_set_id = ANY(%s)
          ORDER BY row.area_id, row.year, kept.created_at DESC, kept.id DESC)
        SELECT count(*) FILTER (WHERE ours.id IS NULL),
          count(*) FILTER (WHERE ours.id IS NOT NULL AND differs),
          count(*) FILTER (WHERE ours.id IS NOT NULL AND NOT differs)
        FROM {TYPED} AS t LEFT JOIN ours USING (level, code, year)
        CROSS JOIN LATERAL (SELECT ROW({theirs}, t.missing)
          IS DISTINCT FROM ROW({ours}, ours.missing) AS differs) AS compared""",
        [in_force],
    )
    return {"new": new, "changed": changed, "same": same}


def _counted_twice() -> list[Fault]:
    """The same ground under two codes in one year: joint returns, old and new codes."""
    known = sorted(set().union(*(change.codes for change in listed())))
    rows = run(
        f"""WITH la AS (SELECT line, year, code, name FROM {TYPED} WHERE level = 'la'),
        joint AS (SELECT DISTINCT unnest(string_to_array(code, ' / ')) AS part
          FROM la WHERE code LIKE '%%/%%')
        SELECT line, year, code, name FROM la
        WHERE code LIKE '%%/%%' OR code IN (SELECT part FROM joint)
          OR code = ANY(%s) ORDER BY line""",
        [known],
    )
    if not rows:
        return []
    try:
        build_panel(
            Row(line, year, "local authority", code, "", name, "", "")
            for line, year, code, name in rows
        )
    except DataError as error:
        where, _, message = str(error).partition(": ")
        line = "".join(filter(str.isdigit, where.partition(",")[0]))
        return [Fault(int(line or 1), "new_la_code", message or str(error))]
    return []


def _keep_areas(*, may_rename: bool) -> None:
    """Areas seen for the first time; a shared data set also brings their new names."""
    known = {(area.level, area.code): area for area in Area.objects.all()}
    new, renamed = [], []
    for level, code, name, region in run(
        f"""SELECT level, code, name, region_name FROM {TYPED}
        JOIN (SELECT level, code, max(year) AS year FROM {TYPED} GROUP BY level, code)
          AS newest USING (level, code, year)"""
    ):
        name, region = name[:150], region[:80] if level == Level.COUNCIL else ""
        area = known.get((level, code))
        if area is None:
            new.append(Area(level=level, code=code, name=name, region_name=region))
        elif may_rename and (area.name, area.region_name) != (name, region):
            area.name, area.region_name = name, region
            renamed.append(area)
    Area.objects.bulk_create(new)
    Area.objects.bulk_update(renamed, ["name", "region_name"])


def _keep_data_set(batch: ImportBatch, staged: Staged, partnership, actor) -> DataSet:
    source, _ = Source.objects.get_or_create(kind=DataKind.CSWW, defaults=SOURCE)
    years = batch.summary["years"]
    data_set = DataSet(
        source=source,
        partnership=partnership,
        batch=batch,
        file_name=batch.upload.original_name,
        checksum=batch.upload.sha256,
        row_count=batch.summary["rows"],
        measures=staged.measures,
        first_year=years[0],
        last_year=years[-1],
        imported_by=actor,
    )
    data_set.full_clean()
    data_set.save()
    return data_set


def _note_quality(data_set: DataSet) -> None:
    """Councils by year, and how many have each figure: the data-quality strip."""
    councils = dict(
        run(
            """SELECT year, count(*) FROM workforce_indicatorrow AS row
            JOIN workforce_area AS area ON area.id = row.area_id AND area.level = 'la'
            WHERE data_set_id = %s GROUP BY year ORDER BY year""",
            [data_set.pk],
        )
    )
    missing = {
        (year, measure): count
        for year, measure, count in run(
            """SELECT year, measure, count(*) FROM workforce_indicatorrow AS row
            JOIN workforce_area AS area ON area.id = row.area_id AND area.level = 'la'
            CROSS JOIN jsonb_object_keys(missing) AS measure
            WHERE data_set_id = %s AND missing <> '{}' GROUP BY 1, 2""",
            [data_set.pk],
        )
    }
    data_set.quality = {
        "years": list(councils),
        "councils": list(councils.values()),
        "observed": {
            name: [n - missing.get((year, name), 0) for year, n in councils.items()]
            for name in data_set.measures
        },
        "codes": data_set.batch.summary["codes"],
    }
    data_set.save(update_fields=["quality", "updated_at"])

"""The engine's panel out of imported data sets; the newest figure for a year wins."""

import hashlib
import json
from collections.abc import Iterable

from partnerships.models import Partnership
from workforce.choices import Level
from workforce.engine.panel import KEPT, Panel, build_panel
from workforce.engine.reading import Row
from workforce.models import DataSet, IndicatorRow


def data_sets_in_force(partnership: Partnership | None) -> list[DataSet]:
    """What a partnership (None: nobody in particular) works with, newest first."""
    return list(DataSet.objects.in_force_for(partnership).select_related("source"))


def checksum_of(data_sets: Iterable[DataSet]) -> str:
    """One checksum for these files in this order of precedence."""
    parts = [data_set.checksum for data_set in _newest_first(data_sets)]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def panel_of(data_sets: Iterable[DataSet]) -> Panel | None:
    """None when there are no council rows at all."""
    rows = (
        IndicatorRow.objects.filter(
            data_set__in=[d.pk for d in data_sets], area__level=Level.COUNCIL
        )
        .order_by("area_id", "year", "-data_set__created_at", "-data_set_id")
        .distinct("area_id", "year")
        .values_list("line", "year", "area__code", "area_name", "region_name", *KEPT)
    )
    made = [_row(values) for values in rows]
    return build_panel(made) if made else None


def _newest_first(data_sets: Iterable[DataSet]) -> list[DataSet]:
    return sorted(data_sets, key=lambda d: (d.created_at, d.pk), reverse=True)


def _row(values) -> Row:
    line, year, code, name, region, *figures = values
    known = {m: v for m, v in zip(KEPT, figures, strict=True) if v is not None}
    return Row(line, year, "local authority", code, "", name, "", region, known)

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from partnerships.models import Partnership
from partnerships.reach import reach_of
from workforce.querysets import STARTERS


def planned_partnerships(request):
    """Partnerships the person plans for: nearly always one."""
    mine = reach_of(request.user, *STARTERS).partnership_ids()
    return Partnership.objects.filter(pk__in=mine)


def chosen_partnership(request):
    """The one the address names, else the first; 403 without any."""
    rows = planned_partnerships(request)
    if wanted := request.GET.get("partnership"):
        return get_object_or_404(rows, reference=wanted)
    first = rows.first()
    if first is None:
        raise PermissionDenied
    return first


def whose(request, partnership) -> dict:
    """For the page: the partnership chosen and those to choose from."""
    choices = planned_partnerships(request)
    return {"partnership": partnership, "partnerships": choices}

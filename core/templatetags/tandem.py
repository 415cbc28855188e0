"""Words and numbers as every page writes them."""

import datetime as dt
from urllib.parse import urlencode

from django import template
from django.utils import timezone

register = template.Library()

NBSP = "\u00a0"


@register.filter
def day(value, form: str = "") -> str:
    """13 November 2026; with "short" 13 Nov 2026; with "brief" 13 Nov. Never wraps."""
    if not value:
        return ""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    month = value.strftime("%B" if not form else "%b")
    words = [str(value.day), month]
    if form != "brief":
        words.append(str(value.year))
    return NBSP.join(words)


@register.filter
def moment(value) -> str:
    """13 November 2026 at 2:05pm."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return f"{day(local)} at{NBSP}{_hands(local)}"


@register.filter
def clock(value: dt.time) -> str:
    """9:30am, 2pm, 12 noon: the time of day a thing begins."""
    if (value.hour, value.minute) == (12, 0):
        return f"12{NBSP}noon"
    return _hands(value).replace(":00", "")


def _hands(value: dt.time | dt.datetime) -> str:
    return value.strftime("%I:%M%p").lstrip("0").lower()


@register.filter
def unbroken(value) -> str:
    """The words on one line."""
    return str(value).replace(" ", NBSP)


@register.filter
def percent(value) -> str:
    """0.723 as 72%."""
    return "" if value is None else f"{round(float(value) * 100)}%"


@register.simple_tag(takes_context=True)
def query(context, *pairs) -> str:
    """This address's query with names replaced: {% query "page" 3 %}; None removes."""
    request = getattr(context, "request", None) or context.get("request")
    values = request.GET.copy() if request else {}
    for name, value in zip(pairs[::2], pairs[1::2], strict=True):
        if value is None:
            values.pop(name, None)
        else:
            values[name] = value
    encoded = values.urlencode() if request else urlencode(values)
    return f"?{encoded}"

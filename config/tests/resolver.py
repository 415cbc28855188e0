"""Every address of the site, read from the resolver, includes and admin too."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

from config.access import declaration_of
from core.access import Access


@dataclass(frozen=True)
class Address:
    name: str
    kwargs: tuple[str, ...]
    view: object
    access: Access | None

    @property
    def is_ours(self) -> bool:
        return hasattr(self.view, "access")


@dataclass(frozen=True)
class _Match:
    app_name: str
    view_name: str | None


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", "", ()))


def _walk(resolver, app_name, namespace, kwargs):
    for entry in resolver.url_patterns:
        names = (*kwargs, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}" if entry.name else None
            access = declaration_of(_Match(app_name, name), entry.callback)
            yield Address(name or str(entry.pattern), names, entry.callback, access)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, entry.app_name or app_name, inner, names)

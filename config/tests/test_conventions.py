"""What the house style asks for and a machine can check."""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models

from config.tests.resolver import addresses

APPS = (
    "core",
    "accounts",
    "partnerships",
    "surveys",
    "cpd",
    "placements",
    "hubs",
    "workforce",
    "suc",
)
ROOT = Path(settings.BASE_DIR)


def our_models():
    for name in APPS:
        for model in apps.get_app_config(name).get_models():
            if not hasattr(model, "pgh_tracked_model"):
                yield model


def python_files(*parts: str):
    for app in (*APPS, "config"):
        for path in sorted((ROOT / app).rglob("*.py")):
            wanted = not parts or path.name in parts or path.parent.name in parts
            if wanted and not {"migrations", "tests"} & set(path.parts):
                yield path


def services():
    for app in APPS:
        for name in ("services",):
            try:
                module = importlib.import_module(f"{app}.{name}")
            except ModuleNotFoundError:
                continue
            yield module
            for found in pkgutil.iter_modules(getattr(module, "__path__", [])):
                yield importlib.import_module(f"{module.__name__}.{found.name}")


def public_functions(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            yield name, function


@pytest.mark.parametrize("module", list(services()), ids=lambda m: m.__name__)
def test_every_service_that_writes_is_a_service(module):
    """Takes an actor, is atomic and marks its rows: ``@service`` does all three."""
    loose = [
        name
        for name, function in public_functions(module)
        if not getattr(function, "is_service", False) and _writes(function)
    ]

    assert loose == []


def _writes(function) -> bool:
    source = inspect.getsource(function)
    return bool(re.search(r"\.(save|create|bulk_create|update|delete)\(", source))


@pytest.mark.parametrize("path", list(python_files("views.py", "views")), ids=str)
def test_views_never_write_and_never_grow(path):
    tree = ast.parse(path.read_text())
    faults = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            if length > 25:
                faults.append(f"{node.name} has {length} lines")
        called = getattr(getattr(node, "func", None), "attr", "")
        if called in {"save", "create", "bulk_create", "delete"}:
            faults.append(f"line {node.lineno} calls .{called}()")

    assert faults == []


@pytest.mark.parametrize("path", list(python_files()), ids=str)
def test_files_and_functions_stay_small(path):
    text = path.read_text()
    lines = text.count("\n")
    long = [
        f"{node.name} has {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 45
    ]

    assert (lines <= 400, long) == (True, [])


@pytest.mark.parametrize("path", list(python_files()), ids=str)
def test_only_core_asks_what_day_it_is(path):
    if path.parent.name == "core":
        return
    text = path.read_text()

    assert "date.today(" not in text
    assert "datetime.now(" not in text


@pytest.mark.parametrize("path", list(python_files()), ids=str)
def test_sql_is_never_built_from_strings(path):
    text = path.read_text()

    assert ".extra(" not in text
    assert not re.search(r"execute\(\s*f[\"']", text)


@pytest.mark.capability("CARD-05")
@pytest.mark.parametrize("model", list(our_models()), ids=lambda m: m._meta.label)
def test_every_model_is_in_the_admin_with_search_and_filters(model):
    registered = admin.site._registry.get(model)

    assert registered is not None
    assert registered.search_fields
    assert registered.list_filter


@pytest.mark.parametrize("model", list(our_models()), ids=lambda m: m._meta.label)
def test_every_model_is_audited_by_triggers(model):
    """But for the trail itself and rows that live as long as their batch."""
    exempt = {"core.AuditEntry", "core.Job", "core.ImportRowError"}
    bulk = getattr(model, "NOT_AUDITED_BECAUSE", "")

    assert model._meta.label in exempt or bulk or hasattr(model, "pgh_event_models")


@pytest.mark.parametrize("model", list(our_models()), ids=lambda m: m._meta.label)
def test_nothing_is_deleted_by_accident(model):
    """PROTECT by default; a cascade is only for a child meaningless alone."""
    loose = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.remote_field.on_delete is models.SET_NULL
    ]

    assert loose == []


def test_names_match_from_address_to_view():
    different = [
        f"{address.name} → {address.view.__name__}"
        for address in addresses()
        if address.is_ours and address.name.split(":")[-1] != address.view.__name__
    ]

    assert different == []


def test_templates_are_short_and_carry_no_inline_code():
    faults = []
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text()
        if text.count("\n") > 120:
            faults.append(f"{path.name}: over 120 lines")
        if re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)", text):
            faults.append(f"{path.name}: inline style or script")

    assert faults == []


@pytest.mark.capability("CARD-07")
@pytest.mark.parametrize("model", list(our_models()), ids=lambda m: m._meta.label)
def test_every_model_has_a_factory_that_builds_it_in_one_line(model, db):
    module = importlib.import_module(f"{model._meta.app_label}.tests.factories")
    factory = getattr(module, f"{model.__name__}Factory")

    assert type(factory()).objects.filter(pk__isnull=False).exists()

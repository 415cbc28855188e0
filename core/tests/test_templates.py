"""What every template of the product must be, read from the files."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

ROOT = Path(settings.BASE_DIR) / "templates"
ALL = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.html"))
PIECES = [
    name
    for name in ALL
    if name.startswith(("components/", "gds/", "layouts/")) or "/_" in name
]
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.I),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"']", re.I),
    "a script address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("name", ALL)
def test_every_template_compiles_and_is_short(name):
    get_template(name)

    assert len((ROOT / name).read_text().splitlines()) <= 120


@pytest.mark.parametrize("name", ALL)
def test_no_template_holds_inline_style_or_script(name):
    text = (ROOT / name).read_text()

    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("name", PIECES)
def test_every_shared_piece_opens_by_naming_its_inputs(name):
    text = re.sub(r"^{% extends [^%]*%}\s*", "", (ROOT / name).read_text())

    comment = re.match(r"{% comment %}(.*?){% endcomment %}", text, re.S)
    assert comment, f"{name} does not open with a comment"
    assert re.search(r"Inputs:|Blocks:", comment.group(1)), name


def test_no_template_names_the_crown_or_the_government_brand():
    banned = re.compile(r"crown|crest|govuk-logo|GDS Transport", re.I)

    assert [n for n in ALL if banned.search((ROOT / n).read_text())] == []


def test_a_tag_says_its_words_in_the_tone_asked_for():
    html = render_to_string(
        "components/status_tag.html", {"text": "Overdue", "tone": "red"}
    )

    assert (
        html.strip()
        == '<strong class="govuk-tag app-tag app-tag--red">Overdue</strong>'
    )


def test_a_fact_may_link_to_where_it_is_changed():
    rows = [("Days", 70, "/edit", "Change"), ("Host", None)]

    html = render_to_string("components/summary_list.html", {"rows": rows})

    assert 'href="/edit"' in html
    assert html.count("govuk-summary-list__actions") == 1
    assert "Not recorded" in html

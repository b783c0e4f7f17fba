"""Every sentence of the web is in both catalogues, whole and unambiguous."""

from __future__ import annotations

import re

import polib
import pytest
from babel.messages.pofile import read_po

from thuctien.ui.messages import (
    LANGUAGES,
    LOCALES,
    DynamicMessageError,
    in_python,
    in_template,
    messages,
)

_PLACE = re.compile(r"%\((\w+)\)s")


def _catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALES / language / "LC_MESSAGES" / "django.po"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_exactly_the_messages_of_the_source(language: str) -> None:
    """Nothing missing, nothing left over."""
    present = {(e.msgid, e.msgid_plural or None, e.msgctxt or "") for e in _catalogue(language)}
    assert present == messages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_said(language: str) -> None:
    """No empty and no fuzzy entry."""
    catalogue = _catalogue(language)
    assert [e.msgid for e in catalogue if not e.translated()] == []
    assert [e.msgid for e in catalogue if e.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_compiles(language: str) -> None:
    """What the tool that compiles the catalogues refuses, the README's first command refuses."""
    with (LOCALES / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file)
    assert [error for _message, errors in catalogue.check() for error in errors] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_places_for_figures_are_kept(language: str) -> None:
    """A translation that loses or misspells a place would lose the figure or break the page."""
    for entry in _catalogue(language):
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                assert set(_PLACE.findall(text)) == set(_PLACE.findall(entry.msgid)), entry.msgid


def test_vietnamese_is_not_english() -> None:
    """Only a few international forms may be the same in both."""
    same = {e.msgid for e in _catalogue("vi") if e.msgstr == e.msgid}
    assert same <= {"%(amount)s đồng"}


def test_a_message_put_together_at_run_time_is_found() -> None:
    """gettext of an f-string has no entry in any catalogue."""
    with pytest.raises(DynamicMessageError, match=r"views\.py:1"):
        list(in_python('_(f"{x} rows")', "views.py"))


def test_messages_are_read_from_templates() -> None:
    """Tags, plurals, and filters of a string."""
    text = (
        '{% load i18n %}{% translate "One" %}{% include "x" with t=_("Two") %}'
        "{% blocktranslate count n=n %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"
    )
    assert set(in_template(text)) == {
        ("One", None, ""),
        ("Two", None, ""),
        ("%(n)s row", "%(n)s rows", ""),
    }

"""The messages of the web as they stand in the source, for the catalogues under ``locale/``.

``python -m thuctien.ui.messages`` brings the catalogues up to date: new messages come in empty,
gone ones go, nothing is guessed. ``make messages`` compiles them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALES = PACKAGE.parent.parent / "locale"
LANGUAGES = ("vi", "en")
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""A file that changed nothing but its date would be a change to review."""

Message = tuple[str, str | None, str]
"""Message, its plural or none, its context or empty."""

_PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
_PLURAL = frozenset({"ngettext", "ngettext_lazy"})
_CONTEXT = frozenset({"pgettext", "pgettext_lazy"})
_STRING = r"u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(
    rf"\b(_|gettext|ngettext|pgettext)\(\s*({_STRING})(?:\s*,\s*({_STRING}))?", re.DOTALL
)


class DynamicMessageError(Exception):
    """A message is put together while the program runs, so that no catalogue can have it."""


def messages() -> set[Message]:
    """Return every message of the web; raises :class:`DynamicMessageError`."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "engine" not in path.relative_to(PACKAGE).parts:
            found.update(in_python(path.read_text(), str(path.relative_to(PACKAGE))))
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        found.update(in_template(path.read_text()))
    return found


def in_python(text: str, name: str) -> Iterator[Message]:
    """Yield the messages of a module."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        if called in _PLAIN:
            yield _literal(node, 0, name), None, ""
        elif called in _PLURAL:
            yield _literal(node, 0, name), _literal(node, 1, name), ""
        elif called in _CONTEXT:
            yield _literal(node, 1, name), None, _literal(node, 0, name)


def in_template(text: str) -> Iterator[Message]:
    """Yield the messages of a template."""
    for called, first, second in _CALL.findall(templatize(text)):
        message = _text(first)
        if called == "ngettext":
            yield message, _text(second), ""
        elif called == "pgettext":
            yield _text(second), None, message
        else:
            yield message, None, ""


def update(language: str, found: Iterable[Message]) -> Path:
    """Write the catalogue of a language with exactly these messages; return its path."""
    path = LOCALES / language / "LC_MESSAGES" / "django.po"
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            known = read_po(file, locale=language)
    catalog = Catalog(
        locale=language,
        domain="django",
        header_comment="# Messages of Thực Tiễn; brought up to date by thuctien.ui.messages.",
        project="thuctien",
        version="1",
        creation_date=NO_DATE,
        revision_date=NO_DATE,
        last_translator="Thực Tiễn",
        language_team=language,
        msgid_bugs_address="-",
        fuzzy=False,
    )
    for message, plural, context in sorted(found, key=str):
        key = (message, plural) if plural else message
        old = known.get(message, context or None)
        catalog.add(key, old.string if old else None, context=context or None)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, omit_header=False, sort_output=True)
    return path


def _literal(call: ast.Call, place: int, name: str) -> str:
    argument = call.args[place] if len(call.args) > place else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise DynamicMessageError(f"{name}:{call.lineno}")


def _text(literal: str) -> str:
    return str(ast.literal_eval(literal.removeprefix("u"))) if literal else ""


if __name__ == "__main__":
    for language in LANGUAGES:
        update(language, messages())

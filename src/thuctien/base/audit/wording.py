"""What the trail says of acts, records and columns, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from thuctien.base.audit.changes import HIDDEN
from thuctien.base.audit.described import TABLE_OF
from thuctien.base.audit.words import ACTIONS, KINDS, TYPES
from thuctien.base.language import own_name, page_language
from thuctien.base.sealed_fields import SealedField
from thuctien.engine.model import TABLES
from thuctien.engine.model.columns import PRECISION_SUFFIX
from thuctien.engine.wording import Wording
from thuctien.ui import formats


def action_text(action: str) -> str:
    """Return what was done, in words; its code where nobody gave it words."""
    return _worded(ACTIONS, action)


def type_text(object_type: str) -> str:
    """Return what kind of record it is, in words."""
    table = TABLES.get(TABLE_OF.get(object_type, ""))
    return own_name(table.sheet, table.sheet_en) if table else _worded(TYPES, object_type)


def kind_text(kind: str) -> str:
    """Return what became of a record, in words."""
    return _worded(KINDS, kind)


def column_text(object_type: str, column: str) -> str:
    """Return the name of a column: the heading of its sheet, else what its model calls it."""
    table = TABLES.get(TABLE_OF.get(object_type, ""))
    name = column.removesuffix(PRECISION_SUFFIX)
    for described in table.columns if table else ():
        if described.name == name:
            heading = own_name(described.header, described.header_en)
            return heading if name == column else _("%(column)s (how exact)") % {"column": heading}
    try:
        field = apps.get_model(object_type)._meta.get_field(column.removesuffix("_id"))
    except (LookupError, ValueError, FieldDoesNotExist):
        return column
    return str(getattr(field, "verbose_name", column)).capitalize()


def value_text(object_type: str, column: str, value: object) -> str:
    """Return a value as people write it; what is sealed stays hidden.

    The trail shows no number of a person and no sensitive fact, whoever reads: where those may be
    seen, a purpose is asked for and the reading is written down.
    """
    if value is None or value in ("", [], {}):
        return formats.NOTHING
    if _is_sealed(object_type, column):
        return HIDDEN
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _day_or_text(str(value))


def _is_sealed(object_type: str, column: str) -> bool:
    try:
        field = apps.get_model(object_type)._meta.get_field(column)
    except (LookupError, ValueError, FieldDoesNotExist):
        return False
    return isinstance(field, SealedField)


def _day_or_text(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text)) if len(text) == len("2027-01-31") else text
    except ValueError:
        return text


def _worded(words: Mapping[str, Wording], code: str) -> str:
    wording = words.get(code)
    return wording.render(page_language(), {}) if wording else code

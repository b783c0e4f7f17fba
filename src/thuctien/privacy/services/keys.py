"""Seal everything with the newest key, so that an older one need open nothing in the tables."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.rows import update_rows
from thuctien.base.sealed_fields import SealedField
from thuctien.base.sealing import newest_mark, seal, unseal

BATCH = 1_000
"""Rows of one transaction: others wait no longer than for these, and stopping loses nothing."""


def seal_anew(*, acting_user: ActingUser) -> dict[str, int]:
    """Seal with the first key what is sealed with another; return the values, by column.

    May be stopped and begun again. What undoes an import, and the trail, keep the seals of their
    time, because they must not change. Raises ``PermissionDenied`` for anybody signed in: keys are
    the installation's, and :class:`thuctien.base.sealing.SealBrokenError` where a key is missing.
    """
    if not acting_user.is_system:
        raise PermissionDenied
    counts = {
        f"{model._meta.label_lower}.{column.attname}": _column_anew(model, column)
        for model, column in _sealed_columns()
    }
    record(
        "privacy.keys.seal_anew",
        acting_user=acting_user,
        object_type="base.installation",
        after={"values": counts, "key": newest_mark()},
    )
    return counts


def _sealed_columns() -> Iterator[tuple[type[Model], SealedField]]:
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, SealedField):
                yield model, column


def _column_anew(model: type[Model], column: SealedField) -> int:
    done = 0
    while count := _batch_anew(model, column):
        done += count
    return done


@transaction.atomic
def _batch_anew(model: type[Model], column: SealedField) -> int:
    rows = list(_older(model, column)[:BATCH])
    anew = [(seal(unseal(raw), findable=column.findable), pk) for pk, raw in rows]
    update_rows(model, (column.attname,), anew)
    return len(rows)


def _older(model: type[Model], column: SealedField) -> QuerySet[Model, tuple[object, str]]:
    """Return key and sealed text of the rows whose value another key sealed, locked."""
    rows = model._default_manager.annotate(as_kept=Cast(column.attname, TextField()))
    older = (
        rows.exclude(as_kept="").exclude(as_kept=None).exclude(as_kept__startswith=newest_mark())
    )
    return older.select_for_update().order_by("pk").values_list("pk", "as_kept")

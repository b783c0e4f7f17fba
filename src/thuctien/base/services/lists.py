"""Keeps how an account likes its lists: filters under a name, columns left out."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.lists import without_page
from thuctien.base.models import ColumnChoice, SavedFilter

LONGEST_NAME = 60
MOST_FILTERS = 30


@transaction.atomic
def save_filter(list_name: str, name: str, query: str, *, acting_user: ActingUser) -> SavedFilter:
    """Keep the query of a list under a name; one of that name is replaced.

    Raises ``ValidationError`` with a sentence for the reader where the name is empty or too long,
    or where there are :data:`MOST_FILTERS` already.
    """
    require(acting_user, Action.KEEP_LISTS)
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise ValidationError(
            _("Give the filter a name of at most %(most)s letters.") % {"most": LONGEST_NAME}
        )
    mine = SavedFilter.objects.filter(user=acting_user.user, list_name=list_name)
    kept = mine.filter(name=name).first()
    if kept is None and mine.count() >= MOST_FILTERS:
        raise ValidationError(_("Delete a filter before you save another."))
    before = {"query": kept.query} if kept else {}
    kept = kept or SavedFilter(user=acting_user.user, list_name=list_name, name=name)
    kept.query = without_page(QueryDict(query))
    kept.save()
    record(
        "lists.filter.save",
        acting_user=acting_user,
        object_type="base.savedfilter",
        object_key=str(kept.pk),
        before=before,
        after={"list": list_name, "name": name, "query": kept.query},
    )
    return kept


@transaction.atomic
def delete_filter(kept: SavedFilter, *, acting_user: ActingUser) -> None:
    """Forget a filter; raises ``PermissionDenied`` where it is somebody else's."""
    require(acting_user, Action.KEEP_LISTS, kept)
    record(
        "lists.filter.delete",
        acting_user=acting_user,
        object_type="base.savedfilter",
        object_key=str(kept.pk),
        before={"list": kept.list_name, "name": kept.name, "query": kept.query},
    )
    kept.delete()


@transaction.atomic
def hide_columns(list_name: str, hidden: Iterable[str], *, acting_user: ActingUser) -> None:
    """Leave these columns out of a list from now on; none of them shows all again."""
    require(acting_user, Action.KEEP_LISTS)
    kept = ColumnChoice.objects.filter(user=acting_user.user, list_name=list_name).first()
    before = {"hidden": kept.hidden} if kept else {}
    kept = kept or ColumnChoice(user=acting_user.user, list_name=list_name)
    kept.hidden = sorted(set(hidden))
    kept.save()
    record(
        "lists.columns.hide",
        acting_user=acting_user,
        object_type="base.columnchoice",
        object_key=str(kept.pk),
        before=before,
        after={"list": list_name, "hidden": kept.hidden},
    )

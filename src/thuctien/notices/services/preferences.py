"""Keep how somebody wants to be told."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db import transaction

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.engine.wording import Language
from thuctien.notices.choices import Way
from thuctien.notices.kinds import kind_of
from thuctien.notices.models import Preference


@transaction.atomic
def set_preference(
    *, language: Language, ways: Mapping[str, Way], acting_user: ActingUser
) -> Preference:
    """Keep the language of the acting user's letters and the way of each kind given.

    Raises ``KeyError`` for an unknown kind and ``PermissionDenied`` where nobody is signed in.
    """
    kept = _kept(acting_user)
    before = {"language": kept.language, "ways": kept.ways}
    chosen = {kind_of(code).code: Way(way).value for code, way in ways.items()}
    kept.language, kept.ways = language.value, {**kept.ways, **chosen}
    kept.save()
    after = {"language": kept.language, "ways": kept.ways}
    if after != before:
        record(
            "notices.preference.change",
            acting_user=acting_user,
            object_type="notices.preference",
            object_key=str(kept.pk),
            before=before,
            after=after,
        )
    return kept


def _kept(acting_user: ActingUser) -> Preference:
    if acting_user.user is None:
        raise PermissionDenied
    return Preference.objects.select_for_update().get_or_create(user=acting_user.user)[0]

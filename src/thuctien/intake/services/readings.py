"""What a job read of a list becomes its present reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.engine.sheets import CellFault, SheetLayout, remember
from thuctien.engine.wording import Language
from thuctien.intake.models import Decision, ImportState, KnownForm, ListImport
from thuctien.intake.reading import counts_of
from thuctien.intake.services.state import record_act
from thuctien.intake.shelf import clear_before


@transaction.atomic
def keep_reading(
    list_import: ListImport,
    revision: int,
    frames: Mapping[str, pl.DataFrame],
    layouts: Sequence[SheetLayout],
    *,
    acting_user: ActingUser,
) -> dict[str, int]:
    """Make a reading the present one of its list, remember its forms, and return its counts."""
    locked = ListImport.objects.select_for_update().get(pk=list_import.pk)
    locked.state, locked.revision, locked.refusal = ImportState.REVIEW, revision, {}
    locked.counts = counts_of(frames, decided_pairs(locked, frames["pairs"]))
    locked.save(update_fields=["state", "revision", "counts", "refusal"])
    if locked.layout_seen:
        _remember(locked, layouts, acting_user)
    record_act("read", locked, acting_user, after=locked.counts)
    transaction.on_commit(lambda: clear_before(locked, revision))
    return dict(locked.counts)


@transaction.atomic
def refuse(list_import: ListImport, fault: CellFault, *, acting_user: ActingUser) -> None:
    """Keep why the file of a list cannot be read."""
    locked = ListImport.objects.select_for_update().get(pk=list_import.pk)
    locked.state = ImportState.REFUSED
    locked.refusal = {language.value: fault.text(language) for language in Language}
    locked.save(update_fields=["state", "refusal"])
    record_act("refuse", locked, acting_user, after={"fault": str(fault.code)})


def decided_pairs(list_import: ListImport, pairs: pl.DataFrame) -> int:
    """Return of how many proposed pairs something was decided."""
    rows = Decision.objects.filter(list_import=list_import)
    decided = set(rows.values_list("sheet", "row", "rival"))
    return sum(place in decided for place in pairs.select("sheet", "row", "rival").rows())


def _remember(
    list_import: ListImport, layouts: Sequence[SheetLayout], acting_user: ActingUser
) -> None:
    for layout in layouts:
        if not layout.header_rows:
            continue
        form = remember(layout)
        KnownForm.objects.update_or_create(
            unit_id=list_import.unit_id,
            fingerprint=form.fingerprint,
            defaults={
                "titles": dict(form.targets),
                "file_name": list_import.file_name,
                "confirmed_by": acting_user.user,
                "confirmed_at": timezone.now(),
            },
        )

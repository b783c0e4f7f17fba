"""What people decide about rows that may be somebody known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.engine.matching.evidence import Evidence
from thuctien.intake.checking.identity import row_of
from thuctien.intake.models import Decision, ListImport, Verdict
from thuctien.intake.services.corrections import look_again
from thuctien.intake.services.state import locked_list, record_act
from thuctien.intake.shelf import shelf_of

SAFE = frozenset({Evidence.SAME_NUMBER, Evidence.SAME_BIRTH})
SAFE_NAMES = frozenset({Evidence.SAME_NAME, Evidence.SAME_SPELLING})


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of a list, and who it may be: a code, or «sheet!row»."""

    sheet: str
    row: int
    rival: str


def is_safe(reasons: Iterable[str]) -> bool:
    """Say whether number, name and birth date all agree: such pairs may be decided together."""
    found = set(reasons)
    return found >= SAFE and bool(found & SAFE_NAMES)


@transaction.atomic
def decide(
    list_import: ListImport,
    pairs: Iterable[Pair],
    verdict: Verdict | None,
    *,
    acting_user: ActingUser,
) -> int:
    """Keep a verdict about proposed pairs and look at their rows anew; return how many they were.

    Without a verdict the decision is taken back. A row can be the same as one stored
    person only: an earlier «the same» about another ends. Pairs that are not proposed are passed
    over. Raises ``PermissionDenied`` or :class:`~.state.ListBusyError`.
    """
    locked = locked_list(list_import, acting_user)
    proposed = set(shelf_of(locked).pairs.select("sheet", "row", "rival").rows())
    wanted = [p for p in pairs if (p.sheet, p.row, p.rival) in proposed]
    for pair in wanted:
        _keep(locked, pair, verdict, acting_user)
    rows = {(pair.sheet, pair.row) for pair in wanted}
    rows |= {place for pair in wanted if (place := row_of(pair.rival)) is not None}
    look_again(locked, rows, acting_user=acting_user)
    after = {"pairs": len(wanted), "verdict": str(verdict or "")}
    record_act("decide", locked, acting_user, after=after)
    return len(wanted)


def decide_safe(list_import: ListImport, *, acting_user: ActingUser) -> int:
    """Take all pairs for the same person where number, name and birth date agree; return how many.

    Raises ``PermissionDenied`` or :class:`~.state.ListBusyError`.
    """
    pairs = shelf_of(list_import).pairs
    safe = [
        Pair(sheet, row, rival)
        for sheet, row, rival, reasons in pairs.select("sheet", "row", "rival", "reasons").rows()
        if is_safe(reasons)
    ]
    once = {(pair.sheet, pair.row): pair for pair in reversed(safe)}
    return decide(list_import, once.values(), Verdict.SAME, acting_user=acting_user)


def _keep(
    list_import: ListImport, pair: Pair, verdict: Verdict | None, acting_user: ActingUser
) -> None:
    of_row = Decision.objects.filter(list_import=list_import, sheet=pair.sheet, row=pair.row)
    if verdict is None:
        of_row.filter(rival=pair.rival).delete()
        return
    if verdict == Verdict.SAME and row_of(pair.rival) is None:
        same_as_others = of_row.filter(verdict=Verdict.SAME).exclude(rival=pair.rival)
        same_as_others.exclude(rival__contains="!").delete()
    of_row.update_or_create(
        list_import=list_import,
        sheet=pair.sheet,
        row=pair.row,
        rival=pair.rival,
        defaults={
            "verdict": verdict,
            "decided_by": acting_user.user,
            "decided_at": timezone.now(),
        },
    )


def undecided(pairs: pl.DataFrame, decided: set[tuple[str, int, str]]) -> pl.DataFrame:
    """Return the pairs about which nothing was decided."""
    keep = [place not in decided for place in pairs.select("sheet", "row", "rival").rows()]
    return pairs.filter(pl.Series(keep, dtype=pl.Boolean))

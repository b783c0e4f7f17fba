"""Stored people who may be one: found by a job, decided by somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.engine.matching import propose_duplicates
from thuctien.intake.models import PersonPair, Verdict
from thuctien.people.models import Person, Unit

Found = Sequence[tuple[str, str, float, list[str]]]
"""Codes in order, score, reasons."""

_COLUMNS = {
    "person_id": pl.String(),
    "full_name": pl.String(),
    "birth_date": pl.Date(),
    "birth_date_precision": pl.String(),
    "personal_number": pl.String(),
    "sex": pl.String(),
    "current_unit_id": pl.String(),
}


def likely_pairs(unit: Unit, *, acting_user: ActingUser) -> Found:
    """Return who of a unit and the units below it may be one person, the likeliest first.

    Codes say nothing here: every stored person has another. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MERGE_PEOPLE, unit)
    rows = Person.objects.filter(current_unit__path__startswith=unit.path, erased_on=None)
    mine = visible(rows, acting_user=acting_user, action=Action.MERGE_PEOPLE).order_by("pk")
    people = pl.DataFrame(list(mine.values_list(*_COLUMNS)), schema=_COLUMNS, orient="row").rename(
        {"current_unit_id": "unit_id"}
    )
    pairs = propose_duplicates(people.drop("person_id")).pairs
    codes = people["person_id"].to_list()
    found = []
    for one, other, score, reasons in pairs.select("incoming", "other", "score", "reasons").rows():
        first, second = sorted((codes[one], codes[other]))
        found.append((first, second, score, reasons))
    return found


@transaction.atomic
def keep_pairs(found: Found, unit: Unit, *, acting_user: ActingUser) -> int:
    """Keep pairs that were found, in place of the undecided ones of the unit; return how many wait.

    What was decided about a pair stays decided.
    """
    rows = unscoped(PersonPair.objects.all(), reason="the unit was asked for")
    rows.filter(
        verdict="",
        first__current_unit__path__startswith=unit.path,
        second__current_unit__path__startswith=unit.path,
    ).delete()
    add_pairs(found, timezone.now())
    waiting = rows.filter(verdict="", first__current_unit__path__startswith=unit.path).count()
    record(
        "intake.pairs.find",
        acting_user=acting_user,
        object_type="people.unit",
        object_key=unit.pk,
        after={"found": len(found), "waiting": waiting},
    )
    return waiting


def add_pairs(found: Found, now: datetime) -> None:
    """Add pairs that are not kept yet; call it inside a transaction."""
    PersonPair.objects.bulk_create(
        [
            PersonPair(first_id=first, second_id=second, score=score, reasons=reasons, found_at=now)
            for first, second, score, reasons in found
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def decide_pair(pair: PersonPair, verdict: Verdict | None, *, acting_user: ActingUser) -> None:
    """Keep that two people are not one, or that it is to be decided later; without a verdict the
    decision is taken back. That they are one is what a merge says. Raises ``PermissionDenied``.
    """
    for person in (pair.first, pair.second):
        require(acting_user, Action.MERGE_PEOPLE, person)
    if verdict == Verdict.SAME:
        raise ValueError("merge them")
    before = pair.verdict
    pair.verdict, pair.decided_by = verdict or "", acting_user.user
    pair.decided_at = timezone.now()
    pair.save(update_fields=["verdict", "decided_by", "decided_at"])
    record(
        "intake.pairs.decide",
        acting_user=acting_user,
        object_type="intake.personpair",
        object_key=str(pair.pk),
        before={"verdict": before},
        after={"verdict": pair.verdict, "first": pair.first_id, "second": pair.second_id},
    )

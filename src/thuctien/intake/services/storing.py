"""Taking a list in: all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.rows import insert_rows, update_rows
from thuctien.intake.images import Image, image_of, packed
from thuctien.intake.models import (
    ImportState,
    ListImport,
    PersonPair,
    StoredList,
    Verdict,
)
from thuctien.intake.services.changes import changes_between
from thuctien.intake.services.plan import WritePlan
from thuctien.intake.shelf import clear
from thuctien.people.derived import with_name_columns
from thuctien.people.models import Appointment, Holding, Person, SensitiveFacts
from thuctien.people.services import refresh_current_posts

FOLLOWED = {
    "people.person": "person_id",
    "people.sensitivefacts": "person_id",
    "people.appointment": "person_id",
    "people.holding": "person_id",
}
"""What a list writes, with the column that says about whom."""

_PREFIX = "CB"
_DIGITS = 6
_COLUMNS = {
    "full_name": ("full_name", "folded_name", "name_order"),
    "birth_date": ("birth_date", "birth_date_precision"),
}
"""The columns that change with a field, where it is more than the one of its name."""


class ListChangedError(Exception):
    """What is stored, or the list itself, is no longer what the preview was made of."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What taking a list in did, in rows."""

    new: int
    changed: int
    appointments: int
    holdings: int

    def as_json(self) -> dict[str, int]:
        """Return the counts as the job and the trail keep them."""
        return {
            "new": self.new,
            "changed": self.changed,
            "appointments": self.appointments,
            "holdings": self.holdings,
        }


def present_rows(plan: WritePlan) -> Image:
    """Return the rows of the stored people that a plan changes, as they are now."""
    return image_of(FOLLOWED, plan.changed_ids)


@transaction.atomic
def store_list(
    list_import: ListImport,
    plan: WritePlan,
    *,
    before: Image,
    acting_user: ActingUser,
    today: date | None = None,
) -> Stored:
    """Write what ``plan`` says, keep how the rows were, and record every change.

    What was read of the file, sensitive facts in it, is deleted: no page looks into it any more.

    ``before`` are the rows that the plan was made of: where they are others by now, or the list was
    worked on meanwhile, :class:`ListChangedError` is raised. Raises ``PermissionDenied``.
    """
    require(acting_user, Action.IMPORT_PEOPLE, list_import.unit)
    locked = ListImport.objects.select_for_update().get(pk=list_import.pk)
    untouched = (locked.state, locked.revision) == (ImportState.REVIEW, list_import.revision)
    if not untouched or present_rows(plan) != before:
        raise ListChangedError
    codes = _codes(plan.new)
    _insert_people(plan.new, codes)
    _change_people(plan.changes)
    _write_sensitive(plan.sensitive, codes, source=locked.file_name)
    _write_appointments(plan.begins, codes, locked.as_of)
    _write_holdings(plan.holdings, codes, evidence=locked.file_name)
    written = sorted({*plan.changed_ids, *codes.values()})
    refresh_current_posts(on=today or timezone.localdate(), among=written)
    after = image_of(FOLLOWED, written)
    _keep_pairs(plan.pairs, codes)
    StoredList.objects.create(list_import=locked, before=packed(before), after=packed(after))
    stored = Stored(
        plan.new.height, len(plan.changed_ids), plan.begins.height, plan.holdings.height
    )
    locked.state, locked.stored_at = ImportState.STORED, timezone.now()
    locked.save(update_fields=["state", "stored_at"])
    transaction.on_commit(lambda: clear(locked))
    record(
        "intake.list.store",
        acting_user=acting_user,
        object_type="intake.listimport",
        object_key=str(locked.pk),
        after={"file": locked.file_name, "sha256": locked.sha256, **stored.as_json()},
        changes=changes_between(before, after),
    )
    return stored


def _codes(new: pl.DataFrame) -> dict[str, str]:
    """Return the code of each new person by key: its own, or the next free number."""
    own = dict(new.filter(pl.col("person_id").is_not_null()).select("key", "person_id").rows())
    stored = Person.objects.filter(person_id__startswith=_PREFIX).values_list("pk", flat=True)
    taken = [
        int(code.removeprefix(_PREFIX))
        for code in (*stored, *own.values())
        if code.startswith(_PREFIX) and code.removeprefix(_PREFIX).isdecimal()
    ]
    following = max(taken, default=0) + 1
    missing = new.filter(pl.col("person_id").is_null())["key"]
    given = {key: f"{_PREFIX}{number:0{_DIGITS}d}" for number, key in enumerate(missing, following)}
    return own | given


def _insert_people(new: pl.DataFrame, codes: Mapping[str, str]) -> None:
    people = with_name_columns(
        new.select(
            pl.col("key").replace_strict(codes, return_dtype=pl.String).alias("person_id"),
            "full_name",
            "sex",
            "birth_date",
            "birth_date_precision",
            "service_from",
            pl.col("note").fill_null(""),
            pl.col("personal_number").fill_null(""),
            pl.col("passport_number").fill_null(""),
            nationality=pl.lit(""),
        )
    )
    insert_rows(Person, people.columns, people.iter_rows())


def _change_people(changes: pl.DataFrame) -> None:
    """Write field by field: only what changes of a person is touched."""
    for (field,), rows in changes.group_by("field", maintain_order=True):
        name = str(field)
        columns = _COLUMNS.get(name, (name,))
        values = with_name_columns(rows) if name == "full_name" else rows
        update_rows(Person, columns, values.select(*columns, "known_id").iter_rows())


def _write_sensitive(sensitive: pl.DataFrame, codes: Mapping[str, str], source: str) -> None:
    rows = sensitive.rename({"party_date": "party_joined_on"})
    have = set(SensitiveFacts.objects.values_list("pk", flat=True)) if rows.height else set()
    of_stored = pl.col("known_id").is_in(have)
    for name in ("ethnic_group", "religion", "party_joined_on"):
        given = rows.filter(of_stored & pl.col(name).is_not_null())
        values = given.select(name, pl.lit(source), "known_id")
        update_rows(SensitiveFacts, (name, "source"), values.iter_rows())
    fresh = rows.filter(~of_stored.fill_null(value=False)).select(
        _code(codes),
        pl.col("ethnic_group").fill_null(""),
        pl.col("religion").fill_null(""),
        "party_joined_on",
        source=pl.lit(source),
    )
    insert_rows(SensitiveFacts, fresh.columns, fresh.iter_rows())


def _write_appointments(begins: pl.DataFrame, codes: Mapping[str, str], on: date) -> None:
    ended = begins["ends"].drop_nulls().unique()
    last = on - timedelta(days=1)
    update_rows(Appointment, ("valid_to",), ((last, key) for key in ended))
    rows = begins.select(_code(codes), post_id="post", valid_from=pl.lit(on))
    insert_rows(Appointment, rows.columns, rows.iter_rows())


def _write_holdings(holdings: pl.DataFrame, codes: Mapping[str, str], evidence: str) -> None:
    rows = holdings.select(
        _code(codes),
        "qualification_id",
        "awarded_on",
        "awarded_on_precision",
        pl.col("hours").round(2),
        evidence=pl.lit(evidence),
    )
    insert_rows(Holding, rows.columns, rows.iter_rows())


def _keep_pairs(pairs: pl.DataFrame, codes: Mapping[str, str]) -> None:
    """Keep the pairs that were put off, or are two people, among those of stored people."""
    now = timezone.now()
    found = []
    for key, rival, score, reasons, verdict in pairs.rows():
        ends = sorted((codes.get(key, key), codes.get(rival, rival)))
        if "!" not in "".join(ends) and ends[0] != ends[1]:
            found.append((*ends, score, reasons, verdict))
    PersonPair.objects.bulk_create(
        [
            PersonPair(
                first_id=first,
                second_id=second,
                score=score,
                reasons=reasons,
                verdict="" if verdict == Verdict.LATER else verdict,
                found_at=now,
            )
            for first, second, score, reasons, verdict in found
        ],
        ignore_conflicts=True,
    )


def _code(codes: Mapping[str, str]) -> pl.Expr:
    """Return the code of a row's person: as stored, or as given just now."""
    given = pl.col("key").replace_strict(codes or {"": ""}, default=None, return_dtype=pl.String)
    return pl.coalesce("known_id", given).alias("person_id")

"""Two stored people become one: every row that refers to the one goes over to the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.intake.images import Image, Table, image_of, packed, unpacked
from thuctien.intake.models import PersonMerge, PersonPair, Verdict
from thuctien.intake.services.changes import changes_between
from thuctien.intake.services.undoing import put_back
from thuctien.people.derived import name_columns_of
from thuctien.people.models import Person
from thuctien.people.services import refresh_current_posts

MERGED: Mapping[str, tuple[str, ...] | None] = {
    "base.user": None,
    "people.sensitivefacts": (),
    "people.appointment": ("post_id", "valid_from"),
    "people.rating": ("year",),
    "people.discipline": ("form", "valid_from"),
    "people.successionplan": ("leadership_level", "valid_from"),
    "people.holding": ("qualification_id", "awarded_on"),
    "needs.need": None,
    "needs.statedneed": None,
    "needs.needrefusal": None,
    "sending.surveyline": ("round_id", "qualification_id"),
    "sending.plancomment": None,
    "sending.turn": ("planned_class_id",),
    "sending.answer": None,
    "sending.nomination": None,
    "costs.servicecommitment": ("programme_id", "training_from"),
    "costs.compensationcase": None,
    "replanning.fallenturn": ("revision_id", "class_id"),
    "replanning.waychange": None,
    "scenarios.touchedneed": None,
    "scenarios.touchedturn": None,
    "privacy.consent": ("purpose_id", "given_on"),
}
"""Every model whose rows refer to a person, with the columns of which a person has each once.

Where both people have a row with the same values, one of the two goes; without such columns all
rows go over. A model that is not here keeps people from being merged, and fails a test.
"""

FIELDS = (
    "full_name",
    "sex",
    "birth_date",
    "service_from",
    "note",
    "personal_number",
    "passport_number",
    "nationality",
)
_TOGETHER = {"birth_date": ("birth_date", "birth_date_precision")}

FOLLOWED = {
    "people.person": "person_id",
    **dict.fromkeys(MERGED, "person_id"),
}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which two people differ, with the values of both."""

    field: str
    kept: object
    lost: object


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rows of one model of which one must go: their keys, and their values by column."""

    label: str
    kept_key: str
    lost_key: str
    kept: Mapping[str, object]
    lost: Mapping[str, object]

    @property
    def name(self) -> str:
        """Return how a form names the row that would go."""
        return f"{self.label}:{self.lost_key}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What merging two people means: fields to choose, rows that go over, rows that clash."""

    conflicts: tuple[Conflict, ...]
    moved: Mapping[str, int]
    clashes: tuple[Clash, ...]


class CannotMergeError(Exception):
    """Two records that cannot become one: the same, erased, or gone; or ``apart`` says why.

    ``apart`` are the models of which each has a row that stands only once for one person, such as
    two open nominations for one class: one of them is to be ended by those whose it is.
    """

    def __init__(self, apart: Iterable[str] = ()) -> None:
        self.apart = tuple(apart)
        super().__init__(", ".join(self.apart))


def compare_people(keeper: Person, loser: Person, *, acting_user: ActingUser) -> Comparison:
    """Return what becomes of two people if ``loser`` goes into ``keeper``.

    Raises ``PermissionDenied`` or :class:`CannotMergeError`.
    """
    _ask(keeper, loser, acting_user)
    _refuse_kept_apart(keeper, loser)
    image = image_of(FOLLOWED, (keeper.pk, loser.pk))
    clashes = tuple(_clashes(image, keeper.pk, loser.pk))
    lost = {(clash.label, clash.lost_key) for clash in clashes}
    moved = {
        label: sum(
            (label, key) not in lost for key, person in _people_of(table) if person == loser.pk
        )
        for label, table in image.items()
        if label in MERGED
    }
    conflicts = (
        Conflict(name, getattr(keeper, name), getattr(loser, name))
        for name in FIELDS
        if getattr(keeper, name) and getattr(loser, name)
    )
    return Comparison(
        tuple(c for c in conflicts if c.kept != c.lost),
        {label: count for label, count in moved.items() if count},
        clashes,
    )


@transaction.atomic
def merge_people(
    keeper: Person,
    loser: Person,
    *,
    acting_user: ActingUser,
    fields: Collection[str] = (),
    rows: Collection[str] = (),
    today: date | None = None,
) -> PersonMerge:
    """Make ``loser`` one with ``keeper`` and return the record by which it can be undone.

    ``fields`` are those whose value the keeper takes from the loser; what the keeper lacks it takes
    anyway. ``rows`` name the rows of the loser that stand where two clash (:attr:`Clash.name`),
    of all others the keeper's. Raises ``PermissionDenied`` or :class:`CannotMergeError`.
    """
    _ask(keeper, loser, acting_user)
    ids = (keeper.pk, loser.pk)
    locked = {
        person.pk: person
        for person in unscoped(
            Person.objects.select_for_update().filter(pk__in=ids), reason="asked for just now"
        )
    }
    if len(locked) != len(ids):
        raise CannotMergeError
    _refuse_kept_apart(keeper, loser)
    before = image_of(FOLLOWED, ids)
    for clash in _clashes(before, *ids):
        _delete(clash.label, clash.kept_key if clash.name in rows else clash.lost_key)
    moved = {label: _move(label, *ids) for label in MERGED}
    _take_fields(locked[keeper.pk], locked[loser.pk], fields)
    unscoped(Person.objects.filter(pk=loser.pk), reason="asked for just now").delete()
    refresh_current_posts(on=today or timezone.localdate(), among=[keeper.pk])
    after = image_of(FOLLOWED, ids)
    made = PersonMerge.objects.create(
        keeper_id=keeper.pk,
        loser_id=loser.pk,
        unit_id=keeper.current_unit_id,
        names={"keeper": keeper.full_name, "loser": loser.full_name},
        moved={label: count for label, count in moved.items() if count},
        before=packed(before),
        after=packed(after),
        merged_by=acting_user.user,
        merged_at=timezone.now(),
    )
    _decided(*ids, Verdict.SAME, acting_user)
    _record("merge", made, before, after, acting_user)
    return made


@transaction.atomic
def undo_merge(merge: PersonMerge, *, acting_user: ActingUser) -> None:
    """Make two people of one again, every row as it was before.

    Raises :class:`~.undoing.CannotUndoError` where any of these rows was changed since, or
    ``PermissionDenied``.
    """
    require(acting_user, Action.MERGE_PEOPLE, merge)
    locked = unscoped(PersonMerge.objects.select_for_update(), reason="asked for just now").get(
        pk=merge.pk
    )
    if locked.undone_at is not None:
        return
    before, after = unpacked(locked.before), unpacked(locked.after)
    put_back(before, after, followed=FOLLOWED)
    locked.undone_at = timezone.now()
    locked.save(update_fields=["undone_at"])
    _decided(locked.keeper_id, locked.loser_id, "", acting_user)
    _record("unmerge", locked, after, before, acting_user)


def _ask(keeper: Person, loser: Person, acting_user: ActingUser) -> None:
    for person in (keeper, loser):
        require(acting_user, Action.MERGE_PEOPLE, person)
        if person.erased_on is not None:
            raise CannotMergeError
    if keeper.pk == loser.pk:
        raise CannotMergeError


def _refuse_kept_apart(keeper: Person, loser: Person) -> None:
    """Raise where both have a row of which a person has one *in certain states*.

    Such a row is on its way and others count on it: dropping one of the two would leave them wrong.
    """
    if apart := [label for label in MERGED if _is_kept_apart(label, keeper, loser)]:
        raise CannotMergeError(apart)


def _is_kept_apart(label: str, keeper: Person, loser: Person) -> bool:
    for constraint in apps.get_model(label)._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or constraint.condition is None:
            continue
        same = {name: models.OuterRef(name) for name in constraint.fields if name != "person"}
        rows = _rows_of(label).filter(constraint.condition)
        of_keeper = rows.filter(person=keeper, **same)
        if (
            "person" in constraint.fields
            and rows.filter(models.Exists(of_keeper), person=loser).exists()
        ):
            return True
    return False


def _clashes(image: Image, keeper: str, loser: str) -> Iterator[Clash]:
    for label, columns in MERGED.items():
        if columns is None:
            continue
        table = image[label]
        at = [table.columns.index(name) for name in columns]
        keys: dict[str, dict[tuple[object, ...], str]] = {keeper: {}, loser: {}}
        for key, person in _people_of(table):
            keys[person][tuple(table.rows[key][i] for i in at)] = key
        for values, lost in keys[loser].items():
            kept = keys[keeper].get(values)
            if kept is not None:
                yield Clash(label, kept, lost, _values(table, kept), _values(table, lost))


def _people_of(table: Table) -> Iterator[tuple[str, str]]:
    at = table.columns.index("person_id")
    for key, row in table.rows.items():
        yield key, str(row[at])


def _values(table: Table, key: str) -> dict[str, object]:
    return dict(zip(table.columns, table.rows[key], strict=True))


def _rows_of(label: str) -> models.QuerySet[models.Model]:
    return unscoped(
        apps.get_model(label)._default_manager.all(), reason="of people asked for just now"
    )


def _delete(label: str, key: str) -> None:
    _rows_of(label).filter(pk=key).delete()


def _move(label: str, keeper: str, loser: str) -> int:
    return _rows_of(label).filter(person_id=loser).update(person_id=keeper)


def _take_fields(keeper: Person, loser: Person, chosen: Collection[str]) -> None:
    for name in FIELDS:
        value = getattr(loser, name)
        if value and (name in chosen or not getattr(keeper, name)):
            for column in _TOGETHER.get(name, (name,)):
                setattr(keeper, column, getattr(loser, column))
    keeper.folded_name, keeper.name_order = name_columns_of(keeper.full_name)
    keeper.save()


def _decided(one: str, other: str, verdict: str, acting_user: ActingUser) -> None:
    first, second = sorted((one, other))
    unscoped(PersonPair.objects.filter(first=first, second=second), reason="decided").update(
        verdict=verdict, decided_by=acting_user.user, decided_at=timezone.now()
    )


def _record(
    what: str, merge: PersonMerge, before: Image, after: Image, acting_user: ActingUser
) -> None:
    record(
        f"intake.people.{what}",
        acting_user=acting_user,
        object_type="people.person",
        object_key=merge.keeper_id,
        after={"keeper": merge.keeper_id, "loser": merge.loser_id, "moved": merge.moved},
        changes=changes_between(before, after),
    )

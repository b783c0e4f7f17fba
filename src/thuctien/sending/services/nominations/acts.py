"""One act on nominations: locks first, then what is done, then the trail and the notices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from thuctien.base.access import Action, can, unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.audit import (
    Change,
    Snapshot,
    changed,
    created,
    deleted,
    present,
    record,
    snapshot,
)
from thuctien.base.canonical import canonical
from thuctien.base.models.audit import ChangeKind
from thuctien.base.rows import update_rows
from thuctien.sending.models import Allotment, Nomination, NominationEvent, OfferedClass
from thuctien.sending.models.states import HOLDS_A_SEAT, NominationState
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.locking import lock_classes
from thuctien.sending.services.nominations.seats import FULL, claim_seat, release_seat
from thuctien.sending.services.nominations.telling import Letter, send_letters

REASON = "the act asked before whose nominations it may change"
SAVED = (
    "state",
    "state_code",
    "state_reason",
    "reason",
    "answers",
    "verdict",
    "checklist",
    "conflicts",
    "assessed_on",
    "rank",
    "rank_reasons",
    "waiting_no",
    "answer_by",
    "submitted_at",
    "decision_no",
    "allotment_id",
    "keeps_priority",
    "exception_approved_by_id",
    "exception_document",
)
_AT_ONCE = 500


@dataclass
class Act:
    """What one act does to the nominations of the classes that it has locked."""

    acting_user: ActingUser
    offers: dict[int, OfferedClass]
    now: datetime
    letters: list[Letter] = field(default_factory=list)
    _nominations: dict[int, Nomination] = field(default_factory=dict)
    _before: dict[int, Snapshot] = field(default_factory=dict)
    _stored: dict[int, Snapshot] = field(default_factory=dict)
    _seats_before: dict[tuple[str, int], Snapshot] = field(default_factory=dict)
    _touched: set[int] = field(default_factory=set)
    _created: list[Change] = field(default_factory=list)
    _events: list[NominationEvent] = field(default_factory=list)

    @property
    def today(self) -> date:
        """Return the day on which the act is done."""
        return timezone.localdate(self.now)

    def nominations(self, keys: Iterable[int]) -> list[Nomination]:
        """Return nominations of the locked classes as they are now, in the order of ``keys``."""
        wanted = list(dict.fromkeys(keys))
        missing = [key for key in wanted if key not in self._nominations]
        for row in self._rows().filter(pk__in=missing):
            self._remember(row)
        return [self._nominations[key] for key in wanted]

    def in_states(self, offered: OfferedClass, *states: NominationState) -> list[Nomination]:
        """Return the nominations of a locked class that are in one of the states, by key."""
        self.flush()
        rows = self._rows().filter(offered_class=offered, state__in=states).order_by("pk")
        return [self._remember(row) for row in rows]

    def move(
        self,
        nomination: Nomination,
        state: NominationState,
        *,
        code: str = "",
        reason: str = "",
        figures: Mapping[str, Any] | None = None,
    ) -> None:
        """Bring a nomination into a state, with its seat: taken, kept or given back.

        Raises :class:`RefusedError` where a seat is needed and none is left.
        """
        holds, will_hold = nomination.state in HOLDS_A_SEAT, state in HOLDS_A_SEAT
        if will_hold and not holds:
            self._claim(nomination)
        elif holds and not will_hold:
            self._watch_seats(nomination)
            release_seat(nomination.offered_class_id, nomination.allotment_id)
            self._refresh(nomination.offered_class_id)
        nomination.state = state
        nomination.state_code, nomination.state_reason = code, reason
        if state is not NominationState.OFFERED:
            nomination.answer_by = None
        if state not in {NominationState.WAITING, NominationState.OFFERED}:
            nomination.waiting_no = None
        self.touch(nomination)
        self.note(nomination, code or state, figures)

    def hand_over(self, giver: Nomination, taker: Nomination) -> None:
        """Let ``taker`` have the seat of ``giver``, without its being free in between."""
        taker.state, taker.allotment_id = giver.state, giver.allotment_id
        giver.state = NominationState.SUBSTITUTED
        giver.answer_by = giver.waiting_no = None
        self.touch(giver)
        self.note(giver, giver.state)

    def touch(self, nomination: Nomination) -> None:
        """Have a nomination saved that was changed in place."""
        self._touched.add(nomination.pk)

    def watch(self, row: OfferedClass | Allotment) -> None:
        """Remember a locked class or quota as it is, before it is changed, for the trail."""
        kind = "class" if isinstance(row, OfferedClass) else "quota"
        self._seats_before.setdefault((kind, row.pk), snapshot(row))

    def include(self, offered: OfferedClass) -> None:
        """Have a class in the act that was made by it."""
        self.offers[offered.pk] = offered
        self.add(created(offered))

    def note(
        self, nomination: Nomination, code: str, figures: Mapping[str, Any] | None = None
    ) -> None:
        """Write down what happened to a nomination; it must be stored by then."""
        self._events.append(
            NominationEvent(
                nomination=nomination,
                at=self.now,
                by=self.acting_user.user,
                code=code,
                figures=dict(figures or {}),
            )
        )

    def create(self, rows: Iterable[Nomination]) -> list[Nomination]:
        """Store new nominations."""
        made = Nomination.objects.bulk_create(rows, batch_size=_AT_ONCE)
        for row in made:
            self._remember(row)
            self._created.append(created(row))
            self.note(row, row.state)
        return made

    def add(self, *changes: Change) -> None:
        """Have changes of other records in the same entry of the trail."""
        self._created.extend(changes)

    def tell(self, *letters: Letter) -> None:
        """Have agencies and learners told once everything is done."""
        self.letters.extend(letters)

    def flush(self) -> None:
        """Store what was changed so far, so that queries find it."""
        rows = [self._nominations[key] for key in sorted(self._touched)]
        differing = [row for row in rows if changed(self._stored[row.pk], row) is not None]
        values = ([*(getattr(row, name) for name in SAVED), row.pk] for row in differing)
        update_rows(Nomination, SAVED, values)
        self._stored |= {row.pk: snapshot(row) for row in differing}
        self._touched.clear()

    def write(self, action: str, *, reason: str) -> None:
        """Store what is left, then the steps, the entry on the trail and the notices."""
        self.flush()
        NominationEvent.objects.bulk_create(self._events, batch_size=_AT_ONCE)
        found = [
            *self._created,
            *present(changed(self._before[key], row) for key, row in self._nominations.items()),
            *self._seat_changes(),
        ]
        if not found:
            return
        offered = next(iter(self.offers.values()), None)
        record(
            action,
            acting_user=self.acting_user,
            object_type="sending.offeredclass" if offered else found[0].object_type,
            object_key=str(offered.pk) if offered else found[0].object_key,
            after={
                "class_id": offered.class_id if offered else "",
                "nominations": len(self._nominations),
            },
            reason=reason,
            changes=found,
        )
        send_letters(self.letters, acting_user=self.acting_user)

    def _claim(self, nomination: Nomination) -> None:
        self._watch_seats(nomination)
        offered, allotment = self.offers[nomination.offered_class_id], nomination.allotment
        missing = claim_seat(offered.pk, nomination.allotment_id)
        self._refresh(offered.pk)
        if not missing:
            return
        if missing == FULL:
            raise RefusedError(
                FULL,
                class_id=offered.class_id,
                taken=offered.taken,
                capacity=offered.capacity,
            )
        if allotment is None:
            raise RuntimeError("a quota that is not asked for cannot be used up")
        allotment.refresh_from_db(fields=["taken", "seats"])
        raise RefusedError(
            missing, unit=nomination.unit.name, taken=allotment.taken, seats=allotment.seats
        )

    def _refresh(self, class_pk: int) -> None:
        self.offers[class_pk].refresh_from_db(fields=["taken", "capacity"])

    def _watch_seats(self, nomination: Nomination) -> None:
        """Remember the counters as they were, for the trail."""
        offered = self.offers[nomination.offered_class_id]
        self.watch(offered)
        quota = nomination.allotment
        if quota is not None and ("quota", quota.pk) not in self._seats_before:
            quota.refresh_from_db()
            self.watch(quota)

    def _seat_changes(self) -> list[Change]:
        models: dict[str, type[OfferedClass | Allotment]] = {
            "class": OfferedClass,
            "quota": Allotment,
        }
        return [
            changed(before, models[kind]._default_manager.get(pk=pk)) or _as_before(before)
            for (kind, pk), before in self._seats_before.items()
        ]

    def _rows(self) -> QuerySet[Nomination]:
        rows = Nomination.objects.filter(offered_class__in=self.offers).select_related(
            "person__current_unit", "person__current_post", "unit", "allotment", "offered_class"
        )
        return unscoped(rows, reason=REASON)

    def _remember(self, row: Nomination) -> Nomination:
        kept = self._nominations.setdefault(row.pk, row)
        if kept is row:
            row.offered_class = self.offers[row.offered_class_id]
            self._before[row.pk] = self._stored[row.pk] = snapshot(row)
        return kept


def _as_before(counter: Snapshot) -> Change:
    """Return the change of a counter whose seat was given back and taken again."""
    taken = canonical({"taken": counter.values["taken"]})
    return deleted(counter)._replace(kind=ChangeKind.CHANGE.value, before=taken, after=taken)


@contextmanager
def acting_on(
    classes: Iterable[OfferedClass],
    action: str,
    *,
    acting_user: ActingUser,
    reason: str = "",
    people: Iterable[str] = (),
) -> Iterator[Act]:
    """Lock classes, with their quotas and people, do one act, and write it down at the end.

    ``people`` are locked too, besides everybody with an open nomination in the classes.
    """
    with transaction.atomic():
        act = Act(acting_user, lock_classes(classes, people), timezone.now())
        yield act
        act.write(action, reason=reason)


def classes_of(nominations: Iterable[Nomination]) -> list[OfferedClass]:
    """Return the classes that nominations are for."""
    keys = {nomination.offered_class_id for nomination in nominations}
    return list(OfferedClass.objects.filter(pk__in=keys))


def ask_for(
    nominations: Iterable[Nomination], *actions: Action, acting_user: ActingUser
) -> list[int]:
    """Return the keys of nominations for all of which one of the actions is allowed.

    Raises ``PermissionDenied`` where it is not, and :class:`RefusedError` where there is none.
    """
    keys = list(dict.fromkeys(nomination.pk for nomination in nominations))
    if not keys:
        raise RefusedError("nobody")
    for action in actions:
        if not can(acting_user, action):
            continue
        rows = visible(
            Nomination.objects.filter(pk__in=keys), acting_user=acting_user, action=action
        )
        if rows.count() == len(keys):
            return keys
    raise PermissionDenied(actions)


def need_state(nomination: Nomination, *states: NominationState) -> None:
    """Raise :class:`RefusedError` where a nomination is in none of the states."""
    if nomination.state not in states:
        raise RefusedError(
            "wrong_state",
            name=nomination.person.full_name,
            state=str(NominationState(nomination.state).label),
        )

"""What keeps a person out of a programme in a finished plan, looked up in its accounts."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Predicate
from thuctien.engine.planning.construct import Draft
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.names import Figures, Names
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.problem import Quota
from thuctien.engine.planning.reasons import Reason
from thuctien.engine.planning.routing import in_window
from thuctien.engine.planning.ruling import rule_texts

Found = tuple[Reason, Figures]

NEARNESS = (
    Reason.CLASSES_FULL,
    Reason.UNIT_AWAY,
    Reason.QUOTA,
    Reason.MONEY,
    Reason.OVERLAP,
    Reason.MOST_TURNS,
    Reason.PARTLY,
    Reason.WINDOW,
    Reason.NO_MONEY_FOR_CLASS,
    Reason.NO_PLACE_FOR_CLASS,
    Reason.TOO_FEW,
    Reason.RETIRES,
    Reason.UNKNOWN_SERVICE,
    Reason.RULE,
)
"""From nearly sent to not at all: of several programmes the answer names the nearest."""


_CLASS_REASONS = (Reason.CLASSES_FULL, Reason.UNIT_AWAY, Reason.OVERLAP)


class Obstacles:
    """Finds, for an unmet need, the programme in which its person comes furthest, and why no more.

    Everything is read from the ledger: the figures are those of the plan as it stands.
    """

    def __init__(
        self, province: Province, draft: Draft, names: Names, codes: dict[int, str]
    ) -> None:
        self._draft = draft
        self._ledger = draft.ledger
        self._problem = draft.problem
        self._names = names
        self._codes = codes
        self._rules = rule_texts(province)
        self._service_rules = set(
            province.eligibility_rules.filter(
                pl.col("predicate") == Predicate.MIN_SERVICE_YEARS
            ).get_column("rule_id")
        )
        self._unknown_service = set(
            province.people.filter(pl.col("service_from").is_null()).get_column("person_id")
        )
        self._quota_units = dict(province.quotas.select("quota_id", "unit_id").iter_rows())
        self._classes: dict[str, list[OpenClass]] = defaultdict(list)
        for opened in draft.placement.classes.values():
            self._classes[opened.programme_id].append(opened)
        self._pairs = _by_person(draft.problem.pairs)
        self._serving = _by_need(draft.problem.serves)
        self._due = dict(draft.problem.needs.select("need_id", "due_on").iter_rows())
        self._need_ids = draft.problem.needs["need_id"].to_list()
        self._earliest_due = _earliest_due(draft.problem.needs)
        self._waiting: dict[str, int] = {}
        self._in_classes: dict[str, tuple[Integers, Integers]] = {}

    def of_need(self, need: int) -> Found:
        """Return the obstacle for an unmet need (its number)."""
        person = int(self._ledger.need_person[need])
        need_id = self._need_ids[need]
        found = [
            self._of_programme(person, need_id, programme_id, amount, lacking)
            for programme_id, amount, lacking in self._serving[need_id]
        ]
        return min(found, key=lambda entry: NEARNESS.index(entry[0]))

    def _of_programme(
        self, person: int, need_id: str, programme_id: str, amount: float, lacking: float
    ) -> Found:
        named = self._names.programme(programme_id)
        pairs = self._pairs[self._ledger.person_ids[person], programme_id]
        is_open = [pair for pair in pairs if pair["barred_by"] is None]
        if not is_open:
            return self._barred(pairs, named)
        if self._ledger.class_of[programme_id][person] >= 0 or amount < lacking - 1e-9:
            return Reason.PARTLY, {**named, "given": amount, "lacking": lacking}
        classes = self._classes[programme_id]
        personal = self._personal(person, need_id, programme_id, named)
        if not classes:
            return personal if personal else self._not_opened(programme_id, named)
        possible = self._possible(person, programme_id, classes)
        if not possible:
            return self._no_class_in_time(is_open, classes, named)
        if personal:
            return personal
        return self._best_class(person, possible, named)

    def _barred(self, pairs: list[dict[str, Any]], named: Figures) -> Found:
        first = pairs[0]
        rule = self._rules[first["barred_by"]]
        counts_service = first["barred_by"] in self._service_rules
        if counts_service and first["person_id"] in self._unknown_service:
            return Reason.UNKNOWN_SERVICE, {**named, **rule}
        return Reason.RULE, {**named, **rule}

    def _personal(
        self, person: int, need_id: str, programme_id: str, named: Figures
    ) -> Found | None:
        """Return an obstacle that holds in every class of the programme, if there is one."""
        turns = int(self._ledger.turns[person])
        if turns >= self._problem.max_turns:
            return Reason.MOST_TURNS, {"turns": turns, "most": self._problem.max_turns}
        for quota in self._ledger.quotas_of(programme_id):
            under = self._ledger.quota_members[quota.quota_id][person]
            if under and self._ledger.quota_left(quota) <= 0:
                return self._quota(quota, need_id, named)
        if self._ledger.seats_affordable(programme_id) <= 0:
            return self._money(programme_id, named)
        return None

    def _quota(self, quota: Quota, need_id: str, named: Figures) -> Found:
        unit_id = self._quota_units[quota.quota_id]
        members = self._ledger.quota_members[quota.quota_id]
        sent = np.flatnonzero(members & (self._ledger.class_of[quota.programme_id] >= 0))
        last = max((self._earliest_due[self._ledger.person_ids[p]] for p in sent), default=None)
        return Reason.QUOTA, {
            **named,
            "unit": self._names.unit(unit_id) if unit_id else "toàn tỉnh",
            "unit_en": self._names.unit(unit_id) if unit_id else "the whole province",
            "used": self._ledger.quota_used[quota.quota_id],
            "seats": quota.seats,
            "last_due_on": last or self._due[need_id],
            "due_on": self._due[need_id],
        }

    def _money(self, programme_id: str, named: Figures) -> Found:
        programme = self._problem.programmes[programme_id]
        left = self._ledger.budget_left.get(programme.budget_id, 0)
        return Reason.MONEY, {
            **named,
            "budget": self._names.budget(programme.budget_id),
            "left": left,
            "needed": programme.cost_per_learner,
            "missing": programme.cost_per_learner - left,
        }

    def _not_opened(self, programme_id: str, named: Figures) -> Found:
        programme = self._problem.programmes[programme_id]
        waiting = self._waiting_for(programme_id)
        if waiting < programme.min_size:
            figures: Figures = {"waiting": waiting, "least": programme.min_size}
            missing = programme.min_size - waiting
            return Reason.TOO_FEW, {**named, **figures, "missing": missing}
        left = self._ledger.budget_left.get(programme.budget_id, 0)
        needed = programme.cost_per_class + programme.min_size * programme.cost_per_learner
        if left < needed:
            return Reason.NO_MONEY_FOR_CLASS, {
                **named,
                "budget": self._names.budget(programme.budget_id),
                "left": left,
                "needed": needed,
                "missing": needed - left,
            }
        return Reason.NO_PLACE_FOR_CLASS, named

    def _waiting_for(self, programme_id: str) -> int:
        """Count those who would gain by a programme and may attend some form of it."""
        if programme_id not in self._waiting:
            people, _ = self._ledger.gains(programme_id)
            free = people[self._ledger.turns[people] < self._problem.max_turns]
            forms = [
                window.people
                for (programme, _), window in self._ledger.windows.items()
                if programme == programme_id
            ]
            allowed = np.concatenate([*forms, np.zeros(0, dtype=np.int64)])
            self._waiting[programme_id] = int(np.isin(free, allowed).sum())
        return self._waiting[programme_id]

    def _possible(
        self, person: int, programme_id: str, classes: list[OpenClass]
    ) -> list[tuple[OpenClass, Reason]]:
        """Return the classes that a person's window allows, with what keeps the person out."""
        if programme_id not in self._in_classes:
            self._in_classes[programme_id] = self._look_at(programme_id, classes)
        people, kept_out = self._in_classes[programme_id]
        row = kept_out[np.searchsorted(people, person)]
        return [
            (classes[column], _CLASS_REASONS[row[column]])
            for column in np.flatnonzero(row >= 0).tolist()
        ]

    def _look_at(self, programme_id: str, classes: list[OpenClass]) -> tuple[Integers, Integers]:
        """Return the people with an unmet need that a programme serves, and a row for each.

        The row has, for each class, the number of the reason in ``_CLASS_REASONS``, or -1 where
        the person's window does not allow the class.
        """
        ledger = self._ledger
        service = ledger.services[programme_id]
        people = np.unique(service.people[~ledger.met()[service.needs]])
        kept_out = np.full((len(people), len(classes)), -1, dtype=np.int64)
        for column, opened in enumerate(classes):
            busy = ledger.busy[np.ix_(people, ledger.columns(opened.pattern))].any(axis=1)
            away = ledger.room_away(opened.pattern)[ledger.unit_of[people]] <= 0
            inside = in_window(ledger, people, opened)
            kept_out[inside, column] = 0
            kept_out[inside & away, column] = 1
            kept_out[inside & busy, column] = 2
        return people, kept_out

    def _no_class_in_time(
        self, is_open: list[dict[str, Any]], classes: list[OpenClass], named: Figures
    ) -> Found:
        start_to = max(pair["start_to"] for pair in is_open)
        end_by = max(pair["end_by"] for pair in is_open)
        ends_on = min(opened.pattern.ends_on for opened in classes)
        if end_by < ends_on:
            return Reason.RETIRES, {**named, "retires_on": end_by, "ends_on": ends_on}
        return Reason.WINDOW, {
            **named,
            "start_from_on": min(pair["start_from"] for pair in is_open),
            "start_to_on": start_to,
        }

    def _best_class(
        self, person: int, possible: list[tuple[OpenClass, Reason]], named: Figures
    ) -> Found:
        opened, reason = min(possible, key=lambda entry: NEARNESS.index(entry[1]))
        if reason is Reason.UNIT_AWAY:
            return reason, self._unit_away(person, opened)
        if reason is Reason.OVERLAP:
            return reason, {**named, "class_id": self._overlapping(person, opened)}
        full = [entry for entry, why in possible if why is Reason.CLASSES_FULL]
        seats = sum(entry.capacity for entry in full)
        return reason, {**named, "classes": len(full), "seats": seats}

    def _unit_away(self, person: int, opened: OpenClass) -> Figures:
        unit = int(self._ledger.unit_of[person])
        weeks = self._ledger.columns(opened.pattern) // 2
        fullest = int(np.argmax(self._ledger.away[unit, weeks]))
        return {
            "unit": self._names.unit(self._ledger.unit_ids[unit]),
            "week_on": opened.pattern.weeks[fullest],
            "away": int(self._ledger.away[unit, weeks[fullest]]),
            "limit": int(self._ledger.away_limit[unit]),
        }

    def _overlapping(self, person: int, opened: OpenClass) -> str:
        for programme_id, class_of in self._ledger.class_of.items():
            number = int(class_of[person])
            if number >= 0 and programme_id != opened.programme_id:
                other = self._draft.placement.classes[number]
                same_part = other.pattern.part is opened.pattern.part
                if same_part and set(other.pattern.weeks) & set(opened.pattern.weeks):
                    return self._codes[number]
        raise LookupError(f"no class of person {person} overlaps")


def _by_person(pairs: pl.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    columns = ("person_id", "programme_id", "start_from", "start_to", "end_by", "barred_by")
    for row in pairs.select(columns).iter_rows(named=True):
        found[row["person_id"], row["programme_id"]].append(row)
    return found


def _by_need(serves: pl.DataFrame) -> dict[str, list[tuple[str, float, float]]]:
    found: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
    columns = ("need_id", "programme_id", "amount", "lacking")
    for need_id, programme_id, amount, lacking in serves.select(columns).iter_rows():
        found[need_id].append((programme_id, amount, lacking))
    return found


def _earliest_due(needs: pl.DataFrame) -> dict[str, Any]:
    rows = needs.sort("tier", "due_on").unique("person_id", keep="first", maintain_order=True)
    return dict(rows.select("person_id", "due_on").iter_rows())

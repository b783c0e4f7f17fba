"""Assesses many people at once for one programme, form of study and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from thuctien.engine.eligibility.allowed import LATEST, Period, allowed_days
from thuctien.engine.eligibility.assessment import (
    Assessment,
    Item,
    Standing,
    State,
    failure_state,
)
from thuctien.engine.eligibility.evidence import Grounds, grounds_of
from thuctien.engine.eligibility.facts import Facts, gather_facts
from thuctien.engine.eligibility.rules import Group, Rule, grouped, rules_of
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode

YEARS_AHEAD = 2
"""How far ahead a day is looked for on which somebody will fulfil a rule."""

_BEST_FIRST = (State.MET, State.DOCUMENT, State.SPECIAL_DECISION, State.NOT_MET)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What one rule says of one person: its own state, and when it would be fulfilled."""

    state: State
    met_from: date | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A rule in force with its answers and grounds by person."""

    rule: Rule
    answers: Mapping[str, _Answer]
    grounds: Mapping[str, Grounds]


def assess(
    province: Province,
    person_ids: Sequence[str],
    programme_id: str,
    mode: Mode,
    on: date,
    *,
    as_of: date | None = None,
    ends_on: date | None = None,
) -> dict[str, Assessment]:
    """Return what the rules in force on ``on`` say of each person, in the order given.

    ``on`` is the day of the event (the class starts, somebody is sent). Posts, qualifications and
    awards are those of ``as_of``, by default the same day; give an earlier one where the event lies
    ahead. ``ends_on`` is the last day of the class: nobody may retire before it. ``province`` needs
    rows of these people only. Raises ``KeyError`` for a person whom the province does not have.
    """
    wanted = list(dict.fromkeys(person_ids))
    everybody = gather_facts(province, as_of or on)
    people = pl.DataFrame({"person_id": wanted}, schema={"person_id": pl.String})
    facts = replace(
        everybody, people=people.join(everybody.people, on="person_id", maintain_order="left")
    )
    sexes = dict(facts.people.select("person_id", "sex").iter_rows())
    if len(sexes) < len(wanted):
        raise KeyError(next(person for person in wanted if person not in sexes))
    groups = grouped(rules_of(province, programme_id), plans_count=facts.plans_count)
    asked = {
        rule.rule_id: _ask(rule, province, facts, on)
        for group in groups
        for rule in (*group.rules, *group.left_out)
        if rule.is_in_force(on) and rule.concerns(mode)
    }
    standing = _standing(facts, ends_on)
    return {
        person_id: Assessment(
            person_id=person_id,
            programme_id=programme_id,
            mode=str(mode),
            on=on,
            as_of=facts.as_of,
            items=(
                *standing.get(person_id, ()),
                *(
                    item
                    for group in groups
                    for item in _items(group, asked, person_id, sexes[person_id])
                ),
            ),
        )
        for person_id in wanted
    }


def _ask(rule: Rule, province: Province, facts: Facts, on: date) -> _Asked:
    """Return what one rule says of everybody on a day."""
    ahead = Period(on, date(min(on.year + YEARS_AHEAD, LATEST.year), 12, 31))
    runs = allowed_days(rule, facts, ahead)
    now = runs.filter((pl.col("lower") <= on) & (pl.col("upper") >= on))
    last = rule.valid_to or LATEST
    later = runs.filter(
        (pl.col("lower") > on) & (pl.col("lower") <= min(ahead.last, last)) & ~pl.col("open")
    )
    met = dict(now.select("person_id", "open").iter_rows())
    met_from = dict(later.group_by("person_id").agg(pl.col("lower").min()).iter_rows())
    answers = {
        person_id: _answer(rule, met.get(person_id), met_from.get(person_id))
        for person_id in facts.people["person_id"]
    }
    return _Asked(rule, answers, grounds_of(rule, province, facts, on))


def _answer(rule: Rule, is_open: bool | None, met_from: date | None) -> _Answer:
    if is_open is None:
        return _Answer(failure_state(rule), met_from)
    return _Answer(State.DOCUMENT if is_open else State.MET, None)


def _items(group: Group, asked: Mapping[str, _Asked], person_id: str, sex: str) -> Iterator[Item]:
    """Yield the lines of one group: alternatives that are not needed say so."""
    rules = [rule for rule in group.rules if rule.rule_id in asked and rule.asks(sex)]
    states = {asked[rule.rule_id].answers[person_id].state for rule in rules}
    for rule in rules:
        found = asked[rule.rule_id]
        answer = found.answers[person_id]
        yield _item(found, person_id, _as_it_counts(answer.state, states), answer.met_from)
    for rule in group.left_out:
        if rule.rule_id in asked and rule.asks(sex):
            yield Item(rule.predicate, State.LEFT_OUT, rule)


def _as_it_counts(state: State, alternatives: set[State]) -> State:
    """Return the state of a condition beside its alternatives: not needed where a better is there.

    Best is what the records show, then what a document may show, then what a level may decide.
    """
    best = next(one for one in _BEST_FIRST if one in alternatives)
    return state if state is best or best is State.NOT_MET else State.NOT_NEEDED


def _item(found: _Asked, person_id: str, state: State, met_from: date | None) -> Item:
    grounds = found.grounds.get(person_id, Grounds())
    return Item(
        predicate=found.rule.predicate,
        state=state,
        rule=found.rule,
        figures=grounds.figures,
        evidence=grounds.evidence,
        met_from=met_from,
    )


def _standing(facts: Facts, ends_on: date | None) -> dict[str, tuple[Item, ...]]:
    """Return what bars people without any rule: no post, or retirement before the end."""
    without = facts.people.join(facts.posts, on="person_id", how="anti")
    found: dict[str, tuple[Item, ...]] = {
        person_id: (Item(Standing.IN_POST, State.NOT_MET, figures={"as_of": facts.as_of}),)
        for person_id in without["person_id"]
    }
    if ends_on is None:
        return found
    retired = facts.people.filter(pl.col("retires_on") < ends_on)
    for person_id, retires_on in retired.select("person_id", "retires_on").iter_rows():
        figures = {"retires_on": retires_on, "ends_on": ends_on}
        late = Item(Standing.AT_WORK_TO_THE_END, State.NOT_MET, figures=figures)
        found[person_id] = (*found.get(person_id, ()), late)
    return found

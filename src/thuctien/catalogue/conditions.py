"""Who may be sent to a programme, in words: the rules of a day, and how they changed over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thuctien.base.language import page_language
from thuctien.engine.eligibility import CodeBook, Rule, RuleSet, grouped, rule_sets
from thuctien.engine.eligibility.naming import name_of
from thuctien.engine.eligibility.wording import demand_text
from thuctien.engine.model.choices import CodeList, OnFailure
from thuctien.ui.words import MODE_WORDS, SEX_WORDS


@dataclass(frozen=True, slots=True)
class Condition:
    """One rule in words: what it asks, of whom, what follows if it is not met, and its source."""

    code: str
    demand: str
    whom: str
    otherwise: str
    source: str
    article: str
    confirmed: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class Generation:
    """The rules of one period; ``day`` is one of its days, to look at them."""

    first: date | None
    last: date | None
    day: date
    count: int
    unconfirmed: int
    sources: Sequence[str]
    is_chosen: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """The rules of a programme on a day.

    ``groups`` are conditions of which one is enough; one that stands alone is a group of its own.
    ``ended`` are the demands of the generation before that are asked no more. ``generations`` has
    the newest first.
    """

    groups: Sequence[Sequence[Condition]]
    ended: Sequence[str]
    generations: Sequence[Generation]

    @property
    def chosen(self) -> Generation:
        """Return the generation whose rules are shown."""
        return next(one for one in self.generations if one.is_chosen)


def conditions_on(rules: Sequence[Rule], book: CodeBook, *, on: date, today: date) -> Conditions:
    """Return the conditions of one programme that were or will be in force on a day, in words."""
    sets = rule_sets(rules)
    place = next(n for n, one in enumerate(sets) if one.has(on))
    chosen, before = sets[place], sets[place - 1].rules if place else ()
    known = {_sense(rule) for rule in before}
    groups = [
        [_condition(rule, book, is_new=bool(place) and _sense(rule) not in known) for rule in group]
        for group in (group.rules for group in grouped(chosen.rules, plans_count=True))
    ]
    still = {_sense(rule) for rule in chosen.rules}
    ended = [_in_words(rule, book) for rule in before if _sense(rule) not in still]
    generations = [_generation(one, on, today) for one in reversed(sets) if one.rules]
    if not chosen.rules:
        generations.append(_generation(chosen, on, today))
    return Conditions(groups, ended, generations)


def _sense(rule: Rule) -> tuple[object, ...]:
    """Return what a rule asks of whom, whatever its code and source: whether it is another rule."""
    return (rule.predicate, rule.number, rule.codes, rule.modes, rule.sexes, rule.on_failure)


def _condition(rule: Rule, book: CodeBook, *, is_new: bool) -> Condition:
    return Condition(
        code=rule.rule_id,
        demand=demand_text(rule, book, page_language()),
        whom=_whom(rule),
        otherwise=_otherwise(rule, book),
        source=rule.source,
        article=rule.article,
        confirmed=rule.confirmed,
        is_new=is_new,
    )


def _in_words(rule: Rule, book: CodeBook) -> str:
    demand, whom = demand_text(rule, book, page_language()), _whom(rule)
    return f"{demand} ({whom})" if whom else demand


def _whom(rule: Rule) -> str:
    """Return the forms of study and the sexes that a rule asks; empty where it asks all."""
    parts = [str(SEX_WORDS[sex]) for sex in rule.sexes]
    parts += [str(MODE_WORDS[mode]) for mode in rule.modes]
    return ", ".join(parts)


def _otherwise(rule: Rule, book: CodeBook) -> str:
    if rule.on_failure is not OnFailure.SPECIAL_DECISION:
        return ""
    if not rule.decided_by:
        return _("else a special decision")
    level = name_of(book, CodeList.DECISION_LEVEL, rule.decided_by, page_language())
    return _("else a special decision by: %(level)s") % {"level": level}


def _generation(one: RuleSet, on: date, today: date) -> Generation:
    return Generation(
        first=one.first,
        last=one.last,
        day=_day_of(one, today),
        count=len(one.rules),
        unconfirmed=sum(not rule.confirmed for rule in one.rules),
        sources=sorted({rule.source for rule in one.rules if rule.source}),
        is_chosen=one.has(on),
        is_now=one.has(today),
    )


def _day_of(one: RuleSet, today: date) -> date:
    return today if one.has(today) else one.first or one.last or today

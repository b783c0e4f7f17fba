"""What the rules say of a person on the day of an event: a verdict, and a checklist behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thuctien.engine.eligibility.rules import Rule
from thuctien.engine.model.choices import OnFailure


class Verdict(StrEnum):
    """The answer to whether somebody may be sent."""

    MET = "met"
    NOT_MET = "not_met"
    SPECIAL_DECISION = "special_decision"
    """Some condition is not met, and for all such conditions a level may decide otherwise."""


class State(StrEnum):
    """How one condition stands."""

    MET = "met"
    NOT_MET = "not_met"
    SPECIAL_DECISION = "special_decision"
    DOCUMENT = "document"
    """The records do not say; an officer confirms it by a document. It bars nobody."""
    NOT_NEEDED = "not_needed"
    """Not fulfilled, but an alternative is or may be."""
    LEFT_OUT = "left_out"
    """Not looked at: the province leaves succession plans out."""


class Standing(StrEnum):
    """What no table of rules needs to say: who is sent is in post, and still is at the end."""

    IN_POST = "in_post"
    AT_WORK_TO_THE_END = "at_work_to_the_end"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the records on which an answer rests: its table, and what the row says."""

    table: str
    row: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist.

    ``predicate`` is a :class:`~thuctien.engine.model.choices.Predicate` or a :class:`Standing`;
    ``rule`` is empty for the latter. ``figures`` are those of the day (age, years), ``met_from``
    the first later day on which the records alone would fulfil the rule, where there is one within
    two years.
    """

    predicate: str
    state: State
    rule: Rule | None = None
    figures: Mapping[str, object] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    met_from: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer for one person, one programme in one form, and one day.

    ``on`` is the day of the event, which picks the rules; ``as_of`` the day as of which the records
    were read.
    """

    person_id: str
    programme_id: str
    mode: str
    on: date
    as_of: date
    items: tuple[Item, ...]

    @property
    def verdict(self) -> Verdict:
        """Return the worst of the items; what only a document can show does not count."""
        states = {item.state for item in self.items}
        if State.NOT_MET in states:
            return Verdict.NOT_MET
        return Verdict.SPECIAL_DECISION if State.SPECIAL_DECISION in states else Verdict.MET

    @property
    def to_document(self) -> tuple[Item, ...]:
        """Return the items that an officer must confirm by a document."""
        return tuple(item for item in self.items if item.state is State.DOCUMENT)

    @property
    def decided_by(self) -> tuple[str, ...]:
        """Return the levels that would have to decide, as codes, each once."""
        special = (item.rule for item in self.items if item.state is State.SPECIAL_DECISION)
        return tuple(sorted({rule.decided_by for rule in special if rule and rule.decided_by}))


def failure_state(rule: Rule) -> State:
    """Return what it means that a rule is not fulfilled."""
    return (
        State.SPECIAL_DECISION if rule.on_failure is OnFailure.SPECIAL_DECISION else State.NOT_MET
    )

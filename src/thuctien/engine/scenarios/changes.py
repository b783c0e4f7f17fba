"""What may be changed in a scenario: one frozen dataclass a kind of change.

A change says what somebody decides, not which rows it takes; :mod:`.apply` turns it into rows. Each
is dated where its rows are: ``from_day`` is the first day on which it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from thuctien.engine.model.choices import (
    Binding,
    Mode,
    OnFailure,
    Predicate,
    Sex,
    SiteKind,
    Timing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementTerms:
    """What a requirement asks, of whom and by when; an empty list means all, None no limit."""

    name: str
    qualification_id: str
    timing: Timing
    binding: Binding
    months: int | None = None
    hours: float | None = None
    post_families: tuple[str, ...] = ()
    ranks: tuple[str, ...] = ()
    leadership_levels: tuple[str, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    min_years_to_retirement: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequirement:
    """A requirement that did not exist."""

    requirement_id: str
    terms: RequirementTerms
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequirement:
    """Other terms of a requirement from a day: the old row ends, ``new_id`` follows it."""

    requirement_id: str
    new_id: str
    terms: RequirementTerms
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRequirement:
    """A requirement that no longer holds from a day on."""

    requirement_id: str
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEligibilityRule:
    """A condition for being sent to a programme, for some forms of study and sexes or all."""

    rule_id: str
    programme_id: str
    predicate: Predicate
    from_day: date
    number: float | None = None
    codes: tuple[str, ...] = ()
    modes: tuple[Mode, ...] = ()
    sexes: tuple[Sex, ...] = ()
    on_failure: OnFailure | None = None
    decided_by: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEligibilityRule:
    """A condition that no longer holds from a day on."""

    rule_id: str
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SetQuota:
    """So many turns in a programme in a year: of the province, or of a unit with all below it."""

    year: int
    programme_id: str
    seats: int
    unit_id: str | None = None
    leadership_levels: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBudget:
    """Another amount (đồng) of a source of money in a year."""

    budget_id: str
    year: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBudgets:
    """All sources of money of a year at so many percent of what they are: 90 is a cut by 10 %."""

    year: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProgramme:
    """Other sizes, costs (đồng) or expected effect (0 to 1) of a programme; None leaves as it is.

    A programme has no row for each time, so this holds for all classes still to come.
    """

    programme_id: str
    min_size: int | None = None
    max_size: int | None = None
    cost_per_class: int | None = None
    cost_per_learner: int | None = None
    expected_effect: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSite:
    """A new place to teach; it needs rooms to be of use (:class:`AddRoom`)."""

    site_id: str
    name: str
    kind: SiteKind
    from_day: date
    x_km: float | None = None
    y_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRoom:
    """A new room of a site."""

    room_id: str
    site_id: str
    name: str
    capacity: int
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseSite:
    """A site without teaching from a first to a last day, both included."""

    site_id: str
    first_day: date
    last_day: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSite:
    """A site that is given up from a day on, with its rooms."""

    site_id: str
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRoom:
    """A room that is given up from a day on."""

    room_id: str
    from_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeUnits:
    """Several units become one from a day: one of them, or a new one.

    Posts and people move along; units below stand below the successor. Where ``into_id`` is none of
    the units there are, ``name`` names the new one; it takes kind, place in the tree and on the map
    of the first of ``unit_ids`` where ``kind`` does not say otherwise.
    """

    unit_ids: tuple[str, ...]
    into_id: str
    from_day: date
    name: str = ""
    kind: str | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLevel:
    """All units of a kind end, as the districts did on 01/07/2025.

    Posts and people go to the successor that ``successors`` names for their unit (pairs of unit and
    successor), else to the unit above; so do the units below.
    """

    kind: str
    from_day: date
    successors: tuple[tuple[str, str], ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """One of the units into which another is split, and who goes there by list."""

    unit_id: str
    name: str
    person_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitUnit:
    """One unit becomes several from a day; who is on no list goes to the first part.

    So do vacant posts and the units below: a split unit has no single successor, somebody decides.
    """

    unit_id: str
    parts: tuple[UnitPart, ...]
    from_day: date
    document: str = ""


Change: TypeAlias = (
    AddRequirement
    | ChangeRequirement
    | EndRequirement
    | AddEligibilityRule
    | EndEligibilityRule
    | SetQuota
    | SetBudget
    | ScaleBudgets
    | ChangeProgramme
    | AddSite
    | AddRoom
    | CloseSite
    | EndSite
    | EndRoom
    | MergeUnits
    | EndLevel
    | SplitUnit
)

SEEN_ON_A_DAY = (
    AddRequirement,
    ChangeRequirement,
    EndRequirement,
    MergeUnits,
    EndLevel,
    SplitUnit,
)
"""What the needs of a day see only once it has begun; the others count over the whole year."""


def day_to_look(changes: tuple[Change, ...], as_of: date, horizon: date) -> date:
    """Return the day on which both years are looked at: all changes up to ``horizon`` have begun.

    Needs look at one day. A rule that begins after it would change nothing, and two different days
    would show the difference of the days; so both years are looked at on the same, later one.
    """
    begins = [change.from_day for change in changes if isinstance(change, SEEN_ON_A_DAY)]
    return max([as_of, *(day for day in begins if day <= horizon)])

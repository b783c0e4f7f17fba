"""Names for codes, also of what only a scenario has: its new units, rules, sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thuctien.engine.model import Province
from thuctien.engine.scenarios import Change
from thuctien.engine.scenarios.changes import (
    AddRequirement,
    AddRoom,
    AddSite,
    ChangeRequirement,
    MergeUnits,
    SplitUnit,
)
from thuctien.engine.scenarios.wording import Names, names_of
from thuctien.engine.wording import Language
from thuctien.sending.bridge.load import load_table

_NAMED = (
    "requirements",
    "qualifications",
    "programmes",
    "budgets",
    "units",
    "sites",
    "rooms",
    "eligibility_rules",
    "codes",
)


def scenario_names(changes: Iterable[Change]) -> Names:
    """Return the names of the stored province and of what the changes bring: nine queries."""
    stored = names_of(Province.from_frames({name: load_table(name) for name in _NAMED}))
    new = {(table, code): name for change in changes for table, code, name in _brought(change)}

    def name(table: str, code: str, language: Language) -> str:
        return new.get((table, code)) or stored(table, code, language)

    return name


def _brought(change: Change) -> Iterator[tuple[str, str, str]]:
    """Yield table, code and name of what a change brings."""
    match change:
        case AddRequirement():
            yield "requirements", change.requirement_id, change.terms.name
        case ChangeRequirement():
            yield "requirements", change.new_id, change.terms.name
        case AddSite():
            yield "sites", change.site_id, change.name
        case AddRoom():
            yield "rooms", change.room_id, change.name
        case MergeUnits() if change.name:
            yield "units", change.into_id, change.name
        case SplitUnit():
            yield from (("units", part.unit_id, part.name) for part in change.parts)

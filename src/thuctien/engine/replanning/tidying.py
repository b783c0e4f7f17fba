"""No turn without use: whose turns are given up where two bring the same."""

from __future__ import annotations

import numpy as np

from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.linear import Integers
from thuctien.engine.replanning.seating import close_short_classes, fill_short_classes
from thuctien.engine.replanning.work import Work

_EXACT = 1e-9
MOST_FILLS = 3
"""A seat filled may take its use from another that was filled before."""


def drop_useless_turns(work: Work) -> int:
    """Release turns without which the same needs are met, until every turn is of use.

    First those of people who have not been told; then, of two turns that bring the same, the one
    that nobody was told of and that has not begun; a turn that was told of only where nothing else
    helps. Classes may fall below their least size. Returns how many turns were released.
    """
    dropped = 0
    for drop in (_drop_untold, _drop_beside_told, _drop_told):
        while released := drop(work):
            dropped += released
    return dropped


def settle(work: Work) -> dict[int, int]:
    """Fill what is short, drop what is of no use, and so on; then close what is still short.

    Returns the kept classes (positions) that were short, with the others found for them.
    """
    short = fill_short_classes(work)
    for _ in range(MOST_FILLS):
        if not drop_useless_turns(work):
            break
        short = fill_short_classes(work)
    drop_useless_turns(work)
    close_short_classes(work)
    return short


def useless(ledger: Ledger, programme_id: str) -> Integers:
    """Return the people in classes of a programme who would have the same needs met without it."""
    sent = np.flatnonzero(ledger.class_of[programme_id] >= 0)
    service = ledger.services.get(programme_id)
    if service is None:
        return sent
    received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - _EXACT
    needed = (received >= lacking) & (received - service.amounts < lacking)
    without: Integers = np.setdiff1d(sent, service.people[needed])
    return without


def _release(work: Work, programme_id: str, people: Integers) -> int:
    """Take people out of their classes of a programme; return how many."""
    numbers = work.draft.ledger.class_of[programme_id][people]
    for number in np.unique(numbers).tolist():
        opened = work.draft.placement.classes[number]
        work.draft.ledger.release(opened, people[numbers == number])
    return len(people)


def _programmes(work: Work) -> list[str]:
    return sorted({c.programme_id for c in work.draft.placement.classes.values()})


def _drop_untold(work: Work) -> int:
    """Release the turns without use that nobody was told of, programme by programme."""
    dropped = 0
    for programme_id in _programmes(work):
        here = np.setdiff1d(useless(work.draft.ledger, programme_id), work.spared(programme_id))
        dropped += _release(work, programme_id, here)
    return dropped


def _drop_beside_told(work: Work) -> int:
    """Release the untold turns of people who have a told or begun turn without use."""
    programmes = _programmes(work)
    found = [useless(work.draft.ledger, p) for p in programmes]
    people = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
    dropped = 0
    for programme_id in programmes if len(people) else ():
        sent = people[work.draft.ledger.class_of[programme_id][people] >= 0]
        dropped += _release(work, programme_id, np.setdiff1d(sent, work.spared(programme_id)))
    return dropped


def _drop_told(work: Work) -> int:
    """Release told turns without use in one programme: that may give the next its use back."""
    for programme_id in _programmes(work):
        here = useless(work.draft.ledger, programme_id)
        begun = np.isin(work.draft.ledger.class_of[programme_id][here], list(work.begun))
        if (~begun).any():
            return _release(work, programme_id, here[~begun])
    return 0

"""Rounds of improvement: programmes filled anew, useless turns dropped, money spent."""

from __future__ import annotations

import numpy as np

from thuctien.engine.planning.construct import (
    Draft,
    close_small_classes,
    filling_order,
    reseat,
)
from thuctien.engine.planning.spending import spend


def close_small(draft: Draft) -> int:
    """Close classes that are below their least size; return how many."""
    return sum(close_small_classes(draft, p) for p in filling_order(draft.problem))


def refill_all(draft: Draft) -> None:
    """Seat every programme anew, once, everything else as it is."""
    for programme_id in filling_order(draft.problem):
        reseat(draft, programme_id)
        close_small_classes(draft, programme_id)


def drop_useless_turns(draft: Draft) -> int:
    """Release turns without which the same needs are met; return how many.

    A person may have been sent to a short course before a longer one that brings the same. Turns
    are looked at programme by programme, those of the least pressing programmes first.
    """
    dropped = 0
    ledger = draft.ledger
    for programme_id in reversed(filling_order(draft.problem)):
        service = ledger.services[programme_id]
        sent = np.flatnonzero(ledger.class_of[programme_id] >= 0)
        if not len(sent):
            continue
        received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - 1e-9
        needed = (received >= lacking) & (received - service.amounts < lacking)
        useless = np.setdiff1d(sent, service.people[needed])
        for opened in draft.classes_of(programme_id):
            here = np.intersect1d(useless, ledger.members[opened.number])
            keep = draft.problem.programmes[programme_id].min_size
            room = max(0, len(ledger.members[opened.number]) - keep)
            if len(here):
                ledger.release(opened, here if room >= len(here) else here[:room])
                dropped += min(room, len(here))
    return dropped


def close_useless_classes(draft: Draft) -> int:
    """Close classes that hold turns without use which could not be dropped; return how many."""
    closed = 0
    ledger = draft.ledger
    for opened in list(draft.placement.classes.values()):
        service = ledger.services[opened.programme_id]
        here = ledger.members[opened.number]
        received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - 1e-9
        needed = (received >= lacking) & (received - service.amounts < lacking)
        if len(np.setdiff1d(here, service.people[needed])):
            draft.close(opened)
            closed += 1
    return closed


def tidy(draft: Draft) -> None:
    """Drop turns and classes that are of no use."""
    drop_useless_turns(draft)
    close_useless_classes(draft)


def settle(draft: Draft) -> None:
    """Spend and tidy until neither changes anything, so that every answer can name an obstacle."""
    while spend(draft) + drop_useless_turns(draft) + close_useless_classes(draft):
        pass

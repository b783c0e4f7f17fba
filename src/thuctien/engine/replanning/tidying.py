"""No turn without use: whose turns are given up where two bring the same."""

from __future__ import annotations

import numpy as np

from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.placement import OpenClass
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


def useless(work: Work, opened: OpenClass) -> Integers:
    """Return the people of a class who would have the same needs met without it."""
    ledger = work.draft.ledger
    service = ledger.services.get(opened.programme_id)
    here = ledger.members[opened.number]
    if service is None:
        return here
    received, lacking = ledger.received[service.needs], ledger.lacking[service.needs] - _EXACT
    needed = (received >= lacking) & (received - service.amounts < lacking)
    without: Integers = np.setdiff1d(here, service.people[needed])
    return without


def _classes(work: Work) -> list[OpenClass]:
    programmes = sorted({c.programme_id for c in work.draft.placement.classes.values()})
    return [opened for code in programmes for opened in work.classes_to_come(code)]


def _told_in(work: Work, opened: OpenClass) -> Integers:
    told, homes = work.told_of(opened.programme_id)
    here: Integers = told[homes == opened.number]
    return here


def _drop_untold(work: Work) -> int:
    dropped = 0
    for opened in _classes(work):
        here = useless(work, opened)
        here = np.setdiff1d(here, _told_in(work, opened))
        if len(here):
            work.draft.ledger.release(opened, here)
            dropped += len(here)
    return dropped


def _drop_beside_told(work: Work) -> int:
    """Release the untold turns of people who have a told turn without use; return how many."""
    people = _people_with_useless_told(work)
    dropped = 0
    for opened in _classes(work) if len(people) else ():
        here = np.intersect1d(work.draft.ledger.members[opened.number], people)
        here = np.setdiff1d(here, _told_in(work, opened))
        if len(here):
            work.draft.ledger.release(opened, here)
            dropped += len(here)
    return dropped


def _people_with_useless_told(work: Work) -> Integers:
    """Return who has a turn without use that was told of or has begun."""
    found = [
        np.intersect1d(useless(work, opened), _told_in(work, opened)) for opened in _classes(work)
    ]
    found += [
        useless(work, work.draft.placement.classes[int(work.number[n])])
        for n, c in enumerate(work.kept.classes)
        if c.begun and work.number[n] >= 0
    ]
    people: Integers = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *found]))
    return people


def _drop_told(work: Work) -> int:
    """Release told turns without use, class by class: the first may give the next its use back."""
    for opened in _classes(work):
        here = useless(work, opened)
        if len(here):
            work.draft.ledger.release(opened, here)
            return len(here)
    return 0

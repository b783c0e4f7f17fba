"""Who sits where, at a price on change: fills, other people, and told people who may be moved."""

from __future__ import annotations

import numpy as np

from thuctien.engine.planning.construct import add_people, filling_order
from thuctien.engine.planning.linear import Integers
from thuctien.engine.planning.network import Homes
from thuctien.engine.planning.placement import OpenClass
from thuctien.engine.planning.routing import NO_WISH, TIER_WEIGHTS, Wish
from thuctien.engine.replanning.work import CLOSED, Work

LEAST_PRICE = 4_000
"""Price of a change where nothing is to be paid for it: less than one recommended need, more than
any distance, so that only ties are decided."""


def fill_short_classes(work: Work) -> dict[int, int]:
    """Fill kept classes up to their least size; return how many seats those got that stay short.

    The keys are positions of kept classes, the values the learners found for them.
    """
    found: dict[int, int] = {}
    for programme_id in filling_order(work.draft.problem):
        short = [c for c in work.classes_to_come(programme_id) if _lacks(work, c) > 0]
        before = {c.number: len(work.draft.ledger.members[c.number]) for c in short}
        if len(short) > 1:
            add_people(
                work.draft, programme_id, NO_WISH, short, sum(_lacks(work, c) for c in short)
            )
        for opened in short:
            add_people(work.draft, programme_id, NO_WISH, [opened], max(0, _lacks(work, opened)))
        for opened in short:
            if _lacks(work, opened) > 0:
                klass = int(np.flatnonzero(work.number == opened.number)[0])
                size = len(work.draft.ledger.members[opened.number])
                found[klass] = size - before[opened.number]
    return found


def _lacks(work: Work, opened: OpenClass) -> int:
    least = work.draft.problem.programmes[opened.programme_id].min_size
    return least - len(work.draft.ledger.members[opened.number])


def close_short_classes(work: Work) -> int:
    """Close classes to come that are below their least size; return how many."""
    closed = 0
    for programme_id in filling_order(work.draft.problem):
        for opened in work.classes_to_come(programme_id):
            if _lacks(work, opened) > 0:
                close(work, opened)
                closed += 1
    return closed


def close(work: Work, opened: OpenClass) -> None:
    """Close a class; a kept one is known to be closed."""
    work.draft.close(opened)
    work.number[work.number == opened.number] = CLOSED


def seat_anew(work: Work, programme_id: str) -> None:
    """Seat the people of one programme anew, everything else as it is; kept only where better.

    Beyond all prices those who were told keep their seats and the others are seated around them.
    """
    ledger = work.draft.ledger
    classes = work.classes_to_come(programme_id)
    if not classes:
        return
    before = {c.number: ledger.members[c.number] for c in classes}
    worths = work.worths()
    told, homes = work.told_of(programme_id)
    staying = told if work.price.is_beyond_all else told[:0]
    for opened in classes:
        here = before[opened.number]
        ledger.release(opened, here[~np.isin(here, staying)])
    now = np.concatenate([*before.values(), NO_WISH.people])
    wish = Wish(np.setdiff1d(now, staying))
    add_people(work.draft, programme_id, wish, classes, homes=_homes(work, told, homes))
    if work.worths() <= worths or any(_lacks(work, c) > 0 for c in classes):
        for opened in classes:
            ledger.release(opened, ledger.members[opened.number])
        for opened in classes:
            ledger.assign(opened, before[opened.number])


def _homes(work: Work, told: Integers, classes: Integers) -> Homes:
    tier, needs = work.price.tier, work.price.needs
    price = LEAST_PRICE if tier is None else needs * int(TIER_WEIGHTS[tier])
    return Homes(told, classes, price)

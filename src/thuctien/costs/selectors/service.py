"""Reads how much of the service that people owe is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thuctien.base.access import unscoped
from thuctien.costs.models import ServiceCommitment
from thuctien.engine.costs import MonthRounding
from thuctien.engine.costs.commitment import served_months
from thuctien.engine.costs.months import Period
from thuctien.people.models import Appointment


class Standing(StrEnum):
    """Where a commitment stands on a day."""

    TRAINING = "training"
    SERVING = "serving"
    LEFT = "left"
    """Service is owed, and the person holds no post."""
    SERVED = "served"
    CASE = "case"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Service:
    """Months served of a commitment up to a day, and where it stands."""

    served: int
    standing: Standing


def months_served(
    commitments: Sequence[ServiceCommitment], *, until: date, how: MonthRounding
) -> dict[int, int]:
    """Return the months served of each commitment up to a day, by one query.

    For commitments that the reader may see: only the number leaves here, no post.
    """
    posts = _posts(commitments)
    return {
        row.pk: served_months(posts.get(row.person_id, ()), row.starts_on, until, how)
        for row in commitments
    }


def services_on(
    commitments: Sequence[ServiceCommitment], on: date, cases: frozenset[int] = frozenset()
) -> dict[int, Service]:
    """Return how each commitment stands on a day, by one query.

    ``cases`` are the keys of commitments with a compensation. Parts of a month count as the rule of
    the commitment says.
    """
    posts = _posts(commitments)
    found = {}
    for row in commitments:
        periods = posts.get(row.person_id, ())
        how = MonthRounding(row.rule.rounding)
        served = served_months(periods, row.starts_on, min(on, row.closed_on or on), how)
        in_post = any(period.first <= on <= period.last for period in periods)
        standing = _standing(row, on, served, in_post=in_post, has_case=row.pk in cases)
        found[row.pk] = Service(min(served, row.owed_months), standing)
    return found


def _standing(
    row: ServiceCommitment, on: date, served: int, *, in_post: bool, has_case: bool
) -> Standing:
    if row.closed_on is not None:
        return Standing.CLOSED
    if has_case:
        return Standing.CASE
    if served >= row.owed_months:
        return Standing.SERVED
    if not in_post:
        return Standing.LEFT
    return Standing.TRAINING if on < row.starts_on else Standing.SERVING


def _posts(commitments: Sequence[ServiceCommitment]) -> dict[str, list[Period]]:
    rows = unscoped(
        Appointment.objects.filter(person__in={row.person_id for row in commitments}),
        reason="counted into months of commitments that the reader sees",
    )
    found: dict[str, list[Period]] = {}
    for person_id, first, last in rows.values_list("person_id", "valid_from", "valid_to"):
        found.setdefault(person_id, []).append(Period(first, last or date.max))
    return found

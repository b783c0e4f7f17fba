"""Reads who owes service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page
from django.db.models import Q, QuerySet

from thuctien.base.access import unscoped, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, has_words, ordered, page_of
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.costs.selectors.service import Service, services_on

ORDERS = {
    "name": ("person__name_order", "person_id", "pk"),
    "programme": ("programme__name", "person__name_order", "pk"),
    "owed": ("owed_months", "pk"),
    "ends": ("ends_on", "person__name_order", "pk"),
    "decided": ("-decided_on", "pk"),
}
CLOSED, ALL = "closed", "all"


@dataclass(frozen=True, slots=True)
class Owed:
    """A commitment, how it stands, and its compensation where there is one."""

    commitment: ServiceCommitment
    service: Service
    case_id: int | None


@dataclass(frozen=True, slots=True)
class OwedPage:
    """A page of commitments with what a page of them needs, and how many there are in all."""

    page: Page[ServiceCommitment]
    rows: list[Owed]


def owed_page(state: str, asked: Asked, on: date, *, acting_user: ActingUser) -> OwedPage:
    """Return a page of commitments that the acting user may see, those that end first on top.

    Without ``state`` those that run on the day; closed those that have ended, or all.
    """
    rows = _seen(acting_user)
    running = Q(closed_on=None, ends_on__gte=on)
    if state != ALL:
        rows = rows.filter(~running if state == CLOSED else running)
    if asked.text:
        rows = rows.filter(
            has_words("person__folded_name", asked.text) | Q(person=asked.text.strip())
        )
    page = page_of(ordered(rows, asked.sort, ORDERS, "ends"), asked.page, asked.size)
    return OwedPage(page, _with_service(list(page.object_list), on))


def one_owed(commitment_id: int, on: date, *, acting_user: ActingUser) -> Owed | None:
    """Return one commitment that the acting user may see, with how it stands."""
    found = _seen(acting_user).filter(pk=commitment_id).first()
    return _with_service([found], on)[0] if found else None


def owed_by(person_id: str, on: date, *, acting_user: ActingUser) -> list[Owed]:
    """Return what one person owes, as far as the acting user may see it."""
    rows = _seen(acting_user).filter(person=person_id).order_by("ends_on")
    return _with_service(list(rows), on)


def _seen(acting_user: ActingUser) -> QuerySet[ServiceCommitment]:
    rows = visible(ServiceCommitment.objects.all(), acting_user=acting_user)
    return rows.select_related("person", "programme", "unit", "rule")


def _with_service(rows: list[ServiceCommitment], on: date) -> list[Owed]:
    found = unscoped(
        CompensationCase.objects.filter(commitment__in=rows),
        reason="of commitments that the reader sees: who may see the one sees the other",
    )
    cases = dict(found.values_list("commitment_id", "pk"))
    services = services_on(rows, on, frozenset(cases))
    return [Owed(row, services[row.pk], cases.get(row.pk)) for row in rows]

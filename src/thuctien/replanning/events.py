"""What happened as rows keep it, and as the engine takes it; who has been told."""

from __future__ import annotations

import hashlib
from datetime import date

import polars as pl
from django.db.models import QuerySet

from thuctien.base.access import unscoped
from thuctien.engine.model import TABLES
from thuctien.engine.replanning import TOLD_SCHEMA, Events, MovedClass
from thuctien.replanning.models import EventKind, FallenTurn, Revision
from thuctien.sending.models import (
    Nomination,
    NominationState,
    OfferedClass,
    OfferState,
    Plan,
    Turn,
)
from thuctien.sending.models.states import LOST_A_PLACE

_REASON = "a plan is made anew for everybody; nobody is shown"
_FELL_OUT = (
    NominationState.WITHDRAWN,
    NominationState.NOT_JOINED,
    NominationState.DEFERRED,
    NominationState.SUBSTITUTED,
)
_TOLD = (NominationState.SELECTED, NominationState.DECIDED, NominationState.JOINED)
_CLASS = "offered_class__planned_class__class_id"


def events_of(revision: Revision) -> Events:
    """Return what happened as the engine takes it.

    Nominations that fell out by themselves and classes that the office cancelled are among it.
    """
    moved, cancelled, budgets, quotas = [], [], {}, []
    for event in revision.events.all():
        said = event.content
        match EventKind(event.kind):
            case EventKind.MOVED:
                starts_on = date.fromisoformat(said["starts_on"])
                moved.append(MovedClass(said["class_id"], starts_on, said["site_id"]))
            case EventKind.CANCELLED:
                cancelled.append(said["class_id"])
            case EventKind.BUDGET:
                budgets[said["budget_id"]] = said["amount"]
            case EventKind.QUOTA:
                quotas.append({name: said[name] for name in TABLES["quotas"].frame_schema})
    by_hand = unscoped(FallenTurn.objects.filter(revision=revision), reason=_REASON)
    pairs = list(by_hand.values_list("person_id", "class_id"))
    withdrawn = {pair for pair in pairs if pair[1]} | set(nominations_fallen(revision.plan))
    return Events(
        today=revision.today,
        moved=tuple(moved),
        cancelled=tuple(dict.fromkeys([*cancelled, *cancelled_by_the_office(revision)])),
        withdrawn=tuple(sorted(withdrawn)),
        gone=tuple(sorted({person for person, class_id in pairs if not class_id})),
        budgets=budgets,
        quotas=pl.DataFrame(quotas, schema=TABLES["quotas"].frame_schema).unique(
            "quota_id", keep="last", maintain_order=True
        ),
    )


def cancelled_by_the_office(revision: Revision) -> list[str]:
    """Return the codes of the plan's classes to come that the office cancelled; one query."""
    to_come = OfferedClass.objects.filter(
        planned_class__plan=revision.plan_id,
        planned_class__starts_on__gt=revision.today,
        state=OfferState.CANCELLED,
    )
    codes = to_come.values_list("planned_class__class_id", flat=True)
    return list(codes.order_by("planned_class__class_id").distinct())


def digest_of(events: Events) -> str:
    """Return what two sets of events share only where they are the same."""
    said = (
        events.today,
        events.moved,
        events.cancelled,
        events.withdrawn,
        events.gone,
        sorted(events.budgets.items()),
        events.quotas.rows(),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def nominations_fallen(plan: Plan) -> list[tuple[str, str]]:
    """Return the people of the plan whose nomination fell out, with the class: (person, class).

    Who lost a place to a cancelled class or an adjusted plan did not fall out: the need is there.
    """
    fallen = _nominations(plan).filter(state__in=_FELL_OUT).exclude(state_code__in=LOST_A_PLACE)
    held = set(_nominations(plan).filter(state__in=_TOLD).values_list("person_id", _CLASS))
    return sorted(set(fallen.values_list("person_id", _CLASS)) & _pairs(plan) - held)


def told_of(plan: Plan) -> pl.DataFrame:
    """Return who has been told of which class: columns of ``TOLD_SCHEMA``.

    Those are the nominations that were selected or decided; where the plan has no nomination yet
    it is everybody in it.
    """
    pairs = _pairs(plan)
    if _nominations(plan).exists():
        rows = _nominations(plan).filter(state__in=(*_TOLD, *_FELL_OUT))
        pairs &= set(rows.values_list("person_id", _CLASS))
    return pl.DataFrame(sorted(pairs), schema=TOLD_SCHEMA, orient="row")


def _nominations(plan: Plan) -> QuerySet[Nomination]:
    rows = unscoped(Nomination.objects.all(), reason=_REASON)
    return rows.filter(offered_class__planned_class__plan=plan)


def _pairs(plan: Plan) -> set[tuple[str, str]]:
    turns = unscoped(Turn.objects.filter(plan=plan), reason=_REASON)
    return set(turns.values_list("person_id", "planned_class__class_id"))

"""What waits for somebody about nominations: offers, drafts, selections, exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.reports.desk.items import Item, Tone
from thuctien.sending.models import Nomination
from thuctien.sending.models.states import NominationState, OfferState, Verdict

MOST_OFFERS = 3
_BEFORE_SELECTION = (NominationState.DRAFT, NominationState.SUBMITTED, NominationState.WAITING)


def offers(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the places that wait for an answer, the one that ends first on top. One query."""
    if not can(acting_user, Action.NOMINATE) or can(acting_user, Action.SELECT):
        return
    rows = _open(acting_user, Action.NOMINATE).filter(state=NominationState.OFFERED)
    found = list(
        rows.select_related("person", "offered_class__programme").order_by("answer_by", "pk")
    )
    for row in found[:MOST_OFFERS]:
        yield Item(
            what=_("A place is offered for %(name)s") % {"name": row.person.full_name},
            detail=f"{row.offered_class.class_id} · {row.offered_class.programme.name}",
            url=reverse("sending:nomination", args=[row.pk]),
            tone=Tone.OVERDUE,
            until=row.answer_by,
        )
    if len(found) > MOST_OFFERS:
        yield Item(
            what=_("More places are offered to your agency"),
            url=reverse("sending:nominations"),
            tone=Tone.DUE,
            count=len(found) - MOST_OFFERS,
            of=len(found),
        )


def drafts(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the drafts that were not handed in, of all that are on their way. One query."""
    if not can(acting_user, Action.NOMINATE) or can(acting_user, Action.SELECT):
        return
    found = _open(acting_user, Action.NOMINATE).aggregate(
        drafts=Count("pk", filter=Q(state=NominationState.DRAFT)),
        all=Count("pk", filter=Q(state__in=_BEFORE_SELECTION)),
        starts=Min("offered_class__starts_on", filter=Q(state=NominationState.DRAFT)),
    )
    if found["drafts"]:
        yield Item(
            what=_("Drafts of nominations not handed in"),
            url=reverse("sending:nominations"),
            tone=Tone.DUE,
            count=found["drafts"],
            of=found["all"],
            until=found["starts"],
        )


def to_select(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield what was handed in and waits to be selected. One query."""
    if not can(acting_user, Action.SELECT):
        return
    found = _open(acting_user, Action.SELECT).aggregate(
        waiting=Count("pk", filter=Q(state=NominationState.SUBMITTED)),
        all=Count("pk"),
        starts=Min("offered_class__starts_on", filter=Q(state=NominationState.SUBMITTED)),
    )
    if found["waiting"]:
        yield Item(
            what=_("Nominations waiting to be selected"),
            url=reverse("sending:nominations"),
            tone=Tone.DUE,
            count=found["waiting"],
            of=found["all"],
            until=found["starts"],
        )


def exceptions(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the nominations that nobody but an approver can help. One query."""
    if not can(acting_user, Action.APPROVE_EXCEPTION):
        return
    rows = _open(acting_user, Action.APPROVE_EXCEPTION).filter(
        state__in=_BEFORE_SELECTION,
        exception_approved_by=None,
        verdict__in=(Verdict.NOT_MET, Verdict.SPECIAL_DECISION),
    )
    found = list(rows.order_by("offered_class__starts_on", "pk").values_list("pk", flat=True))
    if found:
        yield Item(
            what=_("Exceptions to be approved"),
            url=reverse("sending:nomination", args=[found[0]]),
            tone=Tone.DUE,
            count=len(found),
        )


def _open(acting_user: ActingUser, action: Action) -> QuerySet[Nomination]:
    rows = Nomination.objects.filter(offered_class__state=OfferState.OPEN)
    return visible(rows, acting_user=acting_user, action=action)

"""Choose a way: it becomes the current plan, the old one is kept, and agencies are told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import polars as pl
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thuctien.base.access import require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, present, record, snapshot
from thuctien.engine.planning.result import Plan as PlanResult
from thuctien.engine.replanning import ChangeKind, cause_text
from thuctien.needs.models import Need
from thuctien.notices.services import tell
from thuctien.replanning.events import digest_of, events_of
from thuctien.replanning.following import tell_replaced
from thuctien.replanning.models import FallenTurn, Revision, Way, WayChange
from thuctien.replanning.services.figures import keep_figures
from thuctien.replanning.services.keeping import locked_open
from thuctien.sending.models import Plan
from thuctien.sending.selectors.agencies import officers_of
from thuctien.sending.services.nominations.adjusting import EVERY_CLASS, LostTurn
from thuctien.sending.services.rounds import action_to_replace, follow_plan, lock_rounds
from thuctien.sending.services.store_plan import store_plan
from thuctien.ui import formats

_REASON = "agencies are told how many of their people change; nobody is shown"


class StaleWayError(Exception):
    """The way breaks a rule, or what happened or the current plan is another by now."""


def require_choice(revision: Revision, *, acting_user: ActingUser) -> None:
    """Raise ``PermissionDenied`` where the acting user may not choose a way."""
    require(acting_user, action_to_replace(revision.plan))


def require_way(revision: Revision, position: int, *, acting_user: ActingUser) -> Way:
    """Return a way that may be chosen now.

    Raises ``PermissionDenied``, ``NotOpenError``, ``Way.DoesNotExist``, or :class:`StaleWayError`.
    """
    require_choice(revision, acting_user=acting_user)
    locked = locked_open(revision)
    way = Way.objects.get(revision=locked, position=position)
    if way.violations or not locked.plan.is_current or is_stale(locked):
        raise StaleWayError
    return way


@transaction.atomic
def choose_way(way: Way, completed: PlanResult, *, reason: str, acting_user: ActingUser) -> Plan:
    """Store a way as the current plan and return it; the plan before is kept.

    ``completed`` is the way as a whole plan (``engine.replanning.complete_plan``). What follows is
    in the same transaction: money and quotas on record, the rounds of the plan with their classes
    and nominations, and what other rooms do (:mod:`thuctien.replanning.following`). Raises as
    :func:`require_way`, and ``RefusedError`` where a class has begun that the way changes.
    """
    way = require_way(way.revision, way.position, acting_user=acting_user)
    locked, position, old = way.revision, way.position, way.revision.plan
    rounds = lock_rounds(old)
    known = set(
        unscoped(Need.objects.filter(run=locked.plan.needs_run_id), reason=_REASON).values_list(
            "need_id", flat=True
        )
    )
    answered = completed.answers.filter(pl.col("need_id").is_in(known))
    plan = store_plan(
        replace(completed, answers=answered),
        locked.plan.needs_run,
        acting_user=acting_user,
        violations=way.violations,
    )
    was = snapshot(locked)
    locked.new_plan, locked.chosen_way = plan, position
    locked.chosen_by, locked.chosen_at = acting_user.user, timezone.now()
    locked.chosen_because = reason
    locked.save()
    record(
        "replanning.way.choose",
        acting_user=acting_user,
        object_type="replanning.revision",
        object_key=str(locked.pk),
        reason=reason,
        after={"way": position, "plan": plan.pk, "replaces": locked.plan_id},
        changes=present([changed(was, locked)]),
    )
    keep_figures(locked, reason=reason, acting_user=acting_user)
    follow_plan(rounds, old, plan, _lost_turns(locked, way), reason=reason, acting_user=acting_user)
    tell_replaced(old, plan, acting_user=acting_user)
    _tell_agencies(locked, way, acting_user)
    return plan


def _lost_turns(revision: Revision, way: Way) -> list[LostTurn]:
    """Return the turns that people lose in a way, and those of whoever falls out by themselves."""
    language = formats.language()
    changes = unscoped(WayChange.objects.filter(way=way), reason=_REASON)
    lost = [
        LostTurn(row.person_id, row.class_id, cause_text(row.cause, row.figures, language))
        for row in changes.exclude(kind=ChangeKind.CLASS_MOVED).order_by("pk")
    ]
    fallen = unscoped(FallenTurn.objects.filter(revision=revision), reason=_REASON)
    why = _("Falls out, as was written down when the plan was adjusted.")
    pairs = fallen.order_by("pk").values_list("person_id", "class_id")
    return lost + [LostTurn(p, code or EVERY_CLASS, why, by_themselves=True) for p, code in pairs]


def is_stale(revision: Revision) -> bool:
    """Say whether the ways were computed from other events than those of now."""
    return digest_of(events_of(revision)) != revision.events_digest


def _tell_agencies(revision: Revision, way: Way, acting_user: ActingUser) -> None:
    """Tell the officers of agencies how many turns of their people change."""
    touched = unscoped(WayChange.objects.filter(way=way), reason=_REASON)
    of_units = touched.exclude(person__current_unit=None)
    units = Counter(of_units.values_list("person__current_unit_id", flat=True))
    officers = officers_of(units)
    link = reverse("replanning:way", args=[revision.pk, way.position])
    for unit_id, changes in sorted(units.items()):
        figures = {"year": revision.plan.year, "changes": changes}
        if officers.get(unit_id):
            tell(
                officers[unit_id],
                "replanning.chosen",
                figures,
                link=link,
                acting_user=acting_user,
            )

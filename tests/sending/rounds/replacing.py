"""Plans by hand that take the place of each other, and what a round says afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tests.sending.nominations.cast import PROGRAMME, in_days
from tests.sending.rounds.cast import YEAR
from thuctien.base.acting import ActingUser
from thuctien.needs.models import NeedsRun
from thuctien.notices.models import Notice
from thuctien.people.models import Person
from thuctien.sending.models import Allotment, OfferedClass, Plan, PlannedClass, Round, Turn
from thuctien.sending.services.nominations.adjusting import EVERY_CLASS, LostTurn
from thuctien.sending.services.rounds import follow_plan, lock_rounds

WHY = "Cắt kinh phí"
BUDGET = "Nguồn «NS» không còn đủ tiền cho lượt học này."


def offer(code: str) -> OfferedClass:
    """Return a class on offer as it is now."""
    return OfferedClass.objects.select_related("planned_class").get(class_id=code)


def put_on_offer(round_: Round, plan: Plan) -> None:
    """Open the classes of a plan for nominations, as issuing the quotas does."""
    for planned in PlannedClass.objects.filter(plan=plan):
        OfferedClass.objects.create(
            round=round_,
            class_id=planned.class_id,
            planned_class=planned,
            programme=planned.programme,
            mode=planned.mode,
            site=planned.site,
            starts_on=planned.starts_on,
            ends_on=planned.ends_on,
            capacity=planned.max_size,
        )


def a_plan(people: Mapping[str, str], **changes: Mapping[str, Any]) -> Plan:
    """Store a plan with classes of one programme, each with its people, one letter each.

    «L1» starts in 79 days, each next one 20 days later; ``changes`` are of single classes.
    """
    plan = Plan.objects.create(
        year=YEAR,
        seed=1,
        needs_run=NeedsRun.objects.get(),
        created_at=timezone.now(),
        objective=0,
        bound=0,
        gap=0,
        stopped_by="rounds",
    )
    for code, named in people.items():
        start = 59 + 20 * int(code[1:])
        said = {
            "programme_id": PROGRAMME,
            "mode": "full_time",
            "site_id": "TRUONG",
            "starts_on": in_days(start),
            "ends_on": in_days(start + 9),
            "max_size": 2,
            **changes.get(code, {}),
        }
        planned = PlannedClass.objects.create(
            plan=plan, class_id=code, sessions=10, size=len(named), min_size=1, cost=0, **said
        )
        for one in named:
            unit = Person.objects.get(pk=one).current_unit_id
            Turn.objects.create(
                plan=plan, planned_class=planned, person_id=one, unit_id=unit, needs_met=1
            )
    return plan


def follow(round_: Round, new: Plan, by: ActingUser, *lost: tuple[str, str]) -> None:
    """Let the round of the tests go on with a new plan."""
    old = Plan.objects.get(rounds=round_)
    turns = [LostTurn(who, code, BUDGET, by_themselves=code == EVERY_CLASS) for who, code in lost]
    with transaction.atomic():
        follow_plan(lock_rounds(old), old, new, turns, reason=WHY, acting_user=by)


def seats() -> dict[str, tuple[int, int]]:
    """Return how many seats each agency uses and has."""
    return {row.unit_id: (row.taken, row.seats) for row in Allotment.objects.all()}


def kinds(by: ActingUser) -> list[str]:
    """Return what somebody was told of since the classes were filled."""
    told = Notice.objects.filter(recipient=by.user).order_by("pk")
    return [kind for kind in told.values_list("kind", flat=True) if kind != "nomination.selected"]

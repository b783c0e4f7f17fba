"""Quotas of the agencies, and the classes that they nominate for, from the approved plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thuctien.base.access import Action, require, unscoped
from thuctien.base.acting import ActingUser
from thuctien.base.audit import Change, changed, created, present, record, snapshot
from thuctien.notices.services import tell
from thuctien.people.models import Unit
from thuctien.sending.models import (
    Allotment,
    OfferedClass,
    Plan,
    PlannedClass,
    Quota,
    Round,
    RoundStep,
    Stage,
    Turn,
)
from thuctien.sending.round_refusals import RoundError
from thuctien.sending.selectors.agencies import find_agencies, officers_of
from thuctien.sending.services.nominations.acts import Act
from thuctien.sending.services.rounds.steps import end, open_step_of
from thuctien.sending.services.rounds.telling import page_of_agency, stage_words

Seats = Counter[tuple[str, str, str]]
"""Seats by unit, programme and group."""


@transaction.atomic
def issue_quotas(round_: Round, *, acting_user: ActingUser) -> list[Allotment]:
    """Give each agency the seats that the approved plan has for its people, and end the step.

    One quota for each agency, programme and group: a leadership level of which the province's own
    quotas of the programme speak, else everybody. The classes of the plan become classes to
    nominate for. Agencies are told. Raises ``PermissionDenied``, or :class:`RoundError` where the
    step is not open, the plan not approved, or quotas issued before are in use.
    """
    require(acting_user, Action.MAKE_ROUND)
    step = open_step_of(round_, Stage.QUOTAS)
    if step is None:
        raise RoundError("step_not_open", stage=stage_words(Stage.QUOTAS))
    if step.round.approved_at is None or step.round.plan_id is None:
        raise RoundError("not_approved")
    now = timezone.now()
    offered = _offer_classes(step)
    allotments, changes = _allot(step.round, _seats(step.round, step.round.plan_id), now)
    record(
        "sending.round.issue",
        acting_user=acting_user,
        object_type="sending.round",
        object_key=str(round_.pk),
        after={
            "classes": len(offered),
            "quotas": len(allotments),
            "seats": sum(allotment.seats for allotment in allotments),
        },
        changes=[*changes, *(created(row) for row in offered)],
    )
    end(step, acting_user=acting_user)
    _tell(step.round, allotments, acting_user=acting_user)
    return allotments


def follow_quotas(act: Act, round_: Round, old: Plan, new: Plan) -> None:
    """Give agencies the seats that a plan adds to another, and take back those that it drops.

    Seats in use stay, and so do those that agencies handed to each other. The act has locked the
    quotas; nothing is done where none are issued.
    """
    before, after = _seats(round_, old.pk), _seats(round_, new.pk)
    issued = Allotment.objects.select_for_update().filter(round=round_, issued_at__isnull=False)
    known = {(row.unit_id, row.programme_id, row.group): row for row in issued.order_by("pk")}
    for key in sorted(before.keys() | after.keys()) if known else ():
        more, row = after[key] - before[key], known.get(key)
        if row is not None and more:
            act.watch(row)
            row.seats = max(row.taken, row.seats + more)
            row.save(update_fields=["seats"])
        elif more > 0:
            unit, programme, group = key
            made = Allotment.objects.create(
                round=round_,
                unit_id=unit,
                programme_id=programme,
                group=group,
                seats=more,
                issued_at=act.now,
            )
            act.add(created(made))


def _seats(round_: Round, plan: int | None) -> Seats:
    """Count the turns of a plan in the round's programmes by agency, programme and group."""
    agency_of = find_agencies().of_unit
    groups = _groups(round_)
    turns = Turn.objects.filter(plan=plan, planned_class__programme__in=round_.programmes.all())
    counted = unscoped(turns, reason="seats are counted, nobody is named")
    seats: Seats = Counter()
    for unit, programme, level in counted.values_list(
        "unit_id", "planned_class__programme_id", "person__current_post__leadership_level"
    ):
        group = level if level in groups.get(programme, ()) else ""
        seats[agency_of.get(unit, unit), programme, group or ""] += 1
    return seats


def _groups(round_: Round) -> Mapping[str, set[str]]:
    """Return the leadership levels that the province's quotas name, by programme."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = Quota.objects.filter(year=round_.year, programme__in=round_.programmes.all())
    for programme, levels in rows.values_list("programme_id", "leadership_levels"):
        found[programme].update(levels)
    return found


def _allot(round_: Round, seats: Seats, now: datetime) -> tuple[list[Allotment], list[Change]]:
    """Store the quotas; those issued before are brought up to these seats, where none is in use."""
    known = {
        (row.unit_id, row.programme_id, row.group): row
        for row in Allotment.objects.select_for_update().filter(round=round_)
    }
    if any(row.taken for row in known.values()):
        raise RoundError("quotas_in_use")
    before = {key: snapshot(row) for key, row in known.items()}
    for key, row in known.items():
        row.seats, row.issued_at = seats.get(key, 0), now
    new = Allotment.objects.bulk_create(
        Allotment(
            round=round_,
            unit_id=unit,
            programme_id=programme,
            group=group,
            seats=count,
            issued_at=now,
        )
        for (unit, programme, group), count in sorted(seats.items())
        if (unit, programme, group) not in known
    )
    Allotment.objects.bulk_update(known.values(), ["seats", "issued_at"], batch_size=500)
    changes = [created(row) for row in new]
    changes += present(changed(before[key], row) for key, row in known.items())
    return [*known.values(), *new], changes


def _offer_classes(step: RoundStep) -> list[OfferedClass]:
    """Offer the plan's classes of the round's programmes that are not on offer yet."""
    round_ = step.round
    known = set(round_.offered_classes.values_list("class_id", flat=True))
    planned = PlannedClass.objects.filter(
        plan=round_.plan_id, programme__in=round_.programmes.all()
    ).exclude(class_id__in=known)
    return OfferedClass.objects.bulk_create(
        OfferedClass(
            round=round_,
            class_id=row.class_id,
            planned_class=row,
            programme_id=row.programme_id,
            mode=row.mode,
            site_id=row.site_id,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            capacity=row.max_size,
        )
        for row in planned.order_by("class_id")
    )


def _tell(round_: Round, allotments: list[Allotment], *, acting_user: ActingUser) -> None:
    seats: Counter[str] = Counter()
    programmes: dict[str, set[str]] = defaultdict(set)
    for allotment in allotments:
        seats[allotment.unit_id] += allotment.seats
        programmes[allotment.unit_id].add(allotment.programme_id)
    names = dict(Unit.objects.filter(pk__in=seats).values_list("pk", "name"))
    for unit, officers in officers_of(seats).items():
        figures = {
            "round": str(round_),
            "unit": names[unit],
            "seats": seats[unit],
            "programmes": len(programmes[unit]),
        }
        link = page_of_agency(round_, unit)
        tell(officers, "round.quotas", figures, link=link, acting_user=acting_user)

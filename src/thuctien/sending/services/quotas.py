"""Quotas: given from above, shared out to agencies, and handed on where they are not used."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import (
    Change,
    changed,
    created,
    present,
    record,
    record_changed,
    record_created,
    snapshot,
)
from thuctien.catalogue.models import Programme
from thuctien.people.models import Unit
from thuctien.sending.models import (
    Allotment,
    AllotmentTransfer,
    OfferedClass,
    Quota,
    Round,
    Turn,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import acting_on
from thuctien.sending.services.nominations.telling import Letter
from thuctien.sending.services.nominations.waiting import move_up_all
from thuctien.sending.services.rounds.agencies import find_agencies


@transaction.atomic
def set_quota_from_above(
    year: int, programme: Programme, seats: int, source: str, *, acting_user: ActingUser
) -> Quota:
    """Write down how many the province may send to a programme in a year, and who says so.

    Such a number (the Academy's for its advanced programmes) may come, and change, during the year.
    Raises ``PermissionDenied``, :class:`RefusedError` without a source or below what agencies have.
    """
    require(acting_user, Action.MAKE_ROUND)
    if not source.strip():
        raise RefusedError("say_why")
    rows = Quota.objects.select_for_update().filter(
        year=year, programme=programme, unit=None, leadership_levels=[]
    )
    quota = rows.order_by("quota_id").first()
    allotted = allotted_seats(year, programme)
    if seats < allotted:
        raise RefusedError("quota_below_allotted", allotted=allotted, quota=seats)
    if quota is None:
        quota = Quota.objects.create(
            quota_id=f"{programme.pk}/{year}",
            year=year,
            programme=programme,
            seats=seats,
            source=source.strip(),
        )
        record_created(quota, acting_user=acting_user, action="sending.quota.set")
        return quota
    before = snapshot(quota)
    quota.seats, quota.source = seats, source.strip()
    quota.save(update_fields=["seats", "source"])
    record_changed(before, quota, acting_user=acting_user, action="sending.quota.set")
    return quota


@transaction.atomic
def allot_seats(
    round_: Round,
    programme: Programme,
    unit: Unit,
    seats: int,
    *,
    acting_user: ActingUser,
    group: str = "",
) -> Allotment:
    """Give an agency so many seats of a programme in a round, for a leadership level or everybody.

    Raises ``PermissionDenied``, :class:`RefusedError` below the seats in use or above the number
    that the province was given.
    """
    require(acting_user, Action.MAKE_ROUND)
    row, is_new = Allotment.objects.select_for_update().get_or_create(
        round=round_, programme=programme, unit=unit, group=group, defaults={"seats": 0}
    )
    if seats < row.taken:
        raise RefusedError("seats_below_taken", unit=unit.name, taken=row.taken, seats=seats)
    quota = quota_from_above(round_.year, programme)
    allotted = allotted_seats(round_.year, programme) - row.seats + seats
    if quota is not None and allotted > quota:
        raise RefusedError("above_quota", quota=quota, allotted=allotted)
    before = snapshot(row)
    row.seats = seats
    if row.issued_at is None and _are_issued(round_, programme):
        row.issued_at = timezone.now()
    row.save(update_fields=["seats", "issued_at"])
    if is_new:
        record_created(row, acting_user=acting_user, action="sending.allotment.set")
    else:
        record_changed(before, row, acting_user=acting_user, action="sending.allotment.set")
    return row


@transaction.atomic
def allot_from_plan(round_: Round, *, acting_user: ActingUser) -> list[Allotment]:
    """Propose the seats of all agencies: as many as the plan of the round sends of each.

    Seats that are given already are not made fewer than are in use. Return the allotments that
    changed. Raises ``PermissionDenied``, :class:`RefusedError` above a number from above.
    """
    require(acting_user, Action.MAKE_ROUND)
    agencies = find_agencies().of_unit
    wanted: dict[tuple[str, str], int] = {}
    turns = Turn.objects.filter(
        plan=round_.plan_id, planned_class__programme__in=round_.programmes.all()
    ).values_list("planned_class__programme", "unit")
    for programme_id, unit_id in turns:
        key = (programme_id, agencies.get(unit_id, unit_id))
        wanted[key] = wanted.get(key, 0) + 1
    programmes = Programme.objects.in_bulk({programme for programme, _unit in wanted})
    units = Unit.objects.in_bulk({unit for _programme, unit in wanted})
    known = {
        (row.programme_id, row.unit_id): row
        for row in Allotment.objects.filter(round=round_, group="")
    }
    changed_rows = []
    for (programme_id, unit_id), seats in sorted(wanted.items()):
        row = known.get((programme_id, unit_id))
        least = max(seats, row.taken if row else 0)
        if row is None or row.seats != least:
            programme, unit = programmes[programme_id], units[unit_id]
            changed_rows.append(
                allot_seats(round_, programme, unit, least, acting_user=acting_user)
            )
    return changed_rows


@transaction.atomic
def issue_quotas(round_: Round, *, acting_user: ActingUser) -> int:
    """Issue the seats of a round: from now on nominations use them. Return how many rows.

    Raises ``PermissionDenied``.
    """
    require(acting_user, Action.MAKE_ROUND)
    rows = list(
        Allotment.objects.select_for_update()
        .filter(round=round_, issued_at=None)
        .select_related("unit")
        .order_by("pk")
    )
    now = timezone.now()
    changes = [_issue(row, now) for row in rows]
    if rows:
        record(
            "sending.allotment.issue",
            acting_user=acting_user,
            object_type="sending.round",
            object_key=str(round_.pk),
            after={"allotments": len(rows)},
            changes=present(changes),
        )
    return len(rows)


def transfer_seats(
    giver: Allotment,
    receiver_unit: Unit,
    seats: int,
    reason: str,
    *,
    acting_user: ActingUser,
) -> AllotmentTransfer:
    """Hand unused seats of an agency to another, for good; who waits there moves up at once.

    Raises ``PermissionDenied``, :class:`RefusedError` without a reason, for the same agency, and
    where the giver would be left with fewer seats than it uses.
    """
    require(acting_user, Action.MAKE_ROUND)
    if acting_user.user is None:
        raise PermissionDenied(Action.MAKE_ROUND)
    if not reason.strip():
        raise RefusedError("say_why")
    if seats < 1:
        raise RefusedError("nothing_to_transfer")
    if receiver_unit.pk == giver.unit_id:
        raise RefusedError("not_the_same_programme")
    classes = OfferedClass.objects.filter(round=giver.round_id, programme=giver.programme_id)
    with acting_on(
        classes, "sending.allotment.transfer", acting_user=acting_user, reason=reason
    ) as act:
        given, got, receiver = _hand_over(giver, receiver_unit, seats)
        transfer = AllotmentTransfer.objects.create(
            giver=giver,
            receiver=receiver,
            seats=seats,
            reason=reason.strip(),
            at=act.now,
            by=acting_user.user,
        )
        act.add(*present([given, got, created(transfer)]))
        move_up_all(act)
        for unit, kind in ((giver.unit, "quota.given"), (receiver_unit, "quota.received")):
            figures = {"seats": seats, "programme": giver.programme.name}
            act.tell(Letter(kind, figures, "", unit.path))
    return transfer


def quota_from_above(year: int, programme: Programme) -> int | None:
    """Return how many the province may send to a programme in a year; none where nobody says."""
    rows = Quota.objects.filter(year=year, programme=programme, unit=None, leadership_levels=[])
    seats = rows.aggregate(seats=Sum("seats"))["seats"]
    return None if seats is None else int(seats)


def allotted_seats(year: int, programme: Programme) -> int:
    """Return how many seats of a programme agencies were given in all rounds of a year."""
    rows = Allotment.objects.filter(round__year=year, programme=programme)
    return int(rows.aggregate(seats=Sum("seats", default=0))["seats"])


def _hand_over(
    giver: Allotment, receiver_unit: Unit, seats: int
) -> tuple[Change | None, Change | None, Allotment]:
    """Move seats between two rows that are locked, and return what changed in both."""
    giver.refresh_from_db()
    receiver, _new = Allotment.objects.get_or_create(
        round=giver.round,
        programme=giver.programme,
        unit=receiver_unit,
        group=giver.group,
        defaults={"seats": 0, "issued_at": giver.issued_at},
    )
    before, before_receiver = snapshot(giver), snapshot(receiver)
    left = Allotment.objects.filter(pk=giver.pk, seats__gte=F("taken") + seats)
    if not left.update(seats=F("seats") - seats):
        raise RefusedError(
            "seats_below_taken",
            unit=giver.unit.name,
            taken=giver.taken,
            seats=giver.seats - seats,
        )
    Allotment.objects.filter(pk=receiver.pk).update(seats=F("seats") + seats)
    giver.refresh_from_db()
    receiver.refresh_from_db()
    return changed(before, giver), changed(before_receiver, receiver), receiver


def _are_issued(round_: Round, programme: Programme) -> bool:
    rows = Allotment.objects.filter(round=round_, programme=programme)
    return rows.filter(issued_at__isnull=False).exists()


def _issue(row: Allotment, now: datetime) -> Change | None:
    before = snapshot(row)
    row.issued_at = now
    row.save(update_fields=["issued_at"])
    return changed(before, row)

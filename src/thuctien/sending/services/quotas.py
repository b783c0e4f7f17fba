"""Quotas: given from above, shared out to agencies, and handed on where they are not used."""

from __future__ import annotations

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
    Stage,
    StepState,
)
from thuctien.sending.refusals import RefusedError
from thuctien.sending.services.nominations.acts import acting_on
from thuctien.sending.services.nominations.telling import Letter
from thuctien.sending.services.nominations.waiting import move_up_all


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

    Once the quotas of the round are issued, or where it has no such step, they can be used at once.
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
    if row.issued_at is None and _are_issued(round_):
        row.issued_at = timezone.now()
    row.save(update_fields=["seats", "issued_at"])
    if is_new:
        record_created(row, acting_user=acting_user, action="sending.allotment.set")
    else:
        record_changed(before, row, acting_user=acting_user, action="sending.allotment.set")
    return row


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


def _are_issued(round_: Round) -> bool:
    """Say whether the quotas of a round are issued: its step is over, or it has none."""
    return not round_.steps.filter(stage=Stage.QUOTAS).exclude(state=StepState.DONE).exists()

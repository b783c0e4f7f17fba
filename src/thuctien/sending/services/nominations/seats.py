"""Seats: taken one by one from a class and from the quota of an agency, never twice.

Each counter stands in the row that gives the seats, and one statement raises it only while it is
below its limit: of however many who ask at once, no more than there are seats get one. The rows are
always touched in the same order (class, quota), so nobody waits for somebody who waits for them.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from thuctien.sending.models import Allotment, OfferedClass
from thuctien.sending.models.states import OfferState

FULL, USED_UP = "class_full", "quota_used_up"


@transaction.atomic(savepoint=False)
def claim_seat(class_pk: int, allotment_pk: int | None) -> str:
    """Take a place of a class, and of a quota where there is one, in the caller's transaction.

    Return empty where both were taken, else what is missing: :data:`FULL` (also where the class
    takes nobody any more) or :data:`USED_UP`; then neither is taken. Who calls it writes the trail,
    together with what the seat was taken for.
    """
    open_class = OfferedClass.objects.filter(pk=class_pk, state=OfferState.OPEN)
    if not open_class.filter(taken__lt=F("capacity")).update(taken=F("taken") + 1):
        return FULL
    if allotment_pk is None:
        return ""
    quota = Allotment.objects.filter(pk=allotment_pk, taken__lt=F("seats"))
    if quota.update(taken=F("taken") + 1):
        return ""
    OfferedClass.objects.filter(pk=class_pk).update(taken=F("taken") - 1)
    return USED_UP


@transaction.atomic(savepoint=False)
def release_seat(class_pk: int, allotment_pk: int | None) -> None:
    """Give back what :func:`claim_seat` took; who calls it made sure that it was taken."""
    OfferedClass.objects.filter(pk=class_pk).update(taken=F("taken") - 1)
    if allotment_pk is not None:
        Allotment.objects.filter(pk=allotment_pk).update(taken=F("taken") - 1)

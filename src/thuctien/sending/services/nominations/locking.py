"""Locks are taken in one order by everybody: classes, quotas, people, the end of the trail.

Within each it is by key. Two acts that touch the same rows therefore never wait for each other in a
circle, and what an act read cannot have changed when it writes.
"""

from __future__ import annotations

from collections.abc import Iterable

from thuctien.base.access import unscoped
from thuctien.people.models import Person
from thuctien.sending.models import Allotment, Nomination, OfferedClass
from thuctien.sending.models.states import OPEN_NOMINATIONS

REASON = "people are locked, nobody is shown"


def lock_classes(
    classes: Iterable[OfferedClass], people: Iterable[str] = ()
) -> dict[int, OfferedClass]:
    """Lock classes, their quotas, and ``people`` besides all with an open nomination; by key."""
    keys = {offered.pk for offered in classes}
    offers = OfferedClass.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    locked = {offered.pk: offered for offered in offers}
    pairs = {(offered.round_id, offered.programme_id) for offered in locked.values()}
    for round_pk, programme_pk in sorted(pairs):
        quotas = Allotment.objects.select_for_update().filter(
            round=round_pk, programme=programme_pk
        )
        list(quotas.order_by("pk").values_list("pk"))
    open_rows = Nomination.objects.filter(offered_class__in=keys, state__in=OPEN_NOMINATIONS)
    nominated = unscoped(open_rows, reason=REASON).values_list("person", flat=True)
    everybody = Person.objects.select_for_update(no_key=True)
    wanted = unscoped(everybody.filter(pk__in={*nominated, *people}), reason=REASON)
    list(wanted.order_by("pk").values_list("pk"))
    return locked

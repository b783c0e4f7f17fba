"""A norm of cost from a day on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypedDict

from django.db import transaction
from django.db.models import Q

from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import changed, created, present, record, snapshot
from thuctien.base.dated import holds_on
from thuctien.costs.models import CostNorm

WHAT_FOR = (
    "item_id",
    "count",
    "programme_kind",
    "mode",
    "site_kind",
    "lecturer_kind",
)
"""What tells one norm from another of the same day."""


class NormValues(TypedDict):
    """The columns of a norm that somebody enters."""

    item_id: str
    count: str
    amount: int
    programme_kind: str
    mode: str
    site_kind: str
    lecturer_kind: str
    from_km: int
    budget_percent: int
    budget_id: str
    source: str
    article: str
    confirmed: bool


class NormExistsError(Exception):
    """A norm for the same begins on that day or later: ``first_day`` is when."""

    def __init__(self, first_day: date) -> None:
        super().__init__(f"a norm for the same begins on {first_day}")
        self.first_day = first_day


@transaction.atomic
def add_norm(values: NormValues, *, valid_from: date, acting_user: ActingUser) -> CostNorm:
    """Store a norm that holds from a day on, and end the one before on the day before.

    Nothing that held in the past changes. Raises ``PermissionDenied`` or :class:`NormExistsError`.
    """
    require(acting_user, Action.KEEP_MONEY)
    same = CostNorm.objects.select_for_update().filter(
        Q(**{name: dict(values)[name] for name in WHAT_FOR})
    )
    later = same.filter(valid_from__gte=valid_from).order_by("valid_from").first()
    if later is not None and later.valid_from is not None:
        raise NormExistsError(later.valid_from)
    changes = []
    for before in same.filter(holds_on(valid_from)):
        image = snapshot(before)
        before.valid_to = valid_from - timedelta(days=1)
        before.save(update_fields=["valid_to"])
        changes.append(changed(image, before))
    norm = CostNorm.objects.create(**values, valid_from=valid_from)
    record(
        "costs.norm.add",
        acting_user=acting_user,
        object_type="costs.costnorm",
        object_key=str(norm.pk),
        changes=[*present(changes), created(norm)],
    )
    return norm

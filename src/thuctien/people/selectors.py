"""Reads people by what only they have."""

from __future__ import annotations

from django.db.models import Q

from thuctien.base.sealing import sealings
from thuctien.engine.text.personal_number import clean_personal_number

SHORTEST_NUMBER = 6
"""Shorter texts are no number that anybody has; a search by them would cost and find nothing."""


def has_number(text: str, lookup: str = "") -> Q:
    """Return the condition that a person's personal or passport number is exactly ``text``.

    Spaces and dots do not count. ``lookup`` leads to the person («person__»). A text that can be no
    number gives a condition that no row meets.
    """
    number = clean_personal_number(text)
    if len(number) < SHORTEST_NUMBER or not any(c.isdecimal() for c in number):
        return Q(pk__in=())
    sealed = sealings(number)
    return Q(**{f"{lookup}personal_number__in": sealed}) | Q(
        **{f"{lookup}passport_number__in": sealed}
    )

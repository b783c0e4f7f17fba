"""Kinds of records that a province can keep out of the system altogether.

Who is planned for which office may be a secret. Where the parameter of a kind says no, nothing of
it is taken in, shown, exported, computed with or read from the trail, whoever asks. Rooms are named
by label, as in :mod:`thuctien.base.policy`, because the ground may not import them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.utils import timezone

from thuctien.base.dated import holds_on
from thuctien.engine.eligibility.facts import SUCCESSION_SWITCH, is_switched_on

SWITCHES: Mapping[str, str] = {"people.successionplan": SUCCESSION_SWITCH}
"""The parameter that switches the records of a model on or off; without it they are on."""


def withheld() -> frozenset[str]:
    """Return the labels of the models that are switched off today, by one query."""
    parameters = apps.get_model("catalogue", "Parameter")._default_manager
    rows = parameters.filter(holds_on(timezone.localdate()), key__in=set(SWITCHES.values()))
    latest: dict[str, str] = {}
    for key, _since, value in sorted(
        (key, since or date.min, value)
        for key, since, value in rows.values_list("key", "valid_from", "value")
    ):
        latest[key] = value
    off = {key for key, value in latest.items() if not is_switched_on(value)}
    return frozenset(label for label, key in SWITCHES.items() if key in off)

"""Tell agencies, owners and approvers what happens in a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from thuctien.base.acting import ActingUser
from thuctien.base.models import User
from thuctien.engine.wording import Language, Wording
from thuctien.notices.services import tell
from thuctien.sending.models import Round, RoundStep, Stage, UnitTask
from thuctien.sending.selectors.agencies import officers_of

MOST_NAMES = 5
"""So many late agencies are named in a notice; the page has all of them."""


def both(label: str | Promise) -> dict[str, str]:
    """Return a label in each language."""
    found = {}
    for language in Language:
        with translation.override(language.value):
            found[language.value] = str(label)
    return found


def stage_words(stage: str) -> Wording:
    """Return the name of a stage in both languages."""
    return Wording(**both(Stage(stage).label))


def page_of_round(round_: Round) -> str:
    """Return the address of the page of a round."""
    return reverse("sending:round", args=[round_.pk])


def page_of_agency(round_: Round, unit_id: str) -> str:
    """Return the address of the page of an agency in a round."""
    return reverse("sending:round_agency", args=[round_.pk, unit_id])


def tell_agencies(
    tasks: Iterable[UnitTask],
    kind: str,
    *,
    acting_user: ActingUser,
    more: Mapping[str, str] | None = None,
) -> int:
    """Tell who answers for the agencies of some tasks of one round; return how many were told.

    ``tasks`` come with step, round and unit at hand; ``more`` are further figures of the kind.
    """
    told = 0
    chosen = list(tasks)
    officers = officers_of(task.unit_id for task in chosen)
    for task in chosen:
        if not officers[task.unit_id]:
            continue
        figures = {
            "round": str(task.step.round),
            "stage": both(Stage(task.step.stage).label),
            "unit": task.unit.name,
            "due_on": task.due_on.isoformat(),
            **(more or {}),
        }
        link = page_of_agency(task.step.round, task.unit_id)
        told += tell(officers[task.unit_id], kind, figures, link=link, acting_user=acting_user)
    return told


def tell_people(
    users: Iterable[User | None],
    step: RoundStep,
    kind: str,
    *,
    acting_user: ActingUser,
    more: Mapping[str, object] | None = None,
) -> int:
    """Tell accounts about a step; an owner that is missing is left out."""
    figures = {
        "round": str(step.round),
        "stage": both(Stage(step.stage).label),
        "due_on": step.due_on.isoformat(),
        **(more or {}),
    }
    known = [user for user in users if user is not None]
    return tell(known, kind, figures, link=page_of_round(step.round), acting_user=acting_user)


def named(tasks: Iterable[UnitTask]) -> str:
    """Return the names of the agencies of tasks, the first few of them."""
    names = [task.unit.name for task in tasks]
    more = f" +{len(names) - MOST_NAMES}" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more

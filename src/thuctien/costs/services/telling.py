"""Who is told of service owed and of a compensation: the person, and who has to decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.engine.costs.procedure import Next, State
from thuctien.engine.costs.wording import TO_DO
from thuctien.engine.wording import Language
from thuctien.notices.services import tell
from thuctien.people.models import Unit

TO_KEEP = (Role.AGENCY_OFFICER, Role.PROVINCE_OFFICER)
TO_DECIDE = (Role.APPROVER,)


def tell_committed(rows: Sequence[ServiceCommitment], *, acting_user: ActingUser) -> None:
    """Tell everybody who has an account what they promised; those of one class by one notice."""
    alike: dict[tuple[str, int, str], list[str]] = {}
    for row in rows:
        key = (row.programme.name, row.owed_months, row.ends_on.isoformat())
        alike.setdefault(key, []).append(row.person_id)
    accounts = _accounts([row.person_id for row in rows])
    for (programme, months, ends_on), people in alike.items():
        tell(
            [user for person in people for user in accounts.get(person, [])],
            "costs.commitment.made",
            {"programme": programme, "months": months, "ends_on": ends_on},
            link=reverse("costs:commitments"),
            acting_user=acting_user,
        )


def tell_person(
    case: CompensationCase, kind: str, figures: dict[str, Any], *, acting_user: ActingUser
) -> None:
    """Tell the person of a case what became of it."""
    users = _accounts([case.person_id]).get(case.person_id, [])
    tell(users, kind, figures, link=_link(case), acting_user=acting_user)


def tell_deciders(case: CompensationCase, *, acting_user: ActingUser) -> None:
    """Tell those who decide for the unit of a case that the council has met."""
    unit = case.commitment.unit
    figures = {"person": case.person.full_name, "unit": unit.name}
    users = _holders(TO_DECIDE, unit)
    tell(users, "costs.case.waits", figures, link=_link(case), acting_user=acting_user)


def tell_of_deadline(
    case: CompensationCase, waits: Next, kind: str, *, acting_user: ActingUser
) -> None:
    """Tell who has the next step of a case that it is due, or late."""
    unit = case.commitment.unit
    roles = TO_DECIDE if waits.state is State.DECIDED else TO_KEEP
    step = {language.value: TO_DO[waits.state].render(language, {}) for language in Language}
    figures = {
        "person": case.person.full_name,
        "unit": unit.name,
        "step": step,
        "due_on": waits.due_on.isoformat() if waits.due_on else "",
    }
    tell(_holders(roles, unit), kind, figures, link=_link(case), acting_user=acting_user)


def _holders(roles: Sequence[Role], unit: Unit) -> QuerySet[User]:
    """Return the accounts that hold one of the roles over a unit."""
    above = Q(unit=None) | Q(unit__in=_path(unit))
    held = RoleHeld.objects.active(timezone.localdate()).filter(above, role__in=roles)
    return User.objects.filter(roles_held__in=held, is_active=True).distinct()


def _accounts(people: Sequence[str]) -> dict[str, list[User]]:
    found: dict[str, list[User]] = {}
    for user in User.objects.filter(person__in=people, is_active=True):
        found.setdefault(str(user.person_id), []).append(user)
    return found


def _path(unit: Unit) -> list[str]:
    return [code for code in unit.path.split("/") if code]


def _link(case: CompensationCase) -> str:
    return reverse("costs:case", args=[case.pk])

"""The one place that decides who may do what, and who sees which rows.

Views, services, selectors and jobs ask here and nowhere else. Today an account has one role over
the whole province; roles held in a unit, over its subtree and with dates, will change only this
module.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet

from thuctien.base.acting import ActingUser
from thuctien.base.models import Role, User

Row = TypeVar("Row", bound=Model)


class Action(StrEnum):
    """What somebody may do; named after the thing and the verb."""

    READ = "read"
    EXPORT = "export"
    IMPORT_PROVINCE = "province.import"
    REPLACE_PROVINCE = "province.replace"
    MAKE_PLAN = "plan.make"
    CANCEL_JOB = "job.cancel"


_ALLOWED: dict[str, frozenset[Action]] = {
    Role.OFFICER: frozenset(Action),
    Role.LEADER: frozenset({Action.READ, Action.EXPORT}),
}


def can(user: User | AnonymousUser, action: Action, obj: Model | None = None) -> bool:
    """Say whether ``user`` may do ``action`` (to ``obj``, where it is done to something)."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return False
    if obj is not None and not visible(user, type(obj)._default_manager.filter(pk=obj.pk)).exists():
        return False
    return action in _ALLOWED.get(user.role, frozenset())


def require(acting_user: ActingUser, action: Action, obj: Model | None = None) -> None:
    """Raise ``PermissionDenied`` where the acting user may not; the system itself may."""
    if acting_user.user is not None and not can(acting_user.user, action, obj):
        raise PermissionDenied


def visible(user: User | AnonymousUser, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return those of ``rows`` that ``user`` may see."""
    if isinstance(user, AnonymousUser) or not user.is_active:
        return rows.none()
    return rows

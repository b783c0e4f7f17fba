"""The one place that answers who may do what, and who sees which rows.

Views, services, selectors, exports and jobs ask here and nowhere else. The answers follow from the
data of :mod:`thuctien.base.policy` and from the roles that the acting user holds today: a right
comes from a role held in that unit or above it, never from belonging to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from thuctien.base.acting import ActingUser
from thuctien.base.guard import decided, unscoped
from thuctien.base.held import Held, held_roles
from thuctien.base.models import User
from thuctien.base.policy import EVERY_ACCOUNT, GRANTS, SCOPES, Action, Reach, Role, Scope

__all__ = [
    "Action",
    "can",
    "can_everywhere",
    "require",
    "seen_among",
    "sees_people",
    "sees_personal_data",
    "unscoped",
    "visible",
]

Row = TypeVar("Row", bound=Model)

_NOTHING = Q(pk__in=())
_BEYOND_ONESELF = frozenset(Reach) - {Reach.OWN}


def can(acting_user: ActingUser, action: Action, obj: Model | None = None) -> bool:
    """Say whether ``acting_user`` may do ``action`` (to ``obj``, where it is done to something).

    Without ``obj`` it asks whether there can be any row to which they may; an action that reaches
    the whole province or nothing needs a role held over the whole province.
    """
    if acting_user.is_system:
        return True
    if obj is not None:
        rows = type(obj)._default_manager.filter(pk=obj.pk)
        return visible(rows, acting_user=acting_user, action=action).exists()
    return any(True for _grant in _grants(acting_user, action))


def can_everywhere(acting_user: ActingUser, action: Action) -> bool:
    """Say whether ``acting_user`` may do ``action`` to every row there is."""
    return acting_user.is_system or any(
        _is_unlimited(reach, held) for reach, held in _grants(acting_user, action)
    )


def require(acting_user: ActingUser, action: Action, obj: Model | None = None) -> None:
    """Raise ``PermissionDenied`` where the acting user may not; the system itself may."""
    if not can(acting_user, action, obj):
        raise PermissionDenied(action)


def visible(
    rows: QuerySet[Row], *, acting_user: ActingUser, action: Action | None = None
) -> QuerySet[Row]:
    """Return those of ``rows`` to which the acting user may do ``action``; by default see them.

    No query is made here. Raises ``KeyError`` for a model of which the policy says nothing.
    """
    if acting_user.is_system:
        return decided(rows)
    scope = SCOPES[rows.model._meta.label_lower]
    return decided(rows.filter(_reached(rows.model, scope, acting_user, action or scope.read)))


def seen_among(
    model: type[Model], keys: Iterable[Any], *, acting_user: ActingUser
) -> frozenset[Any]:
    """Return those of the primary keys whose rows the acting user may see: which links are open.

    At most one query; none where everything or nothing may be seen.
    """
    wanted = frozenset(keys) - {None, ""}
    if not wanted or can_everywhere(acting_user, SCOPES[model._meta.label_lower].read):
        return wanted
    rows = visible(model._default_manager.filter(pk__in=wanted), acting_user=acting_user)
    return frozenset(rows.values_list("pk", flat=True))


def sees_personal_data(user: User, on_behalf_of: User | None = None) -> bool:
    """Say whether an account may see data about people other than its own."""
    return any(sees_people(held.role) for held in held_roles(user, on_behalf_of))


def sees_people(role: Role) -> bool:
    """Say whether a role sees personal data of others than its holder."""
    actions = {scope.read for scope in SCOPES.values() if scope.personal}
    return any(GRANTS[role].get(action) in _BEYOND_ONESELF for action in actions)


def _grants(acting_user: ActingUser, action: Action) -> Iterator[tuple[Reach, Held | None]]:
    """Yield how far each role reaches by this action; roles that do not reach are left out."""
    user, principal = acting_user.user, acting_user.principal
    if user is None or principal is None or not (user.is_active and principal.is_active):
        return
    roles = held_roles(user, acting_user.on_behalf_of)
    if action in EVERY_ACCOUNT:
        yield EVERY_ACCOUNT[action], None
    for held in roles:
        reach = GRANTS[held.role].get(action)
        if reach is not None and not (reach is Reach.PROVINCE and held.path is not None):
            yield reach, held


def _reached(model: type[Model], scope: Scope, acting_user: ActingUser, action: Action) -> Q:
    conditions = []
    for reach, held in _grants(acting_user, action):
        if _is_unlimited(reach, held):
            return Q()
        conditions.append(_condition(model, scope, acting_user, reach, held))
    return reduce(or_, conditions, _NOTHING)


def _is_unlimited(reach: Reach, held: Held | None) -> bool:
    if reach in {Reach.EVERYWHERE, Reach.PROVINCE}:
        return True
    return reach is Reach.BELOW and held is not None and held.path is None


def _condition(
    model: type[Model], scope: Scope, acting_user: ActingUser, reach: Reach, held: Held | None
) -> Q:
    match reach:
        case Reach.BELOW:
            return _below(scope, held)
        case Reach.LEARNERS if scope.turn is not None:
            # Asked row by row: almost everybody is in some class, so the list of them is long.
            sent = decided(model._default_manager.filter(pk=OuterRef("pk")))
            return Q(Exists(sent.filter(**{f"{scope.turn}__isnull": False})))
        case Reach.TAUGHT if scope.lecturer is not None:
            return _taught(model, scope.lecturer, acting_user.principal)
        case Reach.OWN:
            return _own(scope, acting_user)
        case _:
            return _NOTHING


def _below(scope: Scope, held: Held | None) -> Q:
    if held is None or held.path is None or not scope.unit:
        return _NOTHING
    units = apps.get_model("people", "Unit")._default_manager.filter(path__startswith=held.path)
    return reduce(
        or_, (Q(**{f"{lookup or 'pk'}__in": units.values("pk")}) for lookup in scope.unit)
    )


def _taught(model: type[Model], lookup: str, principal: User | None) -> Q:
    if principal is None or principal.lecturer_id is None:
        return _NOTHING
    # Few of many: their list is read once, which also shows no row more than once.
    taught = decided(model._default_manager.filter(**{lookup: principal.lecturer_id}))
    return Q(pk__in=taught.values("pk"))


def _own(scope: Scope, acting_user: ActingUser) -> Q:
    """Return what is somebody's own: rows of the account that acts, of the person it acts for."""
    user, principal = acting_user.user, acting_user.principal
    if user is None or principal is None:
        return _NOTHING
    own = reduce(or_, (Q(**{lookup or "pk": user.pk}) for lookup in scope.user), _NOTHING)
    if scope.person is not None and principal.person_id is not None:
        own |= Q(**{scope.person or "pk": principal.person_id})
    return own

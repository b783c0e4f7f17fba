"""The list of accounts, and one of them with its roles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from axes.models import AccessAttempt
from django.conf import settings
from django.core.paginator import Page
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils import timezone

from thuctien.accounts.lockouts import CODE
from thuctien.base.access import Action, visible
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked, page_of
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.engine.text import name_key
from thuctien.engine.text.folding import fold

BriefAccount = tuple[int, str, str, str, datetime | None]
"""Key, user name, name, address, last signing in."""
OPEN, CLOSED, LOCKED = "open", "closed", "locked"


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Which accounts are asked for: with a role, in a state."""

    role: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account in the list."""

    user: User
    roles: Sequence[RoleHeld]
    is_locked_out: bool


def list_accounts(
    wanted: AccountFilter, asked: Asked, *, acting_user: ActingUser
) -> Page[AccountRow]:
    """Return a page of the accounts that the acting user may see, by four queries.

    Words are looked for in the user name, the name and the address, with or without marks; the
    order «name» is that of the Vietnamese alphabet, by given name.
    """
    today = timezone.localdate()
    rows = visible(User.objects.all(), acting_user=acting_user, action=Action.LIST_ACCOUNTS)
    locked = locked_out_names()
    if wanted.role:
        held = RoleHeld.objects.active(today).filter(user=OuterRef("pk"), role=wanted.role)
        rows = rows.filter(Exists(held))
    if wanted.state in {OPEN, CLOSED}:
        rows = rows.filter(is_active=wanted.state == OPEN)
    brief = rows.values_list("pk", "username", "display_name", "email", "last_login")
    found = [row for row in brief if _has_words(row[1:4], asked.text)]
    if wanted.state == LOCKED:
        found = [row for row in found if row[1] in locked]
    page = page_of([row[0] for row in _ordered(found, asked.sort)], asked.page, asked.size)
    roles = RoleHeld.objects.active(today).select_related("unit").order_by("role")
    users = User.objects.prefetch_related(Prefetch("roles_held", roles, to_attr="current_roles"))
    by_key = users.in_bulk(list(page.object_list))
    page.object_list = [
        AccountRow(user, vars(user)["current_roles"], user.username in locked)
        for user in (by_key[key] for key in page.object_list)
    ]
    return page


def locked_out_names() -> frozenset[str]:
    """Return the user names of accounts that are locked out from somewhere now."""
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    counted = (
        AccessAttempt.objects.filter(attempt_time__gt=since)
        .order_by()
        .values("username", "ip_address")
        .annotate(failures=Sum("failures_since_start"))
    )
    by_name: dict[str, int] = {}
    for row in counted:
        name = row["username"] or ""
        is_code = name.startswith(CODE)
        total = by_name.get(name, 0) + row["failures"] if is_code else row["failures"]
        by_name[name] = max(by_name.get(name, 0), total)
    return frozenset(
        name.removeprefix(CODE)
        for name, failures in by_name.items()
        if failures >= settings.AXES_FAILURE_LIMIT
    )


def role_history(user: User) -> QuerySet[RoleHeld]:
    """Return every role that an account holds, held or will hold, the newest first."""
    return user.roles_held.select_related("unit").order_by("-valid_from", "-pk")


def roles_lendable(user: User, on: date) -> QuerySet[RoleHeld]:
    """Return the roles that somebody holds on a day and may lend."""
    return RoleHeld.objects.active(on).filter(user=user).select_related("unit").order_by("role")


def roles_meanwhile(user: User, first: date, last: date | None) -> QuerySet[RoleHeld]:
    """Return the roles that an account holds on some day of a time; no last day is for ever."""
    rows = RoleHeld.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=first), user=user, revoked_at__isnull=True
    )
    return rows if last is None else rows.filter(valid_from__lte=last)


def roles_lent_meanwhile(user: User, first: date, last: date | None) -> QuerySet[RoleHeld]:
    """Return the roles of others in which an account may act on some day of a time."""
    lent = Delegation.objects.filter(receiver=user, valid_to__gte=first, ended_at__isnull=True)
    if last is not None:
        lent = lent.filter(valid_from__lte=last)
    return RoleHeld.objects.filter(revoked_at__isnull=True, delegations__in=lent)


def delegations_of(user: User, *, given: bool) -> QuerySet[Delegation]:
    """Return the delegations that somebody gave, or received, the newest first."""
    rows = Delegation.objects.select_related("giver", "receiver")
    rows = rows.filter(giver=user) if given else rows.filter(receiver=user)
    roles = RoleHeld.objects.select_related("unit").order_by("role")
    return rows.prefetch_related(Prefetch("roles", roles)).order_by("-valid_from", "-pk")


def _has_words(texts: Sequence[str], asked: str) -> bool:
    folded = fold(" ".join(texts))
    return all(word in folded for word in fold(asked).split())


def _ordered(rows: list[BriefAccount], sort: str) -> list[BriefAccount]:
    keys: Mapping[str, Callable[[BriefAccount], tuple[object, ...]]] = {
        "name": lambda row: (name_key(row[2] or row[1]), row[1]),
        "username": lambda row: (row[1],),
        "last_login": lambda row: (row[4].timestamp() if row[4] else 0.0, row[1]),
    }
    key = keys.get(sort.removeprefix("-"), keys["name"])
    return sorted(rows, key=key, reverse=sort.startswith("-"))

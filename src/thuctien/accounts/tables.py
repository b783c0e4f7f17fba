"""The list of accounts, as a page and as a workbook."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import FileResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thuctien.accounts.selectors.accounts import AccountRow
from thuctien.base.access import Action, require
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.list_export import as_workbook
from thuctien.base.models import RoleHeld
from thuctien.base.tables import Column, TableKind

ACCOUNTS = TableKind(
    name="accounts",
    columns=(
        Column("username", _("User name")),
        Column("roles", _("Roles")),
        Column("last_login", _("Last signed in")),
        Column("state", _("State")),
    ),
    export=Action.LIST_ACCOUNTS,
)


def accounts_workbook(rows: Iterable[AccountRow], *, acting_user: ActingUser) -> FileResponse:
    """Return accounts with their roles as a workbook to be saved, and write down who took it.

    It has names and addresses of people. Raises ``PermissionDenied`` or ``OSError``.
    """
    require(acting_user, Action.LIST_ACCOUNTS)
    taken = list(rows)
    headers = (
        gettext("Name"),
        gettext("User name"),
        gettext("E-mail address"),
        gettext("Roles"),
        gettext("Last signed in"),
        gettext("State"),
    )
    cells = (
        (
            str(row.user),
            row.user.username,
            row.user.email,
            [role_in_unit(held) for held in row.roles],
            row.user.last_login,
            state_words(row),
        )
        for row in taken
    )
    answer = as_workbook(gettext("Accounts"), headers, cells)
    record(
        "accounts.account.export",
        acting_user=acting_user,
        object_type="base.user",
        after={"accounts": len(taken)},
    )
    return answer


def role_in_unit(held: RoleHeld) -> str:
    """Write a role with the unit in which it is held."""
    place = held.unit.name if held.unit else gettext("the whole province")
    return f"{held.get_role_display()} · {place}"


def state_words(row: AccountRow) -> str:
    """Write whether an account can be used."""
    if not row.user.is_active:
        return gettext("closed")
    return gettext("locked out") if row.is_locked_out else gettext("open")

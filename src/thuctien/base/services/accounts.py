"""Accounts. For now only those of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.base.audit import record
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account that the demo makes; its password is public, so it is for a demo only."""

    username: str
    password: str
    display_name: str
    role: Role


SAMPLE_ACCOUNTS = (
    SampleAccount("canbo", "mau-can-bo-2027", "Cán bộ đào tạo (mẫu)", Role.PROVINCE_OFFICER),
    SampleAccount("lanhdao", "mau-lanh-dao-2027", "Lãnh đạo (mẫu)", Role.LEADER),
)


@transaction.atomic
def ensure_sample_accounts(*, acting_user: ActingUser) -> tuple[SampleAccount, ...]:
    """Make the sample accounts in a database that has no account, and return those that exist.

    Where somebody has made accounts of their own, none with a public password is added; accounts
    of an earlier demo are left as they are.
    """
    if not User.objects.exists():
        for account in SAMPLE_ACCOUNTS:
            user = User.objects.create_user(
                account.username,
                password=account.password,
                display_name=account.display_name,
                is_sample=True,
            )
            RoleHeld.objects.create(user=user, role=account.role, valid_from=timezone.localdate())
            record(
                "base.user.create",
                acting_user=acting_user,
                object_type="base.user",
                object_key=user.username,
                after={"role": account.role, "is_sample": True},
            )
    present = set(User.objects.filter(is_sample=True).values_list("username", flat=True))
    return tuple(account for account in SAMPLE_ACCOUNTS if account.username in present)

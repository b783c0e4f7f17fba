"""The accounts of the demo: one for each role, with passwords that everybody can read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from thuctien.accounts.services.accounts import create_account
from thuctien.accounts.services.roles import grant_role
from thuctien.base.acting import ActingUser
from thuctien.base.audit import record_changed, snapshot
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.catalogue.models import Lecturer
from thuctien.people.models import Person, Unit

REASON = "demo"
SCHOOL = "truong chinh tri"


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
    SampleAccount("pheduyet", "mau-phe-duyet-2027", "Người phê duyệt (mẫu)", Role.APPROVER),
    SampleAccount("coquan", "mau-co-quan-2027", "Cán bộ cơ quan (mẫu)", Role.AGENCY_OFFICER),
    SampleAccount("giaovu", "mau-giao-vu-2027", "Giáo vụ (mẫu)", Role.ACADEMIC_OFFICER),
    SampleAccount("truongkhoa", "mau-truong-khoa-2027", "Trưởng khoa (mẫu)", Role.DEAN),
    SampleAccount("giangvien", "mau-giang-vien-2027", "Giảng viên (mẫu)", Role.LECTURER),
    SampleAccount("hocvien", "mau-hoc-vien-2027", "Học viên (mẫu)", Role.LEARNER),
    SampleAccount("trungtam", "mau-trung-tam-2027", "Cán bộ trung tâm (mẫu)", Role.CENTRE_OFFICER),
    SampleAccount("danhgia", "mau-danh-gia-2027", "Người đánh giá (mẫu)", Role.ASSESSOR),
    SampleAccount("kiemtra", "mau-kiem-tra-2027", "Kiểm tra viên (mẫu)", Role.AUDITOR),
    SampleAccount("quantri", "mau-quan-tri-2027", "Quản trị hệ thống (mẫu)", Role.ADMINISTRATOR),
)
_IN_A_UNIT = frozenset({Role.AGENCY_OFFICER, Role.CENTRE_OFFICER, Role.LEARNER})
"""Roles that the demo gives only in one unit: over the whole province they would see too much."""


@transaction.atomic
def ensure_sample_accounts(*, acting_user: ActingUser) -> tuple[SampleAccount, ...]:
    """Make the sample accounts in a database that has no account, and return those that exist.

    Where somebody has made accounts of their own, none with a public password is added; accounts
    of an earlier demo are left as they are. Those that wait for their unit, because there was no
    province yet, get their role.
    """
    if not User.objects.exists():
        for account in SAMPLE_ACCOUNTS:
            _make(account, acting_user)
    present = {user.username: user for user in User.objects.filter(is_sample=True)}
    with_roles = set(
        RoleHeld.objects.filter(user__is_sample=True).values_list("user__username", flat=True)
    )
    for account in SAMPLE_ACCOUNTS:
        if account.username in present.keys() - with_roles:
            _place(present[account.username], account.role, acting_user)
    return tuple(account for account in SAMPLE_ACCOUNTS if account.username in present)


def _make(account: SampleAccount, acting_user: ActingUser) -> None:
    user = create_account(
        username=account.username, display_name=account.display_name, acting_user=acting_user
    )
    before = snapshot(user)
    user.set_password(account.password)
    user.is_sample = True
    user.save(update_fields=["password", "is_sample"])
    record_changed(before, user, acting_user=acting_user, action="accounts.account.change")


def _place(user: User, role: Role, acting_user: ActingUser) -> None:
    """Give a sample account its role in a unit of the province, and whose account it is."""
    today, before = timezone.localdate(), snapshot(user)
    if role is Role.LEARNER:
        user.person = _learner()
    if role is Role.LECTURER:
        user.lecturer = _teaching_lecturer()
    unit = user.person.current_unit if user.person else _unit(role)
    if unit is None and role in _IN_A_UNIT:
        return
    if user.person or user.lecturer:
        user.save(update_fields=["person", "lecturer"])
        record_changed(before, user, acting_user=acting_user, action="accounts.account.change")
    grant_role(
        user,
        role,
        unit=unit,
        valid_from=today,
        valid_to=None,
        reason=REASON,
        acting_user=acting_user,
    )


def _unit(role: Role) -> Unit | None:
    """Return the unit of the province in which a sample account works; none is the province."""
    now = Unit.objects.filter(valid_to__isnull=True).order_by("unit_id")
    match role:
        case Role.AGENCY_OFFICER:
            return now.filter(kind="department").first()
        case Role.CENTRE_OFFICER:
            return now.filter(kind="commune").first()
        case Role.ACADEMIC_OFFICER | Role.DEAN | Role.LECTURER:
            return now.filter(folded_name__startswith=SCHOOL).first()
        case _:
            return None


def _learner() -> Person | None:
    """Return somebody whom the plan sends to a class."""
    sent = Person.objects.filter(turns__isnull=False, current_unit__isnull=False)
    return sent.order_by("pk").first()


def _teaching_lecturer() -> Lecturer | None:
    """Return somebody with sessions in the timetable, else anybody who lectures."""
    lecturers = Lecturer.objects.order_by("pk")
    return lecturers.filter(sessions__isnull=False).first() or lecturers.first()

"""People are told in the transaction of what it is about, each in the way that they wish."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import holding
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.models import AuditEntry, User
from thuctien.base.policy import Role
from thuctien.engine.wording import Language
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind, kind_of, mail_text, notice_text, register
from thuctien.notices.models import Notice
from thuctien.notices.selectors import notices, unread_count
from thuctien.notices.services import mark_all_read, mark_read, set_preference, tell

pytestmark = pytest.mark.django_db

ROLE = {
    "role": {"vi": "Cán bộ đào tạo", "en": "Training officer"},
    "unit": "Sở Nội vụ",
    "valid_from": date(2027, 1, 5),
}


def _tell(*recipients: User, kind: str = "role.granted") -> int:
    return tell(recipients, kind, ROLE, link="/notices/", acting_user=SYSTEM)


def test_each_is_told_once_and_it_is_on_the_trail(officer: User, leader: User) -> None:
    assert _tell(officer, leader, officer) == 2
    assert set(Notice.objects.values_list("recipient", flat=True)) == {officer.pk, leader.pk}
    entry = AuditEntry.objects.get(action="notices.notice.tell")
    assert entry.after["recipients"] == sorted([officer.pk, leader.pk])


def test_a_closed_account_is_not_told(officer: User) -> None:
    officer.is_active = False
    assert _tell(officer) == 0


def test_telling_many_costs_as_much_as_telling_one(db: None) -> None:
    many = [User.objects.create_user(f"u{number}") for number in range(50)]
    _tell(many[0])
    with CaptureQueriesContext(connection) as for_one:
        _tell(many[0])
    with CaptureQueriesContext(connection) as for_many:
        _tell(*many)
    assert len(for_many) == len(for_one) <= 10


def test_what_is_undone_told_nobody(officer: User) -> None:
    with transaction.atomic():
        _tell(officer)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_a_sentence_is_in_the_language_of_its_reader(officer: User) -> None:
    _tell(officer)
    figures = Notice.objects.get().figures
    assert notice_text("role.granted", figures, Language.VI) == (
        "Anh/Chị được giao vai trò «Cán bộ đào tạo» tại Sở Nội vụ từ 05/01/2027."
    )
    assert "“Training officer” at Sở Nội vụ" in notice_text("role.granted", figures, Language.EN)


def test_a_letter_does_not_name_others() -> None:
    figures = {"giver": "Nguyễn Thị Lan", "valid_from": "2027-01-05", "valid_to": "2027-02-01"}
    assert "Nguyễn Thị Lan" in notice_text("delegation.given", figures, Language.VI)
    for language in Language:
        assert "Nguyễn Thị Lan" not in mail_text("delegation.given", figures, language)


def test_the_way_is_the_usual_one_until_somebody_chooses(
    acting_officer: ActingUser, officer: User, leader: User
) -> None:
    set_preference(
        language=Language.VI, ways={"role.granted": Way.WEEKLY}, acting_user=acting_officer
    )
    _tell(officer, leader)
    ways = dict(Notice.objects.values_list("recipient", "way"))
    assert ways == {officer.pk: Way.WEEKLY, leader.pk: kind_of("role.granted").way}


def test_a_choice_keeps_the_others_and_is_on_the_trail(acting_officer: ActingUser) -> None:
    for kind in ("role.granted", "job.done"):
        kept = set_preference(
            language=Language.EN, ways={kind: Way.DAILY}, acting_user=acting_officer
        )
    assert kept.ways == {"role.granted": "daily", "job.done": "daily"}
    assert AuditEntry.objects.filter(action="notices.preference.change").count() == 2


def test_a_kind_that_nobody_registered_is_refused(officer: User) -> None:
    with pytest.raises(KeyError):
        _tell(officer, kind="no.such")


def test_a_kind_cannot_be_told_twice_in_different_words() -> None:
    known = kind_of("job.done")
    register([known])
    with pytest.raises(ValueError, match="two kinds"):
        register([Kind(code=known.code, title=known.title, sentence=known.title)])


def test_one_reads_only_what_one_was_told(
    officer: User, acting_officer: ActingUser, leader: User, acting_leader: ActingUser
) -> None:
    _tell(officer)
    assert notices(acting_user=acting_leader).count() == 0
    with pytest.raises(PermissionDenied):
        mark_read(Notice.objects.get(), acting_user=acting_leader)
    assert unread_count(acting_user=acting_officer) == 1


def test_even_an_administrator_does_not_read_what_others_were_told(officer: User) -> None:
    _tell(officer)
    administrator = ActingUser(user=holding(Role.ADMINISTRATOR, "quantri"))
    assert notices(acting_user=administrator).count() == 0


def test_read_is_read(officer: User, acting_officer: ActingUser) -> None:
    _tell(officer)
    notice = Notice.objects.get()
    mark_read(notice, acting_user=acting_officer)
    notice.refresh_from_db()
    first = notice.read_at
    mark_read(notice, acting_user=acting_officer)
    notice.refresh_from_db()
    assert notice.read_at == first is not None
    assert unread_count(acting_user=acting_officer) == 0


def test_all_read_at_once_are_only_ones_own(
    officer: User, leader: User, acting_officer: ActingUser, acting_leader: ActingUser
) -> None:
    _tell(officer, leader)
    _tell(officer)
    assert mark_all_read(acting_user=acting_officer) == 2
    assert unread_count(acting_user=acting_officer) == 0
    assert unread_count(acting_user=acting_leader) == 1

"""A list is taken in as a whole, and undone as one step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.intake.conftest import AS_OF, HandIn
from tests.intake.fingerprint import fingerprint
from tests.intake.lists import Row, somebody_new
from thuctien.base.acting import ActingUser
from thuctien.base.models import Job
from thuctien.base.models.audit import AuditChange, AuditEntry
from thuctien.intake.models import ListImport
from thuctien.intake.services.asking import NotReadyError, request_storing, request_undo
from thuctien.intake.shelf import folder_of
from thuctien.people.models import Appointment, Holding, Person, Post, Unit

pytestmark = pytest.mark.django_db(transaction=True)

Work = Callable[[], None]


@pytest.fixture
def post(unit: Unit) -> Post:
    """A post of the agency."""
    return Post.objects.filter(unit=unit).order_by("pk")[0]


@pytest.fixture
def dirty(rows: list[Row], post: Post) -> list[Row]:
    """The list with somebody new, a changed name, another post and a certificate."""
    rows[0]["Họ và tên"] = "Nguyễn Văn Đổi"
    rows[1]["Chức vụ"] = post.pk
    rows[2]["Trung cấp lý luận chính trị"] = "15/06/2019"
    return [*rows, somebody_new(unit=post.unit_id, post=post.pk, number="099190000123")]


def _stored(made: ListImport, acting: ActingUser, work: Work) -> ListImport:
    request_storing(made, acting_user=acting)
    work()
    made.refresh_from_db()
    assert made.state == "stored", Job.objects.order_by("-pk")[0].error
    return made


def test_everything_is_written(
    take: HandIn, dirty: list[Row], people: list[Person], post: Post, acting: ActingUser, work: Work
) -> None:
    made = _stored(take(dirty), acting, work)
    new = Person.objects.get(full_name="Lò Thị Mới")
    assert (new.personal_number, new.current_post_id) == ("099190000123", post.pk)
    assert (new.folded_name, new.sex) == ("lo thi moi", "female")
    assert Person.objects.get(pk=people[0].pk).full_name == "Nguyễn Văn Đổi"
    begun = Appointment.objects.get(person=people[1], valid_from=AS_OF)
    assert begun.post_id == post.pk
    assert Appointment.objects.filter(person=people[1], valid_to=date(2026, 11, 23)).exists()
    held = Holding.objects.get(
        person=people[2], qualification_id="LLCT-TC", evidence=made.file_name
    )
    assert held.awarded_on == date(2019, 6, 15)


def test_of_a_list_that_was_taken_in_nothing_lies_about(
    take: HandIn, dirty: list[Row], acting: ActingUser, work: Work
) -> None:
    made = take(dirty)
    assert folder_of(made).exists()
    _stored(made, acting, work)
    assert not folder_of(made).exists()


def test_every_change_is_on_the_trail(
    take: HandIn, dirty: list[Row], people: list[Person], acting: ActingUser, work: Work
) -> None:
    _stored(take(dirty), acting, work)
    entry = AuditEntry.objects.get(action="intake.list.store")
    assert entry.user == acting.user
    change = AuditChange.objects.get(entry=entry, object_key=people[0].pk)
    assert change.after == {"full_name": "Nguyễn Văn Đổi"}
    assert change.before == {"full_name": people[0].full_name}


def test_undo_leaves_the_tables_byte_for_byte(
    take: HandIn, dirty: list[Row], acting: ActingUser, work: Work
) -> None:
    before = fingerprint()
    made = _stored(take(dirty), acting, work)
    assert fingerprint() != before
    request_undo(made, acting_user=acting)
    work()
    made.refresh_from_db()
    assert made.state == "undone"
    assert fingerprint() == before


def test_undo_says_what_depends_on_the_list(
    take: HandIn, dirty: list[Row], acting: ActingUser, people: list[Person], work: Work
) -> None:
    made = _stored(take(dirty), acting, work)
    Person.objects.filter(pk=people[0].pk).update(note="sửa sau")
    stored = fingerprint()
    job = request_undo(made, acting_user=acting)
    work()
    job.refresh_from_db()
    made.refresh_from_db()
    assert (job.state, job.error, made.state) == ("failed", "list_depended_on", "stored")
    assert "1 hồ sơ cán bộ" in job.figures["what_vi"]
    assert fingerprint() == stored


def test_a_reference_to_somebody_new_keeps_the_list(
    take: HandIn, dirty: list[Row], acting: ActingUser, work: Work
) -> None:
    made = _stored(take(dirty), acting, work)
    user = acting.user
    assert user
    user.person = Person.objects.get(full_name="Lò Thị Mới")
    user.save()
    job = request_undo(made, acting_user=acting)
    work()
    job.refresh_from_db()
    assert "1 tài khoản" in job.figures["what_vi"]


def test_a_list_with_faults_is_not_taken_in(
    take: HandIn, rows: list[Row], acting: ActingUser
) -> None:
    rows[0]["Ngày sinh"] = "31/02/1980"
    with pytest.raises(NotReadyError):
        request_storing(take(rows), acting_user=acting)


def test_what_changed_meanwhile_refuses_the_list(
    take: HandIn, dirty: list[Row], acting: ActingUser, people: list[Person], work: Work
) -> None:
    made = take(dirty)
    Appointment.objects.filter(person=people[1]).update(valid_from=AS_OF)
    job = request_storing(made, acting_user=acting)
    work()
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "list_faults")

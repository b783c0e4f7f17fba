"""Letters through a real mail server: what they say, and what becomes of those it does not take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from tests.base.jobs import cast
from tests.notices.mail_server import Mailbox, free_port, serving
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.jobs.schedule import request_due_work
from thuctien.base.models import Job, JobState, User
from thuctien.engine.wording import Language
from thuctien.notices.choices import Way
from thuctien.notices.models import Mailing, Notice
from thuctien.notices.services import set_preference, tell
from thuctien.notices.services.letters import (
    GIVEN_UP_AFTER,
    KEPT_UNREAD,
    STALE_AFTER,
    gather,
    is_anything_to_send,
    prune_notices,
)
from thuctien.notices.tasks import gather_daily, gather_weekly, send_letters

pytestmark = pytest.mark.django_db

LAN, HUNG = "lan@example.com", "hung@example.com"
SITE = "https://daotao.example.com"
FIGURES = {
    "role": {"vi": "Cán bộ đào tạo của tỉnh", "en": "Training officer"},
    "unit": "Sở Nội vụ – Phòng Đào tạo, bồi dưỡng",
    "valid_from": "2027-01-05",
}


@pytest.fixture
def port(settings: Settings) -> int:
    """An installation that sends through a server of this machine."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.EMAIL_TIMEOUT = 1
    settings.MAIL_CONFIGURED = True
    settings.DEFAULT_FROM_EMAIL = "Thực Tiễn <dao-tao@example.com>"
    settings.SITE_URL = SITE
    port: int = settings.EMAIL_PORT
    return port


@pytest.fixture
def mailbox(port: int) -> Iterator[Mailbox]:
    """The server, running."""
    mailbox = Mailbox()
    with serving(mailbox, port):
        yield mailbox


@pytest.fixture
def lan(officer: User) -> User:
    """The officer, with an address."""
    officer.email, officer.display_name = LAN, "Nguyễn Thị Lan"
    officer.save()
    return officer


@pytest.fixture
def hung(leader: User) -> User:
    """The leader, with an address."""
    leader.email = HUNG
    leader.save()
    return leader


def _tell(*recipients: User, kind: str = "role.granted") -> None:
    tell(recipients, kind, FIGURES, link="/notices/", acting_user=SYSTEM)


def _send(task: Any = send_letters) -> Job:
    job = cast.asked(key=f"{timezone.now()}")
    task.call(job.pk)
    job.refresh_from_db()
    return job


def _a_wait_later() -> None:
    Mailing.objects.update(next_attempt_at=timezone.now())


def test_letters_come_as_they_were_written(mailbox: Mailbox, lan: User) -> None:
    _tell(lan)
    assert _send().result == {"sent": 1, "refused": 0, "waiting": 0}
    (letter,) = mailbox.to(LAN)
    assert letter["Subject"] == "Được giao vai trò – Thực Tiễn"
    assert letter["From"] == "Thực Tiễn <dao-tao@example.com>"
    plain, page = (part.get_content() for part in letter.iter_parts())
    sentence = (
        "Anh/Chị được giao vai trò «Cán bộ đào tạo của tỉnh» tại "
        "Sở Nội vụ – Phòng Đào tạo, bồi dưỡng từ 05/01/2027."
    )
    assert sentence in plain
    assert "Nguyễn Thị Lan" in plain
    assert f"{SITE}/notices/" in plain
    assert sentence in page
    assert f'href="{SITE}/notices/"' in page


def test_a_letter_speaks_the_language_of_its_reader(mailbox: Mailbox, lan: User) -> None:
    set_preference(language=Language.EN, ways={}, acting_user=ActingUser(user=lan))
    _tell(lan)
    _send()
    assert mailbox.letters[0]["Subject"] == "You were given a role – Thực Tiễn"


def test_a_letter_says_that_a_machine_wrote_it_and_has_an_own_number(
    mailbox: Mailbox, lan: User
) -> None:
    _tell(lan)
    _send()
    assert mailbox.letters[0]["Auto-Submitted"] == "auto-generated"
    assert mailbox.letters[0]["Message-ID"] == f"<{Mailing.objects.get().pk}@example.com>"


def test_nothing_is_sent_twice(mailbox: Mailbox, lan: User) -> None:
    _tell(lan)
    _send()
    _send()
    assert len(mailbox.letters) == 1
    assert not is_anything_to_send()


def test_what_has_been_read_is_not_sent(mailbox: Mailbox, lan: User) -> None:
    _tell(lan)
    Notice.objects.update(read_at=timezone.now())
    assert not is_anything_to_send()
    _send()
    assert mailbox.letters == []


def test_a_letter_that_cannot_be_written_does_not_hold_up_the_others(
    mailbox: Mailbox, lan: User, hung: User
) -> None:
    lan.email = "lan@example.com\nBcc: all@example.com"
    lan.save()
    _tell(lan)
    _tell(hung)
    assert _send().result == {"sent": 1, "refused": 1, "waiting": 0}
    assert len(mailbox.to(HUNG)) == 1
    assert not is_anything_to_send()


def test_who_has_no_address_or_wants_no_mail_gets_none(
    mailbox: Mailbox, lan: User, leader: User
) -> None:
    set_preference(
        language=Language.VI, ways={"role.granted": Way.IN_APP}, acting_user=ActingUser(user=lan)
    )
    _tell(lan, leader)
    assert not is_anything_to_send()
    assert Notice.objects.count() == 2


@pytest.mark.parametrize(("way", "task"), [(Way.DAILY, gather_daily), (Way.WEEKLY, gather_weekly)])
def test_a_digest_gathers_notices_in_one_letter(
    mailbox: Mailbox, lan: User, way: Way, task: Any
) -> None:
    set_preference(
        language=Language.VI, ways={"role.granted": way}, acting_user=ActingUser(user=lan)
    )
    for _ in range(60):
        _tell(lan)
    assert not is_anything_to_send()
    assert _send(task).result == {"letters": 1}
    assert is_anything_to_send()
    _send()
    (letter,) = mailbox.letters
    assert letter["Subject"] == "60 thông báo mới – Thực Tiễn"
    plain = next(letter.iter_parts()).get_content()
    assert plain.count("Cán bộ đào tạo của tỉnh") == 50
    assert "và 10 thông báo khác" in plain
    assert _send(task).result == {"letters": 0}


def test_making_letters_costs_the_same_for_many(
    port: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    users = [User.objects.create_user(f"u{n}", email=f"u{n}@example.com") for n in range(40)]
    _tell(*users)
    with django_assert_num_queries(5):  # three, and a savepoint
        assert gather(Way.AT_ONCE) == 40


def test_a_recipient_that_the_server_refuses_is_given_up_and_others_are_not(
    mailbox: Mailbox, lan: User, hung: User
) -> None:
    mailbox.answers[LAN] = "550 no such user"
    _tell(lan, hung)
    assert _send().result == {"sent": 1, "refused": 1, "waiting": 0}
    refused = Mailing.objects.get(recipient=lan)
    assert refused.given_up_at is not None
    assert refused.error == "550 no such user"
    assert len(mailbox.to(HUNG)) == 1
    assert not is_anything_to_send()


def test_a_recipient_that_the_server_refuses_for_now_is_tried_again_later(
    mailbox: Mailbox, lan: User
) -> None:
    mailbox.answers[LAN] = "450 try again"
    _tell(lan)
    waits = []
    for _ in range(3):
        assert _send().result["waiting"] == 1
        waits.append(Mailing.objects.get().next_attempt_at - timezone.now())
        assert not is_anything_to_send()
        _a_wait_later()
    assert waits == sorted(waits)
    assert waits[0] < timedelta(minutes=2) < timedelta(minutes=20) < waits[-1]
    mailbox.answers.clear()
    assert _send().result["sent"] == 1


def test_a_server_that_is_away_loses_nothing(port: int, lan: User, hung: User) -> None:
    _tell(lan, hung)
    job = _send()
    assert (job.state, job.result["waiting"]) == (JobState.DONE, 2)
    assert "ConnectionRefusedError" in Mailing.objects.exclude(error="").get().error
    assert not is_anything_to_send()
    _a_wait_later()
    mailbox = Mailbox()
    with serving(mailbox, port):
        assert _send().result["sent"] == 2
    assert len(mailbox.letters) == 2


def test_a_server_that_is_too_slow_is_asked_again_with_the_same_letter(
    mailbox: Mailbox, lan: User
) -> None:
    """It may have taken the letter all the same: both copies have one number."""
    mailbox.silent_for = 1.5
    _tell(lan)
    assert _send().result["waiting"] == 1
    mailbox.silent_for = 0.0
    _a_wait_later()
    assert _send().result["sent"] == 1
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 1


def test_a_letter_that_waited_for_days_is_given_up(port: int, lan: User) -> None:
    _tell(lan)
    _send()
    Mailing.objects.update(
        created_at=timezone.now() - GIVEN_UP_AFTER - timedelta(hours=1),
        next_attempt_at=timezone.now(),
    )
    _send()
    assert Mailing.objects.get().given_up_at is not None
    assert not is_anything_to_send()


def test_an_account_closed_meanwhile_gets_no_letter(mailbox: Mailbox, lan: User) -> None:
    _tell(lan)
    gather(Way.AT_ONCE)
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert _send().result["refused"] == 1
    assert mailbox.letters == []


def test_old_news_is_not_sent_once_a_server_is_set_up(mailbox: Mailbox, lan: User) -> None:
    _tell(lan)
    Notice.objects.update(created_at=timezone.now() - STALE_AFTER - timedelta(days=1))
    assert not is_anything_to_send()


def test_without_a_server_nothing_is_gathered(lan: User, settings: Settings) -> None:
    settings.MAIL_CONFIGURED = False
    _tell(lan)
    assert not is_anything_to_send()
    assert gather(Way.AT_ONCE) == 0


def test_the_worker_sends_within_a_minute(mailbox: Mailbox, lan: User) -> None:
    # At noon nothing else falls due, whenever the test is run.
    noon = timezone.localtime().replace(hour=12, minute=0, second=10)
    request_due_work(noon)
    assert request_due_work(noon + timedelta(minutes=1)) == []
    _tell(lan)
    kinds = [job.kind for job in request_due_work(noon + timedelta(minutes=2))]
    assert kinds == ["notices.mail"]


def test_what_was_read_long_ago_goes(port: int, lan: User) -> None:
    _tell(lan)
    _send()
    long_ago = timezone.now() - timedelta(days=400)
    assert prune_notices() == {"notices": 0, "letters": 0}
    Notice.objects.update(read_at=long_ago)
    Mailing.objects.update(created_at=long_ago, given_up_at=long_ago)
    assert prune_notices() == {"notices": 1, "letters": 1}


def test_what_nobody_read_for_years_goes_too(lan: User) -> None:
    _tell(lan)
    Notice.objects.update(created_at=timezone.now() - KEPT_UNREAD + timedelta(days=1))
    assert prune_notices()["notices"] == 0
    Notice.objects.update(created_at=timezone.now() - KEPT_UNREAD - timedelta(days=1))
    assert prune_notices()["notices"] == 1

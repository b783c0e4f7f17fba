"""The pages of nominations, selection and quotas: what they show, what they do, in few queries."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.sending.nominations import cast
from tests.sending.nominations.cast import State, a_class, handed_in, of, person, states
from thuctien.base.acting import ActingUser
from thuctien.catalogue.models import Programme
from thuctien.engine.workbook.tables import write_tables
from thuctien.people.models import Unit
from thuctien.sending.models import Allotment, Nomination, OfferedClass, Quota, Round
from thuctien.sending.services.nominations import (
    nominate,
    put_on_waiting_list,
    select,
    withdraw,
)
from thuctien.sending.services.quotas import transfer_seats

MaxQueries = Callable[[int], AbstractContextManager[None]]


def signed_in(who: ActingUser) -> Client:
    """Return a browser of somebody."""
    client = Client()
    assert who.user is not None
    client.force_login(who.user)
    return client


def text_of(answer: object) -> str:
    """Return a page as text; it must have come."""
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def page(who: ActingUser, name: str, *keys: object) -> str:
    """Return a page that somebody opens."""
    return text_of(signed_in(who).get(reverse(f"sending:{name}", args=keys)))


def post(who: ActingUser, name: str, *keys: object, **values: object) -> str:
    """Send a form and return the page that it leads to."""
    address = reverse(f"sending:{name}", args=keys)
    return text_of(signed_in(who).post(address, values, follow=True))


def test_an_agency_sees_what_is_left_over_all(snv: ActingUser, officer: ActingUser) -> None:
    cast.quota("SNV", 3)
    cast.quota("STC", 7)
    offered = a_class(capacity=9)
    select(handed_in(offered, [person("A")], snv), acting_user=officer)
    nominate(offered, [person("B")], acting_user=snv)
    text = page(snv, "nominations")
    assert "Bồi dưỡng chuyên viên chính" in text
    assert "1 trên 3" in text
    assert "trên 10" not in text, "the other agency's seats are not counted in"


def test_an_agency_nominates_and_hands_in(snv: ActingUser) -> None:
    person("A")
    offered = a_class()
    text = page(snv, "nominations_of_class", offered.pk)
    assert "Nguyễn Văn A" in text
    post(snv, "nominate", offered.pk, row=["A"])
    assert states(offered) == {"A": State.DRAFT}
    post(snv, "submit_nominations", offered.pk, row=[of(offered, "A").pk])
    assert states(offered) == {"A": State.SUBMITTED}


def test_what_the_plan_proposes_is_one_click(snv: ActingUser) -> None:
    offered = a_class()
    for code in "AB":
        person(code)
    cast.planned(offered, "AB")
    post(snv, "nominate_planned", offered.pk)
    assert states(offered) == {"A": State.DRAFT, "B": State.DRAFT}


def test_a_refusal_is_said_in_words(snv: ActingUser) -> None:
    offered = a_class()
    nominate(offered, [person("A", force=None)], acting_user=snv)
    text = post(snv, "submit_nominations", offered.pk, row=[of(offered, "A").pk])
    assert "chưa có nhu cầu nào được ghi nhận" in text
    assert states(offered) == {"A": State.DRAFT}


def test_other_agencies_are_never_named(
    snv: ActingUser, stc: ActingUser, officer: ActingUser
) -> None:
    cast.quota("SNV", 3)
    cast.quota("STC", 3)
    offered = a_class(capacity=1)
    for code in ("AN", "BINH"):
        person(code, due=50 + len(code))
    person("XUAN", "STC", due=40)
    mine, theirs = handed_in(offered, ["AN", "BINH"], snv), handed_in(offered, ["XUAN"], stc)
    page(officer, "selection", offered.pk)
    post(officer, "select", offered.pk, "rank")
    select(theirs, acting_user=officer)
    put_on_waiting_list(mine, acting_user=officer)
    client = signed_in(snv)
    addresses = [
        reverse("sending:nominations"),
        reverse("sending:nominations_of_class", args=[offered.pk]),
        reverse("sending:nomination", args=[mine[0].pk]),
        reverse("sending:quotas", args=[offered.round_id]),
    ]
    for address in addresses:
        text = text_of(client.get(address))
        assert "XUAN" not in text
        assert "STC" not in text
    assert client.get(reverse("sending:nomination", args=[theirs[0].pk])).status_code == 404
    assert client.get(reverse("sending:selection", args=[offered.pk])).status_code == 403


def test_the_checklist_has_evidence_and_source(snv: ActingUser) -> None:
    rule = cast.rule_of_age(30)
    rule.source, rule.article = "Quy định mẫu", "Điều 4"
    rule.save()
    offered = a_class()
    nominate(offered, [person("A")], acting_user=snv)
    text = page(snv, "nomination", of(offered, "A").pk)
    assert "Quy định mẫu; Điều 4" in text
    assert "Đơn vị soạn đề cử" in text


def test_an_offer_is_taken_on_its_page(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class(capacity=1)
    for code in "AB":
        person(code, due=100 + ord(code))
    rows = handed_in(offered, "AB", snv)
    select(rows[:1], acting_user=officer)
    put_on_waiting_list(rows[1:], acting_user=officer)
    withdraw(rows[0], "ốm", acting_user=snv)
    assert "Nhận chỗ" in page(snv, "nomination", rows[1].pk)
    post(snv, "change_nomination", rows[1].pk, "accept")
    assert states(offered)["B"] == State.SELECTED


@pytest.mark.parametrize(
    ("deed", "values", "state"),
    [
        ("withdraw", {"reason": "ốm"}, State.WITHDRAWN),
        ("assess", {}, State.SUBMITTED),
        ("defer", {"reason": "công tác", "later": "L2"}, State.DEFERRED),
    ],
)
def test_each_deed_of_an_agency_has_its_button(
    snv: ActingUser, deed: str, values: dict[str, object], state: State
) -> None:
    offered, later = a_class(), a_class("L2", starts=100)
    (row,) = handed_in(offered, [person("A")], snv)
    if "later" in values:
        values = {**values, "later": later.pk}
    assert f"/do/{deed}/" in page(snv, "nomination", row.pk)
    post(snv, "change_nomination", row.pk, deed, **values)
    assert of(offered, "A").state == state


def test_a_substitute_is_sent_on_the_page(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class()
    select(handed_in(offered, [person("A")], snv), acting_user=officer)
    values = {"person": person("B"), "reason": "ốm"}
    post(snv, "change_nomination", of(offered, "A").pk, "substitute", **values)
    assert states(offered) == {"A": State.SUBSTITUTED, "B": State.SELECTED}


def test_an_exception_is_approved_on_the_page(snv: ActingUser, approver: ActingUser) -> None:
    cast.rule_of_age(70)
    offered = a_class()
    (row,) = nominate(offered, [person("A")], acting_user=snv)
    assert "exception" not in page(snv, "nomination", row.pk).partition("<main")[2]
    post(approver, "approve_exception", row.pk, document="12-TB/TU")
    row.refresh_from_db()
    assert row.exception_document == "12-TB/TU"


def test_the_officer_ranks_selects_and_undoes(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class(capacity=1)
    for code, due in (("A", 90), ("B", 60)):
        person(code, due=due)
    handed_in(offered, "AB", snv)
    text = post(officer, "select", offered.pk, "rank")
    assert text.index("Nguyễn Văn B") < text.index("Nguyễn Văn A")
    assert "Xếp trước Nguyễn Văn A vì nhu cầu đến hạn sớm hơn" in text
    refused = post(officer, "select", offered.pk, "select", row=[of(offered, "A").pk])
    assert "xếp sau người chưa được xét" in refused
    post(officer, "select", offered.pk, "select", row=[of(offered, "B").pk])
    post(officer, "select", offered.pk, "wait", row=[of(offered, "A").pk])
    assert states(offered) == {"A": State.WAITING, "B": State.SELECTED}
    post(officer, "select", offered.pk, "capacity", capacity="2")
    assert states(offered)["A"] == State.OFFERED
    post(officer, "select", offered.pk, "take-back", row=[of(offered, "B").pk])
    assert states(offered)["B"] == State.SUBMITTED
    post(officer, "select", offered.pk, "refuse", row=[of(offered, "B").pk], reason="hết chỗ")
    assert states(offered)["B"] == State.REFUSED
    post(officer, "select", offered.pk, "cancel", reason="không đủ giảng viên")
    assert OfferedClass.objects.get(pk=offered.pk).state == "cancelled"


def test_a_class_begins_on_its_page(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class(starts=0)
    assert "begin" in page(officer, "selection", offered.pk)
    post(officer, "select", offered.pk, "begin")
    assert OfferedClass.objects.get(pk=offered.pk).state == "begun"


def test_the_quotas_of_a_round_are_given_shared_out_and_handed_on(
    snv: ActingUser, officer: ActingUser
) -> None:
    found = Round.objects.get()
    found.programmes.set(Programme.objects.filter(pk=cast.PROGRAMME))
    values = {"programme": cast.PROGRAMME}
    post(officer, "change_quotas", found.pk, "above", seats="5", source="CV 12", **values)
    assert Quota.objects.get().seats == 5
    post(officer, "change_quotas", found.pk, "allot", unit="SNV", seats="4", **values)
    text = post(officer, "change_quotas", found.pk, "allot", unit="STC", seats="2", **values)
    assert "vượt quá" in text
    giver = Allotment.objects.get(unit="SNV")
    moved = {"giver": giver.pk, "receiver": "STC", "seats": "3", "reason": "dư chỉ tiêu"}
    text = post(officer, "change_quotas", found.pk, "transfer", **moved)
    assert "dư chỉ tiêu" in text
    assert dict(Allotment.objects.order_by("unit").values_list("unit", "seats")) == {
        "SNV": 1,
        "STC": 3,
    }
    assert "Đơn vị STC" in text
    mine = page(snv, "quotas", found.pk)
    assert "dư chỉ tiêu" in mine, "a giver sees what was taken from it"
    assert "đơn vị khác" in mine
    assert "STC" not in mine, "but not who has it now"


def test_a_number_that_is_none_is_refused_in_words(officer: ActingUser) -> None:
    found = Round.objects.get()
    values = {"programme": cast.PROGRAMME, "unit": "SNV", "seats": "x"}
    assert "Hãy nhập một số" in post(officer, "change_quotas", found.pk, "allot", **values)


def workbook(tmp_path: Path, *rows: tuple[str, str, str]) -> SimpleUploadedFile:
    """Make a list as agencies hand it in."""
    frame = pl.DataFrame(rows, schema=["key", "name", "reason"], orient="row")
    headers = {"key": "Mã nhân sự", "name": "Họ và tên", "reason": "Lý do"}
    write_tables(tmp_path / "list.xlsx", {"Đề cử": (headers, frame)})
    return SimpleUploadedFile("list.xlsx", (tmp_path / "list.xlsx").read_bytes())


def test_a_list_of_people_is_taken_in_whole(snv: ActingUser, home: Path, tmp_path: Path) -> None:
    offered = a_class()
    rows = [(person(f"N{n:02}"), f"Nguyễn Văn N{n:02}", "vị trí mới") for n in range(40)]
    post(snv, "nominate_list", offered.pk, workbook=workbook(tmp_path, *rows))
    assert Nomination.objects.filter(state=State.DRAFT, reason="vị trí mới").count() == 40


def test_a_list_with_faults_is_not_taken_in_at_all(
    snv: ActingUser, home: Path, tmp_path: Path
) -> None:
    offered = a_class()
    person("X", "STC")
    nominate(offered, [person("D")], acting_user=snv)
    file = workbook(
        tmp_path,
        (person("A"), "Nguyễn Văn A", ""),
        (person("B"), "Trần Thị B", ""),
        ("X", "Nguyễn Văn X", ""),
        ("A", "Nguyễn Văn A", ""),
        ("D", "", ""),
    )
    address = reverse("sending:nominate_list", args=[offered.pk])
    answer = signed_in(snv).post(address, {"workbook": file})
    assert answer.status_code == 400
    text = answer.content.decode()
    for words in ("Nguyễn Văn B", "«X»", "dòng 2", "đã được đề cử"):
        assert words in text
    assert states(offered) == {"D": State.DRAFT}


def test_every_list_can_be_taken_along(snv: ActingUser, officer: ActingUser, home: Path) -> None:
    cast.quota("SNV", 3)
    offered = a_class()
    handed_in(offered, [person("A")], snv)
    addresses = [
        ("nominations_of_class", offered.pk),
        ("selection", offered.pk),
        ("quotas", offered.round_id),
    ]
    for name, key in addresses:
        answer = signed_in(officer).get(reverse(f"sending:{name}", args=[key]), {"format": "xlsx"})
        content = BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
        assert content.getvalue()[:2] == b"PK"


def test_pages_take_few_queries_however_many_are_nominated(
    snv: ActingUser, officer: ActingUser, django_assert_max_num_queries: MaxQueries
) -> None:
    cast.quota("SNV", 30)
    cast.quota("STC", 30)
    offered = a_class(capacity=10)
    codes = [person(f"N{n:02}", due=100 + n) for n in range(30)]
    rows = handed_in(offered, codes, snv)
    select(rows[:10], acting_user=officer)
    put_on_waiting_list(rows[10:15], acting_user=officer)
    giver = Allotment.objects.get(unit="SNV")
    transfer_seats(giver, Unit.objects.get(pk="STC"), 1, "dư", acting_user=officer)
    for who, name, key, most in (
        (snv, "nominations_round", offered.round_id, 16),
        (snv, "nominations_of_class", offered.pk, 24),
        (snv, "nomination", rows[0].pk, 24),
        (snv, "quotas", offered.round_id, 16),
        (officer, "selection", offered.pk, 18),
        (officer, "quotas", offered.round_id, 20),
    ):
        client = signed_in(who)
        with django_assert_max_num_queries(most):
            text_of(client.get(reverse(f"sending:{name}", args=[key])))

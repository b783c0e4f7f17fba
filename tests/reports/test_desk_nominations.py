"""Offers, drafts, selections and exceptions wait on the desk of whoever can settle them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import timezone

from tests.sending.nominations import cast
from tests.sending.nominations.cast import a_class, handed_in, person
from thuctien.base.acting import ActingUser
from thuctien.reports.desk import nominations as desk
from thuctien.reports.desk.items import Item
from thuctien.sending.services.nominations import (
    nominate,
    put_on_waiting_list,
    select,
    withdraw,
)


@pytest.fixture(autouse=True)
def small_province(db: None) -> None:
    cast.build()


def waits(source: object, who: ActingUser) -> list[Item]:
    """Return what a source says waits for somebody today."""
    found: Iterator[Item] = source(who, timezone.localdate())  # type: ignore[operator]
    return list(found)


def test_an_offer_waits_for_its_agency_until_its_day() -> None:
    snv, stc, officer = cast.agency("SNV"), cast.agency("STC"), cast.officer()
    offered = a_class(capacity=1)
    for code in "AB":
        person(code, due=100 + ord(code))
    rows = handed_in(offered, "AB", snv)
    select(rows[:1], acting_user=officer)
    put_on_waiting_list(rows[1:], acting_user=officer)
    withdraw(rows[0], "ốm", acting_user=snv)
    (item,) = waits(desk.offers, snv)
    rows[1].refresh_from_db()
    assert item.until == rows[1].answer_by
    assert "Nguyễn Văn B" in item.what
    assert waits(desk.offers, stc) == []


def test_drafts_wait_for_the_agency_and_what_was_handed_in_for_the_province() -> None:
    snv, officer = cast.agency("SNV"), cast.officer()
    offered = a_class()
    handed_in(offered, [person("A")], snv)
    nominate(offered, [person("B")], acting_user=snv)
    (item,) = waits(desk.drafts, snv)
    assert (item.count, item.of, item.until) == (1, 2, offered.starts_on)
    assert waits(desk.to_select, snv) == []
    (item,) = waits(desk.to_select, officer)
    assert (item.count, item.of) == (1, 2)


def test_an_exception_waits_for_the_approver() -> None:
    snv, approver = cast.agency("SNV"), cast.approver()
    cast.rule_of_age(70)
    (row,) = nominate(a_class(), [person("A")], acting_user=snv)
    (item,) = waits(desk.exceptions, approver)
    assert item.count == 1
    assert str(row.pk) in item.url
    assert waits(desk.exceptions, snv) == []

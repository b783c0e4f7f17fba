"""A list is in the order that was asked for, in either direction."""

from __future__ import annotations

import pytest

from tests.conftest import holding
from thuctien.base.lists import ordered
from thuctien.base.models import User
from thuctien.base.policy import Role

ORDERS = {"code": ("username",), "name": ("display_name", "username")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sort", "codes"),
    [
        ("code", ["a", "b", "c"]),
        ("-code", ["c", "b", "a"]),
        ("name", ["c", "a", "b"]),
        ("-name", ["b", "a", "c"]),
        ("unknown", ["a", "b", "c"]),
        ("-unknown", ["a", "b", "c"]),
    ],
)
def test_a_minus_turns_an_order_round(sort: str, codes: list[str]) -> None:
    for code, name in (("b", "y"), ("a", "y"), ("c", "x")):
        user = holding(Role.LEADER, code)
        user.display_name = name
        user.save()
    rows = ordered(User.objects.all(), sort, ORDERS, "code")
    assert [user.username for user in rows] == codes

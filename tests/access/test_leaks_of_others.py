"""Leaks that users of comparable software reported, each by the name of what must not happen.

They come from one cause: the code asked whether somebody belongs to a unit, not which role they
hold in it (iomad/iomad issues 2324, 2493, 1184).
"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.access.cast import Cast, signed_in
from tests.access.probing import named_in
from tests.access.province import CANARIES, unit_of
from tests.conftest import holding
from thuctien.accounts.services.accounts import create_account
from thuctien.accounts.services.roles import grant_role
from thuctien.base.acting import ActingUser
from thuctien.base.models import RoleHeld, User
from thuctien.base.policy import Role
from thuctien.intake.models import ListImport
from thuctien.intake.services.lists import hand_in
from thuctien.people.models import Unit
from thuctien.privacy.models import Kind, Purpose

pytestmark = pytest.mark.django_db


def test_an_officer_of_one_unit_sends_no_list_for_another(cast: Cast) -> None:
    officer = ActingUser(user=User.objects.get(username="AO-here"))
    before = ListImport.objects.count()
    for place in ("sibling", "parent"):
        unit = Unit.objects.get(pk=unit_of(place))
        with pytest.raises(PermissionDenied):
            hand_in(
                SimpleUploadedFile("x.csv", b"x"),
                unit=unit,
                as_of=date.today(),
                acting_user=officer,
            )
        answer = cast.in_unit["AO"].post(
            reverse("intake:imports"),
            {"unit": unit.pk, "as_of": "2026-11-24", "file": SimpleUploadedFile("x.csv", b"x")},
        )
        assert answer.status_code == 400
    assert ListImport.objects.count() == before


def test_the_form_that_sends_a_list_offers_no_unit_of_others(cast: Cast) -> None:
    page = cast.in_unit["AO"].get(reverse("intake:imports")).content.decode()
    offered = {
        place
        for place in ("own", "sibling", "parent", "child")
        if f'value="{unit_of(place)}"' in page
    }
    assert offered == {"own", "child"}


@pytest.mark.parametrize("role", Role)
def test_nobody_with_a_role_in_a_unit_makes_accounts_or_gives_roles(cast: Cast, role: Role) -> None:
    someone = ActingUser(user=holding(role, "someone", unit_of("own")))
    target = User.objects.get(username="colleague-sibling")
    before = (User.objects.count(), RoleHeld.objects.count())
    with pytest.raises(PermissionDenied):
        create_account(username="made", display_name="x", email="", acting_user=someone)
    with pytest.raises(PermissionDenied):
        grant_role(
            target,
            Role.LEADER,
            unit=None,
            valid_from=date.today(),
            valid_to=None,
            reason="x",
            acting_user=someone,
        )
    assert (User.objects.count(), RoleHeld.objects.count()) == before


def test_who_only_belongs_to_a_unit_opens_none_of_its_pages(cast: Cast) -> None:
    member = cast.in_unit["NO"]
    for address in (
        reverse("reports:unit", args=[unit_of("own")]),
        reverse("reports:units"),
        reverse("reports:people"),
        reverse("reports:person", args=["HOC-OWN"]),
        reverse("reports:needs"),
    ):
        assert member.get(address).status_code == 403


def test_a_role_in_one_unit_opens_no_report_of_the_unit_one_belongs_to(cast: Cast) -> None:
    user = holding(Role.AGENCY_OFFICER, "mai", unit_of("sibling"))
    user.person_id = "HOC-OWN"
    user.save()
    browser = signed_in(user)
    assert browser.get(reverse("reports:unit", args=[unit_of("own")])).status_code == 404
    people = browser.get(reverse("reports:people"))
    others = {c for c in named_in(people.content.decode()) if c.key != user.person_id}
    assert {canary.place for canary in others} == {"sibling"}
    units = browser.get(reverse("reports:units")).content.decode()
    assert reverse("reports:unit", args=[unit_of("sibling")]) in units
    assert reverse("reports:unit", args=[unit_of("own")]) not in units


def test_two_roles_do_not_add_up_to_a_third_unit(cast: Cast) -> None:
    """To read in one unit and to keep people in another is not to keep people in the first."""
    user = holding(Role.AGENCY_OFFICER, "mai", unit_of("child"))
    RoleHeld.objects.create(
        user=user, role=Role.LEADER, unit_id=unit_of("sibling"), valid_from=date(2020, 1, 1)
    )
    who = ActingUser(user=user)
    with pytest.raises(PermissionDenied):
        hand_in(
            SimpleUploadedFile("x.csv", b"x"),
            unit=Unit.objects.get(pk=unit_of("sibling")),
            as_of=date.today(),
            acting_user=who,
        )
    browser = signed_in(user)
    people = named_in(browser.get(reverse("reports:people")).content.decode())
    assert {canary.place for canary in people} == {"child", "sibling"}
    for key, opens in (("HOC-CHILD", 200), ("HOC-SIBLING", 403)):
        purpose = next(p for p in Purpose.objects.order_by("pk") if Kind.IDENTITY in p.kinds)
        address = reverse("privacy:reveal", args=[key])
        answer = browser.post(address, {"identity-purpose": purpose.pk})
        assert answer.status_code == opens


@pytest.mark.parametrize("view", ["reports:people", "reports:needs", "search:search"])
@pytest.mark.parametrize("column", ["AO", "DG", "LE", "LN", "AU"])
def test_a_list_shows_those_it_may_and_all_of_them(cast: Cast, view: str, column: str) -> None:
    places = {"own", "child"} if column in {"AO", "DG", "AU"} else {"own", "sibling"}
    if column == "LN":
        places = {"own"}
    meant = {
        c for c in CANARIES if c.place in places and (c.is_learner or column not in {"LE", "LN"})
    }
    page = cast.in_unit[column].get(reverse(view), {"q": "Bùi"}).content.decode()
    assert named_in(page) == meant


def test_a_list_of_another_unit_is_not_found_rather_than_empty(cast: Cast) -> None:
    for view in ("reports:people", "reports:needs"):
        answer = cast.in_unit["AO"].get(reverse(view), {"unit": unit_of("sibling")})
        assert answer.status_code == 404


def test_a_class_names_its_own_and_counts_the_others(cast: Cast) -> None:
    address = reverse("classes:class", args=["2027-001"])
    page = cast.in_unit["AO"].get(address).content.decode()
    assert {canary.key for canary in named_in(page)} == {"HOC-OWN"}
    assert "1 học viên của đơn vị khác" in page
    searched = cast.in_unit["AO"].get(address, {"q": "Hocsibling"}).content.decode()
    assert "1 học viên của đơn vị khác" in searched


def test_the_faults_of_a_job_are_for_who_asked_for_it(cast: Cast) -> None:
    address = reverse("job", args=[cast.things["own"]["job_id"]])
    assert named_in(cast.over_province["PO"].get(address).content.decode())
    page = cast.over_province["AD"].get(address)
    assert page.status_code == 200
    assert not named_in(page.content.decode())


def test_no_page_links_to_a_unit_that_would_be_refused(cast: Cast) -> None:
    page = cast.in_unit["AO"].get(reverse("reports:unit", args=[unit_of("own")])).content.decode()
    for place in ("sibling", "parent"):
        assert f"Đơn vị {unit_of(place)}" in page
        assert reverse("reports:unit", args=[unit_of(place)]) not in page


def test_who_may_open_nothing_is_led_to_a_page_that_opens(cast: Cast) -> None:
    for browser in (*cast.in_unit.values(), *cast.over_province.values()):
        assert browser.get("/", follow=True).status_code == 200

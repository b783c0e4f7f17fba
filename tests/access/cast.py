"""Who acts in the table of access: every role in a unit and over the province, and who has none."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.test import Client

from tests.access.belongings import Belongings, belongings
from tests.access.province import CANARIES, PLACES, unit_of
from tests.conftest import LONG_AGO, holding
from thuctien.base.acting import ON_BEHALF_OF
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.base.policy import Role

COLUMNS: dict[str, Role] = {
    "PO": Role.PROVINCE_OFFICER,
    "AP": Role.APPROVER,
    "AO": Role.AGENCY_OFFICER,
    "AC": Role.ACADEMIC_OFFICER,
    "DE": Role.DEAN,
    "LE": Role.LECTURER,
    "LN": Role.LEARNER,
    "CE": Role.CENTRE_OFFICER,
    "AS": Role.ASSESSOR,
    "LD": Role.LEADER,
    "AU": Role.AUDITOR,
    "AD": Role.ADMINISTRATOR,
}
NOBODY, DELEGATE = "NO", "DG"
"""Somebody without a role, who belongs to the unit; somebody who acts for its agency officer."""


@dataclass
class Cast:
    """Browsers in which everybody is signed in, and what belongs to a colleague at each place."""

    in_unit: dict[str, Client] = field(default_factory=dict)
    over_province: dict[str, Client] = field(default_factory=dict)
    things: dict[str, Belongings] = field(default_factory=dict)


def assemble() -> Cast:
    """Make every account, sign it in, and give each colleague what belongs to one."""
    cast = Cast()
    for column, role in COLUMNS.items():
        cast.in_unit[column] = signed_in(_account(role, f"{column}-here", unit_of("own")))
        cast.over_province[column] = signed_in(_account(role, f"{column}-all", None))
    member = next(canary for canary in CANARIES if canary.place == "own")
    cast.in_unit[NOBODY] = signed_in(_member(member.key))
    cast.in_unit[DELEGATE] = _delegate(User.objects.get(username="AO-here"))
    cover = User.objects.create_user("cover")
    for place in PLACES:
        colleague = holding(Role.AGENCY_OFFICER, f"colleague-{place}", unit_of(place))
        cast.things[place] = belongings(colleague, place, cover)
    return cast


def signed_in(user: User, on_behalf_of: User | None = None) -> Client:
    """Return a browser in which ``user`` is signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(user)
    if on_behalf_of is not None:
        session = client.session
        session[ON_BEHALF_OF] = on_behalf_of.pk
        session.save()
    return client


def _account(role: Role, username: str, unit: str | None) -> User:
    user = holding(role, username, unit)
    if role is Role.LEARNER:
        user.person_id = "HOC-OWN"
    if role is Role.LECTURER:
        user.lecturer_id = "GV-NHAT"
    user.save()
    return user


def password_of(username: str) -> str:
    """Return the password of somebody without a role; without one, pages ask to choose it."""
    return f"mat-khau-cua-{username}"


def _member(person: str) -> User:
    return User.objects.create_user("member", password=password_of("member"), person_id=person)


def _delegate(giver: User) -> Client:
    receiver = User.objects.create_user("receiver", password=password_of("receiver"))
    given = Delegation.objects.create(
        giver=giver, receiver=receiver, valid_from=LONG_AGO, valid_to="2999-12-31", reason="leave"
    )
    given.roles.set(RoleHeld.objects.filter(user=giver))
    return signed_in(receiver, giver)

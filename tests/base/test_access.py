"""One module answers who may do what, and who sees which rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tests.conftest import LONG_AGO, holding
from thuctien.base.access import Action, can, require, sees_personal_data, visible
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.held import forget_roles
from thuctien.base.models import Delegation, RoleHeld, User
from thuctien.base.policy import GRANTS, Reach, Role
from thuctien.engine.model import Province
from thuctien.people.models import Person, Unit

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _unit_with_children() -> Unit:
    """Return a unit below the root that has units with people below it."""
    peopled = Unit.objects.filter(depth__gte=2, current_people__isnull=False).values("parent")
    found = Unit.objects.filter(pk__in=peopled).order_by("pk").first()
    assert found is not None
    return found


def _people_below(unit: Unit) -> set[str]:
    below = Person.objects.filter(current_unit__path__startswith=unit.path)
    return set(below.values_list("pk", flat=True))


def _seen_by(user: User) -> set[str]:
    rows = visible(Person.objects.all(), acting_user=ActingUser(user=user))
    return set(rows.values_list("pk", flat=True))


def test_a_role_over_the_whole_province_reaches_everybody(stored_province: Province) -> None:
    officer = holding(Role.PROVINCE_OFFICER, "lan")
    assert _seen_by(officer) == set(Person.objects.values_list("pk", flat=True))


def test_a_role_in_the_root_unit_is_one_over_the_whole_province(stored_province: Province) -> None:
    root = Unit.objects.filter(depth=0).order_by("pk").first()
    assert root is not None
    officer = holding(Role.PROVINCE_OFFICER, "lan", root.pk)
    assert can(ActingUser(user=officer), Action.MAKE_PLAN)


def test_a_role_in_a_unit_reaches_that_unit_and_those_below(stored_province: Province) -> None:
    unit = _unit_with_children()
    people = _people_below(unit)
    assert _seen_by(holding(Role.AGENCY_OFFICER, "mai", unit.pk)) == people
    assert people
    assert len(people) < Person.objects.count()


def test_belonging_to_a_unit_gives_no_right(stored_province: Province) -> None:
    member = User.objects.create_user("binh", person_id=Person.objects.order_by("pk")[0].pk)
    assert _seen_by(member) == set()


def test_a_learner_sees_only_the_own_record(stored_province: Province) -> None:
    learner = holding(Role.LEARNER, "binh")
    assert _seen_by(learner) == set()
    learner.person_id = Person.objects.order_by("pk")[0].pk
    assert _seen_by(learner) == {learner.person_id}


def test_an_action_on_the_province_needs_a_role_over_the_whole_of_it(
    stored_province: Province,
) -> None:
    officer = holding(Role.PROVINCE_OFFICER, "lan", _unit_with_children().pk)
    assert not can(ActingUser(user=officer), Action.MAKE_PLAN)
    with pytest.raises(PermissionDenied):
        require(ActingUser(user=officer), Action.REPLACE_PROVINCE)


def test_a_right_to_do_something_to_a_row_ends_where_the_role_ends(
    stored_province: Province,
) -> None:
    unit = _unit_with_children()
    officer = ActingUser(user=holding(Role.AGENCY_OFFICER, "mai", unit.pk))
    other = Unit.objects.filter(depth__gte=1).exclude(path__startswith=unit.path).order_by("pk")[0]
    assert can(officer, Action.IMPORT_PEOPLE, unit)
    assert not can(officer, Action.IMPORT_PEOPLE, other)


@pytest.mark.parametrize(
    ("from_today", "to_today", "revoked", "holds"),
    [
        (0 * DAY, None, False, True),
        (-3650 * DAY, 0 * DAY, False, True),
        (-3650 * DAY, -DAY, False, False),
        (DAY, None, False, False),
        (-3650 * DAY, None, True, False),
    ],
)
def test_a_role_is_held_from_a_day_to_a_day_unless_revoked(
    from_today: timedelta, to_today: timedelta | None, revoked: bool, holds: bool
) -> None:
    # Asked for in the test: a run over midnight has two todays.
    today = timezone.localdate()
    user = User.objects.create_user("lan")
    RoleHeld.objects.create(
        user=user,
        role=Role.LEADER,
        valid_from=today + from_today,
        valid_to=None if to_today is None else today + to_today,
        revoked_at=timezone.now() if revoked else None,
    )
    assert can(ActingUser(user=user), Action.READ_PEOPLE) is holds


def test_a_closed_account_may_do_nothing(officer: User) -> None:
    officer.is_active = False
    assert not any(can(ActingUser(user=officer), action) for action in Action)
    assert not visible(User.objects.all(), acting_user=ActingUser(user=officer)).exists()


def test_a_command_of_the_installation_may_do_everything() -> None:
    assert SYSTEM.is_system
    require(SYSTEM, Action.REPLACE_PROVINCE)


def _may(user: User) -> set[Action]:
    return {action for action in Action if can(ActingUser(user=user), action)}


@pytest.mark.parametrize("role", Role)
def test_a_role_gives_what_the_table_says_and_nothing_else(role: Role) -> None:
    without_role = _may(User.objects.create_user("binh"))
    may = _may(holding(role, "lan"))
    assert may - without_role == set(GRANTS[role]) - without_role


def test_an_auditor_and_a_leader_change_nothing_and_an_administrator_sees_no_person() -> None:
    changes = {
        action for action in Action if action.partition(".")[2] in {"import", "make", "replace"}
    } | {Action.MERGE_PEOPLE, Action.ERASE_PERSON, Action.GRANT_ROLE, Action.MANAGE_ACCOUNT}
    assert not changes & (set(GRANTS[Role.AUDITOR]) | set(GRANTS[Role.LEADER]))
    assert Action.READ_PEOPLE not in GRANTS[Role.ADMINISTRATOR]


def test_whose_role_sees_personal_data() -> None:
    seeing = {role for role in Role if sees_personal_data(holding(role, role.value))}
    assert seeing == {
        role for role in Role if GRANTS[role].get(Action.READ_PEOPLE, Reach.OWN) is not Reach.OWN
    }


def _delegated(giver: User, receiver: User, valid_to: date | None = None) -> Delegation:
    made = Delegation.objects.create(
        giver=giver,
        receiver=receiver,
        valid_from=LONG_AGO,
        valid_to=valid_to or timezone.localdate(),
        reason="leave",
    )
    made.roles.set(giver.roles_held.all())
    return made


def test_who_acts_for_another_has_the_roles_given_and_not_the_own(officer: User) -> None:
    receiver = holding(Role.AUDITOR, "hoa")
    _delegated(officer, receiver)
    for_officer = ActingUser(user=receiver, on_behalf_of=officer)
    assert can(for_officer, Action.MAKE_PLAN)
    assert not can(for_officer, Action.READ_AUDIT)
    assert not can(ActingUser(user=receiver), Action.MAKE_PLAN)


def test_without_a_delegation_nobody_acts_for_another(officer: User) -> None:
    stranger = holding(Role.AUDITOR, "hoa")
    assert not can(ActingUser(user=stranger, on_behalf_of=officer), Action.READ_PEOPLE)


def test_a_delegation_ends_with_its_dates_its_giver_and_the_role_itself(officer: User) -> None:
    receiver = User.objects.create_user("hoa")
    made = _delegated(officer, receiver)
    acting = ActingUser(user=receiver, on_behalf_of=officer)
    assert can(acting, Action.MAKE_PLAN)
    for field, value in (("valid_to", timezone.localdate() - DAY), ("ended_at", timezone.now())):
        before = getattr(made, field)
        Delegation.objects.filter(pk=made.pk).update(**{field: value})
        forget_roles(receiver)
        assert not can(acting, Action.MAKE_PLAN)
        Delegation.objects.filter(pk=made.pk).update(**{field: before})
    officer.roles_held.update(revoked_at=timezone.now())
    forget_roles(receiver)
    assert not can(acting, Action.MAKE_PLAN)

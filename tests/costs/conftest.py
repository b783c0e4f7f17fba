"""The small province with the sample norms and rules, and who acts on it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import holding
from tests.costs import small
from thuctien.base.acting import SYSTEM, ActingUser
from thuctien.base.policy import Role
from thuctien.catalogue.models import Programme
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.costs.services.cases import open_case
from thuctien.costs.services.commitments import make_commitment
from thuctien.costs.services.sample import load_sample
from thuctien.engine.costs import CaseKind
from thuctien.people.models import Person


@pytest.fixture
def province(db: None) -> None:
    """Two agencies, with the norms and rules that come with the product."""
    small.build()
    load_sample(acting_user=SYSTEM)


@pytest.fixture
def agency_officer(province: None) -> ActingUser:
    """Who keeps the people of the department."""
    return ActingUser(user=holding(Role.AGENCY_OFFICER, "gan", "SO"))


@pytest.fixture
def approver(province: None) -> ActingUser:
    """Who decides for the whole province."""
    return ActingUser(user=holding(Role.APPROVER, "duyet"))


@pytest.fixture
def learner(province: None) -> ActingUser:
    """The account of the person in the department."""
    user = holding(Role.LEARNER, "hoc-vien")
    user.person_id = small.OFFICER
    user.save()
    return ActingUser(user=user)


@pytest.fixture
def commitment(agency_officer: ActingUser) -> ServiceCommitment:
    """Half a year of training in 2026, for which somebody of the department owes 18 months."""
    return make_commitment(
        Person.objects.get(pk=small.OFFICER),
        Programme.objects.get(pk="TC"),
        training=small.HALF_A_YEAR,
        decided_on=date(2025, 12, 20),
        decision_no="12/QĐ-TU",
        acting_user=agency_officer,
    )


@pytest.fixture
def case(commitment: ServiceCommitment, agency_officer: ActingUser) -> CompensationCase:
    """The same person left at the end of 2026, after six months of service."""
    small.leave(small.OFFICER, date(2026, 12, 31))
    return open_case(
        commitment,
        kind=CaseKind.LEFT_EARLY,
        happened_on=date(2027, 1, 1),
        note="đơn xin thôi việc",
        on=date(2027, 1, 5),
        acting_user=agency_officer,
    )

"""Service owed: by which rule, how much of it is done, and where it stands."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from tests.costs import small
from thuctien.base.acting import ActingUser
from thuctien.base.lists import Asked
from thuctien.catalogue.models import Programme
from thuctien.costs.models import CompensationCase, ServiceCommitment
from thuctien.costs.selectors.commitments import one_owed, owed_by, owed_page
from thuctien.costs.selectors.service import Standing
from thuctien.costs.services.commitments import NotBoundError, make_commitment
from thuctien.engine.costs.months import Period
from thuctien.notices.models import Notice
from thuctien.people.models import Appointment, Person


def send(
    person: str, decided_on: date, acting_user: ActingUser, training: Period = small.HALF_A_YEAR
) -> ServiceCommitment:
    return make_commitment(
        Person.objects.get(pk=person),
        Programme.objects.get(pk="TC"),
        training=training,
        decided_on=decided_on,
        decision_no="1/QĐ",
        acting_user=acting_user,
    )


@pytest.mark.parametrize(
    ("person", "decided_on", "rule", "owed"),
    [
        (small.OFFICER, date(2018, 1, 1), "CK-101-CC", 12),
        (small.OFFICER, date(2025, 12, 1), "CK-171-CC", 18),
        (small.TEACHER, date(2025, 12, 1), "CK-101-VC", 12),
        (small.TEACHER, date(2016, 12, 1), "CK-2012-VC", 12),
    ],
)
def test_the_day_and_the_kind_of_unit_choose_the_rule(
    person: str, decided_on: date, rule: str, owed: int, acting_officer: ActingUser, province: None
) -> None:
    found = send(person, decided_on, acting_officer)
    assert (found.rule_id, found.owed_months) == (rule, owed)


def test_before_any_rule_nothing_is_owed(acting_officer: ActingUser, province: None) -> None:
    with pytest.raises(NotBoundError):
        send(small.OFFICER, date(2016, 1, 1), acting_officer)


def test_a_short_course_binds_nobody(acting_officer: ActingUser, province: None) -> None:
    with pytest.raises(NotBoundError):
        send(
            small.OFFICER,
            date(2026, 1, 1),
            acting_officer,
            Period(date(2026, 2, 1), date(2026, 3, 15)),
        )


def test_somebody_without_a_post_on_that_day_is_not_bound(
    acting_officer: ActingUser, province: None
) -> None:
    small.leave(small.OFFICER, date(2025, 1, 1))
    with pytest.raises(NotBoundError):
        send(small.OFFICER, date(2026, 1, 1), acting_officer)


def test_the_same_sending_is_one_commitment(
    commitment: ServiceCommitment, agency_officer: ActingUser
) -> None:
    assert send(small.OFFICER, date(2025, 12, 20), agency_officer) == commitment
    assert ServiceCommitment.objects.count() == 1


def test_another_agency_writes_nothing_down(agency_officer: ActingUser) -> None:
    with pytest.raises(PermissionDenied):
        send(small.TEACHER, date(2026, 1, 1), agency_officer)


def test_the_person_is_told(learner: ActingUser, commitment: ServiceCommitment) -> None:
    (notice,) = Notice.objects.filter(recipient=learner.user)
    assert notice.kind == "costs.commitment.made"
    assert notice.figures["months"] == 18


@pytest.mark.parametrize(
    ("on", "served", "standing"),
    [
        (date(2026, 3, 1), 0, Standing.TRAINING),
        (date(2026, 12, 31), 6, Standing.SERVING),
        (date(2027, 1, 15), 7, Standing.SERVING),
        (date(2027, 12, 31), 18, Standing.SERVED),
        (date(2030, 1, 1), 18, Standing.SERVED),
    ],
)
def test_months_served_are_counted_from_the_posts_held(
    on: date,
    served: int,
    standing: Standing,
    commitment: ServiceCommitment,
    acting_officer: ActingUser,
) -> None:
    owed = one_owed(commitment.pk, on, acting_user=acting_officer)
    assert owed is not None
    assert (owed.service.served, owed.service.standing) == (served, standing)


def test_who_holds_no_post_has_left_and_stays_in_sight_of_who_sent(
    commitment: ServiceCommitment, agency_officer: ActingUser
) -> None:
    small.leave(small.OFFICER, date(2026, 12, 31))
    (row,) = owed_page("all", Asked(), date(2027, 6, 1), acting_user=agency_officer).rows
    assert (row.service.served, row.service.standing) == (6, Standing.LEFT)


def test_a_second_post_elsewhere_goes_on_counting(
    commitment: ServiceCommitment, acting_officer: ActingUser
) -> None:
    small.leave(small.OFFICER, date(2026, 12, 31))
    Appointment.objects.create(
        person_id=small.OFFICER, post_id=f"VT-{small.TEACHER}", valid_from=date(2027, 2, 1)
    )
    (row,) = owed_by(small.OFFICER, date(2027, 3, 31), acting_user=acting_officer)
    assert (row.service.served, row.service.standing) == (8, Standing.SERVING)


def test_the_list_tells_what_runs_from_what_has_ended(
    case: CompensationCase, acting_officer: ActingUser
) -> None:
    def names(state: str, on: date) -> list[Standing]:
        found = owed_page(state, Asked(), on, acting_user=acting_officer)
        return [row.service.standing for row in found.rows]

    assert names("", date(2027, 2, 1)) == [Standing.CASE]
    assert names("closed", date(2027, 2, 1)) == []
    assert names("closed", date(2029, 1, 1)) == [Standing.CASE]
    assert not owed_page("", Asked(text="bình"), date(2027, 2, 1), acting_user=acting_officer).rows

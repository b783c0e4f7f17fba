"""The pages: what a clerk does, what each shows, and with how many queries."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.conftest import SAMPLE_YEAR
from tests.scenarios.conftest import FROM, MERGER, NO_REFRESHER
from thuctien.base.acting import ActingUser
from thuctien.base.models import Job, JobState, User
from thuctien.catalogue.models import Requirement
from thuctien.engine.model import Province
from thuctien.engine.scenarios.changes import EndRequirement, MergeUnits
from thuctien.people.models import Unit
from thuctien.scenarios.forms import KINDS
from thuctien.scenarios.models import Scenario, ScenarioState
from thuctien.scenarios.province import changes_of
from thuctien.scenarios.services.asking import NEEDS, request_result
from thuctien.scenarios.services.changing import add_change

Run = Callable[[str], Job]
DAY = f"{FROM:%d/%m/%Y}"


@pytest.fixture
def computed(scenario: Scenario, acting_officer: ActingUser, run: Run) -> Scenario:
    """The scenario with two changes, its needs computed."""
    for change in (MERGER, NO_REFRESHER):
        add_change(scenario, change, acting_user=acting_officer)
    request_result(scenario, acting_user=acting_officer)
    assert run(NEEDS).state == JobState.DONE
    return scenario


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    """The officer in front of the browser."""
    client.force_login(officer)
    return client


def page(client: Client, path: str) -> str:
    """Return what a page says; fails where it does not open."""
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_scenario_is_made_on_the_list(signed_in: Client, stored_province: Province) -> None:
    """Its page opens, and the list has it."""
    answer = signed_in.post(
        "/scenarios/new/", {"name": "Cắt 10 %", "year": SAMPLE_YEAR, "note": ""}, follow=True
    )
    assert "Cắt 10 %" in answer.content.decode()
    assert "Cắt 10 %" in page(signed_in, "/scenarios/")


def test_a_clerk_ends_a_requirement_and_takes_it_back(
    signed_in: Client, scenario: Scenario
) -> None:
    """The change stands as a sentence with the name of the requirement."""
    path = f"/scenarios/{scenario.pk}/add/end-requirement/"
    assert "YC-CCLL-LD" in page(signed_in, path)
    answer = signed_in.post(path, {"requirement": "YC-CCLL-LD", "from_day": DAY}, follow=True)
    name = Requirement.objects.get(pk="YC-CCLL-LD").name
    assert f"Từ {DAY}: bỏ yêu cầu «{name}»." in answer.content.decode()
    assert changes_of(scenario) == (EndRequirement(requirement_id="YC-CCLL-LD", from_day=FROM),)
    signed_in.post(f"/scenarios/{scenario.pk}/undo/")
    assert changes_of(scenario) == ()


def test_a_requirement_is_changed_from_how_it_is(signed_in: Client, scenario: Scenario) -> None:
    """First one is chosen; then its terms are there, and only what differs need be typed."""
    path = f"/scenarios/{scenario.pk}/add/change-requirement/"
    assert "YC-CCLL-LD" in page(signed_in, path)
    old = Requirement.objects.get(pk="YC-CCLL-LD")
    path += "?requirement=YC-CCLL-LD"
    assert old.name in page(signed_in, path)
    terms = {
        "from_day": DAY,
        "name": old.name,
        "qualification": old.qualification_id,
        "timing": old.timing,
        "binding": "recommended",
        "leadership_levels": old.leadership_levels,
        "min_years_to_retirement": "2",
    }
    assert signed_in.post(path, terms).status_code == 302
    (change,) = changes_of(scenario)
    assert change.new_id == "YC-CCLL-LD-20270101"  # type: ignore[union-attr]


def test_units_are_merged_by_code_or_name(signed_in: Client, scenario: Scenario) -> None:
    """What is typed may be either; the new unit has a code of the scenario's own."""
    second = Unit.objects.get(pk="XA002")
    form = {"unit_1": "XA001", "unit_2": second.name, "from_day": DAY, "name": "Xã Mới"}
    path = f"/scenarios/{scenario.pk}/add/merge-units/"
    assert signed_in.post(path, form).status_code == 302
    (change,) = changes_of(scenario)
    assert isinstance(change, MergeUnits)
    assert change.unit_ids == ("XA001", "XA002")
    assert change.into_id == f"PA{scenario.pk}-1"


def test_a_clash_stands_on_the_form(signed_in: Client, scenario: Scenario) -> None:
    """In the words of the reader, with what was typed still there."""
    form = {"requirement": "YC-CCLL-LD", "from_day": "01/01/2001"}
    answer = signed_in.post(f"/scenarios/{scenario.pk}/add/end-requirement/", form)
    assert answer.status_code == 400
    assert "có hiệu lực từ" in answer.content.decode()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_form_opens_and_explains_itself(
    signed_in: Client, scenario: Scenario, kind: str
) -> None:
    """Each kind of change has a page with its title."""
    assert str(KINDS[kind].title) in page(signed_in, f"/scenarios/{scenario.pk}/add/{kind}/")


def test_asking_twice_computes_once(signed_in: Client, scenario: Scenario) -> None:
    """A double click queues one job of each kind."""
    for _click in range(2):
        signed_in.post(f"/scenarios/{scenario.pk}/compute/")
    assert sorted(Job.objects.values_list("kind", flat=True)) == [NEEDS, "scenario.plan"]
    assert "đang" in page(signed_in, f"/scenarios/{scenario.pk}/")


@pytest.mark.parametrize(
    ("part", "most"),
    [("", 28), ("needs/", 28), ("plan/", 24), ("money/", 26), ("people/", 28)],
)
def test_pages_take_a_fixed_number_of_queries(
    signed_in: Client,
    computed: Scenario,
    part: str,
    most: int,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """However many rows differ."""
    with django_assert_max_num_queries(most):
        page(signed_in, f"/scenarios/{computed.pk}/{part}")


def test_the_list_takes_a_fixed_number_of_queries(
    signed_in: Client,
    computed: Scenario,
    acting_officer: ActingUser,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """However many scenarios there are."""
    with django_assert_max_num_queries(14):
        page(signed_in, "/scenarios/")


def test_every_count_stands_over_its_base(signed_in: Client, computed: Scenario) -> None:
    """The needs as it is and in the scenario, over what applies to anybody."""
    told = page(signed_in, f"/scenarios/{computed.pk}/")
    assert "lượt yêu cầu áp dụng" in told
    assert "Nhu cầu" in told


def test_needs_that_differ_are_listed_filtered_and_taken_away(
    signed_in: Client, computed: Scenario
) -> None:
    """With name and reason; the workbook has the rows of the filter."""
    path = f"/scenarios/{computed.pk}/needs/?change=vanishes"
    told = page(signed_in, path)
    gone = list(computed.result.needs.filter(change="vanishes").select_related("person"))
    assert gone
    assert gone[0].person.full_name in told
    assert "Yêu cầu đã được bỏ." in told
    file = signed_in.get(f"{path}&format=xlsx")
    rows = CalamineWorkbook.from_filelike(
        BytesIO(b"".join(file.streaming_content))  # type: ignore[attr-defined]
    ).get_sheet_by_index(0)
    assert rows.height == len(gone) + 1


def test_scenarios_stand_side_by_side(
    signed_in: Client, computed: Scenario, acting_officer: ActingUser
) -> None:
    """The figures of both, beside the year as it is."""
    told = page(signed_in, f"/scenarios/compare/?id={computed.pk}&id=x&id=999999")
    assert computed.name in told
    assert "Nhu cầu" in told


def test_the_approver_sees_every_row_and_adopts(
    client: Client, approver: User, computed: Scenario
) -> None:
    """Nothing is written without a reason; then all of it is, and the page says who and why."""
    client.force_login(approver)
    path = f"/scenarios/{computed.pk}/adopt/"
    preview = page(client, path)
    assert "XA901" in preview
    assert "YC-CCLL-LD" in preview
    assert client.post(path, {"reason": ""}).status_code == 400
    assert not Unit.objects.filter(pk="XA901").exists()
    answer = client.post(path, {"reason": "Nghị quyết 1"}, follow=True)
    assert "Nghị quyết 1" in answer.content.decode()
    computed.refresh_from_db()
    assert computed.state == ScenarioState.ADOPTED
    assert client.get(path).status_code == 404


def test_what_clashes_by_now_is_told_before_adopting(
    client: Client, approver: User, computed: Scenario
) -> None:
    """The rule was ended by other means: there is no form, only what clashes."""
    Requirement.objects.filter(pk="YC-CCLL-LD").update(valid_to=FROM.replace(year=2026))
    client.force_login(approver)
    told = page(client, f"/scenarios/{computed.pk}/adopt/")
    assert "đã hết hiệu lực" in told
    assert 'name="reason"' not in told


def test_a_leader_reads_and_makes_nothing(client: Client, leader: User, computed: Scenario) -> None:
    """No form, no button; the addresses do not open either."""
    client.force_login(leader)
    told = page(client, f"/scenarios/{computed.pk}/")
    assert "/add/" not in told
    for path in ("compute/", "undo/", "adopt/", "archive/"):
        assert client.post(f"/scenarios/{computed.pk}/{path}").status_code == 403

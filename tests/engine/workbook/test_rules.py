"""What must be true between rows; each rule spoiled in the small province, which is sound."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.engine.workbook.bench import SMALL, Workbench, only
from thuctien.engine.model.choices import Sex
from thuctien.engine.text.personal_number import masked, personal_number_of
from thuctien.engine.wording import Language
from thuctien.engine.workbook import FaultCode, Severity

SECOND_APPOINTMENT = {"person_id": "0381", "post_id": "P1", "valid_from": date(2018, 1, 1)}
TWIN_REQUIREMENT = {**SMALL["requirements"][0], "requirement_id": "R9"}


def test_a_person_twice_is_an_error(workbench: Workbench) -> None:
    """The same identity in two rows; the other row is named."""
    reading = workbench.read_with(people=[{**SMALL["people"][0], "full_name": "Lê Thị Lan"}])
    fault = only(reading, FaultCode.PERSON_TWICE)
    assert (fault.sheet, fault.row, fault.column) == ("Nhân sự", 4, "Mã nhân sự")
    assert "dòng 2" in fault.reason(Language.VI)
    assert reading.province is None


def test_the_same_name_and_birth_date_is_a_warning(workbench: Workbench) -> None:
    """Another identity for «Nguyễn Thị Hoà», the other placement of the tone."""
    twin = {**SMALL["people"][0], "person_id": "0399", "full_name": "Nguyễn Thị Hoà"}
    reading = workbench.read_with(people=[twin])
    fault = only(reading, FaultCode.SAME_PERSON)
    assert fault.severity is Severity.WARNING
    assert fault.values["person"] == "0381"
    assert reading.province is not None


def test_namesakes_of_one_year_are_no_warning(workbench: Workbench) -> None:
    """A bare year is no evidence."""
    namesake = {**SMALL["people"][1], "person_id": "0399"}
    assert not workbench.read_with(people=[namesake]).faults


def test_a_key_twice_names_both_rows(workbench: Workbench) -> None:
    """Every table has a key; here that of units."""
    fault = only(workbench.read_with(units=[SMALL["units"][0]]), FaultCode.DUPLICATE_KEY)
    assert (fault.sheet, fault.row) == ("Đơn vị", 4)
    assert fault.reason(Language.VI) == "Dòng này trùng khóa (S1) với dòng 2."


def test_keys_of_several_columns_compare_all(workbench: Workbench) -> None:
    """The same person and post from another day is another row."""
    earlier = {
        **SMALL["appointments"][0],
        "valid_from": date(2010, 1, 1),
        "valid_to": date(2012, 1, 1),
    }
    assert not workbench.read_with(appointments=[earlier]).faults


@pytest.mark.parametrize(
    ("table", "values", "column", "target"),
    [
        ("appointments", {"person_id": "0999"}, "Mã nhân sự", "Nhân sự"),
        ("appointments", {"post_id": "P9"}, "Mã vị trí", "Vị trí việc làm"),
        ("posts", {"family": "xx"}, "Nhóm vị trí", "nhóm vị trí"),
        ("requirements", {"post_families": ["cm", "xx"]}, "Nhóm vị trí", "nhóm vị trí"),
        ("programmes", {"budget_id": "xx"}, "Nguồn kinh phí", "Kinh phí"),
        ("lecturers", {"topics": ["xx"]}, "Chuyên đề", "chuyên đề"),
    ],
)
def test_a_code_that_no_row_has(
    workbench: Workbench, table: str, values: dict[str, Any], column: str, target: str
) -> None:
    """References to tables and to lists of codes, single and several in a cell."""
    fault = only(workbench.read_changed(table, 0, **values), FaultCode.UNKNOWN_CODE)
    assert (fault.row, fault.column) == (2, column)
    assert f"«{target}»" in fault.reason(Language.VI)


@pytest.mark.parametrize("code", ["TC", "phong"])
def test_codes_of_a_rule_follow_its_predicate(workbench: Workbench, code: str) -> None:
    """A qualification is no leadership level, and the other way round."""
    predicate = "leadership_levels" if code == "TC" else "holds"
    reading = workbench.read_changed("eligibility_rules", 1, predicate=predicate, codes=[code])
    assert only(reading, FaultCode.UNKNOWN_CODE).column == "Giá trị mã"


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"predicate": "rated_at_least", "number": 2.0}, {FaultCode.PREDICATE_NEEDS_CODES}),
        (
            {"predicate": "rated_at_least", "number": None},
            {FaultCode.PREDICATE_NEEDS_CODES, FaultCode.PREDICATE_NEEDS_NUMBER},
        ),
        ({"predicate": "no_discipline", "number": None}, set()),
        ({"predicate": "no_discipline", "codes": ["TC"]}, {FaultCode.UNKNOWN_CODE}),
        ({"predicate": "min_months_since_training", "number": 24.0}, set()),
        ({"predicate": "min_months_since_training", "codes": ["TC"]}, set()),
        ({"predicate": "min_months_since_kind", "number": 24.0}, {FaultCode.PREDICATE_NEEDS_CODES}),
        ({"predicate": "planned_levels", "codes": ["TC"]}, {FaultCode.UNKNOWN_CODE}),
        ({"predicate": "documented"}, {FaultCode.PREDICATE_NEEDS_CODES}),
        ({"decided_by": "ai"}, {FaultCode.UNKNOWN_CODE}),
    ],
)
def test_a_condition_has_what_it_looks_at(
    workbench: Workbench, values: dict[str, Any], codes: set[FaultCode]
) -> None:
    reading = workbench.read_changed("eligibility_rules", 0, **values)
    assert {fault.code for fault in reading.faults} == codes


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("units", {"valid_from": date(2020, 2, 1), "valid_to": date(2020, 1, 31)}),
        ("closures", {"first_day": date(2027, 8, 1)}),
        ("holdings", {"expires_on": date(2010, 1, 1)}),
    ],
)
def test_an_end_before_its_start(workbench: Workbench, table: str, values: dict[str, date]) -> None:
    """Validity, closed days, and what expired before it was awarded."""
    reading = workbench.read_changed(table, 0, **values)
    assert FaultCode.ENDS_BEFORE_START in {fault.code for fault in reading.errors}


def test_the_first_and_last_day_may_be_one(workbench: Workbench) -> None:
    """Both days are included."""
    one_day = {"valid_from": date(2020, 2, 1), "valid_to": date(2020, 2, 1)}
    assert not workbench.read_changed("sites", 0, **one_day).faults


def test_a_post_held_twice_at_once(workbench: Workbench) -> None:
    """An open appointment overlaps with a later one of the same person in the same post."""
    reading = workbench.read_with(appointments=[SECOND_APPOINTMENT])
    fault = only(reading, FaultCode.OVERLAPPING_APPOINTMENTS)
    assert (fault.row, fault.values["other"]) == (4, "2")


def test_an_overlap_hidden_behind_a_short_one(workbench: Workbench) -> None:
    """A long appointment overlaps with the third, though the second has ended before it."""
    short = {**SECOND_APPOINTMENT, "valid_to": date(2018, 2, 1)}
    third = {**SECOND_APPOINTMENT, "valid_from": date(2019, 1, 1)}
    faults = workbench.read_with(appointments=[short, third]).faults
    assert [(fault.row, fault.values["other"]) for fault in faults] == [(4, "2"), (5, "2")]


def test_appointments_that_touch_do_not_overlap(workbench: Workbench) -> None:
    """One ends the day before the next begins."""
    tables = {"valid_to": date(2017, 12, 31)}
    assert not workbench.read_changed("appointments", 0, **tables).faults


def test_an_appointment_to_a_post_that_ended(workbench: Workbench) -> None:
    """The sentence says how long the post existed."""
    reading = workbench.read_changed("posts", 1, valid_to=date(2025, 6, 30))
    fault = only(reading, FaultCode.POST_NOT_IN_FORCE)
    assert (fault.sheet, fault.row) == ("Bổ nhiệm", 3)
    assert "từ không hạn đến 30/06/2025" in fault.reason(Language.VI)


def test_an_appointment_before_its_post(workbench: Workbench) -> None:
    """The post began after the appointment."""
    reading = workbench.read_changed("posts", 1, valid_from=date(2020, 1, 1))
    assert only(reading, FaultCode.POST_NOT_IN_FORCE).row == 3


def test_a_post_in_a_unit_that_ended(workbench: Workbench) -> None:
    """The unit was abolished; its post has no end."""
    reading = workbench.read_changed("units", 1, valid_to=date(2025, 6, 30))
    fault = only(reading, FaultCode.UNIT_NOT_IN_FORCE)
    assert (fault.sheet, fault.row, fault.values["unit"]) == ("Vị trí việc làm", 3, "X1")


def test_units_in_a_circle(workbench: Workbench) -> None:
    """Each is above the other."""
    fault = only(workbench.read_changed("units", 0, parent_id="X1"), FaultCode.UNIT_CYCLE)
    assert fault.values["path"] == "S1 → X1 → S1"
    assert fault.row == 2


def test_a_unit_above_itself(workbench: Workbench) -> None:
    """The smallest circle."""
    fault = only(workbench.read_changed("units", 0, parent_id="S1"), FaultCode.UNIT_CYCLE)
    assert fault.values["path"] == "S1 → S1"


def test_qualifications_in_a_circle(workbench: Workbench) -> None:
    """Equal ones are equivalent, not each inside the other."""
    backwards = {"qualification_id": "TC", "relation": "includes", "other_id": "CC"}
    only(workbench.read_with(inclusions=[backwards]), FaultCode.INCLUSION_CYCLE)
    equal = {**backwards, "relation": "equivalent"}
    assert not workbench.read_with(inclusions=[equal]).faults


def test_modules_in_a_circle(workbench: Workbench) -> None:
    """The first waits for the second, which waits for the first."""
    fault = only(workbench.read_changed("modules", 0, after=["2"]), FaultCode.MODULE_CYCLE)
    assert fault.values["path"] == "1 → 2 → 1"


def test_a_module_after_one_that_is_missing(workbench: Workbench) -> None:
    """«After» names modules of the same programme."""
    fault = only(workbench.read_changed("modules", 0, after=["7"]), FaultCode.UNKNOWN_MODULE)
    assert (fault.row, fault.column, fault.values["value"]) == (2, "Sau học phần", "7")


@pytest.mark.parametrize(
    ("values", "columns"),
    [
        ({"binding": "recommended"}, "mức ràng buộc"),
        ({"hours": 20.0, "qualification_id": "BD"}, None),
    ],
)
def test_a_requirement_that_contradicts_another(
    workbench: Workbench, values: dict[str, Any], columns: str | None
) -> None:
    """Same people, qualification and time, but another binding; other hours for other things."""
    reading = workbench.read_with(requirements=[{**TWIN_REQUIREMENT, **values}])
    if columns is None:
        assert not reading.faults
        return
    fault = only(reading, FaultCode.CONTRADICTING_REQUIREMENTS)
    assert (fault.row, fault.values["other_row"], fault.values["other"]) == (4, "2", "R1")
    assert columns in fault.reason(Language.VI)


def test_other_hours_contradict_too(workbench: Workbench) -> None:
    """Forty hours a year and twenty, of the same people."""
    twin = {**SMALL["requirements"][1], "requirement_id": "R9", "hours": 20.0}
    reading = workbench.read_with(requirements=[twin])
    fault = only(reading, FaultCode.CONTRADICTING_REQUIREMENTS)
    assert "số giờ" in fault.reason(Language.VI)


@pytest.mark.parametrize(
    "values",
    [{"post_families": ["cm"]}, {"timing": "within_months", "months": 6}, {"max_age": 40}],
)
def test_other_people_or_times_do_not_contradict(
    workbench: Workbench, values: dict[str, Any]
) -> None:
    """Another audience or another timing is another requirement."""
    twin = {**TWIN_REQUIREMENT, "binding": "recommended", **values}
    assert not workbench.read_with(requirements=[twin]).faults


def test_requirements_one_after_another_do_not_contradict(workbench: Workbench) -> None:
    """A rule of law that took the place of an older one."""
    workbench_rows = [
        {**TWIN_REQUIREMENT, "binding": "recommended", "valid_to": date(2025, 6, 30)},
        {**TWIN_REQUIREMENT, "requirement_id": "R10", "valid_from": date(2025, 7, 1)},
    ]
    reading = workbench.read_changed("requirements", 0, qualification_id="CC")
    assert not reading.faults
    apart = workbench.read_with(requirements=workbench_rows)
    pairs = {(f.values["requirement"], f.values["other"]) for f in apart.faults}
    assert ("R10", "R9") not in pairs


@pytest.mark.parametrize(
    ("row", "values", "code"),
    [
        (0, {"min_age": 50, "max_age": 40}, FaultCode.AGE_RANGE_EMPTY),
        (0, {"timing": "within_months"}, FaultCode.TIMING_NEEDS_MONTHS),
        (0, {"timing": "every_months", "months": 0}, FaultCode.TIMING_NEEDS_MONTHS),
        (1, {"hours": None}, FaultCode.TIMING_NEEDS_HOURS),
        (0, {"hours": 40.0}, FaultCode.HOURS_OF_CREDENTIAL),
    ],
)
def test_a_requirement_that_contradicts_itself(
    workbench: Workbench, row: int, values: dict[str, Any], code: FaultCode
) -> None:
    """Figures that its timing or its qualification asks for, or forbids."""
    fault = only(workbench.read_changed("requirements", row, **values), code)
    assert (fault.sheet, fault.row) == ("Yêu cầu", row + 2)


@pytest.mark.parametrize(
    ("table", "values", "code"),
    [
        ("programmes", {"min_size": 50}, FaultCode.SIZE_RANGE_EMPTY),
        ("rooms", {"capacity": 1}, FaultCode.ROOMS_TOO_SMALL),
        ("quotas", {"year": 2031}, FaultCode.QUOTA_YEAR_UNKNOWN),
        ("eligibility_rules", {"number": None}, FaultCode.PREDICATE_NEEDS_NUMBER),
        ("eligibility_rules", {"predicate": "holds"}, FaultCode.PREDICATE_NEEDS_CODES),
    ],
)
def test_a_programme_that_cannot_be(
    workbench: Workbench, table: str, values: dict[str, Any], code: FaultCode
) -> None:
    """Sizes, rooms, quotas and conditions."""
    only(workbench.read_changed(table, 0, **values), code)


def test_a_programme_without_modules_or_form(workbench: Workbench) -> None:
    """It is let in, with a warning for each."""
    reading = workbench.read_with(
        programmes=[{**SMALL["programmes"][0], "programme_id": "NEW"}],
    )
    assert [f.code for f in reading.warnings] == [FaultCode.NO_MODULES, FaultCode.NO_OFFERING]
    assert reading.province is not None


def test_a_personal_number_that_clashes_is_a_warning(workbench: Workbench) -> None:
    """Sex and year are told apart, and the number itself is in no sentence."""
    person = {**SMALL["people"][0], "person_id": "0399", "full_name": "Lê Thị Lan"}
    odd = personal_number_of("038", _other_sex(person["sex"]), 1950, 123_456)
    reading = workbench.read_with(people=[{**person, "personal_number": odd}])
    assert reading.province is not None
    found = [fault for fault in reading.faults if fault.code is FaultCode.ODD_NUMBER]
    assert len(found) == 2
    for fault in found:
        assert (fault.severity, fault.column) == (Severity.WARNING, "Số định danh")
        assert "123456" not in fault.text(Language.VI)


def test_two_people_with_one_personal_number_are_a_warning(workbench: Workbench) -> None:
    """Either may be wrong, or both are one person: somebody must look."""
    person = {**SMALL["people"][1], "personal_number": "099075000001", "sex": "male"}
    twins = [{**person, "person_id": "0398"}, {**person, "person_id": "0399"}]
    fault = only(workbench.read_with(people=twins), FaultCode.SAME_NUMBER)
    assert fault.values["person"] == "0398"


def test_a_number_is_kept_without_its_spaces_and_a_masked_one_not_at_all(
    workbench: Workbench,
) -> None:
    """A list exported with masked numbers can come back without harm."""
    first, second = SMALL["people"]
    reading = workbench.read_with(
        people=[
            {**first, "person_id": "0398", "full_name": "A", "personal_number": "099 180.000-001"},
            {**second, "person_id": "0399", "full_name": "B", "personal_number": masked("1" * 12)},
        ]
    )
    assert reading.province is not None
    numbers = dict(reading.province.people.select("person_id", "personal_number").iter_rows())
    assert (numbers["0398"], numbers["0399"]) == ("099180000001", None)


def _other_sex(sex: str) -> Sex:
    return Sex.MALE if sex == Sex.FEMALE else Sex.FEMALE

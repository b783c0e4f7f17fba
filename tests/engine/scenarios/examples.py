"""One change of every kind, for what must hold for all of them."""

from __future__ import annotations

from datetime import date

from tests.engine.planning.provinces import YEAR
from tests.engine.scenarios.cases import FROM, terms
from thuctien.engine.model.choices import Mode, Predicate, Sex, SiteKind, Timing
from thuctien.engine.scenarios import Change
from thuctien.engine.scenarios.changes import (
    AddEligibilityRule,
    AddRequirement,
    AddRoom,
    AddSite,
    ChangeProgramme,
    ChangeRequirement,
    CloseSite,
    EndEligibilityRule,
    EndLevel,
    EndRequirement,
    EndRoom,
    EndSite,
    MergeUnits,
    ScaleBudgets,
    SetBudget,
    SetQuota,
    SplitUnit,
    UnitPart,
)

EXAMPLES: tuple[Change, ...] = (
    AddRequirement(
        requirement_id="yc-moi", terms=terms(qualification_id="qpan", min_age=30), from_day=FROM
    ),
    ChangeRequirement(
        requirement_id="yc",
        new_id="yc-2027",
        terms=terms(timing=Timing.WITHIN_MONTHS, months=12, unit_kinds=("commune",)),
        from_day=FROM,
    ),
    EndRequirement(requirement_id="yc", from_day=FROM),
    AddEligibilityRule(
        rule_id="dk-moi",
        programme_id="ct",
        predicate=Predicate.MAX_AGE,
        number=45.0,
        modes=(Mode.FULL_TIME,),
        sexes=(Sex.FEMALE,),
        from_day=FROM,
    ),
    EndEligibilityRule(rule_id="dk", from_day=FROM),
    SetQuota(year=YEAR, programme_id="ct", seats=1),
    SetQuota(year=YEAR, programme_id="ct", seats=1, unit_id="xa1", leadership_levels=("head",)),
    SetBudget(budget_id="ns", year=YEAR, amount=1_500_000),
    ScaleBudgets(year=YEAR, percent=90.0),
    ChangeProgramme(programme_id="ct", max_size=2, cost_per_class=2_000_000, expected_effect=0.7),
    AddSite(site_id="tt", name="Trung tâm", kind=SiteKind.CENTRE, from_day=FROM),
    AddRoom(room_id="r9", site_id="truong", name="Phòng 9", capacity=30, from_day=FROM),
    CloseSite(site_id="truong", first_day=FROM, last_day=date(YEAR, 6, 30), reason="Sửa chữa"),
    EndSite(site_id="truong", from_day=FROM),
    EndRoom(room_id="r2", from_day=FROM),
    MergeUnits(unit_ids=("xa1", "xa2"), into_id="xa3", name="Xã Ba", from_day=FROM),
    EndLevel(kind="district", from_day=FROM, successors=(("huyen", "so"),), document="Nghị quyết"),
    SplitUnit(
        unit_id="huyen",
        parts=(
            UnitPart(unit_id="h1", name="Một"),
            UnitPart(unit_id="h2", name="Hai", person_ids=("p3",)),
        ),
        from_day=FROM,
    ),
)

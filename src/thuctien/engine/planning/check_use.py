"""Whether turns are of use: which needs of a person the granted qualifications meet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thuctien.engine.model import Province
from thuctien.engine.model.choices import Binding, Measure
from thuctien.engine.needs import Force, Needs
from thuctien.engine.planning.check_eligibility import Sent
from thuctien.engine.planning.check_facts import qualifications_met
from thuctien.engine.planning.check_violations import Rule, Violation

PLANNED_FORCES = (Force.OVERDUE, Force.DUE, Force.RECOMMENDED)
_EXACT = 1e-9
"""Hours are decimals in tables; sums of a few of them are exact to far less than this."""


@dataclass(frozen=True, slots=True)
class _Need:
    force: str
    qualification_id: str
    lacking: float


class Usefulness:
    """Counts the needs that a person's programmes meet.

    ``gives`` has for each programme how much of each qualification one turn brings: 1 of a
    credential, the hours of one counted in hours. The hours of one course count once, even where
    it grants several qualifications that stand for the same.
    """

    def __init__(self, province: Province, needs: Needs) -> None:
        measures = dict(province.qualifications.select("qualification_id", "measure").iter_rows())
        met_by = qualifications_met(province, needs.as_of)
        self._gives: dict[str, dict[str, float]] = defaultdict(dict)
        for grant in province.grants.iter_rows(named=True):
            given = self._gives[grant["programme_id"]]
            for met in met_by[grant["qualification_id"]]:
                hours = measures[met] == Measure.HOURS
                amount = (grant["hours"] or 0.0) if hours else 1.0
                given[met] = max(amount, given.get(met, 0.0))
        self._needs: dict[str, list[_Need]] = defaultdict(list)
        refused = _refused(province, needs)
        for row in needs.needs.iter_rows(named=True):
            key = row["person_id"], row["qualification_id"], row["binding"]
            if row["force"] in PLANNED_FORCES and key not in refused:
                hours = measures[row["qualification_id"]] == Measure.HOURS
                lacking = row["hours_needed"] - row["hours_held"] if hours else 1.0
                need = _Need(row["force"], row["qualification_id"], lacking)
                self._needs[row["person_id"]].append(need)

    def met(self, person_id: str, programmes: Sequence[str]) -> Counter[str]:
        """Return how many needs of each force a person's turns in programmes meet."""
        return Counter(
            need.force
            for need in self._needs.get(person_id, ())
            if self.brought(need.qualification_id, programmes) >= need.lacking - _EXACT
        )

    def brought(self, qualification_id: str, programmes: Sequence[str]) -> float:
        """Return how much of a qualification one turn in each of the programmes brings."""
        return sum(self._gives[p].get(qualification_id, 0.0) for p in programmes)


def _refused(province: Province, needs: Needs) -> set[tuple[str, str, str]]:
    """Return person, qualification and binding of what a unit's refusal takes out of the plan."""
    found = set()
    for row in province.need_refusals.iter_rows(named=True):
        starts, ends = row["valid_from"], row["valid_to"]
        begun = starts is None or starts <= needs.horizon
        if begun and (ends is None or ends >= needs.as_of):
            found.add((row["person_id"], row["qualification_id"], str(Binding.RECOMMENDED)))
            if row["accepted"]:
                found.add((row["person_id"], row["qualification_id"], str(Binding.MANDATORY)))
    return found


def use_violations(province: Province, needs: Needs, sent: list[Sent]) -> Iterator[Violation]:
    """Without any turn fewer needs of the person would be met."""
    usefulness = Usefulness(province, needs)
    turns: dict[str, list[Sent]] = defaultdict(list)
    for turn in sent:
        turns[turn.person.person_id].append(turn)
    for person_id, own in turns.items():
        programmes = [turn.planned.row["programme_id"] for turn in own]
        met = usefulness.met(person_id, programmes).total()
        for n, turn in enumerate(own):
            without = programmes[:n] + programmes[n + 1 :]
            if usefulness.met(person_id, without).total() >= met:
                yield Violation(
                    Rule.USELESS_TURN,
                    {"person_id": person_id, "class_id": turn.planned.class_id},
                )

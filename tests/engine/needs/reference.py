"""The rules of needs once more, person by person in plain Python: slow, plain, independent.

It shares no code with the engine and reads only the rows of the province. Its one duty is to be so
simple that a reader can check it against docs/algorithms/needs.md line by line.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuctien.engine.model import Province

Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """Rows as the engine's frames have them, in the same order."""

    people: int
    needs: list[Row]
    coverage: list[Row]


def reference_needs(province: Province, as_of: date, horizon: date) -> Answer:
    """Compute the needs of a province, one person after the other."""
    tables = {name: frame.to_dicts() for name, frame in province.frames().items()}
    assessed = []
    in_post = 0
    for person in tables["people"]:
        posts = _posts_of(person, tables, lambda row: _in_force(row, as_of))
        coming = _posts_of(person, tables, lambda row: as_of < row["valid_from"] <= horizon)
        in_post += bool(posts)
        for source in _sources(person, posts, coming if posts else [], tables, as_of):
            assessed.append(_assess(person, source, tables, as_of, horizon))
    needs = [
        {key: value for key, value in row.items() if key != "met"}
        for row in sorted(assessed, key=lambda row: (row["person_id"], row["source_id"]))
        if not row["met"]
    ]
    return Answer(in_post, needs, _coverage(assessed))


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a month that is too short."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def retirement_day(sex: str, birth: date, ages: list[Row]) -> date | None:
    """Return the last day of the first month in which the age of that month's year is reached."""
    by_year = {row["year"]: 12 * row["age_years"] + row["age_months"] for row in ages
               if row["sex"] == sex}  # fmt: skip
    if not by_year:
        return None
    months = 0
    while True:
        month = add_months(birth.replace(day=1), months)
        year = min(max(month.year, min(by_year)), max(by_year))
        if months >= by_year[year]:
            return month.replace(day=calendar.monthrange(month.year, month.month)[1])
        months += 1


def _in_force(row: Row, on: date) -> bool:
    return (row["valid_from"] is None or row["valid_from"] <= on) and (
        row["valid_to"] is None or row["valid_to"] >= on
    )


def _posts_of(
    person: Row, tables: dict[str, list[Row]], wanted: Callable[[Row], bool]
) -> list[Row]:
    """Return the wanted appointments of a person, the one held longest first."""
    posts = {row["post_id"]: row for row in tables["posts"]}
    kinds = {row["unit_id"]: row["kind"] for row in tables["units"]}
    held = [
        {**posts[row["post_id"]], "appointed_on": row["valid_from"]}
        for row in tables["appointments"]
        if row["person_id"] == person["person_id"] and wanted(row)
    ]
    for row in held:
        row["unit_kind"] = kinds[row["unit_id"]]
    return sorted(held, key=lambda row: (row["appointed_on"], row["post_id"]))


def _sources(
    person: Row,
    posts: list[Row],
    coming: list[Row],
    tables: dict[str, list[Row]],
    as_of: date,
) -> list[Row]:
    """Return what is asked of a person, each with the post for which it is asked."""
    found = []
    for rule in tables["requirements"]:
        if not _in_force(rule, as_of):
            continue
        concerned = posts + coming if rule["timing"] == "before_appointment" else posts
        matching = [post for post in concerned if _is_meant(rule, person, post, tables, as_of)]
        if matching:
            start = max(filter(None, (matching[0]["appointed_on"], rule["valid_from"])))
            late = rule["timing"] in ("within_months", "every_months")
            due = add_months(start, rule["months"]) if late else start
            found.append(
                {**rule, "id": rule["requirement_id"], "origin": "requirement",
                 "post": matching[0], "first_due": due}
            )  # fmt: skip
    for need in tables["stated_needs"]:
        if not _in_force(need, as_of):
            continue
        matching = [post for post in posts if _is_named(need, person, post, tables)]
        if need["person_id"] is not None:
            latest = max((post["appointed_on"] for post in matching), default=None)
            matching = [post for post in matching if post["appointed_on"] == latest]
        if matching:
            found.append(
                {**need, "id": need["need_id"], "timing": None, "months": None,
                 "post": matching[0], "first_due": need["due_on"]}
            )  # fmt: skip
    return found


def _is_meant(rule: Row, person: Row, post: Row, tables: dict[str, list[Row]], as_of: date) -> bool:
    for selector, fact in (
        ("post_families", "family"),
        ("ranks", "rank"),
        ("leadership_levels", "leadership_level"),
        ("unit_kinds", "unit_kind"),
    ):
        if rule[selector] and post[fact] not in rule[selector]:
            return False
    birth = person["birth_date"]
    age = as_of.year - birth.year - ((as_of.month, as_of.day) < (birth.month, birth.day))
    if rule["min_age"] is not None and age < rule["min_age"]:
        return False
    if rule["max_age"] is not None and age > rule["max_age"]:
        return False
    if rule["min_years_to_retirement"] is not None:
        retires = retirement_day(person["sex"], birth, tables["retirement_ages"])
        wanted = add_months(as_of, round(12 * rule["min_years_to_retirement"]))
        return retires is not None and retires >= wanted
    return True


def _is_named(need: Row, person: Row, post: Row, tables: dict[str, list[Row]]) -> bool:
    if need["person_id"] is not None:
        return bool(need["person_id"] == person["person_id"])
    for selector, fact in (("post_families", "family"), ("leadership_levels", "leadership_level")):
        if need[selector] and post[fact] not in need[selector]:
            return False
    if need["unit_id"] is None:
        return True
    parents = {row["unit_id"]: row["parent_id"] for row in tables["units"]}
    unit = post["unit_id"]
    while unit is not None:
        if unit == need["unit_id"]:
            return True
        unit = parents[unit]
    return False


def _met_by(wanted: str, tables: dict[str, list[Row]], as_of: date) -> set[str]:
    """Return the qualifications that stand for the wanted one, itself among them."""
    found, waiting = {wanted}, [wanted]
    while waiting:
        current = waiting.pop()
        for row in tables["inclusions"]:
            if not _in_force(row, as_of):
                continue
            better = []
            if row["other_id"] == current:
                better.append(row["qualification_id"])
            if row["relation"] == "equivalent" and row["qualification_id"] == current:
                better.append(row["other_id"])
            for qualification in better:
                if qualification not in found:
                    found.add(qualification)
                    waiting.append(qualification)
    return found


def _assess(
    person: Row, source: Row, tables: dict[str, list[Row]], as_of: date, horizon: date
) -> Row:
    wanted = source["qualification_id"]
    qualifications = {row["qualification_id"]: row for row in tables["qualifications"]}
    holdings = [
        row for row in tables["holdings"]
        if row["person_id"] == person["person_id"] and row["awarded_on"] <= as_of
    ]  # fmt: skip
    standing = [row for row in holdings if row["qualification_id"] in
                _met_by(wanted, tables, as_of)]  # fmt: skip
    row: Row = {
        "need_id": f"{person['person_id']}/{source['id']}",
        "person_id": person["person_id"],
        "unit_id": source["post"]["unit_id"],
        "post_id": source["post"]["post_id"],
        "origin": source["origin"],
        "source_id": source["id"],
        "qualification_id": wanted,
        "binding": source["binding"],
        "force": None,
        "due_on": source["first_due"],
        "gap": None,
        "hours_needed": source["hours"],
        "hours_held": None,
        "held_id": None,
        "held_on": None,
        "expired_on": None,
    }
    if qualifications[wanted]["measure"] == "hours":
        _count_hours(row, source, standing, horizon)
    else:
        _look_for_credential(row, source, standing, as_of, horizon)
        if not standing:
            _look_below(row, wanted, holdings, qualifications)
    row["met"] = row["gap"] is None
    row["force"] = _force(row, as_of, horizon)
    return row


def _count_hours(row: Row, source: Row, standing: list[Row], horizon: date) -> None:
    stated_due = source["first_due"] if source["origin"] != "requirement" else None
    year = stated_due.year if stated_due else horizon.year
    row["due_on"] = stated_due or date(horizon.year, 12, 31)
    row["hours_held"] = sum(h["hours"] or 0.0 for h in standing if h["awarded_on"].year >= year)
    if row["hours_held"] < row["hours_needed"]:
        row["gap"] = "hours_short"


def _look_for_credential(
    row: Row, source: Row, standing: list[Row], as_of: date, horizon: date
) -> None:
    if not standing:
        row["gap"] = "never_held"
        return
    never = date(9999, 12, 31)
    latest = max(standing, key=lambda h: (h["awarded_on"], h["qualification_id"]))
    until = max(h["expires_on"] or never for h in standing)
    renewal = never
    if source["timing"] == "every_months":
        renewal = add_months(latest["awarded_on"], source["months"])
    row["held_id"], row["held_on"] = latest["qualification_id"], latest["awarded_on"]
    row["expired_on"] = until if until != never else None
    ends = min(until, renewal)
    row["due_on"] = max(source["first_due"], ends)
    if ends <= horizon:
        if renewal < until:
            row["gap"] = "renewal_due"
        else:
            row["gap"] = "expired" if until < as_of else "expiring"


def _look_below(row: Row, wanted: str, holdings: list[Row], qualifications: dict[str, Row]) -> None:
    """Name the highest lower level of the same kind, so that the reader sees how far it is."""
    target = qualifications[wanted]
    lower = [
        (qualifications[h["qualification_id"]]["level"], h["awarded_on"], h["qualification_id"])
        for h in holdings
        if target["level"] is not None
        and qualifications[h["qualification_id"]]["kind"] == target["kind"]
        and qualifications[h["qualification_id"]]["level"] is not None
        and qualifications[h["qualification_id"]]["level"] < target["level"]
    ]
    if lower:
        _, row["held_on"], row["held_id"] = max(lower)
        row["gap"] = "level_below"


def _force(row: Row, as_of: date, horizon: date) -> str:
    if row["due_on"] > horizon:
        return "later"
    if row["binding"] == "recommended":
        return "recommended"
    return "overdue" if row["due_on"] < as_of else "due"


def _coverage(assessed: list[Row]) -> list[Row]:
    counts: dict[tuple[str, str], Row] = {}
    for row in assessed:
        key = (row["source_id"], row["unit_id"])
        count = counts.setdefault(
            key,
            {"source_id": key[0], "unit_id": key[1], "subject": 0, "met": 0, "overdue": 0,
             "due": 0, "recommended": 0, "later": 0},
        )  # fmt: skip
        count["subject"] += 1
        count["met" if row["met"] else row["force"]] += 1
    return [counts[key] for key in sorted(counts)]

"""Random small provinces in which every rule of needs can meet every other."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.engine.needs.provinces import AS_OF, HORIZON, POSTS, UNITS, Row

DAY = timedelta(days=1)
DAYS = st.sampled_from(
    [
        date(2018, 2, 28),
        date(2020, 2, 29),
        date(2022, 8, 31),
        date(2024, 1, 31),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 6, 30),
        AS_OF - DAY,
        AS_OF,
        AS_OF + DAY,
        date(2027, 3, 31),
        HORIZON - DAY,
        HORIZON,
        HORIZON + DAY,
        date(2029, 2, 28),
    ]
)
MAYBE_DAY = st.none() | DAYS
CREDENTIALS = ["llct1", "llct2", "llct3", "qpan"]
HOURS = ["gio", "gio_so"]
PEOPLE = ["p1", "p2", "p3"]


def _some(values: list[str]) -> st.SearchStrategy[list[str] | None]:
    """Return no selector, an empty one (both mean all) or some values."""
    return st.none() | st.lists(st.sampled_from(values), unique=True, max_size=2)


BINDINGS = st.sampled_from(["mandatory", "recommended"])
BIRTHS = st.sampled_from(
    [date(1965, 1, 1), date(1965, 6, 30), date(1966, 1, 31), date(1971, 2, 1), date(1988, 2, 29),
     date(1990, 12, 31), date(1991, 1, 1)]
)  # fmt: skip


@st.composite
def periods(draw: st.DrawFn) -> dict[str, date | None]:
    """Draw valid_from and valid_to, both perhaps empty, the end never before the start."""
    first, last = draw(MAYBE_DAY), draw(MAYBE_DAY)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return {"valid_from": first, "valid_to": last}


@st.composite
def requirements(draw: st.DrawFn, number: int) -> Row:
    """Draw a requirement whose parts fit each other."""
    asks_hours = draw(st.booleans())
    timing = "yearly_hours" if asks_hours else draw(
        st.sampled_from(["before_appointment", "within_months", "every_months"])
    )  # fmt: skip
    return {
        "requirement_id": f"r{number}",
        "name": f"r{number}",
        "qualification_id": draw(st.sampled_from(HOURS if asks_hours else CREDENTIALS)),
        "hours": draw(st.sampled_from([8.0, 40.0])) if asks_hours else None,
        "post_families": draw(_some(["lead", "staff"])),
        "ranks": draw(_some(["cvc", "cv"])),
        "leadership_levels": draw(_some(["head"])),
        "unit_kinds": draw(_some(["department", "division", "commune"])),
        "min_age": draw(st.none() | st.sampled_from([35, 36])),
        "max_age": draw(st.none() | st.sampled_from([36, 61])),
        "min_years_to_retirement": draw(st.none() | st.sampled_from([0.0, 1.5, 5.0])),
        "timing": timing,
        "months": draw(st.sampled_from([1, 12, 60])) if timing.endswith("months") else None,
        "binding": draw(BINDINGS),
        **draw(periods()),
    }


@st.composite
def stated_needs(draw: st.DrawFn, number: int) -> Row:
    """Draw a need that somebody stated: for a person, a unit with all below it, or everybody."""
    asks_hours = draw(st.booleans())
    return {
        "need_id": f"n{number}",
        "origin": draw(st.sampled_from(["unit_request", "target", "weakness"])),
        "person_id": draw(st.none() | st.sampled_from(PEOPLE)),
        "unit_id": draw(st.none() | st.sampled_from([unit["unit_id"] for unit in UNITS])),
        "post_families": draw(_some(["lead", "staff"])),
        "leadership_levels": draw(_some(["head"])),
        "qualification_id": draw(st.sampled_from(HOURS if asks_hours else CREDENTIALS)),
        "hours": 16.0 if asks_hours else None,
        "binding": draw(BINDINGS),
        "due_on": draw(DAYS),
        **draw(periods()),
    }


@st.composite
def holdings(draw: st.DrawFn) -> Row:
    """Draw what a person holds, perhaps awarded after the computation, perhaps expired."""
    qualification = draw(st.sampled_from(CREDENTIALS + HOURS))
    return {
        "person_id": draw(st.sampled_from(PEOPLE)),
        "qualification_id": qualification,
        "awarded_on": draw(DAYS),
        "awarded_on_precision": "day",
        "expires_on": draw(MAYBE_DAY),
        "hours": draw(st.sampled_from([None, 8.0, 24.0])) if qualification in HOURS else None,
    }


@st.composite
def inclusions(draw: st.DrawFn) -> Row:
    """Draw that one qualification includes another of the same measure, or equals it."""
    among = draw(st.sampled_from([CREDENTIALS, HOURS]))
    return {
        "qualification_id": draw(st.sampled_from(among)),
        "relation": draw(st.sampled_from(["includes", "equivalent"])),
        "other_id": draw(st.sampled_from(among)),
        **draw(periods()),
    }


@st.composite
def appointments(draw: st.DrawFn) -> Row:
    """Draw an appointment, perhaps over or not yet begun."""
    period = draw(periods())
    return {
        "person_id": draw(st.sampled_from(PEOPLE)),
        "post_id": draw(st.sampled_from([post["post_id"] for post in POSTS])),
        "valid_from": period["valid_from"] or date(2016, 3, 1),
        "valid_to": period["valid_to"],
    }


RETIREMENT_AGES: list[Row] = [
    {"sex": "male", "year": 2025, "age_years": 61, "age_months": 3},
    {"sex": "male", "year": 2026, "age_years": 61, "age_months": 6},
    {"sex": "male", "year": 2027, "age_years": 61, "age_months": 9},
    {"sex": "male", "year": 2028, "age_years": 62, "age_months": 0},
    {"sex": "female", "year": 2026, "age_years": 57, "age_months": 0},
    {"sex": "female", "year": 2027, "age_years": 57, "age_months": 4},
    {"sex": "female", "year": 2028, "age_years": 57, "age_months": 8},
]


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Row]]:
    """Draw the tables of a province of three people, as rows for ``small_province``."""
    people = [
        {"person_id": person_id, "full_name": person_id, "birth_date": draw(BIRTHS),
         "sex": draw(st.sampled_from(["female", "male"])), "birth_date_precision": "day"}
        for person_id in PEOPLE
    ]  # fmt: skip
    for_men_only = [row for row in RETIREMENT_AGES if row["sex"] == "male"]
    return {
        "people": people,
        "appointments": draw(
            st.lists(
                appointments(), max_size=5,
                unique_by=lambda row: (row["person_id"], row["post_id"], row["valid_from"]),
            )
        ),
        "inclusions": draw(st.lists(inclusions(), max_size=4)),
        "holdings": draw(st.lists(holdings(), max_size=8)),
        "requirements": [draw(requirements(i)) for i in range(draw(st.integers(0, 3)))],
        "stated_needs": [draw(stated_needs(i)) for i in range(draw(st.integers(0, 2)))],
        "retirement_ages": draw(st.sampled_from([RETIREMENT_AGES, for_men_only])),
    }  # fmt: skip

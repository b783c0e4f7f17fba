"""Rules of the sample: codes, qualifications, requirements and retirement ages as dated data."""

from __future__ import annotations

import polars as pl

from thuctien.engine.model import TABLES
from thuctien.engine.model.choices import Sex
from thuctien.engine.sample.facts import table_facts

FIRST_RETIREMENT_YEAR = 2021
LAST_RETIREMENT_YEAR = 2045
RETIREMENT_SOURCE = "Nghị định 135/2020/NĐ-CP"
RETIREMENT_ARTICLE = "Điều 4"


def rule_frames() -> dict[str, pl.DataFrame]:
    """Return the tables of rules by name; what nobody has confirmed says so."""
    tables = ("codes", "qualifications", "inclusions", "requirements")
    frames = {name: table_facts(TABLES[name]) for name in tables}
    return frames | {"retirement_ages": _retirement_ages()}


def retirement_months(sex: Sex, year: int) -> int:
    """Return the age of retirement (months) of those who reach it in ``year``.

    Men 60 years 3 months in 2021 and 3 months more each year up to 62; women 55 years 4 months and
    4 months more each year up to 60 (Decree 135/2020/NĐ-CP, article 4). Years before 2021 are
    outside the rule.
    """
    steps = year - FIRST_RETIREMENT_YEAR + 1
    if sex is Sex.MALE:
        return min(60 * 12 + 3 * steps, 62 * 12)
    return min(55 * 12 + 4 * steps, 60 * 12)


def _retirement_ages() -> pl.DataFrame:
    rows = [
        (
            sex,
            year,
            *divmod(retirement_months(sex, year), 12),
            RETIREMENT_SOURCE,
            RETIREMENT_ARTICLE,
        )
        for sex in Sex
        for year in range(FIRST_RETIREMENT_YEAR, LAST_RETIREMENT_YEAR + 1)
    ]
    columns = ["sex", "year", "age_years", "age_months", "source", "article"]
    return pl.DataFrame(rows, schema=columns, orient="row").with_columns(
        confirmed=pl.lit(value=False)
    )

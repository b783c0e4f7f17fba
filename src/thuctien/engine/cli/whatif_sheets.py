"""The differences that changes make, as sheets in words."""

from __future__ import annotations

import polars as pl

from thuctien.engine.cli.described import in_words, people_described
from thuctien.engine.cli.sheets import Sheet, Written, count, day, text
from thuctien.engine.model import Province
from thuctien.engine.model.choices import Mode
from thuctien.engine.needs.wording import FORCES
from thuctien.engine.scenarios import Differences
from thuctien.engine.scenarios.reasons import (
    CLASS_CHANGES,
    NEED_CHANGES,
    NEED_WHYS,
    TURN_CHANGES,
    turn_why,
)
from thuctien.engine.wording import Language, Wording
from thuctien.engine.workbook.choice_names import CHOICE_NAMES

_PERSON = (
    text("person_id", "Mã nhân sự", "Person"),
    text("full_name", "Họ và tên", "Full name"),
    text("unit_before", "Đơn vị hiện nay", "Unit as it is"),
    text("unit_after", "Đơn vị theo phương án", "Unit in the scenario"),
)
NEEDS = Sheet(
    Wording("Nhu cầu khác nhau", "Needs that differ"),
    (
        *_PERSON,
        text("qualification", "Trình độ", "Qualification"),
        text("change", "Thay đổi", "What changes"),
        text("force_before", "Mức hiện nay", "Force as it is"),
        text("force_after", "Mức theo phương án", "Force in the scenario"),
        day("due_before", "Hạn hiện nay", "Due as it is"),
        day("due_after", "Hạn theo phương án", "Due in the scenario"),
        text("why", "Vì sao", "Why"),
    ),
)
PEOPLE = Sheet(
    Wording("Người bị ảnh hưởng", "People touched"),
    (
        *_PERSON,
        text("programme", "Chương trình", "Programme"),
        text("change", "Thay đổi", "What changes"),
        text("site_before", "Cơ sở hiện nay", "Site as it is"),
        day("starts_before", "Khai giảng hiện nay", "Start as it is"),
        text("site_after", "Cơ sở theo phương án", "Site in the scenario"),
        day("starts_after", "Khai giảng theo phương án", "Start in the scenario"),
        text("why", "Vì sao", "Why"),
    ),
)
CLASSES = Sheet(
    Wording("Lớp khác nhau", "Classes that differ"),
    (
        text("programme", "Chương trình", "Programme"),
        text("mode", "Hình thức", "Form of study"),
        text("site", "Cơ sở", "Site"),
        day("starts_on", "Khai giảng", "Start"),
        text("change", "Thay đổi", "What changes"),
        count("size_before", "Sĩ số hiện nay", "Size as it is"),
        count("size_after", "Sĩ số theo phương án", "Size in the scenario"),
        count("cost_before", "Chi phí hiện nay", "Cost as it is"),
        count("cost_after", "Chi phí theo phương án", "Cost in the scenario"),
    ),
)
BUDGETS = Sheet(
    Wording("Nguồn kinh phí", "Budgets"),
    (
        text("budget", "Nguồn", "Budget"),
        count("amount_before", "Kinh phí hiện nay", "Amount as it is"),
        count("amount_after", "Kinh phí theo phương án", "Amount in the scenario"),
        count("cost_before", "Chi phí hiện nay", "Cost as it is"),
        count("cost_after", "Chi phí theo phương án", "Cost in the scenario"),
    ),
)
UNITS = Sheet(
    Wording("Đơn vị khác nhau", "Units that differ"),
    (
        text("unit_id", "Mã đơn vị", "Code"),
        text("unit", "Đơn vị", "Unit"),
        count("people_before", "Số người hiện nay", "People as it is"),
        count("people_after", "Số người theo phương án", "People in the scenario"),
        count("needs_before", "Nhu cầu hiện nay", "Needs as it is"),
        count("needs_after", "Nhu cầu theo phương án", "Needs in the scenario"),
        count("turns_before", "Lượt hiện nay", "Turns as it is"),
        count("turns_after", "Lượt theo phương án", "Turns in the scenario"),
        count("cost_before", "Chi phí hiện nay", "Cost as it is"),
        count("cost_after", "Chi phí theo phương án", "Cost in the scenario"),
    ),
)


def difference_sheets(after: Province, found: Differences, language: Language) -> Written:
    """Return the sheets of a comparison; ``after`` has the names, also of new units."""
    written: Written = {}
    NEEDS.put(written, _needs(after, found.needs, language), language)
    PEOPLE.put(written, _people(after, found.turns, language), language)
    classes = _named(found.classes, after.programmes, "programme", language)
    classes = _named(classes, after.sites, "site", language).with_columns(
        in_words("change", CLASS_CHANGES, language),
        in_words("mode", {mode: CHOICE_NAMES[mode] for mode in Mode}, language),
    )
    CLASSES.put(written, classes, language)
    budgets = _named(found.budgets, after.budgets.unique("budget_id"), "budget", language)
    BUDGETS.put(written, budgets.sort("budget_id"), language)
    UNITS.put(written, _named(found.units, after.units, "unit", language), language)
    return written


def _needs(after: Province, needs: pl.DataFrame, language: Language) -> pl.DataFrame:
    named = _named(_with_people(after, needs), after.qualifications, "qualification", language)
    return named.with_columns(
        in_words("change", NEED_CHANGES, language),
        in_words("why", NEED_WHYS, language),
        in_words("force_before", FORCES, language),
        in_words("force_after", FORCES, language),
    ).sort("place", "qualification")


def _people(after: Province, turns: pl.DataFrame, language: Language) -> pl.DataFrame:
    named = _named(_with_people(after, turns), after.programmes, "programme", language)
    sites = dict(after.sites.select("site_id", "name").iter_rows())
    told = named.select("change", "why", "reason", "figures").iter_rows()
    whys = [
        turn_why(change, why, reason, figures, language) for change, why, reason, figures in told
    ]
    return named.with_columns(
        pl.Series("why", whys, dtype=pl.String),
        in_words("change", TURN_CHANGES, language),
        pl.col("site_before", "site_after").replace(sites),
    ).sort("place", "programme")


def _with_people(after: Province, rows: pl.DataFrame) -> pl.DataFrame:
    """Add names and their order, and write units by name."""
    units = dict(after.units.select("unit_id", "name").iter_rows())
    return rows.join(people_described(after), on="person_id", how="left").with_columns(
        pl.col("unit_before", "unit_after").replace(units)
    )


def _named(rows: pl.DataFrame, table: pl.DataFrame, what: str, language: Language) -> pl.DataFrame:
    """Add the name of what a row is about as a column called after it."""
    english = language is Language.EN and "name_en" in table.columns
    name = pl.coalesce("name_en", "name") if english else pl.col("name")
    names = table.select(f"{what}_id", name.alias(what))
    return rows.join(names, on=f"{what}_id", how="left", maintain_order="left")

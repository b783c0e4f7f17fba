"""The frames behind the workbook of a plan: codes joined with names, reasons put into words."""

from __future__ import annotations

import polars as pl

from thuctien.engine.cli.described import in_words, needs_described, people_described
from thuctien.engine.cli.plan_sheets import (
    ANSWER_WORDS,
    ANSWERS,
    CLASSES,
    GOAL_WORDS,
    GOALS,
    HALF_WORDS,
    OUTCOME_WORDS,
    PEOPLE,
    SESSIONS,
    TURNS,
    answer_of_person,
)
from thuctien.engine.cli.sheets import Written
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.needs.profile import posts_held
from thuctien.engine.planning.reasons import answer_texts
from thuctien.engine.planning.result import Outcome, Plan
from thuctien.engine.timetabling.explain import names_of
from thuctien.engine.timetabling.explain import text as unplaced_text
from thuctien.engine.timetabling.result import Timetable
from thuctien.engine.wording import Language
from thuctien.engine.workbook.choice_names import CHOICE_NAMES


def plan_sheets(
    province: Province, found: Needs, plan: Plan, timetable: Timetable, language: Language
) -> Written:
    """Return all sheets of a plan after the summary, with their frames."""
    answers = _answers(province, found, plan, language)
    written: Written = {}
    GOALS.put(written, _goals(plan, language), language)
    CLASSES.put(written, _classes(province, plan, language), language)
    TURNS.put(written, _turns(province, found, plan, language), language)
    ANSWERS.put(written, answers, language)
    PEOPLE.put(written, people_answered(province, found, plan, language), language)
    SESSIONS.put(written, _sessions(province, plan, timetable, language), language)
    return written


def people_answered(
    province: Province, found: Needs, plan: Plan, language: Language
) -> pl.DataFrame:
    """Return everybody in the order of given names with their counts and the answer.

    Somebody whose needs are not all answered has no ``answer``.
    """
    main = _main_posts(province, found)
    counts = plan.answers.group_by("person_id").agg(
        *((pl.col("outcome") == outcome).sum().alias(outcome) for outcome in Outcome)
    )
    asked = found.needs.group_by("person_id").agg(pl.len().alias("needs"))
    turns = plan.turns.group_by("person_id").agg(pl.len().alias("turns"))
    numbers = ("needs", *(str(outcome) for outcome in Outcome), "turns")
    everybody = people_described(province)
    for part in (main, asked, counts, turns):
        everybody = everybody.join(part, on="person_id", how="left", maintain_order="left")
    answered = pl.sum_horizontal(*(str(outcome) for outcome in Outcome)) == pl.col("needs")
    return (
        everybody.with_columns(
            pl.col("in_post").fill_null(value=False),
            *(pl.col(name).cast(pl.Int64).fill_null(0) for name in numbers),
        )
        .with_columns(pl.when(answered).then(answer_of_person()).alias("answer"))
        .with_columns(in_words("answer", ANSWER_WORDS, language).alias("answer_words"))
    )


def _main_posts(province: Province, found: Needs) -> pl.DataFrame:
    held = posts_held(province, found.as_of).filter(pl.col("main"))
    units = province.units.select("unit_id", pl.col("name").alias("unit"))
    titles = province.posts.select("post_id", pl.col("title").alias("post"))
    return (
        held.join(units, on="unit_id", how="left")
        .join(titles, on="post_id", how="left")
        .select("person_id", "unit", "post", pl.lit(value=True).alias("in_post"))
    )


def _answers(province: Province, found: Needs, plan: Plan, language: Language) -> pl.DataFrame:
    described = needs_described(province, found.needs, language)
    joined = described.join(
        plan.answers.drop("person_id"), on="need_id", how="left", maintain_order="left"
    )
    texts = [
        answer_texts(reason, figures, language) if reason is not None else (None, None)
        for reason, figures in joined.select("reason", "figures").iter_rows()
    ]
    return joined.with_columns(
        pl.Series("why", [why for why, _ in texts], dtype=pl.String),
        pl.Series("change", [change for _, change in texts], dtype=pl.String),
        in_words("outcome", OUTCOME_WORDS, language).alias("outcome_word"),
    )


def _goals(plan: Plan, language: Language) -> pl.DataFrame:
    schema = {"goal": pl.String, "value": pl.Float64, "bound": pl.Float64, "gap": pl.Float64}
    rows = [(tier.name, tier.value, tier.bound, tier.gap) for tier in plan.tiers]
    goals = pl.DataFrame(rows, schema=schema, orient="row")
    return goals.with_columns(in_words("goal", GOAL_WORDS, language).alias("goal_words"))


def _classes(province: Province, plan: Plan, language: Language) -> pl.DataFrame:
    sites = province.sites.select("site_id", pl.col("name").alias("site"))
    return (
        plan.classes.join(_programmes(province, language), on="programme_id", how="left")
        .join(sites, on="site_id", how="left")
        .with_columns(in_words("mode", CHOICE_NAMES, language).alias("mode_word"))
        .sort("class_id")
    )


def _turns(province: Province, found: Needs, plan: Plan, language: Language) -> pl.DataFrame:
    classes = plan.classes.select("class_id", "programme_id", "starts_on")
    return (
        plan.turns.join(people_described(province), on="person_id", how="left")
        .join(_main_posts(province, found), on="person_id", how="left")
        .join(classes, on="class_id", how="left")
        .join(_programmes(province, language), on="programme_id", how="left")
        .sort("class_id", "place")
    )


def _programmes(province: Province, language: Language) -> pl.DataFrame:
    return province.programmes.select("programme_id", _name(language).alias("programme"))


def _name(language: Language) -> pl.Expr:
    return pl.col("name") if language is Language.VI else pl.coalesce("name_en", "name")


def _sessions(
    province: Province, plan: Plan, timetable: Timetable, language: Language
) -> pl.DataFrame:
    """Return placed and unplaced sessions together, in order."""
    unplaced = timetable.unplaced
    names = names_of(province, language)
    notes = [
        unplaced_text(reason, figures, language, names)
        for reason, figures in unplaced.select("reason", "figures").iter_rows()
    ]
    missing = unplaced.drop("reason", "figures").with_columns(
        pl.Series("note", notes, dtype=pl.String)
    )
    rooms = province.rooms.select("room_id", pl.col("name").alias("room"))
    lecturers = province.lecturers.select("lecturer_id", pl.col("full_name").alias("lecturer"))
    modules = province.modules.select("programme_id", "module_no", pl.col("name").alias("module"))
    programmes = plan.classes.select("class_id", "programme_id")
    return (
        pl.concat([timetable.sessions, missing], how="diagonal")
        .join(programmes, on="class_id", how="left")
        .join(modules, on=["programme_id", "module_no"], how="left")
        .join(rooms, on="room_id", how="left")
        .join(lecturers, on="lecturer_id", how="left")
        .with_columns(pl.col("half").cast(pl.String).alias("half_word"))
        .with_columns(in_words("half_word", HALF_WORDS, language))
        .sort("class_id", "session_no")
    )

"""Closed sets of values: what the engine itself tells apart.

Open sets (post families, ranks, leadership levels, kinds of unit, topics, kinds of programme) are
rows of the table of codes, so that a province can have its own.
"""

from __future__ import annotations

from enum import StrEnum


class Sex(StrEnum):
    """Sex as the record states it; retirement ages and some eligibility rules depend on it."""

    FEMALE = "female"
    MALE = "male"


class Measure(StrEnum):
    """How a qualification is held: once obtained, or as hours that add up."""

    CREDENTIAL = "credential"
    HOURS = "hours"


class Relation(StrEnum):
    """How one qualification stands for another."""

    INCLUDES = "includes"
    """The first includes the second (advanced includes intermediate)."""
    EQUIVALENT = "equivalent"
    """Each stands for the other."""


class Timing(StrEnum):
    """When a requirement must be met."""

    BEFORE_APPOINTMENT = "before_appointment"
    WITHIN_MONTHS = "within_months"
    """Within ``months`` of the appointment."""
    EVERY_MONTHS = "every_months"
    """Again every ``months``, counted from the last award."""
    YEARLY_HOURS = "yearly_hours"
    """``hours`` in each calendar year."""


class Binding(StrEnum):
    """How binding a requirement is."""

    MANDATORY = "mandatory"
    RECOMMENDED = "recommended"


class Mode(StrEnum):
    """The form in which a programme is studied, which gives its pattern of weeks."""

    FULL_TIME = "full_time"
    """Monday to Friday, ten half days a week, week after week."""
    WEEKEND = "weekend"
    """In service: Saturday and Sunday, four half days a week, week after week."""
    MONTHLY = "monthly"
    """In service: one week of ten half days in every four weeks."""


class Activity(StrEnum):
    """What is done in the sessions of a module."""

    THEORY = "theory"
    DISCUSSION = "discussion"
    PRACTICE = "practice"
    FIELDWORK = "fieldwork"
    EXAM = "exam"


class UnitEvent(StrEnum):
    """What turned one unit into another."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    ABOLISH = "abolish"
    TRANSFER = "transfer"


class SiteKind(StrEnum):
    """Who runs a site; programmes say which kinds of site may host them."""

    SCHOOL = "school"
    CENTRE = "centre"
    ACADEMY = "academy"


class LecturerKind(StrEnum):
    """How a lecturer belongs to the school."""

    PERMANENT = "permanent"
    VISITING = "visiting"
    CONCURRENT = "concurrent"


class Origin(StrEnum):
    """Where a need comes from."""

    REQUIREMENT = "requirement"
    UNIT_REQUEST = "unit_request"
    TARGET = "target"
    WEAKNESS = "weakness"


class Predicate(StrEnum):
    """What an eligibility rule of a programme looks at."""

    MIN_AGE = "min_age"
    MAX_AGE = "max_age"
    MIN_SERVICE_YEARS = "min_service_years"
    MIN_YEARS_TO_RETIREMENT = "min_years_to_retirement"
    LEADERSHIP_LEVELS = "leadership_levels"
    POST_FAMILIES = "post_families"
    RANKS = "ranks"
    UNIT_KINDS = "unit_kinds"
    HOLDS = "holds"
    """Holds at least one of the named qualifications (or one that includes it)."""
    HOLDS_NOT = "holds_not"
    """Holds none of the named qualifications (nor one that includes it)."""
    RATED_AT_LEAST = "rated_at_least"
    """Rated with one of the named grades in each of so many calendar years just before."""
    NO_DISCIPLINE = "no_discipline"
    """No discipline of the named forms is in force; where none is named, of any form."""
    MIN_MONTHS_SINCE_TRAINING = "min_months_since_training"
    """So many months since the last award of a named qualification; of any, where none is named."""
    MIN_MONTHS_SINCE_KIND = "min_months_since_kind"
    """So many months since the last award of a qualification of a named kind."""
    PLANNED_LEVELS = "planned_levels"
    """Is planned, by a succession plan in force, for an office of a named leadership level."""
    DOCUMENTED = "documented"
    """The records cannot answer it, or may not be asked: it is shown by a document."""


class OnFailure(StrEnum):
    """What it means that a person does not fulfil an eligibility rule; empty is not met."""

    NOT_MET = "not_met"
    SPECIAL_DECISION = "special_decision"
    """The level named with the rule may decide otherwise."""


class CodeList(StrEnum):
    """The lists kept in the table of codes."""

    UNIT_KIND = "unit_kind"
    POST_FAMILY = "post_family"
    RANK = "rank"
    LEADERSHIP_LEVEL = "leadership_level"
    PROGRAMME_KIND = "programme_kind"
    QUALIFICATION_KIND = "qualification_kind"
    TOPIC = "topic"
    NATIONALITY = "nationality"
    """Empty is Vietnamese; else the two letters of ISO 3166-1."""
    ETHNIC_GROUP = "ethnic_group"
    RELIGION = "religion"
    RATING = "rating"
    """Grades of the yearly rating of officials."""
    DISCIPLINE_FORM = "discipline_form"
    DECISION_LEVEL = "decision_level"
    """Who decides where a rule lets somebody decide."""
    CONDITION = "condition"
    """Conditions that only a document shows."""

"""What a report form can be made of: what is counted, how far it must have come, by what."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from thuctien.engine.model.choices import CodeList


class Measure(TextChoices):
    """What a column counts."""

    TURNS = "turns", _("Turns (one person in one class)")
    PERSONS = "persons", _("Persons (each counted once)")
    CLASSES = "classes", _("Classes")
    NEEDS = "needs", _("Needs of posts that are answered")
    MONEY = "money", _("Cost of training (đồng)")


class Progress(TextChoices):
    """How far a turn must have come to be counted; each later one is part of the one before,
    but for what was planned, which is counted on its own."""

    PLANNED = "planned", _("Planned (in the approved plan)")
    NOMINATED = "nominated", _("Nominated")
    DECIDED = "decided", _("Decided")
    JOINED = "joined", _("Joined the class")


class Dimension(TextChoices):
    """By what turns are told apart, in rows or in the filter of a column."""

    UNIT = "unit", _("Unit")
    UNIT_KIND = "unit_kind", _("Kind of unit")
    PROGRAMME_KIND = "programme_kind", _("Kind of training")
    PROGRAMME = "programme", _("Programme")
    RANK = "rank", _("Rank")
    LEVEL = "level", _("Leadership level")
    FAMILY = "family", _("Post family")
    SEX = "sex", _("Sex")
    AGE = "age", _("Age group")
    MODE = "mode", _("Form of study")
    SITE_KIND = "site_kind", _("Place of study")
    BUDGET = "budget", _("Source of money")
    YEAR = "year", _("Year")
    QUARTER = "quarter", _("Quarter")
    ETHNIC_MINORITY = "ethnic_minority", _("Ethnic minority")
    PARTY_MEMBER = "party_member", _("Party member")


SENSITIVE = frozenset({Dimension.ETHNIC_MINORITY, Dimension.PARTY_MEMBER})
"""What the law calls sensitive: counted only, never a row, small counts hidden, nobody named."""

NOT_FILTERED = frozenset({Dimension.UNIT, Dimension.AGE, Dimension.YEAR})
"""Dimensions that no column is limited by: ages have bounds, units and years are asked for."""

CODE_LISTS: Mapping[str, CodeList] = MappingProxyType(
    {
        Dimension.UNIT_KIND: CodeList.UNIT_KIND,
        Dimension.PROGRAMME_KIND: CodeList.PROGRAMME_KIND,
        Dimension.RANK: CodeList.RANK,
        Dimension.LEVEL: CodeList.LEADERSHIP_LEVEL,
        Dimension.FAMILY: CodeList.POST_FAMILY,
    }
)
"""Dimensions whose values are codes of a province."""

ROW_DIMENSIONS = tuple(one for one in Dimension if one not in SENSITIVE)
FILTER_DIMENSIONS = tuple(one for one in Dimension if one not in NOT_FILTERED)

"""Requirements and programmes in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from thuctien.base.language import own_name
from thuctien.catalogue.models import Programme, Requirement
from thuctien.catalogue.selectors import CodeNames
from thuctien.engine.model.choices import CodeList
from thuctien.ui.formats import number
from thuctien.ui.words import MODE_WORDS, TIMING_WORDS


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement in words: of whom, what, when."""

    code: str
    name: str
    qualification: str
    of_whom: list[str]
    when: str
    binding: str
    source: str
    article: str
    confirmed: bool
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in words."""

    code: str
    name: str
    kind: str
    grants: list[str]
    modes: list[str]
    sessions: int
    min_size: int
    max_size: int
    cost_per_class: int
    cost_per_learner: int
    expected_effect: float
    source: str
    article: str
    confirmed: bool


def requirement_row(rule: Requirement, names: CodeNames) -> RequirementRow:
    """Return a requirement in the language of the page."""
    qualification = rule.qualification
    return RequirementRow(
        code=rule.pk,
        name=own_name(rule.name, rule.name_en),
        qualification=own_name(qualification.name, qualification.name_en),
        of_whom=_of_whom(rule, names) or [_("everybody")],
        when=str(TIMING_WORDS[rule.timing])
        % {"months": number(rule.months), "hours": number(_whole(rule.hours))},
        binding=rule.binding,
        source=rule.source,
        article=rule.article,
        confirmed=bool(rule.confirmed),
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
    )


def programme_row(programme: Programme, names: CodeNames) -> ProgrammeRow:
    """Return a programme in the language of the page; it carries ``session_count``."""
    return ProgrammeRow(
        code=programme.pk,
        name=own_name(programme.name, programme.name_en),
        kind=names.name(CodeList.PROGRAMME_KIND, programme.kind),
        grants=[
            own_name(grant.qualification.name, grant.qualification.name_en)
            for grant in programme.grants.all()
        ],
        modes=[str(MODE_WORDS[offering.mode]) for offering in programme.offerings.all()],
        sessions=getattr(programme, "session_count", None) or 0,
        min_size=programme.min_size,
        max_size=programme.max_size,
        cost_per_class=programme.cost_per_class,
        cost_per_learner=programme.cost_per_learner,
        expected_effect=programme.expected_effect,
        source=programme.source,
        article=programme.article,
        confirmed=bool(programme.confirmed),
    )


def _of_whom(rule: Requirement, names: CodeNames) -> list[str]:
    parts = [
        *names.names(CodeList.POST_FAMILY, rule.post_families),
        *names.names(CodeList.RANK, rule.ranks),
        *names.names(CodeList.LEADERSHIP_LEVEL, rule.leadership_levels),
        *names.names(CodeList.UNIT_KIND, rule.unit_kinds),
    ]
    if rule.min_age is not None:
        parts.append(_("from %(years)s years of age") % {"years": rule.min_age})
    if rule.max_age is not None:
        parts.append(_("up to %(years)s years of age") % {"years": rule.max_age})
    if rule.min_years_to_retirement is not None:
        years = number(_whole(rule.min_years_to_retirement))
        parts.append(_("at least %(years)s years to retirement") % {"years": years})
    return parts


def _whole(value: object) -> float | None:
    """Return a figure without «,0» where it is whole."""
    if value is None:
        return None
    figure = float(str(value))
    return int(figure) if figure.is_integer() else figure

"""Rows of this room in the words of the page's language."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from thuctien.base.language import own_name, page_language
from thuctien.catalogue.selectors import CodeNames
from thuctien.costs.models import CostNorm, EstimateLine, LedgerEntry
from thuctien.costs.selectors.norms import NormGroup
from thuctien.costs.selectors.service import Standing
from thuctien.engine.costs import CaseKind, Count, MonthRounding
from thuctien.engine.costs.procedure import Next, Outcome, State
from thuctien.engine.costs.wording import CASES, COUNTS, OUTCOMES, ROUNDINGS, STATES, TO_DO
from thuctien.engine.model.choices import CodeList
from thuctien.ui.formats import percent
from thuctien.ui.words import LECTURER_KIND_WORDS, MODE_WORDS, SITE_KIND_WORDS

STATE_TONES = {State.PAID: "met", State.EXEMPT: "met", State.APPEALED: "overdue"}
STANDING_TONES = {
    Standing.SERVED: "met",
    Standing.LEFT: "overdue",
    Standing.CASE: "due",
    Standing.SERVING: "info",
}


@dataclass(frozen=True, slots=True)
class NormRow:
    """A norm over time, for the page of norms."""

    item: str
    count: str
    narrowed: list[str]
    group: NormGroup
    shown: CostNorm
    payer: str


def norm_row(group: NormGroup, names: CodeNames) -> NormRow:
    """Return a group of norms in words."""
    norm = group.current or group.any
    return NormRow(
        item=own_name(group.item.name, group.item.name_en),
        count=count_words(norm.count),
        narrowed=narrowed_words(norm, names),
        group=group,
        shown=norm,
        payer=payer_words(norm.budget_percent),
    )


def narrowed_words(norm: CostNorm, names: CodeNames) -> list[str]:
    """Return for what a norm holds; nothing where it holds for all."""
    words = []
    if norm.programme_kind:
        words.append(names.name(CodeList.PROGRAMME_KIND, norm.programme_kind))
    if norm.site_kind:
        words.append(str(SITE_KIND_WORDS[norm.site_kind]))
    if norm.mode:
        words.append(str(MODE_WORDS[norm.mode]))
    if norm.lecturer_kind:
        words.append(_("lecturer: %(kind)s") % {"kind": LECTURER_KIND_WORDS[norm.lecturer_kind]})
    if norm.from_km:
        words.append(_("from %(km)s km") % {"km": norm.from_km})
    return words


def payer_words(budget_percent: int) -> str:
    """Return who pays: the budget, the agency, or both."""
    if budget_percent == 100:
        return _("budget")
    if budget_percent == 0:
        return _("agency")
    share = percent(budget_percent, 100)
    return _("budget %(share)s, agency the rest") % {"share": share}


def count_words(count: str) -> str:
    """Return what a norm is counted by."""
    return COUNTS[Count(count)].render(page_language(), {})


def line_words(line: EstimateLine) -> str:
    """Return the name of a line: its item, and who teaches where that matters."""
    name = own_name(line.item.name, line.item.name_en)
    return f"{name} ({LECTURER_KIND_WORDS[line.taught_by]})" if line.taught_by else name


def subject_words(entry: LedgerEntry) -> str:
    """Return what an entry is for: a class by its code, else as it was written."""
    kind, found, code = entry.subject.partition("class:")
    return _("class %(code)s") % {"code": code} if found and not kind else entry.subject


def state_words(state: str) -> str:
    """Return where a case stands."""
    return STATES[State(state)].render(page_language(), {})


def case_words(kind: str) -> str:
    """Return what happened in a case."""
    return CASES[CaseKind(kind)].render(page_language(), {})


def outcome_words(outcome: str) -> str:
    """Return what was decided; nothing where nothing was."""
    return OUTCOMES[Outcome(outcome)].render(page_language(), {}) if outcome else ""


def rounding_words(rounding: str) -> str:
    """Return what becomes of parts of a month."""
    return ROUNDINGS[MonthRounding(rounding)].render(page_language(), {})


def next_words(step: Next | None) -> str:
    """Return what a case waits for; nothing where it has ended."""
    return TO_DO[step.state].render(page_language(), {}) if step else ""


def standing_words(standing: Standing) -> str:
    """Return where a commitment stands."""
    return {
        Standing.TRAINING: _("in training"),
        Standing.SERVING: _("serving"),
        Standing.LEFT: _("left before time"),
        Standing.SERVED: _("served in full"),
        Standing.CASE: _("compensation open"),
        Standing.CLOSED: _("ended"),
    }[standing]

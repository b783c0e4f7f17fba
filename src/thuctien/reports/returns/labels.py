"""What the values of a dimension are called, in the order in which they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import pairwise

from django.utils.translation import gettext as _

from thuctien.catalogue.models import Budget
from thuctien.catalogue.selectors import CodeNames, code_names, programme_names
from thuctien.engine.model.choices import Mode, Sex, SiteKind
from thuctien.people.models import Unit
from thuctien.reports.closed_sets import CODE_LISTS, Dimension
from thuctien.reports.returns.facts import NO, YES
from thuctien.ui.words import MODE_WORDS, SEX_WORDS, SITE_KIND_WORDS, Words

Labels = Mapping[str, str]
"""Name by code, in the order of display."""

_QUARTERS = ("1", "2", "3", "4")


def labels_of(
    dimension: Dimension,
    codes: Iterable[str],
    age_bounds: Sequence[int],
    names: CodeNames | None = None,
) -> Labels:
    """Return the names of the ``codes`` of a dimension; a code without a name stands for itself.

    ``age_bounds`` are those of the form. By at most one query.
    """
    wanted = set(codes)
    known = _known(dimension, wanted, age_bounds, names)
    found = {code: name for code, name in known.items() if code in wanted}
    for code in sorted(wanted - set(found)):
        found[code] = code or _("not recorded")
    return found


def choices_of(dimension: Dimension, names: CodeNames) -> list[tuple[str, str]]:
    """Return what a column can be limited to by a dimension."""
    return list(_known(dimension, set(), (), names).items())


def age_groups(bounds: Sequence[int]) -> Labels:
    """Return the names of age groups by their number, from the youngest."""
    if not bounds:
        return {"0": _("all ages")}
    names = [_("under %(age)s") % {"age": bounds[0]}]
    for least, following in pairwise(bounds):
        names.append(_("%(least)s to %(most)s") % {"least": least, "most": following - 1})
    names.append(_("%(age)s and over") % {"age": bounds[-1]})
    return {str(number): name for number, name in enumerate(names)}


def _known(
    dimension: Dimension, wanted: set[str], bounds: Sequence[int], names: CodeNames | None
) -> Labels:
    if dimension in CODE_LISTS:
        return dict((names or code_names()).choices(CODE_LISTS[dimension]))
    if dimension is Dimension.AGE:
        return age_groups(bounds)
    if dimension is Dimension.UNIT:
        rows = Unit.objects.filter(pk__in=wanted).order_by("depth", "name_order", "pk")
        return dict(rows.values_list("unit_id", "name"))
    if dimension is Dimension.YEAR:
        return {year: year for year in sorted(wanted)}
    return _NAMES[dimension]()


def _budgets() -> Labels:
    rows = Budget.objects.order_by("budget_id", "year")
    return dict(rows.values_list("budget_id", "name"))


def _in_words(words: Words, codes: type[StrEnum]) -> Callable[[], Labels]:
    return lambda: {str(code): str(words[code]) for code in codes}


def _quarters() -> Labels:
    return {number: _("Quarter %(number)s") % {"number": number} for number in _QUARTERS}


def _yes_or_no() -> Labels:
    return {YES: _("yes"), NO: _("no")}


_NAMES: Mapping[Dimension, Callable[[], Labels]] = {
    Dimension.PROGRAMME: programme_names,
    Dimension.BUDGET: _budgets,
    Dimension.SEX: _in_words(SEX_WORDS, Sex),
    Dimension.MODE: _in_words(MODE_WORDS, Mode),
    Dimension.SITE_KIND: _in_words(SITE_KIND_WORDS, SiteKind),
    Dimension.QUARTER: _quarters,
    Dimension.ETHNIC_MINORITY: _yes_or_no,
    Dimension.PARTY_MEMBER: _yes_or_no,
}

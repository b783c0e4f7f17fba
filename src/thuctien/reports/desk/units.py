"""What waits for somebody as an officer: lists, duplicates, needs of their units."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from thuctien.base.access import Action, can, visible
from thuctien.base.acting import ActingUser
from thuctien.intake.selectors import person_pairs, waiting_imports
from thuctien.needs.models import Coverage, CoverageSummary
from thuctien.reports.desk.items import Item, Tone
from thuctien.ui.formats import number

MOST_LISTS = 5


def lists(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield the lists of people that wait to be corrected and taken in, oldest first.

    One query, and one more where there are more than are named.
    """
    if not can(acting_user, Action.IMPORT_PEOPLE):
        return
    found = waiting_imports(acting_user)
    named = list(found[: MOST_LISTS + 1])
    for waiting in named[:MOST_LISTS]:
        faults = waiting.counts.get("errors", 0)
        undecided = waiting.counts.get("undecided", 0)
        yield Item(
            what=_("A list waits to be taken in: %(name)s") % {"name": waiting.file_name},
            detail=_("%(unit)s: %(faults)s faults, %(undecided)s possible duplicates")
            % {
                "unit": waiting.unit.name,
                "faults": number(faults),
                "undecided": number(undecided),
            },
            url=reverse("intake:list", args=[waiting.pk]),
            tone=Tone.DUE if faults or undecided else Tone.INFO,
            count=faults + undecided,
        )
    if len(named) > MOST_LISTS:
        yield Item(
            what=_("More lists wait to be taken in"),
            url=reverse("intake:imports"),
            tone=Tone.INFO,
            count=found.count() - MOST_LISTS,
        )


def duplicates(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield how many pairs of stored people may be one. One query."""
    if not can(acting_user, Action.MERGE_PEOPLE):
        return
    if count := person_pairs(acting_user=acting_user).order_by().count():
        yield Item(
            what=_("People who may be stored twice"),
            url=reverse("intake:people_pairs"),
            count=count,
        )


def needs(acting_user: ActingUser, _today: date) -> Iterator[Item]:
    """Yield what is overdue and due in the units of somebody who reads them. One query."""
    if not (can(acting_user, Action.READ_UNIT) and can(acting_user, Action.READ_PEOPLE)):
        return
    found = _coverage(acting_user)
    for force, what, tone in (
        ("overdue", _("Overdue training in your units"), Tone.OVERDUE),
        ("due", _("Training that is due in your units"), Tone.DUE),
    ):
        if found[force]:
            yield Item(
                what=what,
                detail=_("Met: %(met)s of %(subject)s")
                % {"met": number(found["met"]), "subject": number(found["subject"])},
                url=f"{reverse('reports:needs')}?force={force}",
                tone=tone,
                count=found[force],
                of=found["subject"],
            )


def _coverage(acting_user: ActingUser) -> dict[str, int]:
    """Return the sums over the units that the acting user reads: the kept one of the province."""
    sums = {name: Sum(name, default=0) for name in ("subject", "met", "overdue", "due")}
    if can(acting_user, Action.READ_PROVINCE):
        total = CoverageSummary.Dimension.TOTAL
        return CoverageSummary.objects.filter(run__is_current=True, dimension=total).aggregate(
            **sums
        )
    rows = visible(Coverage.objects.all(), acting_user=acting_user)
    return rows.filter(run__is_current=True).aggregate(**sums)

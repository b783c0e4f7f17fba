"""The frontier as a picture: needs met by tier, at each number of changes for people told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuctien.replanning.models import Revision, Way
from thuctien.ui.charts import Chart, Series
from thuctien.ui.words import GOAL_WORDS

TIERS = ("overdue", "due", "recommended")


def frontier_chart(revision: Revision, ways: Sequence[Way], before: Mapping[str, int]) -> Chart:
    """Return the needs met of each tier over the changes, from the plan that the ways replace."""
    here = reverse("replanning:one", args=[revision.pk])
    return Chart(
        id="frontier",
        title=_("Needs met, by how many people told are changed"),
        label_heading=_("Changes for people told"),
        labels=[_("Plan before"), *(_("Way %(n)s") % {"n": way_name(way)} for way in ways)],
        links=[
            here,
            *(reverse("replanning:way", args=[revision.pk, way.position]) for way in ways),
        ],
        kind="lines",
        places=[0, *(way.changes for way in ways)],
        series=[
            Series(
                str(GOAL_WORDS[tier]),
                f"{tier}-fill",
                [before.get(tier, 0), *(getattr(way, tier) for way in ways)],
            )
            for tier in TIERS
        ],
    )


def way_name(way: Way) -> str:
    """Return how a way is called: its number and how many changes it makes."""
    changes = ngettext("%(n)s change", "%(n)s changes", way.changes) % {"n": way.changes}
    return f"{way.position}. {changes}"

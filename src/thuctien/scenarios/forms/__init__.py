"""The forms of this room: one a kind of change, in groups as people look for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.scenarios.forms import means, organisation, rules
from thuctien.scenarios.forms.base import ChangeForm


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change as people choose it: its name, what it does, and its form."""

    slug: str
    title: str | Promise
    text: str | Promise
    form: type[ChangeForm]


GROUPS: tuple[tuple[str | Promise, tuple[Kind, ...]], ...] = (
    (
        _("Rules"),
        (
            Kind(
                "add-requirement",
                _("New requirement"),
                _("Something is asked of people that was not asked before."),
                rules.AddRequirementForm,
            ),
            Kind(
                "change-requirement",
                _("Change a requirement"),
                _(
                    "Other people, another time, another qualification: the old row ends and a new"
                    " one follows it."
                ),
                rules.ChangeRequirementForm,
            ),
            Kind(
                "end-requirement",
                _("End a requirement"),
                _("It is no longer asked from the day on; what was asked before stays on record."),
                rules.EndRequirementForm,
            ),
            Kind(
                "add-rule",
                _("New condition for a programme"),
                _("Only who fulfils it may be sent."),
                rules.AddRuleForm,
            ),
            Kind(
                "end-rule",
                _("End a condition"),
                _("It no longer keeps anybody from being sent."),
                rules.EndRuleForm,
            ),
        ),
    ),
    (
        _("Seats and money"),
        (
            Kind(
                "set-quota",
                _("Set a quota"),
                _("So many turns in a programme for the province, a unit or a level."),
                means.SetQuotaForm,
            ),
            Kind(
                "scale-budgets",
                _("More or less money"),
                _("All sources of money of the year at a share of what they have."),
                means.ScaleBudgetsForm,
            ),
            Kind(
                "set-budget",
                _("Set one source of money"),
                _("Another amount for the year."),
                means.SetBudgetForm,
            ),
            Kind(
                "change-programme",
                _("Change a programme"),
                _("Sizes of classes, costs, expected effect."),
                means.ChangeProgrammeForm,
            ),
        ),
    ),
    (
        _("Sites and rooms"),
        (
            Kind("add-site", _("New site"), _("It needs rooms to be of use."), means.AddSiteForm),
            Kind("add-room", _("New room"), _("A room of a site."), means.AddRoomForm),
            Kind(
                "close-site",
                _("Close a site for a time"),
                _("No teaching there on these days."),
                means.CloseSiteForm,
            ),
            Kind("end-site", _("Give up a site"), _("With its rooms."), means.EndSiteForm),
            Kind("end-room", _("Give up a room"), _("One room of a site."), means.EndRoomForm),
        ),
    ),
    (
        _("Organisation"),
        (
            Kind(
                "merge-units",
                _("Merge units"),
                _("Several units become one; posts and people move along."),
                organisation.MergeUnitsForm,
            ),
            Kind(
                "end-level",
                _("End a level"),
                _("All units of a kind end, as the districts did on 01/07/2025."),
                organisation.EndLevelForm,
            ),
            Kind(
                "split-unit",
                _("Split a unit"),
                _("One unit becomes several, people by list."),
                organisation.SplitUnitForm,
            ),
        ),
    ),
)
KINDS: Mapping[str, Kind] = {kind.slug: kind for _heading, group in GROUPS for kind in group}

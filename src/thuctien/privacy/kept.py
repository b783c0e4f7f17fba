"""Where data about a person are kept, found by references of models, and what erasure does.

Every reference to a person has its line in :data:`HANDLING`, or a test fails: a new room cannot
keep somebody's data without saying how they are erased.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.apps import apps
from django.db.models import ForeignKey, Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thuctien.people.models import Person
from thuctien.privacy.models import Fate


@dataclass(frozen=True, slots=True)
class Reference:
    """A column of a model that refers to a person."""

    model: type[Model]
    column: str

    @property
    def name(self) -> str:
        """Return how the reference is called: «people.holding.person»."""
        return f"{self.model._meta.label_lower}.{self.column}"


@dataclass(frozen=True, slots=True)
class Handling:
    """What erasure does with the rows of a reference, and why.

    ``blanks`` are columns that are emptied, with what they hold then.
    """

    fate: Fate
    reason: str | Promise
    blanks: Mapping[str, object] = field(default_factory=dict)


_STATISTICS = _("Counted in statistics of training; says nothing of a person without a name")
_PROOF = _("Proof of what was obtained; the number of the paper is taken out")
_DEBT = _("Accounts of public money; says nothing of a person without a name")
_ONE_PERSON = _("Whether two entries were one person matters no more")

HANDLING: Mapping[str, Handling] = {
    "people.sensitivefacts.person": Handling(Fate.ERASE, _("Needed for no statistics of one row")),
    "people.appointment.person": Handling(Fate.KEEP, _STATISTICS),
    "people.holding.person": Handling(Fate.ANONYMISE, _PROOF, {"evidence": ""}),
    "people.rating.person": Handling(Fate.ANONYMISE, _STATISTICS, {"document": ""}),
    "people.discipline.person": Handling(Fate.ERASE, _("Needed for no statistics of training")),
    "people.successionplan.person": Handling(Fate.ERASE, _("Needed for no statistics of training")),
    "intake.personpair.first": Handling(Fate.ERASE, _ONE_PERSON),
    "intake.personpair.second": Handling(Fate.ERASE, _ONE_PERSON),
    "needs.need.person": Handling(Fate.KEEP, _STATISTICS),
    "needs.statedneed.person": Handling(Fate.ANONYMISE, _STATISTICS, {"reason": ""}),
    "needs.needrefusal.person": Handling(Fate.ANONYMISE, _STATISTICS, {"reason": "–"}),
    "sending.surveyline.person": Handling(
        Fate.ERASE, _("What an agency was asked about somebody who is gone")
    ),
    "sending.plancomment.person": Handling(Fate.ANONYMISE, _STATISTICS, {"text": "–"}),
    "sending.turn.person": Handling(Fate.KEEP, _STATISTICS),
    "sending.answer.person": Handling(Fate.KEEP, _STATISTICS),
    "sending.nomination.person": Handling(
        Fate.ANONYMISE,
        _STATISTICS,
        {
            "reason": "",
            "checklist": [],
            "conflicts": [],
            "rank_reasons": [],
            "state_reason": "",
            "exception_document": "",
        },
    ),
    "costs.servicecommitment.person": Handling(Fate.ANONYMISE, _DEBT, {"decision_no": ""}),
    "costs.compensationcase.person": Handling(Fate.KEEP, _DEBT),
    "replanning.fallenturn.person": Handling(Fate.KEEP, _STATISTICS),
    "replanning.waychange.person": Handling(Fate.KEEP, _STATISTICS),
    "scenarios.touchedneed.person": Handling(Fate.KEEP, _STATISTICS),
    "scenarios.touchedturn.person": Handling(Fate.KEEP, _STATISTICS),
    "privacy.consent.person": Handling(
        Fate.ANONYMISE, _("Proof that there was a consent"), {"document": ""}
    ),
    "base.user.person": Handling(Fate.ANONYMISE, _("The trail names the account by its number")),
}

NAMED: Mapping[str, tuple[str, ...]] = {"intake.personmerge": ("keeper_id", "loser_id")}
"""Copies that name people by code without referring to them, kept to undo something: the columns
with the codes. Erasure deletes them; an export leaves them out, for the rows themselves are in it.
"""


def references() -> Iterator[Reference]:
    """Yield every reference to a person, of every room, in the order of the models."""
    for model in apps.get_models():
        for column in model._meta.concrete_fields:
            if isinstance(column, ForeignKey) and column.related_model is Person:
                yield Reference(model, column.name)

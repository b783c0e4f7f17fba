"""How the rows of each model hang on units and people, and what seeing them takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from thuctien.base.policy.actions import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """How the rows of a model hang on units and people; a lookup of "" is the row itself.

    ``read`` is the action that seeing a row takes. ``unit`` leads to units, ``person`` and ``user``
    to whose row it is, ``turn`` to the turns of its person, ``lecturer`` to who teaches that
    person. A reach whose lookup is missing reaches no row. The rows of a ``personal`` model are
    about one official: within a request they cannot be read without asking this policy.
    """

    read: Action
    unit: tuple[str, ...] = ()
    person: str | None = None
    user: tuple[str, ...] = ()
    turn: str | None = None
    lecturer: str | None = None
    personal: bool = False


PUBLISHED = Scope(read=Action.READ_PUBLISHED)
SCENARIO = Scope(read=Action.READ_SCENARIO)
MONEY = Scope(read=Action.READ_MONEY)
PLAN = Scope(read=Action.READ_PLAN)
PROVINCE_FIGURES = Scope(read=Action.READ_PROVINCE)
UNIT_FIGURES = Scope(read=Action.READ_UNIT, unit=("unit",))
TRAIL = Scope(read=Action.READ_AUDIT)


def _about(person: str, *also_units: str) -> Scope:
    """Return the scope of a model whose rows are about the person at the end of ``person``."""
    step = f"{person}__" if person else ""
    return Scope(
        read=Action.READ_PEOPLE,
        unit=(*also_units, f"{step}current_unit"),
        person=person,
        turn=f"{step}turns",
        lecturer=f"{step}turns__planned_class__timetable_sessions__lecturer",
        personal=True,
    )


def _owed(commitment: str) -> Scope:
    """Return the scope of rows about service that somebody owes to the unit that sent them."""
    return Scope(
        read=Action.READ_COMMITMENTS,
        unit=(f"{commitment}unit",),
        person=f"{commitment}person",
        personal=True,
    )


SCOPES: Mapping[str, Scope] = {
    "base.user": Scope(read=Action.READ_ACCOUNT, user=("",)),
    "base.roleheld": Scope(read=Action.READ_ACCOUNT, user=("user",)),
    "base.delegation": Scope(read=Action.READ_ACCOUNT, user=("giver", "receiver")),
    "base.job": Scope(read=Action.READ_JOB, user=("created_by",)),
    "base.periodicrun": Scope(read=Action.READ_JOB),
    "base.savedfilter": Scope(read=Action.KEEP_LISTS, user=("user",)),
    "base.columnchoice": Scope(read=Action.KEEP_LISTS, user=("user",)),
    "base.sentform": Scope(read=Action.KEEP_LISTS, user=("user",)),
    "base.auditentry": TRAIL,
    "base.auditchange": TRAIL,
    "base.audithead": TRAIL,
    "notices.notice": Scope(read=Action.READ_NOTICE, user=("recipient",)),
    "notices.mailing": Scope(read=Action.READ_NOTICE, user=("recipient",)),
    "notices.preference": Scope(read=Action.READ_NOTICE, user=("user",)),
    "catalogue.budget": PUBLISHED,
    "catalogue.closure": PUBLISHED,
    "catalogue.code": PUBLISHED,
    "catalogue.eligibilityrule": PUBLISHED,
    "catalogue.grant": PUBLISHED,
    "catalogue.inclusion": PUBLISHED,
    "catalogue.lecturer": PUBLISHED,
    "catalogue.lecturerabsence": PLAN,
    "catalogue.module": PUBLISHED,
    "catalogue.offering": PUBLISHED,
    "catalogue.parameter": PUBLISHED,
    "catalogue.programme": PUBLISHED,
    "catalogue.qualification": PUBLISHED,
    "catalogue.requirement": PUBLISHED,
    "catalogue.retirementage": PUBLISHED,
    "catalogue.room": PUBLISHED,
    "catalogue.site": PUBLISHED,
    "people.unit": Scope(read=Action.READ_UNIT, unit=("",)),
    "people.unitsuccession": PUBLISHED,
    "people.post": PUBLISHED,
    "people.person": _about(""),
    "people.sensitivefacts": replace(_about("person"), read=Action.READ_SENSITIVE),
    "people.appointment": _about("person"),
    "people.holding": _about("person"),
    "people.rating": replace(_about("person"), read=Action.READ_RATINGS),
    "people.discipline": replace(_about("person"), read=Action.READ_RATINGS),
    "people.successionplan": replace(_about("person"), read=Action.READ_SUCCESSION),
    "documents.documentkind": PUBLISHED,
    "documents.issuingbody": Scope(read=Action.READ_PUBLISHED, unit=("unit",)),
    "documents.signer": Scope(read=Action.READ_PUBLISHED, unit=("body__unit",)),
    "documents.template": Scope(read=Action.READ_PUBLISHED),
    "documents.register": Scope(read=Action.READ_DOCUMENTS, unit=("body__unit",)),
    "documents.document": Scope(read=Action.READ_DOCUMENTS, unit=("body__unit", "concerns__unit")),
    "documents.concern": Scope(read=Action.READ_DOCUMENTS, unit=("unit", "document__body__unit")),
    "documents.documentlink": Scope(read=Action.READ_DOCUMENTS, unit=("by__body__unit",)),
    "documents.scan": Scope(
        read=Action.READ_DOCUMENTS, unit=("document__body__unit", "document__concerns__unit")
    ),
    "intake.listimport": Scope(read=Action.IMPORT_PEOPLE, unit=("unit",)),
    "intake.storedlist": Scope(read=Action.IMPORT_PEOPLE, unit=("list_import__unit",)),
    "intake.correction": Scope(
        read=Action.IMPORT_PEOPLE, unit=("list_import__unit",), personal=True
    ),
    "intake.decision": Scope(read=Action.IMPORT_PEOPLE, unit=("list_import__unit",)),
    "intake.knownform": Scope(read=Action.IMPORT_PEOPLE, unit=("unit",)),
    "intake.personpair": Scope(
        read=Action.MERGE_PEOPLE,
        unit=("first__current_unit",),
        personal=True,
    ),
    "intake.personmerge": Scope(read=Action.MERGE_PEOPLE, unit=("unit",), personal=True),
    "needs.needsrun": PLAN,
    "needs.need": _about("person"),
    "needs.statedneed": _about("person", "unit"),
    "needs.needrefusal": _about("person"),
    "needs.coverage": UNIT_FIGURES,
    "needs.coveragesummary": PROVINCE_FIGURES,
    "costs.costitem": PUBLISHED,
    "costs.costnorm": PUBLISHED,
    "costs.commitmentrule": PUBLISHED,
    "costs.compensationrule": PUBLISHED,
    "costs.reliefground": PUBLISHED,
    "costs.estimate": PLAN,
    "costs.estimateclass": MONEY,
    "costs.estimateline": MONEY,
    "costs.estimategap": MONEY,
    "costs.estimateunit": UNIT_FIGURES,
    "costs.ledgerentry": MONEY,
    "costs.servicecommitment": _owed(""),
    "costs.compensationcase": _owed("commitment__"),
    "costs.casestep": _owed("case__commitment__"),
    "costs.casecost": _owed("case__commitment__"),
    "costs.councilmember": _owed("case__commitment__"),
    "costs.casepayment": _owed("case__commitment__"),
    "sending.plan": PLAN,
    "sending.tier": PLAN,
    "sending.quota": UNIT_FIGURES,
    "sending.plannedclass": PUBLISHED,
    "sending.turn": _about("person"),
    "sending.answer": _about("person"),
    "sending.round": PLAN,
    "sending.roundstep": PLAN,
    "sending.unittask": UNIT_FIGURES,
    "sending.surveyline": _about("person", "unit"),
    "sending.surveyreply": _about("line__person", "line__unit"),
    "sending.plancomment": _about("person", "unit"),
    "sending.planruling": PLAN,
    "sending.offeredclass": PUBLISHED,
    "sending.allotment": UNIT_FIGURES,
    "sending.allotmenttransfer": Scope(
        read=Action.READ_UNIT, unit=("giver__unit", "receiver__unit")
    ),
    "sending.nomination": _about("person", "unit"),
    "sending.decisiontext": PUBLISHED,
    "sending.decision": Scope(
        read=Action.READ_DOCUMENTS, unit=("document__concerns__unit", "document__body__unit")
    ),
    "sending.decisionentry": _about("nomination__person", "nomination__unit"),
    "sending.nominationevent": _about("nomination__person", "nomination__unit"),
    "sending.planmonth": PLAN,
    "sending.planunit": UNIT_FIGURES,
    "sending.awayweek": UNIT_FIGURES,
    "replanning.revision": PLAN,
    "replanning.revisionevent": PLAN,
    "replanning.fallenturn": _about("person"),
    "replanning.way": PLAN,
    "replanning.waychange": _about("person"),
    "scenarios.scenario": SCENARIO,
    "scenarios.scenariochange": SCENARIO,
    "scenarios.scenarioresult": SCENARIO,
    "scenarios.touchedneed": _about("person"),
    "scenarios.touchedturn": _about("person"),
    "classes.timetable": PUBLISHED,
    "classes.session": PUBLISHED,
    "privacy.consent": _about("person"),
    "reports.reportform": PUBLISHED,
    "reports.reportcolumn": PUBLISHED,
    "privacy.purpose": PUBLISHED,
    "privacy.retentionrule": PUBLISHED,
}
"""The models of our rooms by label in small letters."""

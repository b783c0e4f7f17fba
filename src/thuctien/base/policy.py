"""Who may do what, to which rows: the whole policy as data, in one place.

:mod:`thuctien.base.access` reads it; nothing else decides. Rooms are named by label
(«people.person»), because the ground may not import them. A new model or action gets its line here,
or a test fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody is, in a unit and over all units below it, from a day to a day."""

    PROVINCE_OFFICER = "province_officer", _("Province training officer")
    APPROVER = "approver", _("Approver")
    AGENCY_OFFICER = "agency_officer", _("Agency officer")
    ACADEMIC_OFFICER = "academic_officer", _("Academic officer of the school")
    DEAN = "dean", _("Dean")
    LECTURER = "lecturer", _("Lecturer")
    LEARNER = "learner", _("Learner")
    CENTRE_OFFICER = "centre_officer", _("Centre officer")
    ASSESSOR = "assessor", _("Assessor")
    LEADER = "leader", _("Leader (reads only)")
    AUDITOR = "auditor", _("Auditor (reads everything, changes nothing)")
    ADMINISTRATOR = "administrator", _("System administrator (no personal data)")


class Action(StrEnum):
    """What somebody may do; named after the thing and the verb."""

    READ_PUBLISHED = "published.read"
    """Rules, programmes, sites, classes and timetables: nothing about one official."""
    READ_PROVINCE = "province.read"
    """Figures of the whole province."""
    READ_UNIT = "unit.read"
    """Figures of a unit."""
    READ_PLAN = "plan.read"
    MAKE_PLAN = "plan.make"
    EXPORT_PLAN = "plan.export"
    APPROVE_PLAN = "plan.approve"
    MAKE_ROUND = "round.make"
    """Set up a round of sending, move it on, issue quotas."""
    ANSWER_ROUND = "round.answer"
    """Answer for an agency: survey, comments, who joined."""
    NOMINATE = "nomination.make"
    SELECT = "nomination.select"
    APPROVE_EXCEPTION = "exception.approve"
    """Let somebody go whom a rule leaves to a special decision."""
    DECIDE = "sending.decide"
    """Issue the decision to send."""
    READ_MONEY = "money.read"
    """Budget lines, their ledger, and what the year costs."""
    KEEP_MONEY = "money.keep"
    """Norms of cost, estimates, commitments and payments of budget lines."""
    READ_COMMITMENTS = "commitments.read"
    """Who owes service after training, and what somebody pays back."""
    KEEP_COMMITMENTS = "commitments.keep"
    """Write down service owed; open a compensation and bring it to its decision."""
    DECIDE_COMPENSATION = "compensation.decide"
    READ_SCENARIO = "scenario.read"
    """See what a change of rules, means or organisation would come to."""
    MAKE_SCENARIO = "scenario.make"
    ADOPT_SCENARIO = "scenario.adopt"
    """Make the changes of a scenario rows of the province."""
    IMPORT_PROVINCE = "province.import"
    REPLACE_PROVINCE = "province.replace"
    READ_PEOPLE = "people.read"
    READ_RATINGS = "ratings.read"
    """See how officials were rated, and disciplines."""
    READ_SUCCESSION = "succession.read"
    """See who is planned for which office."""
    EXPORT_PEOPLE = "people.export"
    IMPORT_PEOPLE = "people.import"
    MERGE_PEOPLE = "people.merge"
    REVEAL_IDENTITY = "identity.reveal"
    """See a personal number unmasked."""
    READ_SENSITIVE = "sensitive.read"
    """See ethnic group, religion and party membership, for a stated purpose."""
    EXPORT_PERSON = "person.export"
    """Hand out all that is kept about one person."""
    ERASE_PERSON = "person.erase"
    MANAGE_PRIVACY = "privacy.manage"
    READ_ACCESS_LOG = "access_log.read"
    """See who read a person's record."""
    READ_HISTORY = "history.read"
    """See what was changed in a record, by whom."""
    READ_AUDIT = "audit.read"
    """See the whole trail."""
    READ_ACCOUNT = "account.read"
    LIST_ACCOUNTS = "account.list"
    """See who has an account, and its roles."""
    MANAGE_ACCOUNT = "account.manage"
    GRANT_ROLE = "role.grant"
    DELEGATE = "role.delegate"
    READ_JOB = "job.read"
    CANCEL_JOB = "job.cancel"
    RETRY_JOB = "job.retry"
    READ_DOCUMENTS = "document.read"
    WRITE_DOCUMENTS = "document.write"
    """Draft, keep scans, cancel or amend by another."""
    ISSUE_DOCUMENTS = "document.issue"
    """Give a document its number."""
    MANAGE_TEMPLATES = "template.manage"
    """Upload templates; say which bodies issue documents and who signs for them."""
    READ_NOTICE = "notice.read"
    KEEP_REPORT_FORMS = "report_forms.keep"
    """Change the columns that authorities ask for."""
    KEEP_LISTS = "lists.keep"
    """Keep filters and columns of lists as one likes them."""


class Reach(StrEnum):
    """To which rows a role takes an action."""

    EVERYWHERE = "everywhere"
    """Every row, wherever the role is held."""
    PROVINCE = "province"
    """Every row, where the role is held over the whole province; else none."""
    BELOW = "below"
    """Rows of the unit in which the role is held, and of all units below it."""
    LEARNERS = "learners"
    """Rows of people who are in a class of the plan."""
    TAUGHT = "taught"
    """Rows of people in a class that the account's lecturer teaches."""
    OWN = "own"
    """Rows of the account itself, or of the person whose account it is."""


Grants = Mapping[Action, Reach]

EVERY_ACCOUNT: Grants = {
    Action.READ_ACCOUNT: Reach.OWN,
    Action.DELEGATE: Reach.OWN,
    Action.READ_JOB: Reach.OWN,
    Action.CANCEL_JOB: Reach.OWN,
    Action.RETRY_JOB: Reach.OWN,
    Action.READ_NOTICE: Reach.OWN,
    Action.KEEP_LISTS: Reach.OWN,
}
"""What an account may do without any role."""

_READS_BELOW: Grants = {
    Action.READ_PUBLISHED: Reach.EVERYWHERE,
    Action.READ_PLAN: Reach.EVERYWHERE,
    Action.READ_PROVINCE: Reach.PROVINCE,
    Action.READ_SCENARIO: Reach.PROVINCE,
    Action.READ_UNIT: Reach.BELOW,
    Action.READ_PEOPLE: Reach.BELOW,
    Action.READ_RATINGS: Reach.BELOW,
    Action.READ_SUCCESSION: Reach.BELOW,
    Action.EXPORT_PEOPLE: Reach.BELOW,
    Action.EXPORT_PLAN: Reach.PROVINCE,
    Action.READ_DOCUMENTS: Reach.BELOW,
    Action.READ_MONEY: Reach.PROVINCE,
    Action.READ_COMMITMENTS: Reach.BELOW,
}
_KEEPS_PEOPLE: Grants = {
    Action.IMPORT_PEOPLE: Reach.BELOW,
    Action.MERGE_PEOPLE: Reach.BELOW,
    Action.REVEAL_IDENTITY: Reach.BELOW,
    Action.READ_SENSITIVE: Reach.BELOW,
    Action.READ_ACCESS_LOG: Reach.BELOW,
    Action.READ_HISTORY: Reach.BELOW,
    Action.KEEP_COMMITMENTS: Reach.BELOW,
}

GRANTS: Mapping[Role, Grants] = {
    Role.PROVINCE_OFFICER: {
        **_READS_BELOW,
        **_KEEPS_PEOPLE,
        Action.IMPORT_PROVINCE: Reach.PROVINCE,
        Action.REPLACE_PROVINCE: Reach.PROVINCE,
        Action.MAKE_PLAN: Reach.PROVINCE,
        Action.MAKE_SCENARIO: Reach.PROVINCE,
        Action.KEEP_MONEY: Reach.PROVINCE,
        Action.MAKE_ROUND: Reach.PROVINCE,
        Action.ANSWER_ROUND: Reach.BELOW,
        Action.NOMINATE: Reach.BELOW,
        Action.SELECT: Reach.PROVINCE,
        Action.EXPORT_PERSON: Reach.BELOW,
        Action.ERASE_PERSON: Reach.PROVINCE,
        Action.MANAGE_PRIVACY: Reach.PROVINCE,
        Action.WRITE_DOCUMENTS: Reach.BELOW,
        Action.MANAGE_TEMPLATES: Reach.PROVINCE,
        Action.KEEP_REPORT_FORMS: Reach.PROVINCE,
        Action.READ_JOB: Reach.PROVINCE,
        Action.CANCEL_JOB: Reach.PROVINCE,
    },
    Role.APPROVER: {
        **_READS_BELOW,
        Action.READ_HISTORY: Reach.BELOW,
        Action.APPROVE_PLAN: Reach.PROVINCE,
        Action.ADOPT_SCENARIO: Reach.PROVINCE,
        Action.APPROVE_EXCEPTION: Reach.BELOW,
        Action.DECIDE_COMPENSATION: Reach.BELOW,
        Action.DECIDE: Reach.PROVINCE,
        Action.ISSUE_DOCUMENTS: Reach.BELOW,
    },
    Role.AGENCY_OFFICER: {
        **_READS_BELOW,
        **_KEEPS_PEOPLE,
        Action.ANSWER_ROUND: Reach.BELOW,
        Action.NOMINATE: Reach.BELOW,
    },
    Role.ACADEMIC_OFFICER: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_PLAN: Reach.EVERYWHERE,
        Action.READ_PEOPLE: Reach.LEARNERS,
        Action.EXPORT_PEOPLE: Reach.LEARNERS,
        Action.READ_DOCUMENTS: Reach.BELOW,
        Action.WRITE_DOCUMENTS: Reach.BELOW,
    },
    Role.DEAN: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_PLAN: Reach.EVERYWHERE,
        Action.READ_PEOPLE: Reach.LEARNERS,
    },
    Role.LECTURER: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_PEOPLE: Reach.TAUGHT,
    },
    Role.LEARNER: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_PEOPLE: Reach.OWN,
        Action.READ_RATINGS: Reach.OWN,
        Action.READ_COMMITMENTS: Reach.OWN,
        Action.REVEAL_IDENTITY: Reach.OWN,
        Action.READ_SENSITIVE: Reach.OWN,
        Action.EXPORT_PERSON: Reach.OWN,
        Action.READ_ACCESS_LOG: Reach.OWN,
    },
    Role.CENTRE_OFFICER: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_UNIT: Reach.BELOW,
    },
    Role.ASSESSOR: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_UNIT: Reach.BELOW,
    },
    Role.LEADER: _READS_BELOW,
    Role.AUDITOR: {
        **_READS_BELOW,
        Action.REVEAL_IDENTITY: Reach.BELOW,
        Action.READ_SENSITIVE: Reach.BELOW,
        Action.READ_ACCESS_LOG: Reach.BELOW,
        Action.READ_HISTORY: Reach.BELOW,
        Action.READ_AUDIT: Reach.PROVINCE,
        Action.READ_ACCOUNT: Reach.PROVINCE,
        Action.LIST_ACCOUNTS: Reach.PROVINCE,
        Action.READ_JOB: Reach.PROVINCE,
    },
    Role.ADMINISTRATOR: {
        Action.READ_PUBLISHED: Reach.EVERYWHERE,
        Action.READ_ACCOUNT: Reach.PROVINCE,
        Action.LIST_ACCOUNTS: Reach.PROVINCE,
        Action.MANAGE_ACCOUNT: Reach.PROVINCE,
        Action.GRANT_ROLE: Reach.PROVINCE,
        Action.READ_JOB: Reach.PROVINCE,
        Action.CANCEL_JOB: Reach.PROVINCE,
        Action.RETRY_JOB: Reach.PROVINCE,
    },
}


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
    "documents.document": Scope(
        read=Action.READ_DOCUMENTS, unit=("body__unit", "concerns__unit")
    ),
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

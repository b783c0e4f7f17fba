"""What people are, what they may do, and how far it reaches: names, nothing decided."""

from __future__ import annotations

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

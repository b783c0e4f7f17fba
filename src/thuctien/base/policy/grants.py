"""Which role may do what, and to which rows."""

from __future__ import annotations

from collections.abc import Mapping

from thuctien.base.policy.actions import Action, Reach, Role

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

from thuctien.base.models.audit import AuditEntry, AuditHead
from thuctien.base.models.job import ATTEMPTS, OPEN_STATES, Job, JobState, PeriodicRun
from thuctien.base.models.lists import ColumnChoice, SavedFilter
from thuctien.base.models.role import Delegation, RoleHeld
from thuctien.base.models.sent_form import SentForm
from thuctien.base.models.user import User

__all__ = [
    "ATTEMPTS",
    "OPEN_STATES",
    "AuditEntry",
    "AuditHead",
    "ColumnChoice",
    "Delegation",
    "Job",
    "JobState",
    "PeriodicRun",
    "RoleHeld",
    "SavedFilter",
    "SentForm",
    "User",
]

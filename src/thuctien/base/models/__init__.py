from thuctien.base.models.audit import AuditEntry, AuditHead
from thuctien.base.models.job import OPEN_STATES, Job, JobState
from thuctien.base.models.role import Delegation, RoleHeld
from thuctien.base.models.user import User

__all__ = [
    "OPEN_STATES",
    "AuditEntry",
    "AuditHead",
    "Delegation",
    "Job",
    "JobState",
    "RoleHeld",
    "User",
]

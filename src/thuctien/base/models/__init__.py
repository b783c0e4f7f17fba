from thuctien.base.models.audit import AuditEntry, AuditHead
from thuctien.base.models.job import OPEN_STATES, Job, JobState
from thuctien.base.models.user import Role, User

__all__ = ["OPEN_STATES", "AuditEntry", "AuditHead", "Job", "JobState", "Role", "User"]

"""Long work: asked for once, run by a worker, seen while it runs, wholly in or wholly out.

A room's ``tasks`` give the work in two steps. The first reads and computes for as long as it takes
and holds no lock; what it returns is called in one transaction together with the job's own end, so
a worker that dies at any moment leaves either everything or nothing.
"""

from thuctien.base.jobs.progress import CancelledError, JobProgress
from thuctien.base.jobs.recovery import recover_lost_jobs
from thuctien.base.jobs.runner import JobRefusedError, Store, asker_of, run_job
from thuctien.base.jobs.services import cancel_job, request_job, retry_job
from thuctien.base.jobs.transient import PassingTroubleError

__all__ = [
    "CancelledError",
    "JobProgress",
    "JobRefusedError",
    "PassingTroubleError",
    "Store",
    "asker_of",
    "cancel_job",
    "recover_lost_jobs",
    "request_job",
    "retry_job",
    "run_job",
]

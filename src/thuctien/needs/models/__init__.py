from thuctien.needs.models.computed import Coverage, CoverageSummary, Need, NeedsRun
from thuctien.needs.models.refusals import NeedRefusal
from thuctien.needs.models.stated import StatedNeed

__all__ = ["Coverage", "CoverageSummary", "Need", "NeedRefusal", "NeedsRun", "StatedNeed"]

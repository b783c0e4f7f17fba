from thuctien.sending.services.decisions.drafting import (
    draft_amendment,
    draft_cancellation,
    draft_decision,
)
from thuctien.sending.services.decisions.effect import DECISIONS

__all__ = ["DECISIONS", "draft_amendment", "draft_cancellation", "draft_decision"]

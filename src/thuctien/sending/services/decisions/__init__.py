from thuctien.sending.services.decisions.drafting import (
    Issue,
    draft_amendment,
    draft_cancellation,
    draft_decision,
)
from thuctien.sending.services.decisions.effect import follow_documents
from thuctien.sending.services.decisions.words import replace_words

__all__ = [
    "Issue",
    "draft_amendment",
    "draft_cancellation",
    "draft_decision",
    "follow_documents",
    "replace_words",
]

from thuctien.documents.services.drafting import change_draft, draft_document, drop_draft
from thuctien.documents.services.linking import amend_document, cancel_document
from thuctien.documents.services.numbering import number_document, take_over_register
from thuctien.documents.services.signing import attach_scan, mark_signed
from thuctien.documents.services.templates import upload_template

__all__ = [
    "amend_document",
    "attach_scan",
    "cancel_document",
    "change_draft",
    "draft_document",
    "drop_draft",
    "mark_signed",
    "number_document",
    "take_over_register",
    "upload_template",
]

from thuctien.documents.models.documents import (
    Concern,
    Document,
    DocumentLink,
    DocumentState,
    LinkKind,
    Register,
    Scan,
)
from thuctien.documents.models.issuing import Family, IssuingBody, Signer
from thuctien.documents.models.templates import DocumentKind, Template

__all__ = [
    "Concern",
    "Document",
    "DocumentKind",
    "DocumentLink",
    "DocumentState",
    "Family",
    "IssuingBody",
    "LinkKind",
    "Register",
    "Scan",
    "Signer",
    "Template",
]

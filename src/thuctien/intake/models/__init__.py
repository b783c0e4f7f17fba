from thuctien.intake.models.imports import (
    REPLACEABLE_STATES,
    WAITING_STATES,
    Correction,
    Decision,
    ImportState,
    KnownForm,
    ListImport,
    StoredList,
    Verdict,
)
from thuctien.intake.models.merges import PersonMerge, PersonPair

__all__ = [
    "REPLACEABLE_STATES",
    "WAITING_STATES",
    "Correction",
    "Decision",
    "ImportState",
    "KnownForm",
    "ListImport",
    "PersonMerge",
    "PersonPair",
    "StoredList",
    "Verdict",
]

"""The way between rows and the engine's frames; nothing else translates them."""

from thuctien.sending.bridge.load import (
    load_eligibility_slice,
    load_person_slice,
    load_province,
)
from thuctien.sending.bridge.mapping import MODELS, columns_of
from thuctien.sending.bridge.store import Changes, replace_tables, update_tables

__all__ = [
    "MODELS",
    "Changes",
    "columns_of",
    "load_eligibility_slice",
    "load_person_slice",
    "load_province",
    "replace_tables",
    "update_tables",
]

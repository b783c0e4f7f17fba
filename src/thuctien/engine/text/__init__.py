"""Vietnamese text: one form, order, keys for search, old encodings, dates and numbers."""

from thuctien.engine.text.dates import (
    DateFault,
    PartialDate,
    Precision,
    UnreadableDateError,
    parse_date,
    show_date,
)
from thuctien.engine.text.folding import fold, folded, match_key
from thuctien.engine.text.legacy import Encoding, decode, detect, to_unicode
from thuctien.engine.text.normal import clean_text, cleaned
from thuctien.engine.text.numbers import (
    NumberFault,
    UnreadableNumberError,
    parse_integer,
    parse_number,
)
from thuctien.engine.text.ordering import name_key, name_keys, sort_key, sort_keys

__all__ = [
    "DateFault",
    "Encoding",
    "NumberFault",
    "PartialDate",
    "Precision",
    "UnreadableDateError",
    "UnreadableNumberError",
    "clean_text",
    "cleaned",
    "decode",
    "detect",
    "fold",
    "folded",
    "match_key",
    "name_key",
    "name_keys",
    "parse_date",
    "parse_integer",
    "parse_number",
    "show_date",
    "sort_key",
    "sort_keys",
    "to_unicode",
]

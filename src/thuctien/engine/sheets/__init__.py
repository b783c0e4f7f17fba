"""Lists of people as agencies really send them: any file, any layout, read into one flat form."""

from thuctien.engine.sheets.body import RowKind, SkippedRow
from thuctien.engine.sheets.book import Book, BookKind, Place, Sheet, column_letters, raw_text
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.faults import CellFault, Severity
from thuctien.engine.sheets.headings import CERTAIN, Why
from thuctien.engine.sheets.layout import (
    ColumnGuess,
    LayoutChoice,
    RememberedForm,
    SheetLayout,
    guess_layouts,
    remember,
)
from thuctien.engine.sheets.opening import open_book
from thuctien.engine.sheets.opening.refusal import RefusedBookError
from thuctien.engine.sheets.people import HOLDINGS_SCHEMA, PEOPLE_SCHEMA
from thuctien.engine.sheets.people_list import write_people_list
from thuctien.engine.sheets.reading import (
    Reading,
    apply_corrections,
    read_by_layouts,
    read_people,
)
from thuctien.engine.sheets.returned import write_returned
from thuctien.engine.sheets.targets import (
    HELD,
    LEVEL,
    TARGETS,
    Target,
    TargetColumn,
    held_target,
    level_target,
)
from thuctien.engine.sheets.vocabulary import Qualification, Vocabulary

__all__ = [
    "CERTAIN",
    "HELD",
    "HOLDINGS_SCHEMA",
    "LEVEL",
    "PEOPLE_SCHEMA",
    "TARGETS",
    "Book",
    "BookKind",
    "CellFault",
    "ColumnGuess",
    "LayoutChoice",
    "Place",
    "Qualification",
    "Reading",
    "RefusedBookError",
    "RememberedForm",
    "RowKind",
    "Severity",
    "Sheet",
    "SheetFault",
    "SheetLayout",
    "SkippedRow",
    "Target",
    "TargetColumn",
    "Vocabulary",
    "Why",
    "apply_corrections",
    "column_letters",
    "guess_layouts",
    "held_target",
    "level_target",
    "open_book",
    "raw_text",
    "read_by_layouts",
    "read_people",
    "remember",
    "write_people_list",
    "write_returned",
]

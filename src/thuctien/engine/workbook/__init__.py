"""A province as .xlsx in and out, with faults by sheet, row and column."""

from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.faults import Fault, Severity
from thuctien.engine.workbook.reading import Reading, read_province
from thuctien.engine.workbook.repair import Repair
from thuctien.engine.workbook.tables import read_tables, write_tables
from thuctien.engine.workbook.writing import write_province

__all__ = [
    "Fault",
    "FaultCode",
    "Reading",
    "Repair",
    "Severity",
    "read_province",
    "read_tables",
    "write_province",
    "write_tables",
]

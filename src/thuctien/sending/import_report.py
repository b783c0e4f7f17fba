"""What a reading of a workbook leaves on its job: faults by place, in both languages."""

from __future__ import annotations

from typing import Any

from thuctien.engine.wording import Language
from thuctien.engine.workbook import Fault, Reading

MOST_FAULTS = 1_000
MOST_REPAIRS = 200


def report_of(reading: Reading) -> dict[str, Any]:
    """Return counts of rows, errors, warnings and repairs, and the first of each as they are shown.

    A fault has ``sheet``, ``row``, ``column``, ``severity``, ``code`` and its sentence as ``vi``
    and ``en``. Errors come before warnings, each in the order of the workbook.
    """
    faults = [*reading.errors, *reading.warnings]
    return {
        "rows": dict(reading.rows),
        "errors": len(reading.errors),
        "warnings": len(reading.warnings),
        "faults": [_shown(fault) for fault in faults[:MOST_FAULTS]],
        "repairs": len(reading.repairs),
        "repaired": [
            {
                "sheet": repair.sheet,
                "row": repair.row,
                "column": repair.column,
                "encoding": repair.encoding,
                "raw": repair.raw,
                "text": repair.text,
            }
            for repair in reading.repairs[:MOST_REPAIRS]
        ],
    }


def _shown(fault: Fault) -> dict[str, Any]:
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "severity": fault.severity.value,
        "code": fault.code.value,
        "vi": fault.reason(Language.VI),
        "en": fault.reason(Language.EN),
    }

"""The survey of an agency as a workbook: out with its lines, back in with the answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from thuctien.base.language import own_name
from thuctien.engine.sheets.book import Sheet
from thuctien.engine.sheets.opening import open_book
from thuctien.engine.text.folding import fold
from thuctien.engine.workbook.cells import Cell
from thuctien.sending.models import SurveyLine
from thuctien.sending.models.states import ReplyVerdict
from thuctien.ui.formats import day

SHEET = "Khảo sát"
KEY, VERDICT, REASON = "Mã dòng", "Trả lời (có/không)", "Lý do"
HEADERS = (
    KEY,
    "Họ và tên",
    "Mã nhân sự",
    "Vị trí",
    "Đơn vị",
    "Chương trình",
    "Trình độ, chứng chỉ",
    "Bắt buộc",
    "Hạn",
    VERDICT,
    REASON,
)
"""The file is one of the province's forms, so its headings are in Vietnamese in either language."""

_YES = frozenset({"co", "x", "yes", "y", "dong y", "xac nhan", "1"})
_NO = frozenset({"khong", "khong can", "no", "n", "tu choi", "0"})

Answers = dict[int, tuple[ReplyVerdict, str]]


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong in a row of the file (counted as Excel does); 0 is the file as a whole."""

    row: int
    text: str


def survey_rows(lines: Iterable[SurveyLine]) -> Iterator[Sequence[object]]:
    """Yield the rows of :data:`HEADERS`; lines come with person, post and reply at hand."""
    for line in lines:
        reply = getattr(line, "reply", None)
        verdict = {
            ReplyVerdict.CONFIRMED: "có",
            ReplyVerdict.REFUSED: "không",
            ReplyVerdict.ADDED: "bổ sung",
        }
        post, unit = line.person.current_post, line.person.current_unit
        yield (
            line.pk,
            line.person.full_name,
            line.person_id,
            post.title if post else "",
            unit.name if unit else "",
            own_name(line.programme.name, line.programme.name_en),
            own_name(line.qualification.name, line.qualification.name_en),
            "x" if line.is_mandatory else "",
            day(line.due_on),
            verdict[ReplyVerdict(reply.verdict)] if reply else "",
            reply.reason if reply else "",
        )


def read_answers(path: Path, known: Mapping[int, bool]) -> tuple[Answers, list[RowFault]]:
    """Read the answers of a filled list, and what is wrong with it, row by row.

    ``known`` has the keys of the agency's lines, and whether the agency added them itself. A row
    without an answer says nothing. Raises ``RefusedBookError`` where the file cannot be read.
    """
    sheet, at, columns = _find_table(open_book(path).sheets)
    if sheet is None:
        text = _("No sheet has the columns “%(key)s”, “%(verdict)s” and “%(reason)s”.")
        return {}, [RowFault(0, text % {"key": KEY, "verdict": VERDICT, "reason": REASON})]
    answers: Answers = {}
    faults: list[RowFault] = []
    for number in range(at + 1, len(sheet.rows) + 1):
        key, verdict, reason = (sheet.cell(number, column) for column in columns)
        if _text(key) or _text(verdict):
            _read_row(number, (key, verdict, reason), known, answers, faults)
    if not answers and not faults:
        faults.append(RowFault(0, _("The file has no answer.")))
    return answers, faults


def _read_row(
    number: int,
    cells: tuple[Cell, Cell, Cell],
    known: Mapping[int, bool],
    answers: Answers,
    faults: list[RowFault],
) -> None:
    key, word, reason = _text(cells[0]), fold(_text(cells[1])), _text(cells[2])
    line = int(key) if key.isdecimal() else None
    if line is None or line not in known:
        text = _("“%(key)s” is no line of this survey.") % {"key": key}
        faults.append(RowFault(number, text))
    elif known[line] or not word:
        return
    elif line in answers:
        faults.append(RowFault(number, _("This line stands in the file twice.")))
    elif word in _YES:
        answers[line] = (ReplyVerdict.CONFIRMED, reason)
    elif word not in _NO:
        text = _("“%(word)s” is no answer; write “có” or “không”.") % {"word": _text(cells[1])}
        faults.append(RowFault(number, text))
    elif not reason:
        faults.append(RowFault(number, _("Say why it is not needed.")))
    else:
        answers[line] = (ReplyVerdict.REFUSED, reason)


def _find_table(sheets: Sequence[Sheet]) -> tuple[Sheet | None, int, tuple[int, int, int]]:
    """Return the sheet with the three columns, the number of its heading, and the columns."""
    wanted = [fold(header) for header in (KEY, VERDICT, REASON)]
    for sheet in sheets:
        for number, row in enumerate(sheet.rows, 1):
            headings = [fold(_text(cell)) for cell in row]
            if all(header in headings for header in wanted):
                key, verdict, reason = (headings.index(header) + 1 for header in wanted)
                return sheet, number, (key, verdict, reason)
    return None, 0, (0, 0, 0)


def _text(cell: Cell) -> str:
    """Return a cell as text; whole numbers without decimals."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()

"""Each cell of each file, read back, is the figure that was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import openpyxl
import pypdfium2
import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse
from docx import Document

from tests.conftest import holding
from tests.surroundings import in_ci
from thuctien.base.acting import SYSTEM
from thuctien.base.models import AuditEntry
from thuctien.base.policy import Role
from thuctien.documents.pdf import can_make_pdf
from thuctien.people.models import Unit
from thuctien.reports.models import ReportForm
from thuctien.reports.returns.files.sheet import HEAD_ROW
from thuctien.reports.returns.filling import Asked, Filled, fill

EVERY_FORM = ("NV-01", "TC-01", "LD-01")
ASKED = {"year": "2026", "unit": "T"}


@pytest.fixture
def browser(client: Client, small: Unit) -> Client:
    client.force_login(holding(Role.LEADER, "hung"))
    return client


def filled(code: str) -> Filled:
    form = ReportForm.objects.get(pk=code)
    asked = Asked(2026, Unit.objects.get(pk="T"))
    return fill(form, asked, today=date(2026, 11, 24), acting_user=SYSTEM)


def taken(client: Client, code: str, ending: str) -> BytesIO:
    answer = client.get(reverse("reports:return_file", args=[code, ending]), ASKED)
    assert isinstance(answer, FileResponse)
    return BytesIO(b"".join(answer.streaming_content))


def expected(form: Filled) -> list[list[str | int]]:
    return [
        [line.label or "Tổng số", *("*" if one is None else one for one in line.figures)]
        for line in form.lines
    ]


def as_number(text: str) -> str | int:
    plain = text.replace(".", "")
    return int(plain) if plain.isdecimal() else text


@pytest.mark.parametrize("code", EVERY_FORM)
def test_a_workbook_has_every_figure_under_its_headings(browser: Client, code: str) -> None:
    form = filled(code)
    sheet = openpyxl.load_workbook(taken(browser, code, "xlsx")).active
    assert sheet is not None
    first = HEAD_ROW + form.shape.depth + 1
    rows = sheet.iter_rows(
        min_row=first, max_row=first + len(form.lines) - 1, max_col=1 + len(form.shape.leaves)
    )
    assert [[cell.value for cell in row] for row in rows] == expected(form)
    for heading in form.shape.headings:
        top, left = HEAD_ROW + heading.row + 1, heading.column + 2
        assert sheet.cell(top, left).value == heading.title
        if heading.colspan > 1 or heading.rowspan > 1:
            merged = {str(area) for area in sheet.merged_cells.ranges}
            last = sheet.cell(top + heading.rowspan - 1, left + heading.colspan - 1).coordinate
            assert f"{sheet.cell(top, left).coordinate}:{last}" in merged


@pytest.mark.parametrize("code", EVERY_FORM)
def test_a_word_file_has_every_figure_under_its_headings(browser: Client, code: str) -> None:
    form = filled(code)
    table = Document(taken(browser, code, "docx")).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    head, body = rows[: form.shape.depth], rows[form.shape.depth :]
    assert [[row[0], *map(as_number, row[1:])] for row in body] == expected(form)
    for heading in form.shape.headings:
        covered = head[heading.row][heading.column + 1 : heading.column + 1 + heading.colspan]
        assert set(covered) == {heading.title}


@pytest.mark.skipif(not (can_make_pdf() or in_ci()), reason="no LibreOffice")
@pytest.mark.parametrize("code", ["LD-01"])
def test_a_pdf_has_every_figure_in_order(browser: Client, home: object, code: str) -> None:
    text = _words(pypdfium2.PdfDocument(taken(browser, code, "pdf")))
    for row in expected(filled(code)):
        shown = [str(row[0]).split(), *([_dotted(one)] for one in row[1:])]
        assert _stands_in(text, [word for words in shown for word in words]), row


def _words(document: pypdfium2.PdfDocument) -> list[str]:
    return [word for page in document for word in page.get_textpage().get_text_range().split()]


def _dotted(figure: str | int) -> str:
    return figure if isinstance(figure, str) else f"{figure:,}".replace(",", ".")


def _stands_in(text: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(text[start : start + len(words)]) == list(words) for start in range(len(text)))


def test_who_takes_a_report_is_on_the_trail(browser: Client) -> None:
    taken(browser, "LD-01", "xlsx")
    entry = AuditEntry.objects.get(action="reports.return.export")
    assert entry.object_key == "LD-01"
    assert entry.after == {"unit": "T", "year": 2026, "file": "xlsx"}


def test_another_kind_of_file_is_not_found(browser: Client) -> None:
    url = reverse("reports:return_file", args=["LD-01", "exe"])
    assert browser.get(url, ASKED).status_code == 404

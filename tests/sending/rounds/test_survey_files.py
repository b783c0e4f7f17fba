"""The survey goes out as a workbook and comes back filled in: all of it, or faults by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse

from tests.sending.nominations.cast import person
from tests.sending.rounds.cast import a_round, brought_to
from thuctien.base.acting import ActingUser
from thuctien.engine.sheets.opening import open_book
from thuctien.sending.models import Round, Stage, SurveyLine, SurveyReply
from thuctien.sending.survey_files import KEY, REASON, VERDICT, read_answers

ANSWERS = pytest.mark.parametrize(
    ("cells", "fault"),
    [
        (("{key}", "có thể", ""), "có thể"),
        (("{key}", "không", ""), "Hãy ghi lý do"),
        (("999999", "có", ""), "999999"),
        (("abc", "có", ""), "abc"),
    ],
)


@pytest.fixture
def asked(officer: ActingUser) -> Round:
    person("A", "SNV")
    person("B", "SNV")
    found = a_round(officer)
    brought_to(found, Stage.SURVEY, officer)
    return found


@pytest.fixture
def browser(client: Client, snv: ActingUser) -> Client:
    assert snv.user is not None
    client.force_login(snv.user)
    return client


def filled(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook with a title above the headings, as people hand it in."""
    path = folder / "phieu.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Khảo sát")
        sheet.write_row(0, 0, ["PHIẾU KHẢO SÁT"])
        for number, row in enumerate([[KEY, VERDICT, REASON], *rows], 1):
            sheet.write_row(number, 0, row)
    return path


def key(code: str) -> int:
    return SurveyLine.objects.get(person=code).pk


def handed_in(browser: Client, found: Round, path: Path) -> str:
    with path.open("rb") as file:
        answer = browser.post(
            reverse("sending:upload_survey", args=[found.pk, "SNV"]),
            {"workbook": file},
            follow=True,
        )
    return answer.content.decode()


def test_the_list_that_goes_out_comes_back_with_what_was_filled_in(
    asked: Round, browser: Client, home: Path
) -> None:
    answer = browser.get(reverse("sending:survey_file", args=[asked.pk, "SNV"]))
    path = home / "out.xlsx"
    path.write_bytes(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    (sheet,) = open_book(path).sheets
    head, *rows = [list(row) for row in sheet.rows]
    at = [head.index(name) for name in (KEY, VERDICT, REASON)]
    assert [row[1] for row in rows] == ["Nguyễn Văn A", "Nguyễn Văn B"]
    answers = [[rows[0][at[0]], "Có", ""], [rows[1][at[0]], "KHÔNG", "nghỉ thai sản"]]
    handed_in(browser, asked, filled(home, answers))
    replies = SurveyReply.objects.order_by("line__person").values_list("verdict", "reason")
    assert list(replies) == [("confirmed", ""), ("refused", "nghỉ thai sản")]


@ANSWERS
def test_one_bad_row_keeps_the_whole_list_out_and_is_named(
    asked: Round,
    browser: Client,
    home: Path,
    cells: tuple[str, str, str],
    fault: str,
) -> None:
    bad = [cell.format(key=key("B")) for cell in cells]
    page = handed_in(browser, asked, filled(home, [[key("A"), "có", ""], bad]))
    assert fault in page
    assert ">4</td>" in page
    assert not SurveyReply.objects.exists()


def test_a_line_that_stands_twice_is_a_fault_and_an_empty_answer_says_nothing(
    home: Path, tmp_path: Path
) -> None:
    rows = [[1, "có", ""], [1, "có", ""], [2, "", ""]]
    answers, faults = read_answers(filled(tmp_path, rows), {1: False, 2: False})
    assert (list(answers), [fault.row for fault in faults]) == ([1], [4])


def test_lines_that_the_agency_added_itself_are_passed_over(tmp_path: Path) -> None:
    rows = [[1, "bổ sung", "vì"], [2, "x", ""]]
    answers, faults = read_answers(filled(tmp_path, rows), {1: True, 2: False})
    assert (list(answers), faults) == ([2], [])


def test_another_file_is_refused_as_a_whole(
    asked: Round, browser: Client, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "khac.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Trang 1").write_row(0, 0, ["Họ và tên"])
    answers, faults = read_answers(path, {})
    assert (answers, [fault.row for fault in faults]) == ({}, [0])
    (tmp_path / "hong.xlsx").write_bytes(b"khong phai bang tinh")
    handed_in(browser, asked, tmp_path / "hong.xlsx")
    assert not SurveyReply.objects.exists()


def test_no_agency_hands_in_the_lines_of_another(
    asked: Round, officer: ActingUser, browser: Client, home: Path
) -> None:
    person("C", "STC")
    SurveyLine.objects.filter(person="B").update(unit="STC")
    handed_in(browser, asked, filled(home, [[key("B"), "có", ""]]))
    assert not SurveyReply.objects.exists()

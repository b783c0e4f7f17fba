"""Cells of a .csv: its encoding and its delimiter are found out, since the file tells neither."""

from __future__ import annotations

import contextlib
import csv
import io
import re
import unicodedata
from collections import Counter
from pathlib import Path, PurePath

from thuctien.engine.sheets.book import Book, BookKind, Sheet, sheet_name
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.opening.refusal import Area, refused
from thuctien.engine.text.legacy import to_unicode
from thuctien.engine.text.syllables import is_syllable
from thuctien.engine.workbook.catalogue import FaultCode

DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE_WORDS = 5_000
_SAMPLE_LINES = 60
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def open_delimited(path: Path, name: str) -> Book:
    """Return the cells of a .csv as texts; raises ``RefusedBookError``.

    Read are UTF-8 and UTF-16 with or without a mark at their start, Windows-1258, and TCVN3, VNI
    or VISCII bytes (converted later, cell by cell, with the raw text kept beside); delimiters are
    semicolon, comma, tabulator and bar, and Excel's line «sep=;».
    """
    text, encoding = decoded(path.read_bytes())
    if _CONTROL.search(text[:_SAMPLE_WORDS]):
        raise refused(SheetFault.NOT_A_LIST)
    if told := _SEPARATOR_LINE.match(text):
        delimiter, text = told[1], text[told.end() :]
        first = 2
    else:
        delimiter, first = delimiter_of(text), 1
    area, sheet = Area(), sheet_name(PurePath(name).stem) or "CSV"
    rows: list[list[str]] = [[] for _ in range(first - 1)]
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            area.add(sheet, 1, len(row))
            rows.append(row)
    except csv.Error as error:
        raise refused(FaultCode.DAMAGED_FILE) from error
    return Book(BookKind.CSV, (Sheet(sheet, rows),), encoding, delimiter)


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            return _strict(content, name), name
    for name, zeros in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if zeros.count(0) > len(content) // 4:
            return _strict(content, name), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _of_code_page(content)


def delimiter_of(text: str) -> str:
    """Return the delimiter under which most lines have the same, greatest number of cells."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda mark: _evenness(lines, mark))


def _evenness(lines: list[str], delimiter: str) -> int:
    """Return how many cells lie in lines of the commonest width above one."""
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(SheetFault.UNKNOWN_ENCODING) from error


def _of_code_page(content: bytes) -> tuple[str, str]:
    """Return the reading, of Windows-1258 or Western bytes, with more Vietnamese words in it."""
    western = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(256))
    readings = {"windows-1252": content.decode("latin-1").translate(dict(enumerate(western)))}
    with contextlib.suppress(UnicodeDecodeError):
        readings["windows-1258"] = unicodedata.normalize("NFC", content.decode("cp1258"))
    return max(
        ((text, name) for name, text in sorted(readings.items(), reverse=True)),
        key=lambda reading: _vietnamese_share(reading[0]),
    )


def _vietnamese_share(text: str) -> float:
    lines = (to_unicode(line) for line in text.splitlines()[: _SAMPLE_WORDS // 5])
    words = [word for line in lines for word in _WORD.findall(line) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0

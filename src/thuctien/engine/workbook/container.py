"""The file itself, before anything in it is believed: size, kind, soundness, broken formulas.

An .xlsx file is a zip of XML parts (ECMA-376). The reader of cells returns an empty cell where a
formula failed, so the parts are searched here, once, as bytes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.faults import Fault

MIB = 1024 * 1024
MOST_FILE_MIB = 100
MOST_UNPACKED_MIB = 1024
"""A province of 40,000 people unpacks to about 100 MiB; a bomb to many thousands."""

MOST_CELLS = 5_000_000
"""The reader keeps every cell between the first and the last of a sheet, empty ones too."""

_OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CHUNK = 8 * MIB

_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_CELL = re.compile(rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_VALUE = re.compile(rb"<v>([^<]*)</v>")


@dataclass(frozen=True, slots=True)
class BrokenCell:
    """A formula without a usable value; ``column`` counts from 0, ``row`` as Excel does."""

    row: int
    column: int
    error: str
    """What Excel shows («#REF!»), empty where the formula was never computed."""


class RefusedFileError(Exception):
    """A file that is not read any further; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


def inspect_file(path: Path) -> dict[str, list[BrokenCell]]:
    """Return the broken formulas by name of sheet, after every part has been unpacked once.

    Raises :class:`RefusedFileError` where the file is missing, larger than :data:`MOST_FILE_MIB`,
    no .xlsx, damaged, unpacks to more than :data:`MOST_UNPACKED_MIB`, or has a sheet that spans
    more than :data:`MOST_CELLS`.
    """
    _refuse_by_size(path)
    _refuse_by_kind(path)
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_by_parts(archive)
            sheets = sheet_parts(archive)
            broken = {name: _broken_cells(archive, part, name) for name, part in sheets.items()}
            _unpack_rest(archive, set(sheets.values()))
            return broken
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, KeyError, OSError) as e:
        raise RefusedFileError(Fault(FaultCode.DAMAGED_FILE)) from e
    except RuntimeError as e:  # zipfile's way to say that a part is encrypted
        raise RefusedFileError(Fault(FaultCode.OLD_FORMAT)) from e


def _refuse_by_size(path: Path) -> None:
    if not path.is_file():
        raise RefusedFileError(Fault(FaultCode.FILE_MISSING, values={"name": path.name}))
    size = path.stat().st_size
    if size > MOST_FILE_MIB * MIB:
        values = {"size": -(-size // MIB), "limit": MOST_FILE_MIB}
        raise RefusedFileError(Fault(FaultCode.FILE_TOO_LARGE, values=values))


def _refuse_by_kind(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(len(_OLE_HEAD))
    if head == _OLE_HEAD:
        raise RefusedFileError(Fault(FaultCode.OLD_FORMAT))
    if not zipfile.is_zipfile(path):
        cut_off = head.startswith(b"PK\x03\x04")
        code = FaultCode.DAMAGED_FILE if cut_off else FaultCode.NOT_A_WORKBOOK
        raise RefusedFileError(Fault(code))


def _refuse_by_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if _WORKBOOK not in {part.filename for part in parts}:
        raise RefusedFileError(Fault(FaultCode.NOT_A_WORKBOOK))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED_MIB * MIB:
        values = {"size": -(-unpacked // MIB), "limit": MOST_UNPACKED_MIB}
        raise RefusedFileError(Fault(FaultCode.UNPACKS_TOO_LARGE, values=values))


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the part of each sheet by its name, as workbook.xml and its relations say."""
    relations = archive.read(_RELATIONS).decode("utf-8", "replace")
    targets = {
        found["Id"]: found["Target"]
        for found in map(_attributes, _RELATION.findall(relations))
        if "Id" in found and "Target" in found
    }
    sheets = map(_attributes, _SHEET.findall(archive.read(_WORKBOOK).decode("utf-8", "replace")))
    parts = {s.get("name", ""): _part_name(targets.get(s.get("r:id", ""), "")) for s in sheets}
    present = set(archive.namelist())
    return {name: part for name, part in parts.items() if part in present}


def _attributes(inside: str) -> dict[str, str]:
    return {name: unescape(one or two) for name, one, two in _ATTRIBUTE.findall(inside)}


def _part_name(target: str) -> str:
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _broken_cells(archive: zipfile.ZipFile, part: str, sheet: str) -> list[BrokenCell]:
    broken: list[BrokenCell] = []
    rows = columns = 0
    for piece in pieces(archive, part):
        filled = _FILLED.findall(piece)
        rows = max(rows, *(int(row) for row in {row for _, row in filled}), 0)
        columns = max(
            columns, *(_column_index(name) + 1 for name in {name for name, _ in filled}), 0
        )
        if rows * columns > MOST_CELLS:
            values = {"rows": rows, "columns": columns, "limit": MOST_CELLS}
            raise RefusedFileError(Fault(FaultCode.SHEET_TOO_LARGE, sheet, values=values))
        if b'"e"' in piece or b"<f" in piece:
            broken += _broken_in(piece)
    return broken


def _broken_in(piece: bytes) -> Iterator[BrokenCell]:
    for attributes, inside in _CELL.findall(piece):
        failed = b't="e"' in attributes
        value = _VALUE.search(inside)
        # An empty text is what a formula may well come to; without a type nothing was computed.
        is_empty = value is None or (not value[1] and b't="str"' not in attributes)
        never_computed = b"<f" in inside and is_empty and b"<is>" not in inside
        if (failed or never_computed) and (place := _REFERENCE.search(attributes)):
            error = value[1].decode("ascii", "replace") if failed and value else ""
            yield BrokenCell(int(place[2]), _column_index(place[1]), error)


def pieces(archive: zipfile.ZipFile, part: str, end: bytes = b"</row>") -> Iterator[bytes]:
    """Yield a part in pieces, each of which stops after a tag ``end``."""
    rest = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            head, mark, rest_of_chunk = (rest + chunk).rpartition(end)
            yield head + mark
            rest = rest_of_chunk
    yield rest


def _column_index(letters: bytes) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + letter - ord("A") + 1
    return index - 1


def _unpack_rest(archive: zipfile.ZipFile, read: set[str]) -> None:
    """Unpack the other parts too, so that a false size or checksum in the zip is found."""
    for part in archive.infolist():
        if part.filename not in read:
            with archive.open(part) as stream:
                while stream.read(_CHUNK):
                    pass

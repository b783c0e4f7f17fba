"""What a file is, by its first bytes and its parts: agencies rename files freely."""

from __future__ import annotations

import zipfile
from pathlib import Path

from thuctien.engine.sheets.book import BookKind
from thuctien.engine.sheets.catalogue import SheetFault
from thuctien.engine.sheets.opening.refusal import refused
from thuctien.engine.workbook.catalogue import FaultCode
from thuctien.engine.workbook.container import MIB, MOST_FILE_MIB

_OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_HEAD = b"PK\x03\x04"
_OTHER_HEADS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"GIF8")
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096


def kind_of(path: Path) -> BookKind:
    """Return what kind of list a file is; raises ``RefusedBookError`` where it is none."""
    if not path.is_file():
        raise refused(FaultCode.FILE_MISSING, name=path.name)
    size = path.stat().st_size
    if size > MOST_FILE_MIB * MIB:
        raise refused(FaultCode.FILE_TOO_LARGE, size=-(-size // MIB), limit=MOST_FILE_MIB)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_OLE_HEAD):
        if _ENCRYPTED_PACKAGE in path.read_bytes():
            raise refused(SheetFault.PASSWORD_PROTECTED)
        return BookKind.XLS
    if head.startswith(_ZIP_HEAD):
        return _kind_of_zip(path)
    return _kind_of_text(head)


def _kind_of_zip(path: Path) -> BookKind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise refused(FaultCode.DAMAGED_FILE) from error
    if "xl/workbook.xml" in names:
        return BookKind.XLSX
    if "content.xml" in names:
        return BookKind.ODS
    raise refused(SheetFault.NOT_A_LIST)


def _kind_of_text(head: bytes) -> BookKind:
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<meta")):
        raise refused(SheetFault.WEB_PAGE)
    if head.startswith(_OTHER_HEADS) or start.startswith(b"<?xml"):
        raise refused(SheetFault.NOT_A_LIST)
    wide = head.startswith(_BOMS) or head[1::2].count(0) > len(head) // 4
    if not head:
        raise refused(FaultCode.EMPTY_WORKBOOK)
    if b"\x00" in head and not wide:
        raise refused(SheetFault.NOT_A_LIST)
    return BookKind.CSV

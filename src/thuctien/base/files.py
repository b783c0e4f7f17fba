"""Files that people hand in and take away, under the data folder of the installation."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.base import File


class FileTooLargeError(Exception):
    """A file is larger than the installation takes; figures: ``mib``, ``most_mib``."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"{size} bytes, at most {most}")
        self.figures = {"mib": size / 2**20, "most_mib": most // 2**20}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was handed in: as it was called, where it lies, its SHA-256 and size in bytes."""

    name: str
    path: str
    sha256: str
    size: int

    def as_json(self) -> dict[str, Any]:
        """Return the fields as a job keeps them."""
        return asdict(self)


def keep_upload(file: File[Any]) -> StoredFile:
    """Copy an uploaded file into the data folder under the hash of its content.

    The same content is kept once. Raises :class:`FileTooLargeError` before more than the allowed
    size is written.
    """
    most: int = settings.MAX_UPLOAD_BYTES
    if file.size > most:
        raise FileTooLargeError(file.size, most)
    digest = hashlib.sha256()
    size = 0
    with whole_file(settings.UPLOADS) as (handle, finish):
        for chunk in file.chunks():
            size += len(chunk)
            if size > most:
                raise FileTooLargeError(size, most)
            digest.update(chunk)
            handle.write(chunk)
        name = Path(file.name or "").name
        path = finish(f"{digest.hexdigest()}{Path(name).suffix.lower()[:8]}")
    return StoredFile(name, str(path), digest.hexdigest(), size)


class _Finish:
    def __init__(self, folder: Path, temporary: str) -> None:
        self._folder, self._temporary = folder, temporary

    def __call__(self, name: str) -> Path:
        """Give the file its name, replacing one of the same name at once."""
        target = self._folder / name
        os.replace(self._temporary, target)  # noqa: PTH105 - the whole point is the atomic rename
        return target


@contextmanager
def whole_file(folder: Path) -> Iterator[tuple[Any, _Finish]]:
    """Give a new file in ``folder`` that gets its name only when it is complete.

    Where the block fails before ``finish(name)`` was called, nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".part-", delete=False) as handle:
        finish = _Finish(folder, handle.name)
        try:
            yield handle, finish
        finally:
            Path(handle.name).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Return the hash of a file's content, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(2**20):
            digest.update(piece)
    return digest.hexdigest()

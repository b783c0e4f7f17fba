"""Files in the data folder: handed in, made for download, kept before a replacement."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thuctien.base.acting import ActingUser
from thuctien.privacy.retention.subject import DueItem


def files_due(folder: str) -> Callable[[date], list[DueItem]]:
    """Return what finds the files of a folder, named by its setting, last written before a day."""

    def due(before: date) -> list[DueItem]:
        path: Path = getattr(settings, folder)
        files = path.iterdir() if path.is_dir() else ()
        found = [
            DueItem(file.name, file.name, _written_on(file)) for file in files if file.is_file()
        ]
        return sorted(
            (item for item in found if item.since < before), key=lambda item: (item.since, item.key)
        )

    return due


def delete_files(folder: str) -> Callable[[Collection[str], ActingUser], int]:
    """Return what deletes files of a folder by name, once the transaction holds."""

    def delete(names: Collection[str], _acting_user: ActingUser) -> int:
        path: Path = getattr(settings, folder)
        files = [path / Path(name).name for name in names]

        def unlink() -> None:
            for file in files:
                file.unlink(missing_ok=True)

        transaction.on_commit(unlink)
        return len(files)

    return delete


def _written_on(file: Path) -> date:
    moment = datetime.fromtimestamp(file.stat().st_mtime, tz=timezone.get_current_timezone())
    return moment.date()

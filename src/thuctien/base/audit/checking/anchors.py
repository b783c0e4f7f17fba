"""Points of the chain kept outside the database: what shows that its end was cut off.

A chain alone cannot show that: it is as sound without its last entries, or written anew from some
point on. Whoever keeps a point of it elsewhere can tell.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from typing_extensions import override

FILE = "audit-anchors.jsonl"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The digest that the entry at a position has had once."""

    position: int
    digest: str

    @classmethod
    def of(cls, text: str) -> Anchor:
        """Read «position:digest»; raises ``ValueError`` for anything else."""
        position, separator, digest = text.strip().partition(":")
        if not separator or not position.isdecimal() or not digest:
            raise ValueError(text)
        return cls(int(position), digest)

    @override
    def __str__(self) -> str:
        return f"{self.position}:{self.digest}"


def kept_anchors(folder: Path) -> list[Anchor]:
    """Return the anchors kept in a folder, oldest first; raises ``ValueError`` for a spoilt one."""
    file = folder / FILE
    if not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    return [Anchor(int(line["position"]), str(line["digest"])) for line in lines]


def keep_anchor(folder: Path, anchor: Anchor) -> None:
    """Add an anchor to those kept in a folder, where it is not the last one already."""
    if anchor.position == 0 or kept_anchors(folder)[-1:] == [anchor]:
        return
    line = {"position": anchor.position, "digest": anchor.digest, "at": str(timezone.now())}
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    with os.fdopen(os.open(folder / FILE, flags, 0o600), "a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())

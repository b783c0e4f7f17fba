"""Follows the chain from its first entry to its end and names every fault."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from thuctien.base.audit.checking import stored
from thuctien.base.audit.checking.anchors import Anchor
from thuctien.base.audit.checking.faults import Fault, FaultCode

ERASING = "record.values.erase"
"""The act that says that the values about its object were erased."""
_OVER = 2**62


@dataclass(frozen=True, slots=True)
class Report:
    """What was checked, where the chain ends, and all that is wrong with it."""

    entries: int
    changes: int
    erased: int
    end: Anchor
    faults: tuple[Fault, ...]


def check_trail(anchors: Iterable[Anchor] = ()) -> Report:
    """Check the whole trail, and that it goes through the anchors.

    Constant memory but for the faults and for whose values were erased. What is written meanwhile
    is left for the next time.
    """
    recorded = stored.head()
    checker = _Checker(stored.changes(recorded[0]))
    expected: dict[int, list[str]] = {}
    for anchor in anchors:
        expected.setdefault(anchor.position, []).append(anchor.digest)
    for entry in stored.entries(recorded[0]):
        checker.check(entry)
        checker.anchored(entry.position, entry.digest, expected.pop(entry.position, []))
    checker.finish(recorded, expected)
    end = Anchor(checker.position, checker.digest)
    return Report(
        checker.entries, checker.changes, checker.erased, end, tuple(_in_order(checker.faults))
    )


def _in_order(faults: Iterable[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: (fault.position, fault.code))


class _Checker:
    def __init__(self, changes: Iterator[stored.StoredChange]) -> None:
        self.entries = self.changes = self.erased = self.position = 0
        self.digest = ""
        self.faults: list[Fault] = []
        self._changes = _Ahead(changes)
        self._erased_about: dict[tuple[str, str], int] = {}
        self._erasings: dict[tuple[str, str], int] = {}

    def check(self, entry: stored.StoredEntry) -> None:
        """Check one entry: that it is next, what it holds, and what it did to records."""
        self.entries += 1
        expected = self.position + 1
        if entry.position > expected:
            self._fault(expected, FaultCode.MISSING, count=entry.position - expected)
        elif entry.position < expected:
            self._fault(entry.position, FaultCode.TWICE)
        elif entry.previous_digest != self.digest:
            self._fault(entry.position, FaultCode.LINK)
        if entry.true_digest != entry.digest:
            self._fault(entry.position, FaultCode.CONTENT)
        self._check_changes(entry)
        if entry.action == ERASING:
            self._erasings[entry.object_type, entry.object_key] = entry.position
        self.position, self.digest = entry.position, entry.digest

    def anchored(self, position: int, digest: str, kept: Iterable[str]) -> None:
        """Check an entry against the anchors kept for its position."""
        if any(one != digest for one in kept):
            self._fault(position, FaultCode.ANCHOR)

    def finish(self, recorded: tuple[int, str], unseen_anchors: Iterable[int]) -> None:
        """Check what only the end shows."""
        self._stray(_OVER)
        if recorded != (self.position, self.digest):
            self._fault(self.position, FaultCode.HEAD, head=recorded[0])
        entry, change = stored.beyond_head()
        if entry:
            self._fault(entry, FaultCode.HEAD, head=recorded[0])
        if change:
            self._fault(change, FaultCode.STRAY, count=1)
        for position in unseen_anchors:
            self._fault(position, FaultCode.ANCHOR)
        for about, position in self._erased_about.items():
            if self._erasings.get(about, 0) < position:
                self._fault(position, FaultCode.ERASED)

    def _check_changes(self, entry: stored.StoredEntry) -> None:
        self._stray(entry.position)
        digest, count, in_order = sha256(), 0, True
        for change in self._changes.at(entry.position):
            count += 1
            in_order = in_order and change.number == count
            digest.update(change.line)
            if change.is_erased:
                self.erased += 1
                self._erased_about[change.about] = entry.position
        self.changes += count
        found = (count, digest.hexdigest() if count else "")
        if not in_order or found != (entry.changes_count, entry.changes_digest):
            self._fault(entry.position, FaultCode.CHANGES)

    def _stray(self, before: int) -> None:
        strays: dict[int, int] = {}
        for change in self._changes.before(before):
            strays[change.position] = strays.get(change.position, 0) + 1
        for position, count in strays.items():
            self._fault(position, FaultCode.STRAY, count=count)

    def _fault(self, position: int, code: FaultCode, **figures: object) -> None:
        self.faults.append(Fault(position, code, figures))


class _Ahead:
    """The changes in order, with a look at the next one."""

    def __init__(self, changes: Iterator[stored.StoredChange]) -> None:
        self._changes = changes
        self._next = next(changes, None)

    def at(self, position: int) -> Iterator[stored.StoredChange]:
        """Take those of one entry."""
        return self._while(lambda change: change.position == position)

    def before(self, position: int) -> Iterator[stored.StoredChange]:
        """Take those that come before an entry."""
        return self._while(lambda change: change.position < position)

    def _while(
        self, wanted: Callable[[stored.StoredChange], bool]
    ) -> Iterator[stored.StoredChange]:
        while self._next is not None and wanted(self._next):
            yield self._next
            self._next = next(self._changes, None)

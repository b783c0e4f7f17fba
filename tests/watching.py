"""Notices writes that leave nothing on the audit trail.

Every statement that the package (not a test) sends to the database is looked at. What it writes
counts from the moment its transaction, or the savepoint of a service within a test's transaction,
is over: then the trail must have an entry from inside it that names the kind of record, as the
object of the act or among its changes.
"""

# ruff: noqa: S608

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from thuctien.base.audit.described import label_of

PACKAGE = str(Path(__file__).resolve().parent.parent / "src" / "thuctien")
_WRITE = re.compile(r'\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_SIGNED_IN = re.compile(r'UPDATE "base_user" SET "last_login" = \S+ WHERE')
"""What Django writes at every sign-in, which is an act of accounts."""
_OPEN = re.compile(r'\s*SAVEPOINT "?(\w+)"?', re.IGNORECASE)
_KEEP = re.compile(r'\s*RELEASE SAVEPOINT "?(\w+)"?', re.IGNORECASE)
_UNDO = re.compile(r'\s*ROLLBACK TO SAVEPOINT "?(\w+)"?', re.IGNORECASE)

NOT_ON_THE_TRAIL: Mapping[str, str] = {
    "base_auditentry": "the trail itself",
    "base_auditchange": "the trail itself",
    "base_audithead": "the end of the trail",
    "base_job": "its request, cancelling and retry are; the rest is how far it is",
    "base_periodicrun": "when periodic work was last due",
    "base_sentform": "tokens by which a form sent twice is known, gone after a day",
    "axes_accessattempt": "counts wrong passwords; being refused is an act of accounts",
    "axes_accessattemptexpiration": "as axes_accessattempt",
    "usersessions_usersession": "where a session was last seen; its beginning and end are acts",
    "notices_mailing": "how far a letter is; telling is on the trail",
    "notices_notice": "as notices_mailing: when it was mailed and read",
    "intake_personmerge": "what undoes a merge; merging and undoing are acts about two people",
    "mfa_authenticator": "a second factor is on the trail by its account; its secret is not kept",
    "account_emailaddress": "follows from the address of the account",
    "socialaccount_socialaccount": "linking and its use are acts of accounts",
    "shared_cache": "a cache",
    "django_session": "sessions; their beginning and end are acts of accounts",
    "django_tasks_database_dbtaskresult": "rows of the queue; the job is on the trail",
    "django_content_type": "kept by Django",
    "needs_need": "derived by a job from recorded inputs; the run has a fingerprint",
    "needs_coverage": "derived, as needs_need",
    "needs_coveragesummary": "derived, as needs_need",
    "sending_nominationevent": "steps of a nomination, each an act on the trail about it",
    "sending_surveyline": "derived from needs when a survey opens; the step and replies are acts",
    "replanning_way": "derived by a job from recorded inputs; each has a fingerprint",
    "replanning_waychange": "derived, as replanning_way",
    "scenarios_touchedneed": "derived by a job from recorded inputs; the result has a fingerprint",
    "scenarios_touchedturn": "derived, as scenarios_touchedneed",
    "sending_tier": "derived by a job from recorded inputs; the plan has a fingerprint",
    "sending_plannedclass": "derived, as sending_tier",
    "sending_turn": "derived, as sending_tier",
    "sending_answer": "derived, as sending_tier",
    "sending_planmonth": "derived, as sending_tier",
    "sending_planunit": "derived, as sending_tier",
    "sending_awayweek": "derived, as sending_tier",
    "costs_estimateclass": "derived by a job from recorded inputs; the estimate has a fingerprint",
    "costs_estimateline": "derived, as costs_estimateclass",
    "costs_estimateunit": "derived, as costs_estimateclass",
    "costs_estimategap": "derived, as costs_estimateclass",
    "classes_session": "derived by a job from recorded inputs; the timetable has a fingerprint",
}
"""Tables whose rows are not records, with the reason."""

VOUCHED_FOR: Mapping[str, str] = {
    "sending.province.store": "rows are compared one by one; one put back as it was leaves none",
    "scenarios.scenario.adopt": "as above; where somebody works follows from the appointments",
    "privacy.person.erase": "counts by table: what is erased must not be kept on the trail",
    "privacy.retention.carry_out": "as privacy.person.erase",
    "privacy.keys.seal_anew": "the same values under another key: counts",
}
"""Acts whose entry stands for all that they write, with the reason."""

BELOW_THE_SERVICES: Mapping[str, str] = {
    "tests/base/test_rows.py": "how rows are written; what the rows mean is for the services",
    "tests/sending/bridge/": "the way between rows and frames; store_province writes the trail",
    "tests/test_watching.py": "tests of the watch itself",
    "tests/people/services/": "columns that follow from others; store_province calls it",
    "tests/privacy/test_erasure.py::test_a_reference_that_nobody": "stops midway on purpose",
    "tests/privacy/test_commands.py::test_a_new_key": "in steps, each a transaction of its own",
}
"""Tests of functions that write for a service, which writes the trail; with the reason."""


@dataclass
class Watch:
    """What was written in the transaction that is open, and what was found missing."""

    missing: list[str] = field(default_factory=list)
    _open: list[tuple[str, int]] = field(default_factory=list)
    _written: list[str] = field(default_factory=list)
    _bare: dict[str, int] = field(default_factory=dict)
    _position: int = 0

    def end(self) -> list[str]:
        """Return all that is missing; what was written in no transaction of its own counts too."""
        for table, position in self._bare.items():
            self._check([table], since=position)
        return self.missing

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Run a statement and note what it does."""
        if opened := _OPEN.match(sql):
            self._began(opened[1])
        result = execute(sql, params, many, context)
        if _SIGNED_IN.match(sql):
            return result
        if write := _WRITE.match(sql):
            if write[1] not in NOT_ON_THE_TRAIL and _touched(context) and _by_the_package():
                self._wrote(write[1])
        elif kept := _KEEP.match(sql):
            self._ended(kept[1], undone=False)
        elif undone := _UNDO.match(sql):
            self._ended(undone[1], undone=True)
        return result

    def _wrote(self, table: str) -> None:
        if self._open:
            self._written.append(table)
        else:
            self._bare.setdefault(table, _last_position())

    def _began(self, name: str) -> None:
        if not self._open:
            self._written.clear()
            self._position = _last_position()
        self._open.append((name, len(self._written)))

    def _ended(self, name: str, *, undone: bool) -> None:
        names = [one for one, _written in self._open]
        if name not in names:
            return
        at = names.index(name)
        if undone:
            del self._written[self._open[at][1] :]
        del self._open[at:]
        if not self._open and self._written:
            self._check(self._written, since=self._position)

    def _check(self, written: list[str], *, since: int) -> None:
        if not written or _actions_since(since) & VOUCHED_FOR.keys():
            return
        named = _named_since(since)
        for table in sorted(set(written)):
            label = _labels().get(table, table)
            if label not in named:
                self.missing.append(f"{table} was written, and the trail says nothing of {label}")


@lru_cache
def _labels() -> dict[str, str]:
    """Return the model by table; the table between two models belongs to the one that names it."""
    return {
        model._meta.db_table: label_of(model)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.auto_created
    } | {
        str(field.m2m_db_table()): label_of(model)
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
    }


def is_watched(test: pytest.FixtureRequest) -> bool:
    """Say whether a test runs in one transaction and goes through services."""
    marker = test.node.get_closest_marker("django_db")
    in_one = "transactional_db" not in test.fixturenames and not (
        marker and marker.kwargs.get("transaction")
    )
    has_database = marker is not None or "db" in test.fixturenames
    is_below = test.node.nodeid.startswith(tuple(BELOW_THE_SERVICES))
    return has_database and in_one and not is_below


def _touched(context: Any) -> bool:
    """Say whether the statement just run wrote any row; -1 is a driver that does not know."""
    return bool(context["cursor"].rowcount != 0)


def _by_the_package() -> bool:
    """Say whether the code that asked for a statement is ours: not a test's, not a migration's."""
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(PACKAGE):
            return "/migrations/" not in name
        if "/tests/" in name and not name.endswith("watching.py"):
            return False
        frame = frame.f_back  # type: ignore[assignment]
    return False


def _ask(statement: str) -> list[tuple[Any, ...]]:
    """Ask the driver itself, so that no test that counts queries counts this one."""
    with_driver = connection.connection.cursor()
    try:
        with_driver.execute(statement)
        return list(with_driver.fetchall())
    finally:
        with_driver.close()


def _last_position() -> int:
    rows = _ask("SELECT last_position FROM base_audithead")
    return int(rows[0][0]) if rows else 0


def _actions_since(position: int) -> set[str]:
    rows = _ask(f"SELECT DISTINCT action FROM base_auditentry WHERE position > {position:d}")
    return {row[0] for row in rows}


def _named_since(position: int) -> set[str]:
    """Return the kinds of records that entries after a position name."""
    entries = _ask(f"SELECT object_type FROM base_auditentry WHERE position > {position:d}")
    changes = _ask(
        f"SELECT DISTINCT object_type FROM base_auditchange WHERE entry_id > {position:d}"
    )
    return {row[0] for row in (*entries, *changes)}

"""How many seats are given where very many claim a few at once: never more than there are."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, connections, transaction
from django.db.utils import ConnectionHandler

from thuctien.sending.models import Allotment, Nomination, OfferedClass
from thuctien.sending.models.states import NominationState
from thuctien.sending.services.nominations.seats import claim_seat

TABLES = (OfferedClass, Allotment, Nomination)
SCHEMA = "claims"
_DAY = date(2027, 3, 1)
_NOW = datetime(2027, 1, 1, tzinfo=UTC)


def run_claims(
    settings: dict[str, Any], claims: int, seats: int, connections_: int
) -> dict[str, Any]:
    """Let ``claims`` nominations claim ``seats`` of one class and one quota, all at once.

    ``connections_`` threads have a connection each. ``settings`` describe a database in which
    tables may be made: those of the classes, quotas and nominations, and no others. Return how many
    were given a seat, what the counters and the rows say of it, and how long it took.
    """
    everybody = threading.Barrier(connections_)
    with _tables(settings):
        _fill(claims, seats)
        keys = sorted(Nomination.objects.values_list("pk", flat=True))
        offered, allotment = OfferedClass.objects.get(), Allotment.objects.get()

        def claim_some(number: int) -> int:
            with _connected(settings):
                connection.ensure_connection()
                everybody.wait()
                mine = keys[number::connections_]
                return sum(_claim(key, offered.pk, allotment.pk) for key in mine)

        begun = time.perf_counter()
        with ThreadPoolExecutor(connections_) as threads:
            given = sum(threads.map(claim_some, range(connections_)))
        seconds = time.perf_counter() - begun
        offered.refresh_from_db()
        allotment.refresh_from_db()
        holding = Nomination.objects.filter(state=NominationState.SELECTED).count()
    return {
        "database": settings["ENGINE"].rpartition(".")[2],
        "claims": claims,
        "seats": seats,
        "connections": connections_,
        "given": given,
        "counted_by_class": offered.taken,
        "counted_by_quota": allotment.taken,
        "nominations_with_a_seat": holding,
        "seconds": round(seconds, 2),
        "claims_per_second": round(claims / seconds),
    }


def _claim(key: int, class_pk: int, allotment_pk: int) -> bool:
    """Claim a seat for a nomination, as a service does: the seat and the row in one transaction."""
    with transaction.atomic():
        if claim_seat(class_pk, allotment_pk):
            return False
        Nomination.objects.filter(pk=key).update(state=NominationState.SELECTED)
    return True


def _fill(claims: int, seats: int) -> None:
    common = {"round_id": 1, "programme_id": "CT"}
    offered = OfferedClass.objects.create(
        **common,
        class_id="L1",
        mode="full_time",
        site_id="TRUONG",
        starts_on=_DAY,
        ends_on=_DAY,
        capacity=seats,
    )
    allotment = Allotment.objects.create(**common, unit_id="SNV", seats=seats)
    rows = (
        Nomination(
            offered_class=offered,
            person_id=f"P{number}",
            unit_id="SNV",
            allotment=allotment,
            state=NominationState.SUBMITTED,
            created_at=_NOW,
        )
        for number in range(claims)
    )
    Nomination.objects.bulk_create(rows, batch_size=1_000)


@contextmanager
def _tables(settings: dict[str, Any]) -> Iterator[None]:
    """Connect this thread to the database, with the tables, and leave nothing behind."""
    if settings["ENGINE"].endswith("postgresql"):
        settings["OPTIONS"] = {**settings["OPTIONS"], "options": f"-c search_path={SCHEMA}"}
    with _connected(settings):
        is_server = connection.vendor == "postgresql"
        if is_server:
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        with connection.schema_editor() as editor:
            for model in TABLES:
                editor.create_model(model)
            # The tables that they refer to are not there.
            editor.deferred_sql.clear()
        connection.disable_constraint_checking()
        try:
            yield
        finally:
            if is_server:
                with connection.cursor() as cursor:
                    cursor.execute(f"DROP SCHEMA {SCHEMA} CASCADE")


@contextmanager
def _connected(settings: dict[str, Any]) -> Iterator[None]:
    """Let the default connection of this thread be one to another database."""
    usual = connections["default"]
    connections["default"] = ConnectionHandler({"default": settings})["default"]
    try:
        yield
    finally:
        connection.close()
        connections["default"] = usual

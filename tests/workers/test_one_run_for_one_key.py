"""Many processes that ask for the same at once start it once; many workers run it once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workers.installation import Database, Workers

ASKING = 8
WORKING = 3
JOBS = "SELECT count(*), max(attempts), max(state) FROM base_job WHERE id > {last}"
QUEUED = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status = 'READY'"


@pytest.mark.django_db
def test_processes_that_ask_together_start_one_job_and_workers_run_it_once(
    database: Database, workers: Workers, tmp_path: Path
) -> None:
    workers.work_to_the_end()
    ((last,),) = database.ask("SELECT coalesce(max(id), 0) FROM base_job")
    no_workbook = tmp_path / "empty.xlsx"
    no_workbook.write_bytes(b"no workbook")

    assert workers.order(f"ask-together {ASKING} {no_workbook}") == 0
    assert database.ask(JOBS.format(last=last)) == [(1, 0, "queued")]
    assert database.ask(QUEUED) == [(1,)]

    started = [workers.start() for _ in range(WORKING)]
    assert [workers.ended(worker) for worker in started] == [0] * WORKING
    assert database.ask(JOBS.format(last=last)) == [(1, 1, "failed")]

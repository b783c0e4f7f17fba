"""What returns every night: offers that ran out, free places, counters that must be right."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.sending.nominations.cast import State, a_class, handed_in, in_days, of, person, states
from thuctien.base.acting import ActingUser
from thuctien.base.models import Job, JobState
from thuctien.sending.models import Nomination, OfferedClass
from thuctien.sending.nomination_tasks import check_seats_nightly, move_up_nightly
from thuctien.sending.selectors.seats import miscounts
from thuctien.sending.services.nominations import put_on_waiting_list, select, withdraw


def run(kind: str, task: object) -> Job:
    """Run a task of the night as a worker does."""
    job = Job.objects.create(
        kind=kind, key=kind, task_path="x", state=JobState.QUEUED, created_at=timezone.now()
    )
    task.func(job.pk)  # type: ignore[attr-defined]
    job.refresh_from_db()
    return job


def test_an_offer_that_ran_out_goes_on_at_night(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class(capacity=1)
    for code in "ABC":
        person(code, due=100 + ord(code))
    rows = handed_in(offered, "ABC", snv)
    select(rows[:1], acting_user=officer)
    put_on_waiting_list(rows[1:], acting_user=officer)
    withdraw(rows[0], "ốm", acting_user=snv)
    Nomination.objects.filter(pk=of(offered, "B").pk).update(answer_by=in_days(-1))
    job = run("sending.move_up", move_up_nightly)
    assert (job.state, job.result) == (JobState.DONE, {"expired": 1, "offered": 0})
    assert [states(offered)[code] for code in "BC"] == [State.WITHDRAWN, State.OFFERED]


def test_a_counter_that_is_wrong_is_found(snv: ActingUser, officer: ActingUser) -> None:
    offered = a_class()
    select(handed_in(offered, [person("A")], snv), acting_user=officer)
    assert miscounts() == []
    out = StringIO()
    call_command("check_seats", stdout=out)
    assert out.getvalue() == "Mọi số đếm chỗ đều đúng.\n"
    assert run("sending.check_seats", check_seats_nightly).state == JobState.DONE

    OfferedClass.objects.filter(pk=offered.pk).update(taken=2)
    (wrong,) = miscounts()
    assert (wrong.counted, wrong.held) == (2, 1)
    with pytest.raises(CommandError):
        call_command("check_seats", stderr=StringIO())
    job = run("sending.check_seats", check_seats_nightly)
    assert (job.state, job.error) == (JobState.FAILED, "seats_miscounted")
    OfferedClass.objects.filter(pk=offered.pk).update(taken=1)

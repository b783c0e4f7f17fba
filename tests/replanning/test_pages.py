"""The pages: what a clerk does, what each shows, and with how many queries."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.replanning.conftest import TODAY, WHY
from thuctien.base.access import unscoped
from thuctien.base.models import Job, User
from thuctien.catalogue.models import Budget
from thuctien.replanning.models import Revision, RevisionEvent, Way, WayChange
from thuctien.replanning.tasks import put_in_place
from thuctien.sending.models import Plan, PlannedClass


@pytest.fixture
def signed_in(client: Client, officer: User) -> Client:
    """The officer in front of the browser."""
    client.force_login(officer)
    return client


def test_a_clerk_writes_down_what_happened_and_takes_it_back(
    signed_in: Client, plan: Plan, cancelled: PlannedClass
) -> None:
    """Each event is a sentence, and can be taken back on its own."""
    answer = signed_in.post("/replanning/new/", {"today": f"{TODAY:%d/%m/%Y}"}, follow=True)
    revision = Revision.objects.get()
    assert answer.redirect_chain[-1][0] == f"/replanning/{revision.pk}/"
    path = f"/replanning/{revision.pk}/"
    signed_in.post(f"{path}add/cancelled/", {"class_id": cancelled.class_id})
    page = signed_in.get(path).content.decode()
    assert f"Lớp {cancelled.class_id} bị hủy." in page
    signed_in.post(f"{path}undo/", {"event": RevisionEvent.objects.get().pk})
    assert not RevisionEvent.objects.exists()


@pytest.mark.parametrize(("percent", "per_mille"), [("-10", 900), ("-12,5", 875), ("4,3", 1043)])
def test_a_change_in_per_cent_becomes_an_amount(
    signed_in: Client, revision: Revision, percent: str, per_mille: int
) -> None:
    """Of what is stored for the year, to the đồng; with the comma of the language."""
    budget = Budget.objects.filter(year=revision.plan.year)[0]
    said = {"budget_id": budget.budget_id, "percent": percent}
    signed_in.post(f"/replanning/{revision.pk}/add/budget/", said)
    content = RevisionEvent.objects.get().content
    assert content["amount"] == budget.amount * per_mille // 1000


def test_per_cent_and_amount_together_are_refused(signed_in: Client, revision: Revision) -> None:
    """The form comes back and nothing is written."""
    budget = Budget.objects.filter(year=revision.plan.year)[0]
    said = {"budget_id": budget.budget_id, "percent": "-10", "amount": "5"}
    answer = signed_in.post(f"/replanning/{revision.pk}/add/budget/", said)
    assert answer.status_code == 400
    assert not RevisionEvent.objects.exists()


def test_a_class_moves_to_the_monday_of_its_new_week(
    signed_in: Client, revision: Revision, cancelled: PlannedClass
) -> None:
    """Any day of the week may be typed."""
    said = {"class_id": cancelled.class_id, "starts_on": "10/06/2027", "site_id": cancelled.site_id}
    signed_in.post(f"/replanning/{revision.pk}/add/moved/", said)
    assert RevisionEvent.objects.get().content["starts_on"] == "2027-06-07"


def test_computing_queues_one_job(signed_in: Client, revision: Revision) -> None:
    """However often the button is pressed."""
    for _ in range(2):
        signed_in.post(f"/replanning/{revision.pk}/compute/")
    assert Job.objects.filter(kind="replan.compute").count() == 1


def test_a_way_is_chosen_with_a_reason(signed_in: Client, computed: Revision) -> None:
    """The page says who chose, and the plan's own page still opens."""
    path = f"/replanning/{computed.pk}/"
    assert signed_in.post(f"{path}choose/", {"position": 1}).status_code == 400
    answer = signed_in.post(f"{path}choose/", {"position": 1, "reason": WHY})
    job = Job.objects.get(kind="replan.choose")
    assert answer["Location"] == f"/jobs/{job.pk}/"
    put_in_place.func(job.pk)
    assert WHY in signed_in.get(path).content.decode()
    for page in ("/replanning/", "/plan/", "/classes/", path):
        assert signed_in.get(page).status_code == 200


def test_who_is_touched_stands_with_the_reason(signed_in: Client, computed: Revision) -> None:
    """Each person of the cancelled class, and why."""
    page = signed_in.get(f"/replanning/{computed.pk}/1/").content.decode()
    rows = unscoped(WayChange.objects.filter(way__position=1), reason="a test looks at everybody")
    assert rows
    for row in rows.select_related("person"):
        assert row.person.full_name in page
    assert "bị hủy" in page


@pytest.mark.parametrize(
    ("path", "most"), [("", 25), ("{}/", 40), ("{}/1/", 28), ("{}/compare/?way=1&way=2", 28)]
)
def test_pages_ask_few_queries(
    signed_in: Client,
    computed: Revision,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    """However many classes, ways and people there are."""
    with django_assert_max_num_queries(most):
        answer = signed_in.get(f"/replanning/{path.format(computed.pk)}")
    assert answer.status_code == 200


def test_the_frontier_is_drawn_over_the_changes(signed_in: Client, computed: Revision) -> None:
    """From the plan before, without a change, to each way where its changes are; named alike."""
    chart = signed_in.get(f"/replanning/{computed.pk}/").context["chart"]
    ways = list(Way.objects.filter(revision=computed))
    drawn = chart.data()
    assert drawn["kind"] == "lines"
    assert drawn["places"] == [0, *(way.changes for way in ways)]
    assert [label.split(".")[0] for label in drawn["labels"][1:]] == [
        f"Phương án {way.position}" for way in ways
    ]

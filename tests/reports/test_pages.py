"""Every page: it answers, with few queries, in both languages, and is built as it should be."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from thuctien.base.models import Job, User
from thuctien.classes.models import Session
from thuctien.sending.models import Plan, Turn

MOST_QUERIES = 15
WRITTEN_DOWN = {"person": 6, "person's requirements": 6, "person's record": 6}
"""Queries by which a reading goes on the audit trail."""
ASKS_EVERY_ROOM = {"desk": 4}
"""The desk asks every room once what waits for its reader, so each new room is a query more."""
Address = Callable[[], str]


def _turn() -> Turn:
    return Turn.objects.select_related("planned_class", "unit").order_by("pk")[0]


def _session() -> Session:
    return Session.objects.exclude(lecturer=None).order_by("pk")[0]


PAGES: dict[str, Address] = {
    "desk": lambda: reverse("reports:desk"),
    "home": lambda: reverse("reports:home"),
    "units": lambda: reverse("reports:units"),
    "units by coverage": lambda: reverse("reports:units") + "?sort=coverage&q=xa&past=on",
    "unit": lambda: reverse("reports:unit", args=[_turn().unit_id]),
    "root unit": lambda: reverse("reports:unit", args=[_turn().unit.path.split("/")[1]]),
    "people": lambda: reverse("reports:people"),
    "people found": lambda: reverse("reports:people") + "?q=nguyen&force=due&sort=-unit",
    "person": lambda: reverse("reports:person", args=[_turn().person_id]),
    "person's requirements": lambda: reverse(
        "reports:person_requirements", args=[_turn().person_id]
    ),
    "person's record": lambda: reverse("reports:person_record", args=[_turn().person_id]),
    "needs": lambda: reverse("reports:needs"),
    "needs found": lambda: reverse("reports:needs") + "?force=due&outcome=sent&sort=-due&q=an",
    "search": lambda: reverse("search:search") + "?q=nguyen",
    "nothing found": lambda: reverse("search:search") + "?q=zzzz",
    "plan": lambda: reverse("classes:plan"),
    "classes": lambda: reverse("classes:classes"),
    "classes found": lambda: reverse("classes:classes") + "?mode=full_time&sort=-size&q=boi",
    "class": lambda: reverse("classes:class", args=[_turn().planned_class.class_id]),
    "timetables": lambda: reverse("classes:timetables"),
    "site": lambda: reverse("classes:site", args=[_turn().planned_class.site_id]),
    "lecturer": lambda: reverse("classes:lecturer", args=[_session().lecturer_id]),
    "upload": lambda: reverse("sending:upload"),
    "jobs": lambda: reverse("jobs"),
    "requirements": lambda: reverse("catalogue:requirements") + "?past=on",
    "programmes": lambda: reverse("catalogue:programmes"),
    "design": lambda: reverse("ui:design"),
}
PARTS = {"person's requirements", "person's record"}


class Shape(HTMLParser):
    """What of a page's structure can be told from its text alone."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.labels: set[str] = set()
        self.fields: dict[str, bool] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note headings, ids, fields with their labels, and what the page policy forbids."""
        found = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if "style" in found or any(name.startswith("on") for name in found):
            self.forbidden.append(f"<{tag} {attrs}>")
        if tag == "script" and "src" not in found and found.get("type") != "application/json":
            self.forbidden.append("<script>")
        if tag == "label" and found.get("for"):
            self.labels.add(str(found["for"]))
        if tag in {"input", "select", "textarea"} and found.get("type") not in {
            "hidden",
            "submit",
            "checkbox",
        }:
            self.fields[str(found.get("id"))] = "aria-label" in found


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_the_database_little(
    name: str,
    plan: Plan,
    reader: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Whatever it shows, no page but the desk needs more than fifteen queries to show it."""
    address = PAGES[name]()
    with django_assert_max_num_queries(
        MOST_QUERIES + WRITTEN_DOWN.get(name, 0) + ASKS_EVERY_ROOM.get(name, 0)
    ):
        assert reader.get(address).status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_built_well(name: str, language: str, plan: Plan, reader: Client) -> None:
    """One first heading, unique ids, labelled fields; no style or script inside the page."""
    reader.cookies["django_language"] = language
    response = reader.get(PAGES[name]())
    shape = Shape(response.content.decode())
    if name not in PARTS:
        assert shape.headings.count(1) == 1
        assert f'<html lang="{language}"' in response.content.decode()
    assert shape.forbidden == []
    assert len(shape.ids) == len(set(shape.ids))
    assert [i for i, named in shape.fields.items() if not named and i not in shape.labels] == []


@pytest.mark.parametrize("name", sorted(set(PAGES) - {"design"}))
def test_a_page_is_for_who_has_signed_in(name: str, plan: Plan, client: Client) -> None:
    """A visitor is led to the door."""
    response = client.get(PAGES[name]())
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("login"))


@pytest.mark.parametrize(
    "name", ["home", "units", "people", "needs", "plan", "classes", "timetables"]
)
def test_a_page_without_data_says_so(name: str, reader: Client) -> None:
    """Before the first import a page invites to one instead of failing."""
    response = reader.get(PAGES[name]())
    assert response.status_code == 200
    assert 'class="empty"' in response.content.decode()


@pytest.mark.parametrize(
    "name",
    ["reports:unit", "reports:person", "classes:class", "classes:site", "classes:lecturer"],
)
def test_what_does_not_exist_is_not_found(name: str, plan: Plan, reader: Client) -> None:
    """In the reader's language, with a way back."""
    response = reader.get(reverse(name, args=["KHONG-CO"]))
    assert response.status_code == 404
    assert "Không có trang này" in response.content.decode()


def test_a_leader_can_neither_load_nor_plan(plan: Plan, client: Client, leader: User) -> None:
    """The pages do not offer it, and the addresses refuse it."""
    client.force_login(leader)
    assert reverse("classes:new_plan") not in client.get(reverse("classes:plan")).content.decode()
    assert client.get(reverse("sending:upload")).status_code == 403
    answer = client.post(reverse("classes:new_plan"), {"year": 2027, "seed": 1, "time_limit": 10})
    assert answer.status_code == 403
    assert not Job.objects.exists()


def test_the_plan_goes_out_as_a_workbook(plan: Plan, reader: Client) -> None:
    """An .xlsx under the name of its year."""
    response = reader.get(reverse("classes:workbook"))
    assert "plan-2027.xlsx" in response.headers["Content-Disposition"]
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_a_figure_that_makes_no_sense_keeps_what_was_typed(reader: Client) -> None:
    """A wrong year comes back with its reason; no job is started."""
    response = reader.post(
        reverse("classes:new_plan"), {"year": "1066", "seed": "3", "time_limit": "10"}
    )
    assert response.status_code == 400
    assert 'value="1066"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Job.objects.exists()

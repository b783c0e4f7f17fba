"""Tables of what is expected, and what was seen, written alike so that they can be compared."""

from __future__ import annotations

from collections.abc import Mapping

from django.http.response import HttpResponseBase

from tests.access.province import CANARIES, Canary

GET = {200: "y", 302: "r", 403: "x", 404: "n", 405: "m"}
EVERYBODY = "*"

Row = Mapping[str, str]


def letter(answer: HttpResponseBase, method: str) -> str:
    """Write how an address answered; to a form that was sent, «y» for whoever was let in."""
    status = answer.status_code
    if answer.headers.get("Location", "").startswith("/login/"):
        return "s"
    if method == "post" and status < 500 and status not in {403, 404, 405}:
        return "y"
    return GET.get(status, f"[{status}]")


def read(text: str) -> dict[str, Row]:
    """Read a table: its first line names the columns; «*» and one cell stand for all columns."""
    head, *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    rows: dict[str, Row] = {}
    for name, *given in lines:
        if name in rows:
            raise ValueError(f"{name} stands twice in the table")
        cells = given[1:] * len(head) if given[0] == EVERYBODY else given
        rows[name] = dict(zip(head, cells, strict=True))
    return rows


def write(name: str, row: Row) -> str:
    """Write a row as it stands in the table."""
    cells = list(row.values())
    if len(set(cells)) == 1:
        return f"{name:37} {EVERYBODY} {cells[0]}"
    return f"{name:29} {' '.join(f'{cell:4}' for cell in cells)}".rstrip()


def expected(table: Mapping[str, Row], name: str) -> str:
    """Return the row of a view as it is written, or that it is missing."""
    row = table.get(name)
    return write(name, row) if row else f"{name}: add its line to tests/access/expected.py"


def meant(cell: str) -> set[Canary]:
    """Return who may be named: «all», «-», or places («own,child»; «H:own»: only who learns)."""
    if cell in {"-", "all"}:
        return set(CANARIES) if cell == "all" else set()
    only_learners = cell.startswith("H:")
    places = cell.removeprefix("H:").split(",")
    return {
        canary
        for canary in CANARIES
        if canary.place in places and (canary.is_learner or not only_learners)
    }

"""An answer for every need: the class, or what stands in the way, with its figures."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import polars as pl

from thuctien.engine.model import Province
from thuctien.engine.needs import Force, Needs
from thuctien.engine.planning.construct import Draft
from thuctien.engine.planning.coverage import programme_contributions, refused_needs
from thuctien.engine.planning.ledger import Ledger
from thuctien.engine.planning.names import Figures, Names
from thuctien.engine.planning.obstacles import Obstacles
from thuctien.engine.planning.reasons import Reason
from thuctien.engine.planning.result import ANSWERS_SCHEMA, Outcome

Row = tuple[str, str, str, str | None, str, str]


def answer_rows(
    province: Province, needs: Needs, draft: Draft, codes: dict[int, str]
) -> pl.DataFrame:
    """Return one answer for every need: columns of :data:`result.ANSWERS_SCHEMA`.

    A need that is not met gets the obstacle of the programme in which its person comes furthest.
    """
    names = Names(province)
    offered = set(
        programme_contributions(province, needs.as_of)
        .filter(pl.col("programme_id").is_in(list(draft.problem.programmes)))
        .get_column("qualification_id")
    )
    refused = {need: figures for need, *figures in refused_needs(province, needs).iter_rows()}
    obstacles = Obstacles(province, draft, names, codes)
    writer = _Writer(needs.horizon, names, draft, codes, obstacles, refused)
    rows = [
        writer.answer(need, offered)
        for need in needs.needs.select(
            "need_id", "person_id", "qualification_id", "force", "due_on"
        ).iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=ANSWERS_SCHEMA, orient="row").sort("need_id")


class _Writer:
    """Writes answers from the final account of the plan."""

    def __init__(
        self,
        horizon: date,
        names: Names,
        draft: Draft,
        codes: dict[int, str],
        obstacles: Obstacles,
        refused: dict[str, list[str]],
    ) -> None:
        self._horizon = horizon
        self._names = names
        self._draft = draft
        self._codes = codes
        self._obstacles = obstacles
        self._refused = refused
        ids = draft.problem.needs["need_id"]
        self._need_number = {need: n for n, need in enumerate(ids)}
        self._met = draft.ledger.met()
        self._class_of_need = _class_of_need(draft)

    def answer(self, need: dict[str, object], offered: set[str]) -> Row:
        """Return the row of one need."""
        number = self._need_number.get(str(need["need_id"]))
        qualification = str(need["qualification_id"])
        if need["force"] == Force.LATER:
            figures: Figures = {"due_on": need["due_on"], "horizon_on": self._horizon}
            return self._row(need, Outcome.LATER, None, Reason.DUE_LATER, figures)
        if refused := self._refused.get(str(need["need_id"])):
            figures = dict(zip(("reason", "source"), refused, strict=True))
            return self._row(need, Outcome.NOT_YET, None, Reason.REFUSED, figures)
        if number is not None and self._met[number]:
            return self._sent(need, number)
        if number is None or qualification not in offered:
            figures = self._names.qualification(qualification)
            return self._row(need, Outcome.NOT_YET, None, Reason.NO_PROGRAMME, figures)
        reason, figures = self._obstacles.of_need(number)
        return self._row(need, Outcome.NOT_YET, None, reason, figures)

    def _sent(self, need: dict[str, object], number: int) -> Row:
        opened = self._draft.placement.classes[self._class_of_need[number]]
        class_id = self._codes[opened.number]
        figures: Figures = {
            **self._names.programme(opened.programme_id),
            "class_id": class_id,
            "site": self._names.site(opened.site_id),
            "starts_on": opened.pattern.starts_on,
        }
        return self._row(need, Outcome.SENT, class_id, Reason.SENT, figures)

    @staticmethod
    def _row(
        need: dict[str, object],
        outcome: Outcome,
        class_id: str | None,
        reason: Reason,
        figures: Figures,
    ) -> Row:
        text = json.dumps(figures, ensure_ascii=False, sort_keys=True, default=_plain)
        return (str(need["need_id"]), str(need["person_id"]), outcome, class_id, reason, text)


def _plain(value: object) -> object:
    """Return a figure as JSON has it: days as ISO text, numbers of numpy as numbers."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"no figure: {value!r}")


def _class_of_need(draft: Draft) -> dict[int, int]:
    """Return the class that meets each need: of several the one that brings most, then earliest."""
    best: dict[int, tuple[float, int, int]] = {}
    ledger: Ledger = draft.ledger
    for opened in draft.placement.classes.values():
        service = ledger.services[opened.programme_id]
        here = np.isin(service.people, ledger.members[opened.number])
        start = opened.pattern.starts_on.toordinal()
        for need, amount in zip(
            service.needs[here].tolist(), service.amounts[here].tolist(), strict=True
        ):
            entry = (-amount, start, opened.number)
            if need not in best or entry < best[need]:
                best[need] = entry
    return {need: number for need, (_, _, number) in best.items()}

"""What an adjusted plan says of each need."""

from __future__ import annotations

import json

import polars as pl

from thuctien.base.access import unscoped
from thuctien.engine.model import Province
from thuctien.engine.needs import Needs
from thuctien.engine.planning.names import Names
from thuctien.engine.planning.reasons import Reason
from thuctien.engine.planning.result import ANSWERS_SCHEMA, Outcome
from thuctien.engine.replanning import Point
from thuctien.engine.replanning.causes import figures_text
from thuctien.engine.scenarios.following import answers_of
from thuctien.sending.models import Answer, Plan

_REASON = "a plan is made anew for everybody; nobody is shown"
_OLD_SCHEMA = {"need_id": pl.String, "old": pl.String, "reason": pl.String, "figures": pl.String}


def old_answers(plan: Plan) -> pl.DataFrame:
    """Return what a plan said of its needs: ``need_id``, ``old`` outcome, reason and figures."""
    rows = unscoped(Answer.objects.filter(plan=plan), reason=_REASON)
    said = rows.values_list("need__need_id", "outcome", "reason", "figures")
    told = [
        (*row[:-1], json.dumps(row[-1], ensure_ascii=False, sort_keys=True))
        for row in said.iterator()
    ]
    return pl.DataFrame(told, schema=_OLD_SCHEMA, orient="row")


def point_answers(
    province: Province, needs: Needs, point: Point, old: pl.DataFrame
) -> pl.DataFrame:
    """Return the answer of a point to every need: ``planning.result.ANSWERS_SCHEMA``.

    Who is sent has the class. Who is not keeps what stood in the way in the plan before; where
    that plan sent the person, or had no such need, the reason is
    empty: the changes of the point say why.
    """
    answers = answers_of(province, needs, point.classes, point.turns)
    sent = _sent_figures(province, point.classes)
    is_sent, is_kept = pl.col("outcome") == Outcome.SENT, pl.col("outcome") == pl.col("old")
    reason = pl.when(is_sent).then(pl.lit(str(Reason.SENT))).when(is_kept).then("reason")
    figures = pl.when(is_sent).then("said").when(is_kept).then("figures")
    return (
        answers.drop("reason", "figures")
        .join(old, on="need_id", how="left", maintain_order="left")
        .join(sent, on="class_id", how="left", maintain_order="left")
        .with_columns(
            reason.alias("reason"),
            figures.alias("figures"),
        )
        .select(list(ANSWERS_SCHEMA))
    )


def _sent_figures(province: Province, classes: pl.DataFrame) -> pl.DataFrame:
    """Return the figures of the sentence of each class: ``class_id``, ``said``."""
    names = Names(province)
    columns = ("class_id", "programme_id", "site_id", "starts_on")
    rows = [
        (
            code,
            figures_text(
                {
                    **names.programme(programme_id),
                    "class_id": code,
                    "site": names.site(site_id),
                    "starts_on": starts_on,
                }
            ),
        )
        for code, programme_id, site_id, starts_on in classes.select(columns).iter_rows()
    ]
    return pl.DataFrame(rows, schema={"class_id": pl.String, "said": pl.String}, orient="row")

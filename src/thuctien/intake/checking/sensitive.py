"""What a list says that the law calls sensitive: by the codes that are stored, or not at all."""

from __future__ import annotations

import polars as pl

from thuctien.catalogue.models import Code
from thuctien.engine.model.choices import CodeList
from thuctien.engine.sheets import CellFault, Target
from thuctien.engine.sheets.naming import Names
from thuctien.engine.text.dates import Precision
from thuctien.intake.checking.faults import Placer, StoreFault

_LISTS = {
    "ethnic_group": (CodeList.ETHNIC_GROUP, Target.ETHNIC_GROUP),
    "religion": (CodeList.RELIGION, Target.RELIGION),
}
_PARTY = (Target.PARTY_DATE,)


def without_sensitive(people: pl.DataFrame) -> pl.DataFrame:
    """Return the rows for somebody who may not compare such facts: nothing of them is taken."""
    return people.with_columns(
        pl.lit(None, people.schema[name]).alias(name)
        for name in (*_LISTS, "party_member", "party_date", "party_date_precision")
    )


def says_anything(people: pl.DataFrame) -> bool:
    """Say whether any row has such a fact."""
    return any(people[name].is_not_null().any() for name in (*_LISTS, "party_date"))


def with_codes(people: pl.DataFrame, placer: Placer) -> tuple[pl.DataFrame, list[CellFault]]:
    """Return the rows with codes for names, and warnings for what cannot be stored.

    A day of joining the Party is stored only where it is known to the day.
    """
    faults: list[CellFault] = []
    for column, (wanted, target) in _LISTS.items():
        if people[column].is_null().all():
            continue
        names = Names(dict(Code.objects.filter(list=wanted).values_list("code", "name")))
        codes = {text: names.find(text).code for text in people[column].drop_nulls().unique()}
        unknown = [text for text, code in codes.items() if code is None]
        for row in people.filter(pl.col(column).is_in(unknown)).iter_rows(named=True):
            value, proposal = row[column], names.nearest(row[column])
            faults.append(
                placer.fault(StoreFault.NOT_IN_LIST, row, (target,), proposal=proposal, value=value)
            )
        people = people.with_columns(
            pl.col(column).replace_strict(codes, default=None, return_dtype=pl.String)
        )
    vague = pl.col("party_member").fill_null(value=False) & pl.col(
        "party_date_precision"
    ).ne_missing(Precision.DAY.value)
    for row in people.filter(vague).iter_rows(named=True):
        faults.append(placer.fault(StoreFault.PARTY_DAY, row, _PARTY))
    return people.with_columns(
        pl.when(~vague).then(pl.col(name)).alias(name)
        for name in ("party_date", "party_date_precision")
    ), faults

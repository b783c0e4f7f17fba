"""What storing a province does to each record is on the trail."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from thuctien.base.acting import SYSTEM
from thuctien.base.audit import created
from thuctien.base.audit.checking import check_trail
from thuctien.base.audit.described import TABLE_OF, key_of, label_of
from thuctien.base.models.audit import AuditChange
from thuctien.base.sealing import unseal
from thuctien.engine.model import Province
from thuctien.people.models import Holding, Person
from thuctien.sending.bridge import MODELS
from thuctien.sending.services.store_province import Source, store_province

SOURCE = Source(name="test")


def _store(province: Province, *, whole: bool = False) -> list[AuditChange]:
    last = AuditChange.objects.order_by("-entry_id").values_list("entry_id", flat=True).first()
    store_province(province, acting_user=SYSTEM, source=SOURCE, replace=whole, kept="x")
    return list(AuditChange.objects.filter(entry_id__gt=last or 0))


def test_every_table_of_a_province_has_its_name_on_the_trail() -> None:
    assert dict(TABLE_OF) == {label_of(model): name for name, model in MODELS.items()}


def test_a_first_load_keeps_every_row(stored_province: Province) -> None:
    rows = sum(frame.height for frame in stored_province.frames().values())
    assert AuditChange.objects.filter(kind="create").count() == rows
    assert check_trail().faults == ()


def test_a_row_of_a_workbook_and_a_record_saved_alone_read_alike(
    stored_province: Province,
) -> None:
    for record in (Person.objects.order_by("pk")[0], Holding.objects.order_by("pk")[0]):
        alone = created(record)
        kept = AuditChange.objects.get(object_type=alone.object_type, object_key=key_of(record))
        assert (kept.object_type, kept.about_type, kept.about_key) == (
            alone.object_type,
            alone.about_type,
            alone.about_key,
        )
    person = Person.objects.exclude(personal_number="").order_by("pk")[0]
    values = AuditChange.objects.get(object_type="people.person", object_key=person.pk).after
    assert values["birth_date"] == person.birth_date.isoformat()
    assert unseal(values["personal_number"]) == person.personal_number


def test_the_same_again_leaves_no_change(stored_province: Province) -> None:
    assert _store(stored_province) == []
    assert _store(stored_province, whole=True) == []


@pytest.mark.parametrize("whole", [False, True])
def test_of_a_row_that_differs_old_and_new_are_kept(stored_province: Province, whole: bool) -> None:
    first = stored_province.people["person_id"][0]
    renamed = pl.when(pl.col("person_id") == first).then(pl.lit("Lê Văn Ánh"))
    people = stored_province.people.with_columns(
        renamed.otherwise(pl.col("full_name")).alias("full_name")
    )
    (change,) = _store(replace(stored_province, people=people), whole=whole)
    assert (change.kind, change.object_key) == ("change", first)
    assert change.before == {"full_name": stored_province.people["full_name"][0]}
    assert change.after == {"full_name": "Lê Văn Ánh"}


def test_a_row_that_is_replaced_by_nothing_is_kept_as_deleted(stored_province: Province) -> None:
    first = stored_province.holdings.head(1)
    rest = replace(stored_province, holdings=stored_province.holdings.slice(1))
    assert _store(rest) == []
    (change,) = _store(rest, whole=True)
    assert (change.kind, change.about_key) == ("delete", first["person_id"][0])
    assert change.before["qualification_id"] == first["qualification_id"][0]

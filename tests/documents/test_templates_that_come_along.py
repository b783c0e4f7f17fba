from __future__ import annotations

import hashlib

import docx
import pytest

from thuctien.documents.drawing.__main__ import draw, names
from thuctien.documents.models import DocumentKind, Template
from thuctien.documents.rendering import SHIPPED, file_of


@pytest.mark.parametrize("name", names())
def test_each_file_is_what_its_drawing_gives(name: str) -> None:
    drawn = draw(name)
    assert (
        hashlib.sha256(drawn).hexdigest()
        == hashlib.sha256((SHIPPED / name).read_bytes()).hexdigest()
    ), "python -m thuctien.documents.drawing, under a new version, and a migration"


@pytest.mark.django_db
def test_each_kind_has_a_template_for_the_state_and_for_the_party() -> None:
    kinds = DocumentKind.objects.values_list("pk", flat=True)
    there = set(Template.objects.values_list("kind", "family"))
    assert there == {(kind, family) for kind in kinds for family in ("state", "party")}


@pytest.mark.django_db
def test_the_files_are_those_that_the_database_expects() -> None:
    for template in Template.objects.all():
        assert len(file_of(template)) == template.size


@pytest.mark.parametrize("name", names())
def test_each_section_says_once_where_its_page_numbers_begin_and_in_the_right_place(
    name: str,
) -> None:
    for section in docx.Document(str(SHIPPED / name)).sections:
        parts = [part.tag.rpartition("}")[2] for part in section._sectPr]
        assert parts.count("pgNumType") == 1
        assert parts.index("pgMar") < parts.index("pgNumType") < parts.index("cols")

"""What the handbook of templates says is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import meta

from thuctien.documents.checking import FILTERS
from thuctien.documents.fields import ALWAYS_NEEDED, BY_NAME, Field
from thuctien.documents.templating import environment

TEXT = (Path(__file__).parents[2] / "docs" / "documents.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", TEXT, re.MULTILINE))


def test_every_field_is_explained_and_no_other() -> None:
    assert set(ROWS) == set(BY_NAME)


@pytest.mark.parametrize("name", BY_NAME)
def test_a_field_that_no_template_may_lack_is_marked(name: str) -> None:
    assert ("needed" in ROWS[name]) == (name in ALWAYS_NEEDED)


@pytest.mark.parametrize("field", BY_NAME.values(), ids=BY_NAME)
def test_a_field_is_written_as_a_template_takes_it(field: Field) -> None:
    tree = environment().parse(field.written.replace("{%p ", "{% ").replace("{{p ", "{{ "))
    assert meta.find_undeclared_variables(tree) == {field.name}


def test_the_filters_are_those_that_may_be_used() -> None:
    sentence = TEXT[TEXT.index("Of filters there are") :].split("; a template", maxsplit=1)[0]
    assert set(re.findall(r"`(\w+)`", sentence)) == FILTERS

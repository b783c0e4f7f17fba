"""Documents that fall behind the code fail here."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from thuctien.engine.model import TABLES
from thuctien.engine.needs.result import Force

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
DECISIONS = sorted(p for p in (DOCS / "decisions").glob("*.md") if p.name != "README.md")


def _glossary() -> list[list[str]]:
    lines = (DOCS / "glossary.md").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:2] == "| "]
    return rows[1:]


@pytest.mark.parametrize("word", [*TABLES, *Force])
def test_every_table_and_force_is_in_the_glossary(word: str) -> None:
    """A table of the workbook and a force of need are words that users meet."""
    assert any(f"`{word}`" in row[1] for row in _glossary()), f"{word} is not in docs/glossary.md"


def test_the_glossary_is_sorted_and_complete() -> None:
    """In order of the English term, each once, with its Vietnamese word and its meaning."""
    rows = _glossary()
    terms = [row[0].casefold() for row in rows]
    assert terms == sorted(set(terms))
    assert [row for row in rows if not all((row[0], row[2], row[3]))] == []


def test_every_decision_is_in_the_index() -> None:
    """A record that the index leaves out is not found again."""
    index = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in DECISIONS if f"({p.name})" not in index] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    """Every link to a file of ours, pictures included, finds it."""
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text) + re.findall(
        r'(?:src|href)="([^"#]+)"', text
    )
    own = [t for t in targets if not re.match(r"[a-z]+:", t)]
    missing = [t for t in own if not (document.parent / t).exists()]
    assert not missing, "links to nothing: " + ", ".join(missing)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_vietnamese_is_composed(document: Path) -> None:
    """Documents are in the composed form (NFC), or a search would miss half of the words."""
    text = document.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)

"""The order of Vietnamese, held against the ICU of a real browser and of a real database."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from django.db import connection

from tests.flow.browser import real_browser
from thuctien.engine.sample import sample_province
from thuctien.engine.text.normal import clean_text
from thuctien.engine.text.ordering import LETTERS, TONES, name_key, sort_key

RANDOM_NAMES = 100_000
SAMPLE_PEOPLE = 5_000
VOWELS = frozenset("aăâeêioôơuưy")
FOREIGN = "zŭŏĕčñäöçåøł'-."
"""As in names of ethnic groups (Y Bhăm, H'Wiăo, Ksor Nglŏh) and of foreign learners. Without the
curved apostrophe: ICU 72 ranks it after the straight one, newer ones beside it."""

SORTED_BY_THE_BROWSER = """names => {
  const vi = new Intl.Collator("vi");
  if (vi.resolvedOptions().locale !== "vi") { throw new Error("no Vietnamese in this browser"); }
  const split = names.map(name => {
    const parts = name.split(" ");
    return [name, [parts.at(-1), ...parts.slice(0, -1)]];
  });
  const compared = (one, other) => {
    for (let place = 0; place < Math.min(one.length, other.length); place += 1) {
      const order = vi.compare(one[place], other[place]);
      if (order) { return order; }
    }
    return one.length - other.length;
  };
  return {
    names: split.toSorted((a, b) => compared(a[1], b[1])).map(pair => pair[0]),
    texts: names.toSorted(vi.compare),
  };
}"""


def _syllable(draw: random.Random) -> str:
    letters = [
        draw.choice(FOREIGN if draw.random() < 0.04 else LETTERS)
        for _ in range(draw.randrange(1, 6))
    ]
    toned = [c + draw.choice(TONES) if c in VOWELS else c for c in letters]
    text = unicodedata.normalize("NFC", "".join(toned))
    return draw.choice([text, text.capitalize(), text.capitalize(), text.upper()])


def _names() -> list[str]:
    """Return the names of a sample province and random ones, shuffled, each once."""
    draw = random.Random(20261124)  # noqa: S311 - names made up for a test, no secret
    sample = sample_province(SAMPLE_PEOPLE, seed=7, year=2027).people["full_name"].to_list()
    made_up = [
        " ".join(_syllable(draw) for _ in range(draw.randrange(1, 5))) for _ in range(RANDOM_NAMES)
    ]
    names = sorted({clean_text(name) for name in [*sample, *made_up]} - {""})
    draw.shuffle(names)
    return names


@pytest.fixture(scope="module")
def names() -> list[str]:
    """The names that all of them sort."""
    return _names()


def _told_apart(keys: Sequence[str]) -> bool:
    return all(one < other for one, other in pairwise(keys))


@pytest.mark.browser
def test_the_browser_sorts_names_and_words_as_our_keys_do(names: list[str]) -> None:
    """Whole orders are equal: no pair of neighbours is the other way round, none is a tie."""
    with real_browser() as browser:
        ranked = browser.new_page().evaluate(SORTED_BY_THE_BROWSER, names)
    assert len(ranked["names"]) == len(names) > 90_000
    assert _told_apart([name_key(name) for name in ranked["names"]])
    assert _told_apart([sort_key(text) for text in ranked["texts"]])


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_sorts_names_and_words_as_our_keys_do(names: list[str]) -> None:
    """Its collation vi-x-icu, given name first, then syllable by syllable."""
    parts = [" ".join([name.split(" ")[-1], *name.split(" ")[:-1]]) for name in names]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[], %s::text[]) AS made(name, parts) "
            "ORDER BY string_to_array(parts, ' ') COLLATE \"vi-x-icu\"",
            [names, parts],
        )
        by_given_name = [name for (name,) in cursor.fetchall()]
        cursor.execute(
            'SELECT name FROM unnest(%s::text[]) AS made(name) ORDER BY name COLLATE "vi-x-icu"',
            [names],
        )
        by_letters = [name for (name,) in cursor.fetchall()]
    assert len(by_given_name) == len(by_letters) == len(names)
    assert _told_apart([name_key(name) for name in by_given_name])
    assert _told_apart([sort_key(name) for name in by_letters])

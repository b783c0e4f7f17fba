"""What is sealed opens again, tells nothing, and survives a change of keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from thuctien.base.sealing import SealBrokenError, newest_mark, seal, sealings, unseal

OLD, NEW = "o" * 32, "n" * 32


@given(st.text(), st.booleans())
def test_what_is_sealed_opens_again(text: str, findable: bool) -> None:
    assert unseal(seal(text, findable=findable)) == text


@given(st.text(min_size=4))
def test_a_seal_does_not_show_the_text(text: str) -> None:
    assert text not in seal(text, findable=True)


def test_only_findable_texts_are_sealed_alike() -> None:
    assert seal("099180000001", findable=True) == seal("099180000001", findable=True)
    assert seal("kinh", findable=False) != seal("kinh", findable=False)


def test_nothing_stays_nothing() -> None:
    assert seal("", findable=True) == ""
    assert unseal("") == ""


def test_values_of_the_old_key_open_and_are_found_after_the_new_one_comes(
    settings: Settings,
) -> None:
    settings.DATA_KEYS = [OLD]
    kept = seal("099180000001", findable=True)
    settings.DATA_KEYS = [NEW, OLD]
    assert unseal(kept) == "099180000001"
    assert kept in sealings("099180000001")
    assert not kept.startswith(newest_mark())
    assert seal("099180000001", findable=True).startswith(newest_mark())


def test_without_its_key_a_value_does_not_open(settings: Settings) -> None:
    settings.DATA_KEYS = [OLD]
    kept = seal("099180000001", findable=True)
    settings.DATA_KEYS = [NEW]
    with pytest.raises(SealBrokenError, match="not among the data keys"):
        unseal(kept)


@pytest.mark.parametrize("findable", [True, False])
def test_a_changed_value_does_not_open(findable: bool) -> None:
    kept = seal("099180000001", findable=findable)
    spoiled = kept[:-6] + ("A" if kept[-6] != "A" else "B") + kept[-5:]
    with pytest.raises(SealBrokenError, match="changed"):
        unseal(spoiled)

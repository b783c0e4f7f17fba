"""Passwords are long and were not guessed before; nothing else is asked of them."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from thuctien.accounts.passwords import is_breached
from thuctien.base.models import User

OWNER = User(
    username="nguyen.van.an", email="an.nguyen@so.example.vn", display_name="Nguyễn Văn Ân"
)


def _taken(password: str, user: User = OWNER) -> bool:
    try:
        validate_password(password, user)
    except ValidationError:
        return False
    return True


def _hash(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()


@pytest.mark.parametrize(
    "password",
    [
        "con mèo ngủ trên mái nhà",
        "bảy trăm hai mươi",
        "xyzwvutsrqpq",
        "123456789013",
        "🐢🐢🐢🐢🐢🐢🌸🌸🌸🌸🌸🌸",
        "a" * 60 + "bcdefgh" * 20,
        "thuctien là phần mềm của tỉnh mình",
    ],
)
def test_long_ones_of_any_characters_are_taken(password: str) -> None:
    assert _taken(password)


@pytest.mark.parametrize("password", ["ngắn quá", "elevenchars", "x" * 257])
def test_too_short_or_too_long_ones_are_not(password: str) -> None:
    assert not _taken(password)


@pytest.mark.parametrize("password", ["qwertyuiop123", "1q2w3e4r5t6y"])
def test_common_ones_are_not(password: str) -> None:
    assert not _taken(password)


@pytest.mark.parametrize(
    "password", ["passwordpassword", "123456789012", "aaaaaaaaaaaa", "hahahahahaha", "zyxwvutsrqpo"]
)
def test_ones_of_a_plain_pattern_are_not(password: str) -> None:
    assert not _taken(password)


@pytest.mark.parametrize(
    "password",
    ["nguyen.van.an.2027", "NguyễnVănÂn2027", "an.nguyen@so.example.vn", "Thuctien2027!!"],
)
def test_ones_made_of_own_words_are_not(password: str) -> None:
    assert not _taken(password)


def test_the_own_name_within_a_long_sentence_is_taken() -> None:
    assert _taken("Nguyễn Văn Ân thích đi câu cá buổi sáng")


@pytest.fixture
def breached(tmp_path: Path) -> Path:
    """A file as it comes from the list of breached passwords: in order, with counts."""
    words = [f"mat-khau-{number}" for number in range(1000)]
    lines = sorted(f"{_hash(word)}:{len(word)}" for word in words)
    path = tmp_path / "breached.txt"
    path.write_text("\r\n".join(lines) + "\r\n")
    return path


def test_breached_ones_are_not_taken(breached: Path, settings: Settings) -> None:
    settings.BREACHED_PASSWORDS = str(breached)
    assert not _taken("mat-khau-999")
    assert _taken("mat-khau-9999")


def test_a_list_that_cannot_be_read_takes_nothing(settings: Settings, tmp_path: Path) -> None:
    """A rule that silently is not checked would be worse than an error."""
    settings.BREACHED_PASSWORDS = str(tmp_path / "khong-co.txt")
    with pytest.raises((OSError, ImproperlyConfigured)):
        validate_password("con mèo ngủ trên mái nhà", OWNER)


@given(
    st.sets(st.integers(0, 10**6), max_size=60),
    st.integers(0, 10**6),
    st.booleans(),
    st.booleans(),
)
def test_the_search_finds_what_a_reading_of_all_lines_finds(
    tmp_path_factory: pytest.TempPathFactory,
    numbers: set[int],
    asked: int,
    with_counts: bool,
    ends_with_newline: bool,
) -> None:
    hashes = sorted(_hash(str(number)) for number in numbers)
    lines = [f"{line}:{place * 7}" if with_counts else line for place, line in enumerate(hashes)]
    path = tmp_path_factory.mktemp("lists") / "list.txt"
    path.write_text("\n".join(lines) + ("\n" if ends_with_newline and lines else ""))
    for number in [asked, *numbers]:
        assert is_breached(str(number), path) == (_hash(str(number)) in hashes)


def test_any_keyboard_writes_the_same_password() -> None:
    sentence, user = "con mèo ngủ trên mái nhà", User()
    forms = [unicodedata.normalize("NFC", sentence), unicodedata.normalize("NFD", sentence)]
    for chosen in forms:
        user.set_password(chosen)
        assert all(user.check_password(typed) for typed in forms)
    assert not user.check_password("con meo ngu tren mai nha")

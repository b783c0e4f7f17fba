"""Settings come from the environment, and a wrong one is said, not guessed."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thuctien.settings import environment
from thuctien.settings.database import BUSY_SECONDS, database


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("Yes", True), ("0", False), ("", False)]
)
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    monkeypatch.setenv("THUCTIEN_DEBUG", value)
    assert environment.flag("DEBUG", default=not meant) is meant


@pytest.mark.parametrize("read", [environment.flag, lambda name: environment.whole(name, 1)])
def test_a_value_that_means_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, read: object
) -> None:
    monkeypatch.setenv("THUCTIEN_DEBUG", "maybe")
    assert callable(read)
    with pytest.raises(ImproperlyConfigured, match="THUCTIEN_DEBUG"):
        read("DEBUG")


def test_words_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THUCTIEN_ALLOWED_HOSTS", " a.example, b.example ,")
    assert environment.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_the_secret_key_is_made_once_for_its_owner_only(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("THUCTIEN_SECRET_KEY", raising=False)
    first = environment.secret_key(tmp_path)
    assert len(first) >= 50
    assert environment.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_a_given_secret_key_is_not_written_down(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("THUCTIEN_SECRET_KEY", "given")
    assert environment.secret_key(tmp_path) == "given"
    assert not (tmp_path / "secret_key").exists()


def test_no_address_is_sqlite_in_the_home_folder_with_wal(tmp_path: Path) -> None:
    described = database("", tmp_path)
    assert described["NAME"] == str(tmp_path / "thuctien.sqlite3")
    options = described["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == BUSY_SECONDS
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=NORMAL" in options["init_command"]


def test_a_sqlite_address_may_be_relative_or_absolute(tmp_path: Path) -> None:
    assert database("sqlite:///a/b.sqlite3", tmp_path)["NAME"] == str(tmp_path / "a/b.sqlite3")
    assert database("sqlite:////srv/b.sqlite3", tmp_path)["NAME"] == "/srv/b.sqlite3"


def test_a_postgresql_address_is_taken_apart(tmp_path: Path) -> None:
    described = database("postgresql://lan:p%40ss@db.example:5433/tinh?sslmode=require", tmp_path)
    assert described["ENGINE"] == "django.db.backends.postgresql"
    named = {key: described[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert named == {
        "NAME": "tinh",
        "USER": "lan",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert described["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://host/name", "postgresql://host", "sqlite://", "x"])
def test_any_other_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="THUCTIEN_DATABASE_URL"):
        database(address, tmp_path)


def test_a_data_key_too_short_to_keep_anything_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("THUCTIEN_DATA_KEYS", "x" * 31)
    with pytest.raises(ImproperlyConfigured, match="THUCTIEN_DATA_KEYS"):
        environment.data_keys(tmp_path)


def test_the_data_key_is_made_once_and_is_not_the_signing_key(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("THUCTIEN_DATA_KEYS", raising=False)
    monkeypatch.delenv("THUCTIEN_SECRET_KEY", raising=False)
    first = environment.data_keys(tmp_path)
    assert environment.data_keys(tmp_path) == first != [environment.secret_key(tmp_path)]
    assert stat.S_IMODE((tmp_path / "data_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("value", ["http://id.example.vn", "id.example.vn", "ftp://localhost.x"])
def test_an_address_that_others_could_read_along_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("THUCTIEN_OIDC_SERVER", value)
    with pytest.raises(ImproperlyConfigured, match="https"):
        environment.safe_address("OIDC_SERVER")


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("https://id.example.vn/o/", "https://id.example.vn/o"),
        ("http://localhost:9000/o", "http://localhost:9000/o"),
        ("", ""),
    ],
)
def test_an_address_is_read_without_its_last_slash(
    monkeypatch: pytest.MonkeyPatch, value: str, meant: str
) -> None:
    monkeypatch.setenv("THUCTIEN_OIDC_SERVER", value)
    assert environment.safe_address("OIDC_SERVER") == meant

"""Typed readers of the environment: every setting of an installation is a variable THUCTIEN_*."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

PREFIX = "THUCTIEN_"
SHORTEST_DATA_KEY = 32
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default where it is not set."""
    return os.environ.get(PREFIX + name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return the variable as yes or no; anything else is an error, never a silent no."""
    value = text(name, "1" if default else "0").strip().lower()
    if value not in _TRUE | _FALSE:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be 1 or 0, not {value!r}.")
    return value in _TRUE


def whole(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a number, not {value!r}.") from error


def words(name: str, default: str = "") -> list[str]:
    """Return the variable as a list, split at commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def safe_address(name: str) -> str:
    """Return the variable as an address without a slash at its end; empty where it is not set.

    Raises ``ImproperlyConfigured`` for one that is neither https nor on this machine.
    """
    value = text(name).rstrip("/")
    parts = urlsplit(value)
    if value and parts.scheme != "https" and parts.hostname not in {"localhost", "127.0.0.1"}:
        raise ImproperlyConfigured(f"{PREFIX}{name} must begin with https://, not {value!r}.")
    return value


def home() -> Path:
    """Return the folder of this installation's data, made where it is missing."""
    folder = Path(text("HOME", "var")).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path) -> str:
    """Return the signing key: from the environment, else one made at the first start and kept."""
    return text("SECRET_KEY") or _kept_secret(folder / "secret_key")


def data_keys(folder: Path) -> list[str]:
    """Return the keys that seal personal data, the one for new values first.

    From the environment, else one made at the first start and kept. Raises
    ``ImproperlyConfigured`` for a key too short to keep anything.
    """
    keys = words("DATA_KEYS") or [_kept_secret(folder / "data_key")]
    if any(len(key) < SHORTEST_DATA_KEY for key in keys):
        raise ImproperlyConfigured(
            f"Every key of {PREFIX}DATA_KEYS must have at least {SHORTEST_DATA_KEY} characters."
        )
    return keys


def _kept_secret(kept: Path) -> str:
    """Return the secret of a file, made where it is missing.

    The file is created by one process only and readable by its owner only, so that two workers
    starting together use the same one.
    """
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return kept.read_text()

"""Values that are kept sealed: a copy of the database, or a backup of it, does not show them.

AES-SIV (RFC 5297) with the keys of the installation (``THUCTIEN_DATA_KEYS``): the first seals, all
open. Of its two ways the findable one seals equal texts alike, so that an index finds one by its
exact value and nothing else; the other adds chance, so that not even equality shows.
"""

from __future__ import annotations

import hashlib
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

KEY_BYTES = 64
_CHANCE_BYTES = 12
_MARK_LENGTH = 8


class SealBrokenError(Exception):
    """A sealed value that no key opens: a key is missing, or the value was changed."""


class Sealed(str):
    """A text that is sealed already."""

    __slots__ = ()


def seal(text: str, *, findable: bool) -> Sealed:
    """Return a text sealed with the first key; the empty text stays empty."""
    return _seal(text, _key(settings.DATA_KEYS[0]), findable=findable)


def sealings(text: str) -> list[Sealed]:
    """Return a findable text as each key seals it: what a search by exact value looks for."""
    return [_seal(text, _key(key), findable=True) for key in settings.DATA_KEYS]


def unseal(sealed: str) -> str:
    """Return the text; raises :class:`SealBrokenError` where no key of ours opens it."""
    if not sealed:
        return ""
    mark, _, rest = sealed.partition(":")
    for secret in settings.DATA_KEYS:
        key_mark, cipher = _key(secret)
        if key_mark == mark:
            return _open(rest, cipher)
    raise SealBrokenError("sealed with a key that is not among the data keys")


def newest_mark() -> str:
    """Return how values sealed with the first key begin."""
    return _key(settings.DATA_KEYS[0])[0] + ":"


def _seal(text: str, key: tuple[str, AESSIV], *, findable: bool) -> Sealed:
    if not text:
        return Sealed("")
    mark, cipher = key
    chance = b"" if findable else os.urandom(_CHANCE_BYTES)
    hidden = cipher.encrypt(text.encode(), [chance] if chance else [])
    return Sealed(f"{mark}:{_words(chance)}.{_words(hidden)}")


def _open(rest: str, cipher: AESSIV) -> str:
    first, _, second = rest.partition(".")
    chance = urlsafe_b64decode(first)
    try:
        return cipher.decrypt(urlsafe_b64decode(second), [chance] if chance else []).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError("changed after it was sealed") from error


@lru_cache(maxsize=16)
def _key(secret: str) -> tuple[str, AESSIV]:
    """Return the mark by which values sealed with a key are known, and the cipher.

    The mark is a hash of what was derived for no other use, so it tells nothing of the key.
    """
    derived = hashlib.shake_256(b"thuctien sealing\0" + secret.encode()).digest(KEY_BYTES)
    mark = hashlib.shake_256(b"thuctien key mark\0" + secret.encode()).hexdigest(_MARK_LENGTH // 2)
    return mark, AESSIV(derived)


def _words(content: bytes) -> str:
    return urlsafe_b64encode(content).decode()

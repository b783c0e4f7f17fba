"""Which passwords are taken: long ones that nobody has guessed before (NIST SP 800-63B, 3.1.1.2).

No rule about kinds of characters and no expiry: both make people choose weaker passwords.
"""

from __future__ import annotations

import hashlib
import mmap
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thuctien.engine.text.folding import fold

PRODUCT_WORDS = ("thuctien", "thuc tien", "daotao", "matkhau")
SHORTEST_WORD = 4
"""Shorter words of a name are in too many good passwords."""
HASH_LENGTH = 40


class LengthValidator:
    """At least ``shortest`` characters, and up to ``longest``; a character is a code point."""

    def __init__(self, shortest: int = 12, longest: int = 256) -> None:
        self.shortest, self.longest = shortest, longest

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        """Raise ``ValidationError`` where the password is too short or too long."""
        if len(password) < self.shortest:
            raise ValidationError(self.get_help_text(), code="password_too_short")
        if len(password) > self.longest:
            raise ValidationError(
                ngettext(
                    "A password has at most %(count)d character.",
                    "A password has at most %(count)d characters.",
                    self.longest,
                )
                % {"count": self.longest},
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        """Say the rule in words."""
        return ngettext(
            "At least %(count)d character; a sentence of several words is easy to keep in mind.",
            "At least %(count)d characters; a sentence of several words is easy to keep in mind.",
            self.shortest,
        ) % {"count": self.shortest}


class OwnWordsValidator:
    """Not mainly made of the account's own names, nor of the name of this software."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ``ValidationError`` where little is left of the password without these words."""
        rest = fold(password)
        for word in sorted(_own_words(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        known = len(fold(password)) - len(rest)
        if known and len(rest.strip(" 0123456789.-_@!")) < SHORTEST_WORD:
            raise ValidationError(self.get_help_text(), code="password_of_own_words")

    def get_help_text(self) -> str:
        """Say the rule in words."""
        return _("Not your name, your user name, your address or «thuctien» with a few digits.")


class PatternValidator:
    """Not one short word over and over, nor characters in the order of keys or counting."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        """Raise ``ValidationError`` where the password can be said in a few characters."""
        if _repeats(password) or _counts(password):
            raise ValidationError(self.get_help_text(), code="password_of_pattern")

    def get_help_text(self) -> str:
        """Say the rule in words."""
        return _("Not one word over and over, nor a row of digits or letters in order.")


class BreachedPasswordValidator:
    """Not in the file of breached passwords, where the installation has one."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002
        """Raise ``ValidationError`` for a password that was found in a breach."""
        path = settings.BREACHED_PASSWORDS
        if path and is_breached(password, Path(path)):
            raise ValidationError(
                _("This password was found among passwords stolen elsewhere; choose another."),
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """Say the rule in words."""
        return _("Not a password that was stolen somewhere before.")


def is_breached(password: str, hashes: Path) -> bool:
    """Say whether a file of SHA-1 hashes has the password.

    The file is as «Have I Been Pwned» gives it: one hash a line in capital hexadecimal letters, in
    order, with or without «:count». A binary search reads a few of its pages, however large it is.
    Raises ``OSError`` where the file cannot be read: a rule that is not checked is no rule.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with hashes.open("rb") as file:
        if not file.seek(0, 2):
            return False
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as lines:
            return _has_line(lines, wanted)


def _has_line(lines: mmap.mmap, wanted: bytes) -> bool:
    """Search between the starts of two lines, until they meet."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        start = max(start, low)
        found = lines[start : start + HASH_LENGTH]
        if found == wanted:
            return True
        end = lines.find(b"\n", start)
        if found < wanted:
            low = len(lines) if end < 0 else end + 1
        else:
            high = start
    return False


def _repeats(password: str) -> bool:
    """Say whether a text is one part of it over and over."""
    return password in (password + password)[1:-1]


def _counts(password: str) -> bool:
    """Say whether each character follows the one before in counting, up or down."""
    steps = {_step(before, after) for before, after in pairwise(password)}
    return len(steps) == 1 and steps <= {0, 1, -1}


def _step(before: str, after: str) -> int:
    step = ord(after) - ord(before)
    is_digits = before.isdecimal() and after.isdecimal()
    return {9: -1, -9: 1}.get(step, step) if is_digits else step  # 0 comes after 9


def _own_words(user: AbstractBaseUser | None) -> set[str]:
    texts = [
        *PRODUCT_WORDS,
        *(
            str(getattr(user, name, ""))
            for name in ("username", "email", "display_name", "first_name", "last_name")
        ),
    ]
    words = {fold(text) for text in texts} | {fold(text).replace(" ", "") for text in texts}
    for text in texts:
        words.update(fold(text.replace("@", " ").replace(".", " ")).split())
    return {word for word in words if len(word) >= SHORTEST_WORD}

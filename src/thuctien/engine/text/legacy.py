"""Vietnamese of before Unicode: TCVN3 (ABC), VNI and VISCII, found out and converted.

Such texts are bytes that a program showed in the Western code page, so «Nguyễn Văn» arrives as
«NguyÔn V¨n» (TCVN3, fonts .VnTime) or «Nguyeãn Vaên» (VNI, fonts VNI-...). TCVN3 is TCVN 5712:1993
VN3, VISCII is RFC 1456; VNI puts the tone behind the letter.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from thuctien.engine.text.normal import LOOK_ALIKES
from thuctien.engine.text.syllables import is_syllable


class Encoding(StrEnum):
    """How a text was encoded before Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VISCII = "viscii"


def decode(text: str, encoding: Encoding) -> str:
    """Return ``text``, shown in the Western code page, as NFC Unicode.

    In TCVN3 capitals are a matter of the font and their marks are lost; where all plain letters of
    a text are capitals, the others are made so too. Characters that the encoding does not have are
    left alone.
    """
    table = _TABLES[encoding]
    converted = _PATTERNS[encoding].sub(lambda found: table[found[0]], text)
    if encoding is Encoding.TCVN3 and _is_in_capitals(text):
        converted = converted.upper()
    return unicodedata.normalize("NFC", converted)


def encode(text: str, encoding: Encoding) -> str:
    """Return ``text`` as a program of then would have stored it, shown in the Western code page.

    The inverse of :func:`decode`, for samples and tests. Letters that the encoding lacks stay;
    TCVN3 has no capitals with a tone, so their small forms stand for them.
    """
    table = _ENCODE_TABLES[encoding]
    letters = unicodedata.normalize("NFC", text)
    return "".join(table.get(c) or table.get(c.lower(), c) for c in letters)


def detect(text: str, hint: Encoding | None = None) -> Encoding | None:
    """Return the encoding that makes sense of ``text``, or ``None`` where it makes sense as it is.

    An encoding is taken only where it turns words that are no Vietnamese syllables into ones that
    are, and hardly any the other way. A text with any letter that only Unicode has (đ, ư, ế, ...)
    is never legacy. ``hint`` is the encoding of the text's neighbours: with it, a text that could
    be either is taken to be like them.
    """
    if text.isascii() or is_plainly_unicode(text):
        return None
    return _detected(text, hint)


def to_unicode(text: str, hint: Encoding | None = None) -> str:
    """Return ``text`` converted from the encoding that :func:`detect` finds, or as it is."""
    encoding = detect(text, hint)
    return text if encoding is None else decode(text, encoding)


def is_plainly_unicode(text: str) -> bool:
    """Return whether ``text`` has a Vietnamese letter that no Western code page can show."""
    return _UNICODE_ONLY.search(text) is not None


@lru_cache(maxsize=65_536)
def _detected(text: str, hint: Encoding | None) -> Encoding | None:
    order = sorted(Encoding, key=lambda encoding: encoding is not hint)
    scores = {encoding: _score(text, encoding, encoding is hint) for encoding in order}
    best = max(order, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 else None


def _score(text: str, encoding: Encoding, expected: bool) -> int:
    """Return how many words the encoding explains; 0 where it leaves too many unexplained."""
    explained = unexplained = 0
    for found in _WORD.finditer(text):
        word = found[0]
        if word.isascii() or _is_sign(word, text[: found.start()]):
            continue
        if not expected and (_is_proper(word) or _is_formula(word)):
            continue
        decoded = decode(word, encoding)
        if decoded != word and is_syllable(decoded):
            explained += 1
        elif not _is_proper(word) and not _is_abbreviation(decoded):
            unexplained += 1
    return explained if explained >= _TRUST * unexplained else 0


def _is_proper(word: str) -> bool:
    """Return whether a word is a Vietnamese syllable as it stands, with capitals where they go."""
    syllable = word.translate(_LOOK_ALIKE_TABLE)
    return is_syllable(syllable) and syllable in {
        syllable.lower(),
        syllable.upper(),
        syllable.capitalize(),
    }


def _is_sign(word: str, before: str) -> bool:
    """Return whether a word is an ordinary sign: «©» alone, «µm», «m²», «25°C»."""
    if _UNIT.fullmatch(word) or (before[-1:].isdigit() and word[0] in "°µ²³"):
        return True
    return not any(c.isalpha() and c not in "ªºµ" for c in word)


def _is_formula(word: str) -> bool:
    """Return whether a word may be one of a formula: «m×n»."""
    return all(c.isascii() or c in "×÷±·" for c in word)


def _is_abbreviation(word: str) -> bool:
    """Return whether a word is capitals only, such as «HĐND», which no syllable is."""
    return word.isupper() and all(c.isascii() or c == "Đ" for c in word)


def _is_in_capitals(text: str) -> bool:
    return _TWO_CAPITALS.search(text) is not None and not any("a" <= c <= "z" for c in text)


def _tcvn3_table() -> dict[str, str]:
    capitals = dict(zip("\u00a1¢£¤¥¦§", "ĂÂÊÔƠƯĐ", strict=True))
    letters = dict(zip("¨©ª«¬\u00ad®", "ăâêôơưđ", strict=True))
    toned = {
        "a": "µ¶·¸¹",
        "ă": "»¼½¾Æ",
        "â": "ÇÈÉÊË",
        "e": "ÌÎÏÐÑ",
        "ê": "ÒÓÔÕÖ",
        "i": "×ØÜÝÞ",
        "o": "ßáâãä",
        "ô": "åæçèé",
        "ơ": "êëìíî",
        "u": "ïñòóô",
        "ư": "õö÷øù",
        "y": "úûüýþ",
    }
    return capitals | letters | _ALTERED | _toned_pairs(toned, "\u0300\u0309\u0303\u0301\u0323")


def _vni_table() -> dict[str, str]:
    simple = "ùøûõï"  # sắc, huyền, hỏi, ngã, nặng
    toned = {base: [base + mark for mark in simple] for base in "aeouy"}
    toned |= {
        base: [first + mark for mark in "áàåãä"] for base, first in zip("âêô", "aeo", strict=True)
    }
    toned |= {"ă": ["a" + mark for mark in "éèúüë"], "i": list("íìæóò")}
    toned |= {"ơ": ["ô" + mark for mark in simple], "ư": ["ö" + mark for mark in simple]}
    toned["y"][4] = "î"
    table = {"aâ": "â", "eâ": "ê", "oâ": "ô", "aê": "ă", "ô": "ơ", "ö": "ư", "ñ": "đ"}
    for base, keys in toned.items():
        table |= _toned_pairs({base: keys}, "\u0301\u0300\u0309\u0303\u0323")
    for key, letter in list(table.items()):
        table[key.upper()] = letter.upper()
        table[key[0].upper() + key[1:]] = letter.upper()  # a capital with the mark of a small one
    return table


def _viscii_table() -> dict[str, str]:
    letters = (
        "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷ"
        "ừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
    )
    codes = [bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0x100)]
    table = dict(zip(codes, letters, strict=True))
    del table["\u00a0"]  # Õ, but far more often a space
    return table


def _toned_pairs(toned: dict[str, str] | dict[str, list[str]], tones: str) -> dict[str, str]:
    return {
        key: unicodedata.normalize("NFC", base + tone)
        for base, keys in toned.items()
        for key, tone in zip(keys, tones, strict=True)
    }


_TRUST = 3
"""Words explained for every word left unexplained (names and abbreviations of other tongues)."""

_UNICODE_ONLY = re.compile(r"[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af"
                           r"\u01b0\u0300-\u036f\u1ea0-\u1ef9]")  # fmt: skip
_UNIT = re.compile("[kdcm]?m[²³]|µ[A-Za-z]")
_LOOK_ALIKE_TABLE = str.maketrans(LOOK_ALIKES)
_TWO_CAPITALS = re.compile("[A-Z]{2}|[A-Z][^\x00-\x7f ][A-Z]")
_ALTERED = {"\u03bc": "à", "\u2212": "ư"}
"""Of TCVN3: the micro sign and the soft hyphen, as programs change them."""

_TABLES = {
    Encoding.TCVN3: _tcvn3_table(),
    Encoding.VNI: _vni_table(),
    Encoding.VISCII: _viscii_table(),
}
_PATTERNS = {
    encoding: re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    for encoding, table in _TABLES.items()
}
_ENCODE_TABLES = {
    encoding: {
        letter: key
        for key, letter in reversed(table.items())
        if not key.isascii() and key not in _ALTERED
    }
    for encoding, table in _TABLES.items()
}
_WORD = re.compile(
    r"[A-Za-z\u0080-\u009f\u00a1-\u00ff\u0152-\u0192\u02c6\u02dc\u03bc\u2013-\u2122\u2212]+"
)

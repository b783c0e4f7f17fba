"""Whether a word can be a Vietnamese syllable: what tells proper text from garbled text.

A syllable is an onset, a rhyme and a tone. The rhymes are those of Vietnamese spelling; rhymes
that end in c, ch, p or t bear only sắc or nặng.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_HIGH_OR_HEAVY = frozenset({"\u0301", "\u0323"})

_ONSETS = (
    "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q r s t th tr v x"  # q: its u is in the rhyme
)
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om
on ong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya
uych uyên uyêt uynh uyn uyt uyu ư ưa ưc ưi ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y yêm yên yêng yêt yêu
"""
_RHYMES_AFTER_Q = """
ua uac uach uai uam uan uang uanh uao uap uat uau uay uăc uăm uăn uăng uăp uăt uân uâng uât uây
ue uen ueo uet uê uêch uên uênh uêt ui uit uơ uôc uy uych uyên uyêt uynh uyt uyu uyn
"""
_LOANS = "boong goong loong mooc sooc xoong"
_STOPS = ("c", "ch", "p", "t")
_FRONT = frozenset("eêiy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_CONSONANTS = "cghmnpt"
_TWO_STYLES = frozenset({"oa", "oe", "uy"})


def _fits(onset: str, rhyme: str) -> bool:
    """Return whether spelling lets this rhyme follow this onset."""
    if onset in {"gh", "ngh", "k"}:
        return rhyme[0] in _FRONT
    if onset in {"g", "ng", "c"}:
        return rhyme[0] not in _FRONT or (onset == "g" and rhyme[0] == "i")
    if onset == "gi":
        return rhyme[0] != "i" and rhyme[0] != "y"
    return rhyme[0] != "y" or rhyme == "y" or onset == ""


def _tone_places(rhyme: str, after_q: bool) -> frozenset[int]:
    """Return which letters of a rhyme may bear the tone, counted from 0.

    The last letter with a mark of its own (ê, ơ, ...) does; else the middle of three vowels, the
    second of two before a consonant, the first of two otherwise. In oa, oe, uy both places are in
    use (hòa, hoà); after q the u is no vowel.
    """
    marked = [place for place, letter in enumerate(rhyme) if letter in _MARKED_VOWELS]
    if marked:
        return frozenset({marked[-1]})
    vowels = len(rhyme.rstrip(_CONSONANTS))
    if vowels == 2 and rhyme in _TWO_STYLES:
        return frozenset({0, 1})
    return frozenset({1 if vowels == 3 or (vowels == 2 and (len(rhyme) > 2 or after_q)) else 0})


def _plain_syllables() -> dict[str, frozenset[int]]:
    """Return every syllable without its tone, and the places where the tone may stand."""
    pairs = [
        (onset, rhyme)
        for onset in ["", *_ONSETS.split()]
        for rhyme in (_RHYMES_AFTER_Q if onset == "q" else _RHYMES).split()
        if _fits(onset, rhyme)
    ]
    places = {"gi": frozenset({1})} | {loan: frozenset({2}) for loan in _LOANS.split()}
    for onset, rhyme in pairs:
        shifted = {len(onset) + place for place in _tone_places(rhyme, onset == "q")}
        places[onset + rhyme] = places.get(onset + rhyme, frozenset()) | shifted
    return places


_PLACES = _plain_syllables()


@lru_cache(maxsize=65_536)
def is_syllable(word: str) -> bool:
    """Return whether ``word`` is spelt like a Vietnamese syllable, in any case.

    «nghiễm» is; «Müller» or «veọ», with the tone in the wrong place, is not. A word without marks
    counts too («An», «thanh»).
    """
    plain, tones, place = "", "", -1
    for letter in word.lower():
        bare = unicodedata.normalize("NFD", letter)
        tone = "".join(c for c in bare if c in _TONES)
        if tone:
            tones, place = tones + tone, len(plain)
        plain += unicodedata.normalize("NFC", "".join(c for c in bare if c not in _TONES))
    if plain not in _PLACES or len(tones) > 1:
        return False
    if not tones:
        return True
    return place in _PLACES[plain] and (not plain.endswith(_STOPS) or tones[0] in _HIGH_OR_HEAVY)

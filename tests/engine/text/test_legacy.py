"""Texts of before Unicode: found out, converted, and never seen where there are none."""

from __future__ import annotations

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thuctien.engine.text.legacy import Encoding, decode, detect, to_unicode


def _words(text: str) -> list[str]:
    return text.split(" ")


VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
SMALL = [unicodedata.normalize("NFC", v + t) for v, t in product(VOWELS, TONES)] + ["đ"]
CAPITALS = [letter.upper() for letter in SMALL]

# What the three encodings make of the alphabet, as written down in their standards; each was
# checked against iconv (TCVN, VISCII) or two published tables (VNI).
TCVN3 = _words(
    "a µ ¶ · ¸ ¹ ¨ » ¼ ½ ¾ Æ © Ç È É Ê Ë e Ì Î Ï Ð Ñ ª Ò Ó Ô Õ Ö i × Ø Ü Ý Þ o ß á â ã ä "
    "« å æ ç è é ¬ ê ë ì í î u ï ñ ò ó ô \u00ad õ ö ÷ ø ù y ú û ü ý þ ®"
)
VNI = _words(
    "a aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä e eø eû eõ eù eï eâ eà eå eã eá eä "
    "i ì æ ó í ò o oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï "
    "u uø uû uõ uù uï ö öø öû öõ öù öï y yø yû yõ yù î ñ"
)
PHRASES = (
    "Nguyễn Thị Hòa",
    "Đỗ Văn Hùng",
    "Trường Chính trị tỉnh",
    "Sở Nội vụ",
    "Phòng Tổ chức cán bộ",
    "Bồi dưỡng kiến thức quản lý nhà nước",
    "Đảng ủy xã Đông Sơn",
    "Chủ tịch HĐND xã",
    "Trung tâm Chính trị huyện Quảng Xương",
)
FAMILY = _words("Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý")
GIVEN = _words("Hùng An Đạt Hòa Hà Yến Lâm Trí Phúc Thọ Lộc Quý Sơn Cường Thắng Thủy Thảo Việt")

MODERN = """
Hà Nội|Hòa|Trí|Cô Lâm|Hoàng Long|Trần Văn An|toà án|hoá học|khoá|toàn|HOÀNG|HOÀ|Á|Âu|quá|Bà Rá|là
25°C|25°C ± 2|± 5%|5 µm|10µm|10µg|µF|3×4|m×n|50 m²|100 m³|km²|m² đất|số 5ª|1º|½|¼ giờ|§ 5|§5|A·B
© 2020|Sony®|«An»|« »|«Hòa»|€ 5|20–30|“Trích”|‘a’|x ≤ 5|¡Hola!|¿Qué?|Ðông|Ðào Văn Ðức|Ðan
Müller|Café|José|Thérèse|Noël|André|Château|São Paulo|Curaçao|Zürich|Köln|naïve|Đắk Lắk|Krông Pắc
UBND|36/QĐ-TCT|plain ASCII text|
""".replace("\n", "|").split("|")


def _encoded(text: str, encoding: Encoding) -> str:
    """Return ``text`` as it would have been stored: by the tables above, or by the decoder's."""
    if encoding is Encoding.VISCII:
        table = {decode(chr(c), encoding): chr(c) for c in range(0xA1, 0x100)}
        return "".join(table.get(char, char) for char in text)
    table = dict(zip(SMALL, TCVN3 if encoding is Encoding.TCVN3 else VNI, strict=True))
    if encoding is Encoding.TCVN3:
        table |= dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
    else:
        table |= {letter.upper(): code.upper() for letter, code in table.items()}
    return "".join(table.get(char, char) for char in text)


@pytest.mark.parametrize(("codes", "encoding"), [(TCVN3, Encoding.TCVN3), (VNI, Encoding.VNI)])
def test_the_whole_alphabet_is_decoded(codes: list[str], encoding: Encoding) -> None:
    """Every vowel with every tone, and đ."""
    assert [decode(code, encoding) for code in codes] == SMALL


def test_vni_has_capitals_of_its_own() -> None:
    """A capital may bear the mark of a capital or of a small letter."""
    assert [decode(code.upper(), Encoding.VNI) for code in VNI] == CAPITALS
    assert decode("AÙnh Aùnh UÛy Uûy", Encoding.VNI) == "Ánh Ánh Ủy Ủy"


def test_viscii_decodes_what_iconv_decodes() -> None:
    """A few letters of RFC 1456, among them those where others have signs."""
    assert decode("Nguy­n Th¸ S½n Ð°", Encoding.VISCII) == "Nguyễn Thị Sơn Đồ"


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VNI])
@pytest.mark.parametrize("phrase", PHRASES)
def test_real_words_are_found_out_and_converted(phrase: str, encoding: Encoding) -> None:
    """Names of people, bodies and courses, without any hint."""
    raw = _encoded(phrase, encoding)
    assert raw != phrase
    assert detect(raw) is encoding
    assert to_unicode(raw) == phrase


@pytest.mark.parametrize("text", MODERN)
def test_modern_text_is_left_alone(text: str) -> None:
    """Proper Vietnamese, signs of physics, other languages and plain text are no legacy."""
    assert detect(text) is None
    assert to_unicode(text) == text


@given(
    st.lists(st.tuples(st.sampled_from(FAMILY), st.sampled_from(GIVEN)), min_size=1, max_size=2),
    st.sampled_from([Encoding.TCVN3, Encoding.VNI, Encoding.VISCII]),
)
def test_with_a_hint_every_name_comes_back(
    parts: list[tuple[str, str]], encoding: Encoding
) -> None:
    """«Léc» alone could be proper; among neighbours in TCVN3 it is «Lộc»."""
    name = " ".join(word for part in parts for word in part)
    assert to_unicode(_encoded(name, encoding), hint=encoding) == name


@given(st.lists(st.sampled_from(FAMILY + GIVEN), min_size=1, max_size=4))
def test_no_proper_name_is_ever_converted(words: list[str]) -> None:
    """Composed or decomposed, without a hint."""
    name = " ".join(words)
    assert detect(name) is None
    assert detect(unicodedata.normalize("NFD", name)) is None


def test_marks_that_programs_altered_are_known() -> None:
    """µ arrives as Greek mu, the soft hyphen as a minus sign."""
    assert to_unicode("Hoμng V¨n Tr−êng") == "Hoàng Văn Trường"


def test_capitals_of_a_capital_font_are_restored() -> None:
    """In TCVN3 the font makes capitals; plain capitals give the case away."""
    assert to_unicode("NGUYÔN V¡N HïNG") == "NGUYỄN VĂN HÙNG"
    assert to_unicode("Lª V¨n T©m") == "Lê Văn Tâm"

"""What is spelt like a Vietnamese syllable."""

from __future__ import annotations

import pytest

from thuctien.engine.text.syllables import is_syllable

PROPER = """
Nguyễn Thị Hòa hoà Quý quí giếng gì nghiêng Uỷ ủy ban yêu yếu Đỗ Ưng thuỷ khuỷu quyền quốc nghề
ngoằn loong xoong oẳn gìn giữ tuổi hươu bướu rượu khuya khoẻ khỏe tuyết quẹt huỳnh Lý kỹ tỷ sĩ Đào
Y ý ỷ quỳnh mười một nghị quyết chính trị bồi dưỡng cuộc thuở quờ của rừng giặc giường chuyến duyệt
nguyệt già giá quả quà mía múa mùa ngoáy khoái ngoèo thuê huế THÀNH ƯƠNG
"""
FOREIGN = "Müller kà São2 Zoé hèt àc µm Chloé krông Đắk veọ coõng mùả nghà ghá cễ"


@pytest.mark.parametrize("word", PROPER.split())
def test_vietnamese_words_are(word: str) -> None:
    """Onsets, rhymes and tones of real words, both placements of the tone."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", FOREIGN.split())
def test_other_words_are_not(word: str) -> None:
    """Foreign words, wrong tones before c and t, tones on the wrong letter."""
    assert not is_syllable(word)

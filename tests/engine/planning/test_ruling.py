"""What the answers say of a condition: alternatives together, with the source of the one asked."""

from __future__ import annotations

from tests.engine.eligibility.histories import province_of, rule
from thuctien.engine.planning.ruling import rule_texts


def test_alternatives_are_told_together() -> None:
    age = {**rule("min_age", 40), "rule_id": "a", "any_of": "x", "source": "Quy định A"}
    service = {**rule("min_service_years", 3.5), "rule_id": "b", "any_of": "x", "confirmed": True}
    alone = {**rule("max_age", 45), "rule_id": "c"}
    elsewhere = {**rule("max_age", 50), "rule_id": "d", "any_of": "x", "programme_id": "qp"}
    texts = rule_texts(province_of(eligibility_rules=[age, service, alone, elsewhere]))
    assert texts["a"]["rule"] == texts["b"]["rule"]
    assert texts["a"]["rule"] == "từ 40 tuổi trở lên; hoặc có ít nhất 3,5 năm công tác"
    assert texts["a"]["rule_en"] == "40 years of age or more; or at least 3.5 years of service"
    assert texts["a"]["source"] == "Quy định A [mẫu – cần xác nhận]"
    assert texts["b"]["source"] == "b"
    assert texts["c"]["rule"] == "không quá 45 tuổi"
    assert texts["d"]["rule_en"] == "not over 50 years of age"

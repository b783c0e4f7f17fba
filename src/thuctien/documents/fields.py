"""The fields that a template may have: their names, what they mean, an example of each.

The names are Vietnamese without marks, since the clerks of an office type them into Word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from thuctien.engine.wording import Wording

HEADINGS = {
    "state": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    "party": ("ĐẢNG CỘNG SẢN VIỆT NAM",),
}
"""What stands in the heading word by word, in documents of each family."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a template; ``is_list`` are lines or records, written in a loop."""

    name: str
    meaning: Wording
    sample: Any
    is_list: bool = False
    usage: str = ""
    """How it is written in Word, where that is neither its name in double braces nor a loop."""

    @property
    def written(self) -> str:
        """How it is written in Word."""
        if self.is_list and not self.usage:
            return f"{{%p for x in {self.name} %}} {{{{ x }}}} {{%p endfor %}}"
        return self.usage or f"{{{{ {self.name} }}}}"


FIELDS: tuple[Field, ...] = (
    Field(
        name="co_quan_cap_tren",
        meaning=Wording("Cơ quan, tổ chức chủ quản trực tiếp", "The superior body"),
        sample="Ủy ban nhân dân tỉnh Mẫu",
        usage="{{ co_quan_cap_tren|upper }}",
    ),
    Field(
        name="co_quan",
        meaning=Wording("Cơ quan, tổ chức ban hành", "The issuing body"),
        sample="Sở Nội vụ",
        usage="{{ co_quan|upper }}",
    ),
    Field(
        name="gach",
        meaning=Wording("Nét gạch dưới tên cơ quan ban hành", "The rule under the issuing body"),
        sample="––––––––––",
    ),
    Field(
        name="so_ky_hieu",
        meaning=Wording("Số và ký hiệu", "Number and sign"),
        sample="36/QĐ-SNV",
    ),
    Field(name="dia_danh", meaning=Wording("Địa danh", "Place"), sample="Thanh Hóa"),
    Field(
        name="ngay",
        meaning=Wording("Ngày, tháng, năm ban hành", "Day of issue"),
        sample="ngày 05 tháng 02 năm 2026",
    ),
    Field(name="ten_loai", meaning=Wording("Tên loại văn bản", "Kind"), sample="Quyết định"),
    Field(
        name="trich_yeu",
        meaning=Wording("Trích yếu nội dung", "Subject"),
        sample="Về việc cử công chức tham gia khóa bồi dưỡng",
    ),
    Field(
        name="tham_quyen",
        meaning=Wording("Thẩm quyền ban hành, đặt trên các căn cứ", "Who decides, above grounds"),
        sample="GIÁM ĐỐC SỞ NỘI VỤ",
    ),
    Field(
        name="kinh_gui",
        meaning=Wording("Nơi nhận ghi sau «Kính gửi»", "Whom a letter greets"),
        sample=["Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân các xã, phường"],
        is_list=True,
    ),
    Field(
        name="can_cu",
        meaning=Wording("Các căn cứ, dấu cuối dòng tự đặt", "Grounds, their end marks set"),
        sample=[
            "Căn cứ chức năng, nhiệm vụ của Sở Nội vụ;",
            "Theo đề nghị của Trưởng phòng Công chức, viên chức.",
        ],
        is_list=True,
    ),
    Field(
        name="dieu",
        meaning=Wording("Các điều: dieu.so, dieu.loi", "Articles: number and words"),
        sample=[
            {"so": 1, "loi": "Cử 02 công chức tham gia khóa bồi dưỡng."},
            {"so": 2, "loi": "Quyết định này có hiệu lực kể từ ngày ký./."},
        ],
        is_list=True,
        usage="{%p for d in dieu %} Điều {{ d.so }}. {{ d.loi }} {%p endfor %}",
    ),
    Field(
        name="doan",
        meaning=Wording("Các đoạn nội dung", "Paragraphs"),
        sample=["Sở Nội vụ thông báo lịch các lớp.", "Đề nghị các cơ quan thực hiện./."],
        is_list=True,
    ),
    Field(
        name="noi_nhan",
        meaning=Wording("Nơi nhận, dấu cuối dòng tự đặt", "Recipients, their end marks set"),
        sample=["Như Điều 2;", "Ban Tổ chức Tỉnh ủy (để báo cáo);"],
        is_list=True,
    ),
    Field(name="luu", meaning=Wording("Dòng lưu", "Where it is kept"), sample="Lưu: VT, CCVC."),
    Field(
        name="quyen_han",
        meaning=Wording("Quyền hạn ký (TM., KT., TL., TUQ.)", "Whom they sign for"),
        sample=["KT. GIÁM ĐỐC"],
        is_list=True,
    ),
    Field(name="chuc_vu", meaning=Wording("Chức vụ", "Office"), sample="PHÓ GIÁM ĐỐC"),
    Field(name="nguoi_ky", meaning=Wording("Họ tên người ký", "Signer"), sample="Lê Thị Mẫu"),
    Field(
        name="phu_luc",
        meaning=Wording("Tên của danh sách kèm theo; trống nếu không có", "Title of the annex"),
        sample="Danh sách công chức được cử",
    ),
    Field(
        name="bang",
        meaning=Wording("Bảng của danh sách kèm theo", "The table of the annex"),
        sample={"columns": ["TT", "Họ và tên"], "rows": [[1, "Đặng Văn Mẫu"]]},
        usage="{{p bang }}",
    ),
)

BY_NAME: Mapping[str, Field] = {field.name: field for field in FIELDS}

ALWAYS_NEEDED = ("co_quan", "so_ky_hieu", "ngay", "trich_yeu", "noi_nhan", "chuc_vu", "nguoi_ky")
"""What no document may lack, of whatever kind (Decree 30/2020, article 8)."""


_PARTY_SAMPLES = {"so_ky_hieu": "36-QĐ/BTCTU", "co_quan_cap_tren": "Tỉnh ủy Mẫu"}


def samples(family: str) -> dict[str, Any]:
    """Return an example of every field, as a body of a family would fill it."""
    values = {field.name: field.sample for field in FIELDS}
    return {**values, **_PARTY_SAMPLES} if family == "party" else values


def day_text(day: date) -> str:
    """Return «ngày 05 tháng 02 năm 2026»: days below 10 and months 1 and 2 have a zero in front.

    Source: Decree 30/2020, Annex I, part II.
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"

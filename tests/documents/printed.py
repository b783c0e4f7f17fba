"""Documents of each shipped template, and what LibreOffice prints of them; no database is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, product

import pypdfium2
from pypdfium2 import raw

from tests.documents.builders import DAY
from thuctien.documents.content import Annex, Content
from thuctien.documents.filling import filled, number_of
from thuctien.documents.models import Document, DocumentKind, IssuingBody, Signer
from thuctien.documents.numbering import PARTY_PATTERN, STATE_LETTER, STATE_PATTERN
from thuctien.documents.rendering import SHIPPED
from thuctien.documents.rules_of_lines import DASH
from thuctien.documents.templating import fill

LONG_LIST = 300
_FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ")
_MIDDLE_NAMES = ("Thị Ngọc", "Văn", "Hữu Phước", "Quỳnh", "Đình", "Thị Thùy")
_GIVEN_NAMES = ("Ánh", "Bằng", "Cường", "Đức", "Hiền", "Khuê", "Lượng", "Mỹ", "Ngữ", "Ý")
_UNITS = ("Sở Nội vụ", "Ủy ban nhân dân xã Mẫu", "Ban Tuyên giáo và Dân vận Tỉnh ủy")

_SCHOOL = IssuingBody(
    body_id="TCT",
    name="Trường Chính trị tỉnh",
    superior="Ủy ban nhân dân tỉnh Thanh Hóa",
    family="state",
    sign="TCT",
    number_pattern=STATE_PATTERN,
    letter_pattern=STATE_LETTER,
    place="Thanh Hóa",
    authority="HIỆU TRƯỞNG TRƯỜNG CHÍNH TRỊ TỈNH",
)
_ACADEMY = IssuingBody(
    body_id="HV",
    name="Học viện Mẫu",
    superior="Ban Chấp hành Trung ương",
    family="party",
    sign="HVCTQG",
    number_pattern=PARTY_PATTERN,
    letter_pattern=PARTY_PATTERN,
    place="Hà Nội",
    authority="GIÁM ĐỐC HỌC VIỆN",
)
_BODIES = {"state": _SCHOOL, "party": _ACADEMY}
_SIGNERS = {
    "state": Signer(
        body=_SCHOOL, name="Lê Thị Mẫu", office="PHÓ HIỆU TRƯỞNG", authority="KT. HIỆU TRƯỞNG"
    ),
    "party": Signer(
        body=_ACADEMY, name="Phạm Văn Mẫu", office="PHÓ GIÁM ĐỐC", authority="K/T GIÁM ĐỐC"
    ),
}
_KINDS = {
    "decision": DocumentKind(
        kind_id="decision", name="Quyết định", state_sign="QĐ", party_sign="QĐ"
    ),
    "letter": DocumentKind(
        kind_id="letter", name="Công văn", state_sign="CV", party_sign="CV", is_letter=True
    ),
    "list": DocumentKind(
        kind_id="call_up_list", name="Danh sách", state_sign="DS", party_sign="DS"
    ),
    "other": DocumentKind(kind_id="report", name="Báo cáo", state_sign="BC", party_sign="BC"),
}
_PARAGRAPH = (
    "Các cơ quan, đơn vị rà soát danh sách cán bộ, công chức, viên chức được cử tham gia khóa bồi "
    "dưỡng, bố trí công việc để người học tham gia đầy đủ chương trình, đúng thời gian quy định"
)
_CONTENTS = {
    "decision": Content(
        abstract="Về việc cử công chức tham gia khóa bồi dưỡng",
        bases=(
            "Căn cứ chức năng, nhiệm vụ, quyền hạn của cơ quan ban hành",
            "Theo đề nghị của Trưởng phòng Tổ chức, Hành chính",
        ),
        articles=(
            f"Cử {LONG_LIST} công chức có tên trong danh sách kèm theo tham gia khóa bồi dưỡng.",
            "Trưởng các phòng và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành.",
        ),
    ),
    "letter": Content(
        abstract="Về việc cử công chức tham gia khóa bồi dưỡng",
        addressees=("Các sở, ban, ngành cấp tỉnh", "Ủy ban nhân dân các xã, phường"),
        paragraphs=(f"{_PARAGRAPH}.", "Trân trọng"),
    ),
    "list": Content(abstract="Triệu tập học viên", paragraphs=(f"{_PARAGRAPH}:",)),
    "other": Content(
        abstract="Kết quả bồi dưỡng năm 2025",
        paragraphs=tuple(f"{number}. {_PARAGRAPH}." for number in range(1, 16)),
    ),
}
NUMBERS = {"state": 36, "party": 6468}
NAMES = tuple(f"{family}-{layout}" for family in ("state", "party") for layout in _KINDS)
"""One document of each shipped template."""


def list_of(length: int) -> Annex:
    """Return a list of people whom there is not; their names have every mark of Vietnamese."""
    people = islice(product(_GIVEN_NAMES, _MIDDLE_NAMES, _FAMILY_NAMES), length)
    rows = [
        (number, f"{family} {middle} {given}", _UNITS[number % len(_UNITS)])
        for number, (given, middle, family) in enumerate(people, 1)
    ]
    return Annex(
        title="Danh sách công chức được cử", columns=("TT", "Họ và tên", "Đơn vị"), rows=rows
    )


def annex_of_sample(name: str) -> Annex | None:
    """Return the list that goes with a sample: a long one with the decision of the state."""
    layout = name.split("-")[1]
    if layout == "decision":
        return list_of(LONG_LIST if name == "state-decision" else 3)
    return list_of(5) if layout == "list" else None


def sample_of(name: str) -> Document:
    """Return a sample, numbered as its family numbers; nothing is stored."""
    family, layout = name.split("-")
    body, content = _BODIES[family], _CONTENTS[layout]
    document = Document(
        kind=_KINDS[layout],
        body=body,
        signer=_SIGNERS[family],
        abstract=content.abstract,
        content=content.as_json(),
        recipients=["Như trên", "Ban Tổ chức Tỉnh ủy (để báo cáo)"],
        dated_on=DAY,
        number=NUMBERS[family],
        drafter="ĐT",
    )
    document.number_text = number_of(document, document.number)
    return document


@cache
def word_file(name: str) -> bytes:
    """Return the Word file of a sample."""
    template = (SHIPPED / f"{name}-1.docx").read_bytes()
    return fill(template, filled(sample_of(name)), annex_of_sample(name))


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand on a page, in mm from its left and its top edge."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """How far their middle is from the left edge."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """How wide they are."""
        return self.right - self.left


class Printed:
    """A PDF, read back."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._pdf)

    def page(self, number: int) -> pypdfium2.PdfPage:
        """Return a page, the first is 0."""
        return self._pdf[number]

    def text(self, number: int) -> str:
        """Return all words of a page."""
        return str(self._pdf[number].get_textpage().get_text_range())

    def place(self, words: str, number: int = 0) -> Place:
        """Return where words stand for the first time; they must be on one line."""
        page = self._pdf[number]
        text = page.get_textpage()
        found = text.search(words, match_case=True).get_next()
        assert found is not None, f"{words} is not on page {number + 1}"
        return self._around(text.get_charbox(index) for index in range(found[0], sum(found)))

    def inked(self, number: int) -> Place:
        """Return where the words of a page end on each side."""
        text = self._pdf[number].get_textpage()
        return self._around(text.get_rect(index) for index in range(text.count_rects()))

    def rule_below(self, place: Place) -> Place:
        """Return the nearest row of dashes below words of the first page."""
        text = self._pdf[0].get_textpage()
        dashes = [
            self._around([text.get_charbox(index)])
            for index, letter in enumerate(text.get_text_range())
            if letter == DASH
        ]
        below = [one for one in dashes if one.top > place.top and _share(one, place)]
        nearest = min(one.top for one in below)
        row = [one for one in below if one.top < nearest + 1]
        return Place(
            left=min(one.left for one in row),
            top=nearest,
            right=max(one.right for one in row),
            bottom=max(one.bottom for one in row),
        )

    def fonts(self) -> Iterator[tuple[str, bool]]:
        """Give the name of each font that is used, and whether the file has it in itself."""
        for page in self._pdf:
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = item.get_font()
                yield font.get_base_name(), font.is_embedded

    def _around(self, boxes: Iterable[tuple[float, float, float, float]]) -> Place:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        height = self._pdf[0].get_height()
        return Place(
            left=_mm(min(lefts)),
            top=_mm(height - max(tops)),
            right=_mm(max(rights)),
            bottom=_mm(height - min(bottoms)),
        )


def _share(one: Place, other: Place) -> bool:
    return one.left < other.right and other.left < one.right


def _mm(points: float) -> float:
    return points / 72 * 25.4

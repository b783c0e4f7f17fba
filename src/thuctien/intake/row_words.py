"""What rows that depend on people are called, and sentences about what keeps an act from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thuctien.base.audit.words import TYPES
from thuctien.engine.wording import Wording

_ROWS = {
    "people.person": Wording("hồ sơ cán bộ", "records of people"),
    "people.sensitivefacts": Wording("thông tin nhạy cảm", "sensitive facts"),
    "people.appointment": Wording("chức vụ", "appointments"),
    "people.holding": Wording("văn bằng, chứng chỉ", "certificates"),
    "needs.need": Wording("nhu cầu đã tính", "computed needs"),
    "needs.statedneed": Wording("nhu cầu do đơn vị nêu", "stated needs"),
    "sending.turn": Wording("lượt cử trong kế hoạch", "turns of the plan"),
    "sending.answer": Wording("trả lời của kế hoạch", "answers of the plan"),
    "base.user": Wording("tài khoản", "accounts"),
}
_CHANGED = Wording("đã sửa sau đó", "changed since")


def rows_of(label: str) -> Wording:
    """Return what the rows of a model are called; its label where nobody has said."""
    found = _ROWS.get(label) or TYPES.get(label)
    return Wording(found.vi.lower(), found.en.lower()) if found else Wording(label, label)


def cannot_merge(apart: Iterable[str]) -> Wording:
    """Return why two records cannot become one."""
    named = [rows_of(label) for label in apart]
    if not named:
        return Wording(
            "Hai hồ sơ này không thể nhập làm một.", "These two records cannot become one."
        )
    vi, en = ("; ".join(texts) for texts in ([n.vi for n in named], [n.en for n in named]))
    return Wording(
        f"Cả hai hồ sơ đang có cùng một việc dở dang ({vi}); hãy kết thúc một bên rồi nhập lại.",
        f"Both records are in the middle of the same thing ({en}); end one of the two first.",
    )


def what_depends(obstacles: Iterable[Mapping[str, object]]) -> Wording:
    """Return what stands in the way of an undo, as a list of words in both languages."""
    parts = [
        (obstacle["rows"], rows_of(str(obstacle["label"])), obstacle["changed"])
        for obstacle in obstacles
    ]
    vi = "; ".join(
        f"{rows} {what.vi}{f' {_CHANGED.vi}' if changed else ''}" for rows, what, changed in parts
    )
    en = "; ".join(
        f"{rows} {what.en}{f' {_CHANGED.en}' if changed else ''}" for rows, what, changed in parts
    )
    return Wording(vi, en)

"""What a job says: its stages and the ways in which it can fail, in both languages.

The job keeps codes and figures; each room brings the sentences of its own codes when it starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from thuctien.engine.wording import Language, Wording

if TYPE_CHECKING:
    # Rooms register while Django is still loading its models.
    from thuctien.base.models import Job

_SENTENCES: dict[str, Wording] = {
    "error.unexpected": Wording(
        "Có lỗi ngoài dự kiến; dữ liệu không thay đổi. Hãy báo quản trị viên số công việc {job}.",
        "Something unforeseen went wrong; no data were changed. Tell the administrator job "
        "number {job}.",
    ),
    "error.database_busy": Wording(
        "Cơ sở dữ liệu quá bận sau {attempts} lần thử; dữ liệu không thay đổi. Hãy thử lại.",
        "The database was too busy after {attempts} attempts; no data were changed. Try again.",
    ),
    "error.audit_broken": Wording(
        "Nhật ký không còn như khi được ghi: {count} lỗi, lỗi đầu tiên ở mục {position}.",
        "The audit trail is not as it was written: {count} faults, the first at entry {position}.",
    ),
    "error.worker_lost": Wording(
        "Tiến trình xử lý bị dừng giữa chừng {attempts} lần; dữ liệu không thay đổi. "
        "Hãy thử lại hoặc báo quản trị viên.",
        "The worker was stopped midway {attempts} times; no data were changed. Try again, or tell "
        "the administrator.",
    ),
    "job.base.prune": Wording("Dọn các dòng cũ của hàng đợi", "Clearing old rows of the queue"),
    "job.base.verify_audit": Wording("Kiểm tra nhật ký hằng đêm", "Checking the audit trail"),
    "stage.": Wording("Đang chờ", "Waiting"),
    "stage.store": Wording("Đang lưu kết quả", "Storing the result"),
}


def register(kind: str, sentences: Mapping[str, Wording]) -> None:
    """Add sentences of one kind («error», «stage», «job») by code; the same again is no fault.

    Raises ``ValueError`` where a code already has another sentence.
    """
    for code, wording in sentences.items():
        if _SENTENCES.setdefault(f"{kind}.{code}", wording) != wording:
            raise ValueError(f"{kind}.{code} has two sentences")


def known(kind: str, code: str) -> bool:
    """Say whether a code has a sentence."""
    return f"{kind}.{code}" in _SENTENCES


def error_text(job: Job, language: Language) -> str:
    """Return why a job failed, as a sentence; empty where it did not fail."""
    return _text("error", job.error, job.figures, language) if job.error else ""


def stage_text(job: Job, language: Language) -> str:
    """Return what a job is doing, as a few words."""
    return _text("stage", job.stage, {}, language)


def stage_words(stage: str, language: Language) -> str:
    """Return a stage as a few words, for work that is shown without being a job."""
    return _text("stage", stage, {}, language)


def kind_text(job: Job, language: Language) -> str:
    """Return what a job is for, with what it was asked with.

    These are years, seeds and names, not counts: «2027» has no thousands mark.
    """
    asked = {name: str(value) for name, value in job.arguments.items()}
    return _text("job", job.kind, asked, language)


def _text(kind: str, code: str, figures: Mapping[str, Any], language: Language) -> str:
    """Return the sentence; a code of an earlier version, without one or its figures, stays one."""
    wording = _SENTENCES.get(f"{kind}.{code}")
    if wording is None:
        return code
    try:
        return wording.render(language, figures)
    except KeyError:
        return code

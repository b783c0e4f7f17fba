"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "privacy.retention": Wording(
        "Xử lý dữ liệu hết hạn lưu theo quy tắc «{rule}»",
        "Ending what was kept long enough by the rule “{rule}”",
    ),
}
ERRORS = {
    "no_such_rule": Wording(
        "Quy tắc lưu giữ «{rule}» không còn nữa; chưa có gì bị xóa.",
        "There is no rule of retention “{rule}” any more; nothing was erased.",
    ),
}

"""What the jobs of this room are called."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "accounts.prune": Wording(
        "Dọn phiên đăng nhập đã kết thúc", "Clearing what ended sessions leave behind"
    )
}

"""The words of this room's jobs."""

from __future__ import annotations

from collections.abc import Mapping

from thuctien.engine.wording import Wording

JOBS: Mapping[str, Wording] = {
    "people.refresh": Wording(
        "Cập nhật vị trí, đơn vị theo ngày", "Setting posts and units to those of the day"
    ),
}

"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "costs.estimate": Wording("Lập dự toán kế hoạch", "Estimate of the plan"),
    "costs.remind": Wording("Nhắc hạn hồ sơ đền bù", "Reminding of compensations"),
}
ERRORS = {
    "no_plan_to_estimate": Wording(
        "Chưa có kế hoạch nào để lập dự toán. Hãy lập kế hoạch trước.",
        "There is no plan to estimate yet. Make a plan first.",
    ),
}
STAGES = {
    "costs.estimate": Wording("Đang tính theo định mức", "Computing by the norms"),
}

"""What people are told about service owed and compensation."""

from __future__ import annotations

from thuctien.engine.wording import Wording
from thuctien.notices.choices import Way
from thuctien.notices.kinds import Kind

KINDS = (
    Kind(
        code="costs.commitment.made",
        title=Wording("Cam kết phục vụ sau đào tạo", "Service owed after training"),
        sentence=Wording(
            "Sau khi học «{programme}», Anh/Chị phục vụ {months} tháng, đến hết ngày {ends_on}.",
            "After “{programme}” you serve {months} months, up to {ends_on}.",
        ),
        mail=Wording(
            "Có một cam kết phục vụ sau đào tạo được ghi cho Anh/Chị.",
            "Service that you owe after training was written down.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="costs.case.opened",
        title=Wording("Mở hồ sơ xét đền bù", "A compensation was opened"),
        sentence=Wording(
            "Hồ sơ xét đền bù chi phí đào tạo «{programme}» của Anh/Chị đã được mở.",
            "It is being examined whether you pay back the cost of “{programme}”.",
        ),
        mail=Wording(
            "Có một hồ sơ đào tạo của Anh/Chị đang được xét.",
            "A matter of your training is being examined.",
        ),
        way=Way.AT_ONCE,
    ),
    Kind(
        code="costs.case.waits",
        title=Wording("Hồ sơ đền bù chờ quyết định", "A compensation waits for a decision"),
        sentence=Wording(
            "Hội đồng xét đền bù của {person} ({unit}) đã họp; chờ quyết định.",
            "The council on the compensation of {person} ({unit}) has met; a decision is due.",
        ),
        mail=Wording(
            "Một hồ sơ xét đền bù đang chờ quyết định.",
            "A compensation waits for a decision.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="costs.case.soon",
        title=Wording("Hồ sơ đền bù sắp đến hạn", "A step of a compensation is due soon"),
        sentence=Wording(
            "{person} ({unit}): {step}, hạn {due_on}.", "{person} ({unit}): {step}, by {due_on}."
        ),
        mail=Wording(
            "Một bước của hồ sơ đền bù đến hạn ngày {due_on}.",
            "A step of a compensation is due on {due_on}.",
        ),
    ),
    Kind(
        code="costs.case.late",
        title=Wording("Hồ sơ đền bù quá hạn", "A step of a compensation is late"),
        sentence=Wording(
            "{person} ({unit}): {step} đã quá hạn {due_on}.",
            "{person} ({unit}): {step} was due on {due_on}.",
        ),
        mail=Wording(
            "Một bước của hồ sơ đền bù đã quá hạn {due_on}.",
            "A step of a compensation was due on {due_on}.",
        ),
        way=Way.DAILY,
    ),
    Kind(
        code="costs.case.decided",
        title=Wording("Quyết định đền bù", "A compensation was decided"),
        sentence=Wording(
            "Quyết định {document}: Anh/Chị phải nộp {amount} đồng.",
            "Decision {document}: you pay back {amount} đồng.",
        ),
        mail=Wording(
            "Hồ sơ xét đền bù của Anh/Chị đã có quyết định.",
            "Your compensation has been decided.",
        ),
        way=Way.AT_ONCE,
    ),
)

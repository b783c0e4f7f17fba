"""What the trail says of acts, records and columns, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext as _

from thuctien.base.audit.changes import HIDDEN
from thuctien.base.audit.described import TABLE_OF
from thuctien.base.language import own_name, page_language
from thuctien.base.models.audit import ChangeKind
from thuctien.base.sealed_fields import SealedField
from thuctien.engine.model import TABLES
from thuctien.engine.model.columns import PRECISION_SUFFIX
from thuctien.engine.wording import Wording
from thuctien.ui import formats

ACTIONS: Mapping[str, Wording] = {
    "accounts.account.change": Wording("Sửa tài khoản", "Changed an account"),
    "accounts.account.close": Wording("Khóa tài khoản", "Closed an account"),
    "accounts.account.export": Wording("Xuất danh sách tài khoản", "Took the list of accounts"),
    "accounts.account.create": Wording("Tạo tài khoản", "Made an account"),
    "accounts.account.reopen": Wording("Mở lại tài khoản", "Opened an account again"),
    "accounts.acting.start": Wording("Bắt đầu làm thay", "Began to act for somebody"),
    "accounts.acting.stop": Wording("Thôi làm thay", "Stopped acting for somebody"),
    "accounts.app.add": Wording("Thêm ứng dụng sinh mã", "Added an application for codes"),
    "accounts.app.remove": Wording("Gỡ ứng dụng sinh mã", "Removed the application for codes"),
    "accounts.delegate": Wording("Ủy quyền", "Delegated roles"),
    "accounts.delegation.end": Wording("Kết thúc ủy quyền", "Ended a delegation"),
    "accounts.link.make": Wording("Tạo đường dẫn đặt mật khẩu", "Made a link to set a password"),
    "accounts.lockout.lift": Wording("Gỡ khóa đăng nhập", "Lifted a lock-out"),
    "accounts.passkey.add": Wording("Thêm khóa truy cập", "Added a passkey"),
    "accounts.passkey.remove": Wording("Gỡ khóa truy cập", "Removed a passkey"),
    "accounts.password.change": Wording("Đổi mật khẩu", "Changed the password"),
    "accounts.password.reset": Wording("Đặt mật khẩu qua liên kết", "Chose a password by a link"),
    "accounts.password.set": Wording("Đặt mật khẩu", "Set a password"),
    "accounts.provider.link": Wording("Nối với bên xác thực", "Linked a provider of identities"),
    "accounts.recovery_codes.make": Wording("Tạo mã khôi phục", "Made recovery codes"),
    "accounts.role.grant": Wording("Giao vai trò", "Granted a role"),
    "accounts.role.revoke": Wording("Thu hồi vai trò", "Revoked a role"),
    "accounts.second_factors.remove": Wording(
        "Gỡ bước xác thực thứ hai", "Removed the second factors"
    ),
    "accounts.session.end": Wording("Kết thúc một phiên", "Ended a session"),
    "accounts.session.end_others": Wording("Kết thúc các phiên khác", "Ended all other sessions"),
    "accounts.sign_in": Wording("Đăng nhập", "Signed in"),
    "accounts.sign_in.refuse": Wording("Bị từ chối đăng nhập", "Was refused to sign in"),
    "accounts.sign_out": Wording("Đăng xuất", "Signed out"),
    "base.job.cancel": Wording("Dừng công việc", "Stopped a job"),
    "base.job.prune": Wording("Dọn hàng đợi công việc", "Cleared the queue of jobs"),
    "base.job.request": Wording("Giao công việc cho máy", "Asked for a job"),
    "base.job.retry": Wording("Chạy lại công việc", "Ran a job again"),
    "base.user.create": Wording("Tạo tài khoản", "Made an account"),
    "classes.timetable.store": Wording("Lưu thời khóa biểu", "Stored a timetable"),
    "costs.case.appeal": Wording("Ghi nhận khiếu nại đền bù", "Noted an appeal"),
    "costs.case.cost": Wording("Ghi chi phí đào tạo của một người", "Noted a cost of training"),
    "costs.case.council": Wording("Lập hội đồng xét đền bù", "Formed a council"),
    "costs.case.decide": Wording("Quyết định đền bù", "Decided on a compensation"),
    "costs.case.meeting": Wording("Ghi cuộc họp hội đồng", "Noted a meeting of the council"),
    "costs.case.open": Wording("Mở hồ sơ đền bù", "Opened a compensation"),
    "costs.case.pay": Wording("Ghi tiền đền bù đã nộp", "Noted money paid back"),
    "costs.case.remind": Wording("Nhắc hạn hồ sơ đền bù", "Reminded of compensations"),
    "costs.commitment.end": Wording("Kết thúc cam kết phục vụ", "Ended service owed"),
    "costs.commitment.make": Wording("Ghi cam kết phục vụ", "Wrote down service owed"),
    "costs.estimate.export": Wording("Tải dự toán về", "Took an estimate away"),
    "costs.estimate.store": Wording("Lưu dự toán", "Stored an estimate"),
    "costs.ledger.commit": Wording("Ghi cam kết chi", "Committed money"),
    "costs.ledger.correct": Wording("Điều chỉnh bút toán", "Corrected an entry"),
    "costs.ledger.pay": Wording("Ghi khoản đã chi", "Noted a payment"),
    "costs.norm.add": Wording("Thêm định mức chi", "Added a norm of cost"),
    "costs.people.export": Wording(
        "Xuất danh sách cam kết, đền bù", "Took a list of service or compensations"
    ),
    "costs.rule.add": Wording("Thêm quy định cam kết, đền bù", "Added a rule on service"),
    "costs.sample.load": Wording("Nạp định mức và quy định mẫu", "Loaded sample norms and rules"),
    "documents.body.change": Wording("Sửa cơ quan ban hành", "Changed an issuing body"),
    "documents.body.create": Wording("Thêm cơ quan ban hành", "Added an issuing body"),
    "documents.document.amend": Wording("Sửa đổi văn bản", "Amended a document"),
    "documents.document.cancel": Wording("Hủy bỏ văn bản", "Cancelled a document"),
    "documents.document.export": Wording("Xuất sổ văn bản", "Took the list of documents"),
    "documents.document.hand_out": Wording("Tải văn bản", "Took a document"),
    "documents.document.number": Wording("Cấp số văn bản", "Numbered a document"),
    "documents.document.sign": Wording("Ghi nhận văn bản đã ký", "Noted a signature"),
    "documents.draft.change": Wording("Sửa dự thảo văn bản", "Changed a draft"),
    "documents.draft.create": Wording("Soạn dự thảo văn bản", "Drafted a document"),
    "documents.draft.drop": Wording("Bỏ dự thảo văn bản", "Dropped a draft"),
    "documents.register.take_over": Wording("Tiếp nối sổ văn bản", "Took over a register"),
    "documents.scan.attach": Wording("Đính kèm bản đã ký", "Attached a scan"),
    "documents.signer.change": Wording("Sửa người ký", "Changed a signer"),
    "documents.signer.create": Wording("Thêm người ký", "Added a signer"),
    "documents.template.upload": Wording("Tải mẫu văn bản lên", "Uploaded a template"),
    "intake.form.forget": Wording("Quên mẫu danh sách", "Forgot a form of lists"),
    "intake.list.store": Wording("Nhận danh sách vào hệ thống", "Took a list in"),
    "intake.list.undo": Wording("Hoàn tác danh sách", "Undid a list"),
    "intake.pairs.decide": Wording("Quyết định về cặp trùng", "Decided on a pair"),
    "intake.pairs.find": Wording("Tìm người trùng", "Looked for people kept twice"),
    "intake.people.export": Wording("Xuất danh sách người", "Exported a list of people"),
    "intake.people.merge": Wording("Gộp hai hồ sơ", "Merged two records"),
    "intake.people.unmerge": Wording("Tách lại hồ sơ", "Undid a merge"),
    "lists.columns.hide": Wording("Chọn cột của danh sách", "Chose columns of a list"),
    "lists.filter.delete": Wording("Xóa bộ lọc đã lưu", "Deleted a saved filter"),
    "lists.filter.save": Wording("Lưu bộ lọc", "Saved a filter"),
    "needs.run.store": Wording("Lưu kết quả tính nhu cầu", "Stored computed needs"),
    "notices.notice.tell": Wording("Gửi thông báo", "Sent a notice"),
    "notices.preference.change": Wording("Đổi cách nhận thông báo", "Changed how notices come"),
    "people.person.refresh": Wording(
        "Cập nhật vị trí, đơn vị theo ngày", "Set posts and units to those of the day"
    ),
    "privacy.consent.give": Wording("Ghi sự đồng ý", "Wrote down a consent"),
    "privacy.consent.withdraw": Wording("Ghi việc rút đồng ý", "Wrote down that consent ended"),
    "privacy.identity.reveal": Wording("Xem đầy đủ số định danh", "Saw the personal number"),
    "privacy.keys.seal_anew": Wording("Niêm phong lại bằng khóa mới", "Sealed with a new key"),
    "privacy.person.erase": Wording("Xóa dữ liệu cá nhân", "Erased personal data"),
    "privacy.person.export": Wording("Xuất dữ liệu của một người", "Took all data of a person"),
    "privacy.retention.carry_out": Wording("Thực hiện thời hạn lưu", "Ended what was kept"),
    "privacy.sensitive.read": Wording("Xem thông tin nhạy cảm", "Saw sensitive facts"),
    "record.read": Wording("Mở hồ sơ", "Opened a record"),
    "record.values.erase": Wording(
        "Xóa giá trị trong nhật ký", "Emptied values on the audit trail"
    ),
    "reports.column.add": Wording("Thêm cột vào biểu mẫu", "Added a column to a report form"),
    "reports.column.change": Wording("Sửa cột của biểu mẫu", "Changed a column of a report form"),
    "reports.column.move": Wording("Đổi chỗ cột của biểu mẫu", "Moved a column of a report form"),
    "reports.column.remove": Wording("Bỏ cột khỏi biểu mẫu", "Removed a column of a report form"),
    "reports.form.change": Wording("Sửa biểu mẫu báo cáo", "Changed a report form"),
    "reports.form.copy": Wording("Sao chép biểu mẫu báo cáo", "Copied a report form"),
    "reports.needs.export": Wording("Xuất danh sách nhu cầu", "Exported a list of needs"),
    "reports.return.export": Wording("Xuất báo cáo theo biểu mẫu", "Took a report away"),
    "sending.decision.draft": Wording("Dự thảo quyết định cử đi học", "Drafted a decision to send"),
    "sending.decision.drop": Wording(
        "Bỏ dự thảo quyết định cử đi học", "Dropped the draft of a decision to send"
    ),
    "sending.decision.undo": Wording(
        "Trả về đã chọn vì quyết định bị bãi bỏ", "Undid what a cancelled decision had decided"
    ),
    "sending.decisiontext.replace": Wording(
        "Thay lời văn quyết định", "Replaced the words of a decision"
    ),
    "sending.allotment.set": Wording("Phân bổ chỉ tiêu", "Shared out seats"),
    "sending.allotment.transfer": Wording("Điều chuyển chỉ tiêu", "Handed seats to another agency"),
    "sending.class.begin": Wording("Ghi lớp khai giảng", "Wrote down that a class began"),
    "sending.class.cancel": Wording("Hủy lớp", "Cancelled a class"),
    "sending.class.change_capacity": Wording("Đổi sĩ số lớp", "Changed the capacity of a class"),
    "sending.class.follow": Wording(
        "Lớp và đề cử theo kế hoạch điều chỉnh",
        "Classes and nominations followed the adjusted plan",
    ),
    "sending.class.offer": Wording("Mở lớp nhận đề cử", "Opened a class for nominations"),
    "sending.nomination.accept": Wording("Nhận chỗ trống", "Took an offered place"),
    "sending.nomination.approve_exception": Wording("Duyệt ngoại lệ", "Approved an exception"),
    "sending.nomination.assess": Wording("Xét lại điều kiện", "Assessed nominations again"),
    "sending.nomination.decide": Wording("Ghi quyết định cử", "Wrote down a decision to send"),
    "sending.nomination.decline": Wording("Không nhận chỗ trống", "Declined an offered place"),
    "sending.nomination.defer": Wording("Lùi sang lớp sau", "Deferred to a later class"),
    "sending.nomination.draft": Wording("Soạn đề cử", "Drafted nominations"),
    "sending.nomination.expire": Wording("Hết hạn trả lời", "Took back offers not answered"),
    "sending.nomination.export": Wording("Xuất danh sách đề cử", "Took a list of nominations"),
    "sending.nomination.join": Wording("Ghi người nhập học", "Wrote down who joined"),
    "sending.nomination.move_up": Wording("Mời người kế tiếp", "Offered free places"),
    "sending.nomination.not_join": Wording(
        "Ghi người không nhập học", "Wrote down who stayed away"
    ),
    "sending.nomination.rank": Wording("Xếp hạng đề cử", "Ranked nominations"),
    "sending.nomination.refuse": Wording("Không chọn đề cử", "Refused nominations"),
    "sending.nomination.select": Wording("Chọn đề cử", "Selected nominations"),
    "sending.nomination.submit": Wording("Nộp đề cử", "Handed nominations in"),
    "sending.nomination.substitute": Wording("Thay người đi học", "Sent a substitute"),
    "sending.nomination.take_back": Wording("Hoàn tác lựa chọn", "Undid a selection"),
    "sending.nomination.undecide": Wording("Hủy quyết định cử", "Undid a decision to send"),
    "sending.nomination.wait": Wording("Đưa vào danh sách chờ", "Put on the waiting list"),
    "sending.nomination.withdraw": Wording("Rút đề cử", "Withdrew a nomination"),
    "sending.quota.export": Wording("Tải chỉ tiêu về", "Took the quotas"),
    "sending.quota.set": Wording("Ghi chỉ tiêu cấp trên giao", "Wrote down a quota from above"),
    "sending.plan.export": Wording("Tải kế hoạch về", "Took a plan away"),
    "sending.plan.store": Wording("Lưu kế hoạch", "Stored a plan"),
    "sending.round.approve": Wording("Phê duyệt kế hoạch", "Approved a plan"),
    "sending.round.attach": Wording("Gắn kế hoạch vào đợt", "Put a plan into a round"),
    "sending.round.close": Wording("Kết thúc đợt", "Closed a round"),
    "sending.round.create": Wording("Lập đợt cử đi học", "Set up a round"),
    "sending.round.follow": Wording(
        "Đợt chuyển sang kế hoạch điều chỉnh", "A round went on with the adjusted plan"
    ),
    "sending.round.issue": Wording("Giao chỉ tiêu", "Issued quotas"),
    "sending.round.send_back": Wording("Trả lại kế hoạch", "Sent a plan back"),
    "sending.step.finish": Wording("Kết thúc một bước", "Ended a step"),
    "sending.step.change": Wording("Sửa ngày, người phụ trách của một bước", "Changed a step"),
    "sending.step.open": Wording("Mở một bước", "Opened a step"),
    "sending.step.remind": Wording("Nhắc việc của đợt", "Reminded of a step"),
    "sending.step.reopen": Wording("Mở lại một bước", "Opened a step again"),
    "sending.survey.answer": Wording("Trả lời khảo sát nhu cầu", "Answered the survey of needs"),
    "sending.survey.rule": Wording("Xử lý từ chối nhu cầu", "Decided on a refusal"),
    "sending.survey.take_back": Wording("Rút lại trả lời", "Took an answer back"),
    "sending.survey.export": Wording("Tải phiếu khảo sát về", "Took the survey away"),
    "replanning.budget.set": Wording(
        "Ghi kinh phí mới khi điều chỉnh kế hoạch", "Wrote down new money with an adjustment"
    ),
    "replanning.quota.set": Wording(
        "Ghi chỉ tiêu mới khi điều chỉnh kế hoạch", "Wrote down a new quota with an adjustment"
    ),
    "replanning.event.add": Wording("Ghi việc đã xảy ra", "Wrote down what happened"),
    "replanning.event.undo": Wording("Rút việc đã ghi", "Took back what was written down"),
    "replanning.revision.create": Wording("Mở lần điều chỉnh kế hoạch", "Began an adjustment"),
    "replanning.way.choose": Wording("Chọn phương án điều chỉnh", "Chose a way to adjust"),
    "replanning.ways.store": Wording("Lưu phương án điều chỉnh", "Stored ways to adjust"),
    "scenarios.change.add": Wording("Thêm thay đổi vào phương án", "Added a change"),
    "scenarios.change.undo": Wording("Rút thay đổi cuối", "Took the last change back"),
    "scenarios.result.store": Wording("Lưu kết quả phương án", "Stored what a scenario comes to"),
    "scenarios.rows.export": Wording("Tải kết quả phương án về", "Took a scenario's rows away"),
    "scenarios.scenario.adopt": Wording("Áp dụng phương án", "Adopted a scenario"),
    "scenarios.scenario.archive": Wording("Cất phương án", "Put a scenario away"),
    "scenarios.scenario.create": Wording("Lập phương án", "Made a scenario"),
    "scenarios.scenario.reopen": Wording("Mở lại phương án", "Took a scenario out again"),
    "sending.comment.answer": Wording("Trả lời góp ý", "Answered a comment"),
    "sending.comment.write": Wording("Góp ý kế hoạch", "Commented on a plan"),
    "sending.task.extend": Wording("Gia hạn cho đơn vị", "Gave an agency more time"),
    "sending.task.finish": Wording("Đơn vị báo hoàn thành", "An agency was done"),
    "sending.joining.report": Wording("Báo người nhập học", "Reported who joined"),
    "sending.province.store": Wording("Lưu dữ liệu của tỉnh", "Stored the province"),
}

TYPES: Mapping[str, Wording] = {
    "reports.reportform": Wording("Biểu mẫu báo cáo", "Report form"),
    "reports.reportcolumn": Wording("Cột của biểu mẫu báo cáo", "Column of a report form"),
    "base.columnchoice": Wording("Cột của danh sách", "Columns of a list"),
    "base.delegation": Wording("Ủy quyền", "Delegation"),
    "base.installation": Wording("Hệ thống", "Installation"),
    "base.job": Wording("Công việc", "Job"),
    "base.roleheld": Wording("Vai trò", "Role"),
    "base.savedfilter": Wording("Bộ lọc đã lưu", "Saved filter"),
    "base.user": Wording("Tài khoản", "Account"),
    "classes.timetable": Wording("Thời khóa biểu", "Timetable"),
    "costs.casecost": Wording("Chi phí đào tạo của một người", "Cost of a training"),
    "costs.casepayment": Wording("Tiền đền bù đã nộp", "Money paid back"),
    "costs.casestep": Wording("Bước của hồ sơ đền bù", "Step of a compensation"),
    "costs.commitmentrule": Wording("Quy định về cam kết phục vụ", "Rule on service owed"),
    "costs.compensationcase": Wording("Hồ sơ đền bù", "Compensation"),
    "costs.compensationrule": Wording("Quy định về đền bù", "Rule on compensation"),
    "costs.costitem": Wording("Khoản chi", "Item of cost"),
    "costs.costnorm": Wording("Định mức chi", "Norm of cost"),
    "costs.councilmember": Wording("Thành viên hội đồng", "Member of a council"),
    "costs.estimate": Wording("Dự toán", "Estimate"),
    "costs.ledgerentry": Wording("Bút toán nguồn kinh phí", "Entry of a budget line"),
    "costs.reliefground": Wording("Căn cứ miễn, giảm", "Ground of relief"),
    "costs.servicecommitment": Wording("Cam kết phục vụ", "Service owed"),
    "documents.concern": Wording("Đơn vị liên quan", "Unit concerned"),
    "documents.document": Wording("Văn bản", "Document"),
    "documents.documentlink": Wording("Quan hệ giữa văn bản", "Link of documents"),
    "documents.issuingbody": Wording("Cơ quan ban hành", "Issuing body"),
    "documents.register": Wording("Sổ văn bản", "Register"),
    "documents.scan": Wording("Bản đã ký", "Scan"),
    "documents.signer": Wording("Người ký", "Signer"),
    "documents.template": Wording("Mẫu văn bản", "Template"),
    "intake.knownform": Wording("Mẫu danh sách", "Form of lists"),
    "intake.listimport": Wording("Danh sách nhận vào", "List taken in"),
    "intake.personpair": Wording("Cặp trùng", "Pair of people"),
    "needs.needsrun": Wording("Lần tính nhu cầu", "Computed needs"),
    "notices.notice": Wording("Thông báo", "Notice"),
    "notices.preference": Wording("Cách nhận thông báo", "How notices come"),
    "privacy.consent": Wording("Sự đồng ý", "Consent"),
    "privacy.retentionrule": Wording("Thời hạn lưu", "Rule of retention"),
    "replanning.fallenturn": Wording("Người không đi học nữa", "Person who fell out"),
    "replanning.revision": Wording("Điều chỉnh kế hoạch", "Adjustment of a plan"),
    "replanning.revisionevent": Wording("Việc đã xảy ra", "What happened"),
    "replanning.way": Wording("Phương án điều chỉnh", "Way to adjust"),
    "scenarios.scenario": Wording("Phương án", "Scenario"),
    "scenarios.scenariochange": Wording("Thay đổi của phương án", "Change of a scenario"),
    "scenarios.scenarioresult": Wording("Kết quả phương án", "Result of a scenario"),
    "sending.allotment": Wording("Chỉ tiêu giao đơn vị", "Seats of an agency"),
    "sending.allotmenttransfer": Wording("Điều chuyển chỉ tiêu", "Seats handed over"),
    "sending.decision": Wording("Quyết định cử đi học", "Decision to send"),
    "sending.decisionentry": Wording("Người trong quyết định", "Person of a decision"),
    "sending.decisiontext": Wording("Lời văn quyết định", "Words of a decision"),
    "sending.nomination": Wording("Đề cử", "Nomination"),
    "sending.offeredclass": Wording("Lớp nhận đề cử", "Class on offer"),
    "sending.plan": Wording("Kế hoạch", "Plan"),
    "sending.plancomment": Wording("Góp ý kế hoạch", "Comment on a plan"),
    "sending.planruling": Wording("Kết quả xét kế hoạch", "Ruling on a plan"),
    "sending.round": Wording("Đợt cử đi học", "Round of sending"),
    "sending.roundstep": Wording("Bước của đợt", "Step of a round"),
    "sending.surveyreply": Wording("Trả lời khảo sát", "Answer in a survey"),
    "sending.unittask": Wording("Việc của đơn vị trong đợt", "Task of an agency"),
    "sending.province": Wording("Dữ liệu của tỉnh", "Province"),
}
"""Records that are no table of a province; those have the names of their sheets."""

KINDS: Mapping[str, Wording] = {
    ChangeKind.CREATE: Wording("thêm mới", "added"),
    ChangeKind.CHANGE: Wording("sửa", "changed"),
    ChangeKind.DELETE: Wording("xóa", "deleted"),
}


def action_text(action: str) -> str:
    """Return what was done, in words; its code where nobody gave it words."""
    return _worded(ACTIONS, action)


def type_text(object_type: str) -> str:
    """Return what kind of record it is, in words."""
    table = TABLES.get(TABLE_OF.get(object_type, ""))
    return own_name(table.sheet, table.sheet_en) if table else _worded(TYPES, object_type)


def kind_text(kind: str) -> str:
    """Return what became of a record, in words."""
    return _worded(KINDS, kind)


def column_text(object_type: str, column: str) -> str:
    """Return the name of a column: the heading of its sheet, else what its model calls it."""
    table = TABLES.get(TABLE_OF.get(object_type, ""))
    name = column.removesuffix(PRECISION_SUFFIX)
    for described in table.columns if table else ():
        if described.name == name:
            heading = own_name(described.header, described.header_en)
            return heading if name == column else _("%(column)s (how exact)") % {"column": heading}
    try:
        field = apps.get_model(object_type)._meta.get_field(column.removesuffix("_id"))
    except (LookupError, ValueError, FieldDoesNotExist):
        return column
    return str(getattr(field, "verbose_name", column)).capitalize()


def value_text(object_type: str, column: str, value: object) -> str:
    """Return a value as people write it; what is sealed stays hidden.

    The trail shows no number of a person and no sensitive fact, whoever reads: where those may be
    seen, a purpose is asked for and the reading is written down.
    """
    if value is None or value in ("", [], {}):
        return formats.NOTHING
    if _is_sealed(object_type, column):
        return HIDDEN
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return _day_or_text(str(value))


def _is_sealed(object_type: str, column: str) -> bool:
    try:
        field = apps.get_model(object_type)._meta.get_field(column)
    except (LookupError, ValueError, FieldDoesNotExist):
        return False
    return isinstance(field, SealedField)


def _day_or_text(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text)) if len(text) == len("2027-01-31") else text
    except ValueError:
        return text


def _worded(words: Mapping[str, Wording], code: str) -> str:
    wording = words.get(code)
    return wording.render(page_language(), {}) if wording else code

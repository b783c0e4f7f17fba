"""What the jobs of this room say."""

from __future__ import annotations

from thuctien.engine.wording import Wording

JOBS = {
    "list.read": Wording("Đọc danh sách «{name}»", "Reading of the list “{name}”"),
    "list.store": Wording("Ghi danh sách «{name}»", "Taking in the list “{name}”"),
    "list.undo": Wording("Hoàn tác danh sách «{name}»", "Undoing the list “{name}”"),
    "list.return": Wording(
        "Đánh dấu lỗi trong tệp «{name}»", "Marking the faults in the file “{name}”"
    ),
    "people.pairs": Wording("Tìm hồ sơ trùng của «{name}»", "Search for duplicates in “{name}”"),
}
ERRORS = {
    "list_faults": Wording(
        "Danh sách còn {errors} lỗi và {undecided} cặp có thể trùng chưa quyết định, nên chưa "
        "dòng nào được ghi.",
        "The list still has {errors} faults and {undecided} possible duplicates to decide, so "
        "nothing of it was stored.",
    ),
    "list_changed": Wording(
        "Dữ liệu đã thay đổi kể từ khi danh sách được kiểm tra, nên chưa dòng nào được ghi. Hãy "
        "xem lại danh sách rồi ghi lần nữa.",
        "The data changed since the list was checked, so nothing of it was stored. Look at the "
        "list again and take it in once more.",
    ),
    "list_depended_on": Wording(
        "Không hoàn tác được vì có dữ liệu phụ thuộc vào danh sách: {what_vi}.",
        "It cannot be undone, because other data depend on the list: {what_en}.",
    ),
}
STAGES = {
    "list.file": Wording("Đang mở tệp", "Opening the file"),
    "list.layout": Wording("Đang tìm tiêu đề và các cột", "Finding the heading and columns"),
    "list.cells": Wording("Đang đọc các dòng", "Reading the rows"),
    "list.rules": Wording("Đang kiểm tra", "Checking"),
    "list.compare": Wording("Đang so với dữ liệu đã có", "Comparing with what is stored"),
    "list.mark": Wording("Đang đánh dấu lỗi vào tệp", "Marking the faults in the file"),
    "pairs.compare": Wording("Đang so từng cặp hồ sơ", "Comparing the records"),
}

"""The papers of reception: the notice of refusal (Mẫu 01/TCD) and the receipt of papers (Mẫu 02/TCD), NĐ 154/2026."""

from datetime import datetime
from typing import Any

from motcua.dossiers.slip_contents import header
from motcua.kernel.localtime import local, local_day, vn_date
from motcua.office.offices import Office
from motcua.reception.reception_rules import GROUNDS
from motcua.reception.visits import Visit, VisitAbout

ABOUT = {
    VisitAbout.COMPLAINT: "khiếu nại",
    VisitAbout.DENUNCIATION: "tố cáo",
    VisitAbout.PETITION: "kiến nghị, phản ánh",
}
BY_HAND = "(Ký, ghi rõ họ tên)"


def refusal(visit: Visit, *, head: str) -> dict[str, Any]:
    """Return the data of Mẫu 01/TCD for the typeset letter; the notice was issued."""
    office = Office.objects.get(pk=visit.office_id)
    ground = next(ground for ground in GROUNDS if ground.code == visit.ground)
    on = vn_date(local_day(visit.received_at))
    who = _who(visit)
    about = ABOUT[VisitAbout(visit.about)]
    return {
        **header(office, visit.noticed_at or visit.received_at),
        "number": visit.notice_number,
        "title": "Thông báo",
        "subject": "Về việc từ chối tiếp công dân",
        "label": f"Mẫu số 01/TCD · {visit.code}",
        "addressee": who[0],
        "paragraphs": [
            f"Ngày {on}, {who[1]} đến {office.name} để {about} về việc: {visit.content}",
            f"Căn cứ {ground.article} ({ground.words[0].lower()}{ground.words[1:]}), {office.name} từ chối tiếp nhận "
            f"nội dung {about} nêu trên và thông báo để ông (bà) được biết.",
            visit.explanation,
        ],
        "places": [{"role": "Thủ trưởng cơ quan", "how": "(Ký, ghi rõ họ tên, đóng dấu)", "name": head}],
    }


def _who(visit: Visit) -> tuple[str, str]:
    """Return how the person is addressed and described; a denouncer is not named."""
    if visit.person is None:
        return "Công dân (được giữ bí mật)", "công dân (được giữ bí mật)"
    person = visit.person
    number = person.identity_number or "không có"
    return f"Ông (bà) {person.full_name}", (
        f"ông (bà) {person.full_name}, số căn cước/định danh/hộ chiếu: {number}, địa chỉ: {person.address}"
    )


def receipt(visit: Visit, *, officer: str, title: str, at: datetime) -> dict[str, Any]:
    """Return the data of Mẫu 02/TCD for the typeset letter; papers were taken."""
    office = Office.objects.get(pk=visit.office_id)
    moment = local(visit.papers_at or at)
    who = _who(visit)
    return {
        **header(office, visit.papers_at or at),
        "title": "Giấy biên nhận",
        "subject": "Thông tin, tài liệu",
        "label": f"Mẫu số 02/TCD · {visit.code}",
        "paragraphs": [
            f"Vào {moment:%H} giờ {moment:%M} ngày {vn_date(moment.date())} tại: {office.name}",
            f"Tôi là: {officer}. Chức vụ: {title}",
            f"Đã nhận của {who[1]} các thông tin, tài liệu sau:",
        ],
        "things": visit.paper_lines,
        "closing": [
            "Giấy biên nhận thông tin, tài liệu được lập thành 02 bản, "
            "giao cho người cung cấp thông tin, tài liệu 01 bản."
        ],
        "places": [
            {"role": "Người cung cấp thông tin, tài liệu", "how": BY_HAND, "name": ""},
            {"role": "Người nhận", "how": BY_HAND, "name": officer},
        ],
    }

"""The forwarding letter (phiếu chuyển) of a petition; it names the sender only when no secrecy was asked for."""

from typing import Any

from motcua.dossiers.slip_contents import header
from motcua.feedback.petitions import Petition
from motcua.kernel.identifiers import phone_display
from motcua.kernel.localtime import local_day, vn_date
from motcua.office.offices import Office


def forwarding(petition: Petition, *, signer: str) -> dict[str, Any]:
    """Return the data of the forwarding letter (papers/typst/letter.typ); the petition was forwarded."""
    office = Office.objects.get(pk=petition.office_id)
    moment = petition.forwarded_at or petition.received_at
    received = vn_date(local_day(petition.received_at))
    sender = petition.sender
    who = "Người gửi đề nghị giữ bí mật họ tên, địa chỉ, điện thoại."
    if not petition.is_secret:
        who = f"Người gửi: {sender.full_name}, {sender.address}, điện thoại {phone_display(sender.phone)}."
    return {
        **header(office, moment),
        "number": petition.letter_number,
        "title": "Phiếu chuyển phản ánh, kiến nghị",
        "addressee": petition.agency,
        "label": petition.code,
        "paragraphs": [
            f"Ngày {received}, {office.name} nhận được phản ánh, kiến nghị mã số {petition.code} với nội dung sau:",
            *petition.content.split("\n"),
            who,
            "Nội dung này không thuộc thẩm quyền của Trung tâm. Căn cứ Nghị định số 20/2008/NĐ-CP Điều 9, xin chuyển "
            "đến quý cơ quan xem xét, trả lời người gửi và gửi giải trình về Trung tâm để theo dõi.",
        ],
        "places": [{"role": "Người lập phiếu", "how": "(Ký và ghi rõ họ tên)", "name": signer}],
    }

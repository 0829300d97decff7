"""One realistic, invented set of data for every template: long names, long addresses, eight components."""

from datetime import date, timedelta
from typing import Any

from motcua.papers import barcode, editions, qr, typesetting

BASE = "https://motcua.hoasen.gov.example"
OFFICE = {
    "parent_name": "Ủy ban nhân dân xã Hoa Sen",
    "name": "Trung tâm Phục vụ hành chính công",
    "address": "Số 12 đường Trần Hưng Đạo, thôn Đông Hải, xã Hoa Sen",
    "phone": "0233 399 9999",
}
HEAD: dict[str, Any] = {"office": OFFICE, "place_date": "Hoa Sen, ngày 04 tháng 11 năm 2026"}
APPLICANT = {
    "full_name": "Công Tằng Tôn Nữ Nguyễn Thị Thanh Hương",
    "identity_number": "999184012345",
    "address": "Số nhà 24/7, ngõ 115 đường Nguyễn Thị Minh Khai, thôn Tân Xuân Thượng, xã Hoa Sen, tỉnh Quảng Trị",
    "phone": "0912 345 678",
    "email": "thanhhuong.congtang@thu.example",
}
PROXY = {
    "full_name": "Đặng Hoàng Phúc",
    "identity_number": "999090054321",
    "address": "Thôn Đông Hải, xã Hoa Sen, tỉnh Quảng Trị",
    "phone": "0987 654 321",
    "email": "",
    "authorisation": "Giấy ủy quyền số 125/2026, chứng thực ngày 02/11/2026",
}
COMPONENTS = [
    "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân theo mẫu (01 bản chính)",
    "Quyết định ly hôn của Tòa án đã có hiệu lực pháp luật (01 bản sao)",
    "Trích lục ghi chú ly hôn đối với trường hợp đã ly hôn ở nước ngoài (01 bản sao)",
    "Giấy chứng tử của vợ hoặc chồng đã chết (01 bản sao)",
    "Giấy xác nhận tình trạng hôn nhân đã được cấp trước đây, kèm văn bản trả lời của nơi cấp về việc không sử dụng",
    "Văn bản ủy quyền được chứng thực theo quy định của pháp luật (01 bản chính)",
    "Giấy tờ chứng minh nơi cư trú (khai thác từ Cơ sở dữ liệu quốc gia về dân cư)",
    "Hộ chiếu hoặc giấy tờ có ảnh, còn giá trị sử dụng (xuất trình)",
]
PROCEDURE = "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân"


def template(name: str) -> str:
    """The template that draws this specimen: of the edition in force, else the house's own."""
    of_edition = f"{editions.in_force(date(2026, 11, 4)).code}/{name}"
    return of_edition if of_edition in typesetting.templates() else name


def _ledger() -> list[dict[str, Any]]:
    days = []
    day, count = date(2026, 11, 4), 0
    while count < 7:
        is_weekend = day.weekday() >= 5
        why = "Ngày làm việc"
        if day == date(2026, 11, 4):
            why = "Ngày nhận hồ sơ, không tính"
        elif is_weekend:
            why = "Thứ Bảy, nghỉ hằng tuần" if day.weekday() == 5 else "Chủ nhật, nghỉ hằng tuần"
        elif day == date(2026, 11, 10):
            why = "Tạm dừng: chờ xác minh theo Điều 22 Nghị định 123/2015/NĐ-CP"
        counted = why == "Ngày làm việc"
        count += counted
        days.append({"on": day.isoformat(), "counted": counted, "minutes": None, "why": why})
        day += timedelta(days=1)
    return days


def _dossier() -> dict[str, Any]:
    return {
        **HEAD,
        "number": "0125/TTPVHCC",
        "dossier_code": "H50.12.07-261104-0125",
        "applicant": APPLICANT,
        "proxy": None,
        "procedure_name": PROCEDURE,
        "procedure_code": "1.004873",
        "qr_svg": qr.svg(BASE + "/t/9mK2xQvT7bLw3ZpRf5HdNg/"),
        "rating_qr_svg": qr.svg(BASE + "/danh-gia/Wc4tYs8PjX1nBvKq6MgRzA/"),
        "barcode_svg": barcode.svg("H50.12.07-261104-0125"),
    }


def _control_rows() -> list[dict[str, str]]:
    hall, justice = "Trung tâm Phục vụ hành chính công", "Bộ phận Tư pháp - Hộ tịch"
    return [
        {
            "giver_unit": hall,
            "receiver_unit": justice,
            "given_at_words": "09 giờ 20 phút, ngày 04/11/2026",
            "received_at_words": "09 giờ 25 phút, ngày 04/11/2026",
            "giver": "Lê Thị Hồng Nhung",
            "receiver": "Hoàng Đức Anh",
            "outcome": "early",
            "note": "",
        },
        {
            "giver_unit": justice,
            "receiver_unit": "Lãnh đạo Ủy ban nhân dân xã",
            "given_at_words": "15 giờ 45 phút, ngày 11/11/2026",
            "received_at_words": "16 giờ 00 phút, ngày 11/11/2026",
            "giver": "Hoàng Đức Anh",
            "receiver": "Nguyễn Văn Thành",
            "outcome": "on_time",
            "note": "Có văn bản xác minh của xã Đông Hà",
        },
        {
            "giver_unit": "Lãnh đạo Ủy ban nhân dân xã",
            "receiver_unit": hall,
            "given_at_words": "10 giờ 05 phút, ngày 16/11/2026",
            "received_at_words": "10 giờ 30 phút, ngày 16/11/2026",
            "giver": "Nguyễn Văn Thành",
            "receiver": "Lê Thị Hồng Nhung",
            "outcome": "late",
            "note": "Đã xin lỗi 1 lần",
        },
    ]


def _log_rows() -> list[dict[str, str]]:
    names = ["Nguyễn Thị Bích Ngọc", "H'Hen Niê Kdăm", "Công ty TNHH Thương mại Dịch vụ Tân Xuân", "Phạm Gia Bảo Long"]
    return [
        {
            "no": f"{place:02d}",
            "code": f"H50.12.07-2611{4 + place // 3:02d}-{place:04d}",
            "procedure": PROCEDURE if place % 2 else "Thủ tục đăng ký khai sinh",
            "applicant": names[place % 4],
            "address_phone": "Thôn Tân Xuân Thượng, xã Hoa Sen, tỉnh Quảng Trị; 0912 345 678",
            "handler": "Bộ phận Tư pháp - Hộ tịch",
            "received": "08 giờ 30, 04/11/2026",
            "due": "17 giờ 00, 09/11/2026",
            "returned": "15 giờ 10, 07/11/2026" if place % 3 else "",
            "channel": "Tại quầy" if place % 2 else "Trực tuyến",
            "signed": "Đã ký" if place % 3 else "",
        }
        for place in range(1, 10)
    ]


def all_specimens() -> dict[str, dict[str, Any]]:
    """Data for every template by its name."""
    common = _dossier()
    appointment = {
        "received_at_words": "08 giờ 30 phút, ngày 04 tháng 11 năm 2026",
        "due_at_words": "17 giờ 00 phút, ngày 16 tháng 11 năm 2026",
    }
    return {
        "mau01": {
            **common,
            **appointment,
            "proxy": PROXY,
            "components": COMPONENTS,
            "sets": "01",
            "limit_words": "07 ngày làm việc",
            "is_provisional": False,
            "result_channel_words": "Tại Trung tâm Phục vụ hành chính công",
            "book": "02/2026",
            "book_number": "125",
            "officer": "Lê Thị Hồng Nhung",
            "ledger": _ledger(),
        },
        "mau02": {
            **common,
            "number": "17/PBS-TTPVHCC",
            "items": [
                "Quyết định ly hôn: bản chụp mờ ở trang 2, xin chụp lại đủ bốn góc",
                "Văn bản ủy quyền: chưa có chứng thực chữ ký",
                "Tờ khai: chưa ghi mục đích sử dụng Giấy xác nhận tình trạng hôn nhân",
            ],
            "reason": "Hồ sơ chưa đủ căn cứ theo Điều 22 Nghị định số 123/2015/NĐ-CP",
            "answer_by_words": "17 giờ 00 phút, ngày 25 tháng 11 năm 2026",
            "has_begun": True,
            "officer": "Lê Thị Hồng Nhung",
            "contact_phone": OFFICE["phone"],
        },
        "mau03": {
            **common,
            "number": "03/PTC-TTPVHCC",
            "reason": "Việc không thuộc thẩm quyền của Ủy ban nhân dân xã: hồ sơ do Sở Tư pháp giải quyết theo quy "
            "định về hộ tịch có yếu tố nước ngoài. Ông/bà nộp tại Trung tâm Phục vụ hành chính công tỉnh.",
            "officer": "Lê Thị Hồng Nhung",
        },
        "mau04": {
            **common,
            "number": "02/PXL",
            "received_on_words": "04 tháng 11 năm 2026",
            "due_at_words": "17 giờ 00 phút, ngày 16 tháng 11 năm 2026",
            "new_due_at_words": "17 giờ 00 phút, ngày 19 tháng 11 năm 2026",
            "reason": "Ủy ban nhân dân phường Đông Hà chưa gửi văn bản trả lời xác minh tình trạng hôn nhân.",
            "signer": "Nguyễn Văn Thành",
            "signer_post": "Chủ tịch Ủy ban nhân dân",
        },
        "mau05": {
            **common,
            "number": "01/TBD-TTPVHCC",
            "received_on_words": "04 tháng 11 năm 2026",
            "asked_on_words": "09 tháng 11 năm 2026",
            "asked_how": "Trực tuyến, trên trang tra cứu hồ sơ",
            "state_words": "Đang thụ lý, chưa có quyết định hoặc kết quả",
            "because": "Theo đề nghị của ông/bà, Trung tâm thông báo dừng giải quyết hồ sơ nêu trên.",
            "content": "Ông/bà có thể nộp hồ sơ mới khi có nhu cầu.",
            "returned_papers": "Toàn bộ bản chính đã nộp (03 giấy tờ)",
            "refund_words": "Không phát sinh phí, lệ phí",
            "signer": "Trần Thị Mai Phương",
            "signer_post": "Giám đốc Trung tâm",
        },
        "mau06": {
            **common,
            **appointment,
            "number": "09/PKS",
            "handler": "Bộ phận Tư pháp - Hộ tịch",
            "partners": "Ủy ban nhân dân phường Đông Hà",
            "rows": _control_rows(),
        },
        "mau07": {
            **HEAD,
            "number": "01/STD",
            "sector": "Hộ tịch",
            "year": "2026",
            "book": "02",
            "rows": _log_rows(),
            "is_closed": True,
            "keeper": "Lê Thị Hồng Nhung",
            "signer": "Trần Thị Mai Phương",
            "signer_post": "Giám đốc Trung tâm",
        },
        "acknowledgement": {
            **common,
            "number": "0340/BN-TTPVHCC",
            "components": COMPONENTS[:4],
            "submitted_at_words": "21 giờ 14 phút, ngày 03 tháng 11 năm 2026",
            "check_due_at_words": "17 giờ 00 phút, ngày 04 tháng 11 năm 2026",
        },
        "mau01_chung": _joint(common),
        "handover_record": _record(),
        "cover": {
            **common,
            "sector": "Hộ tịch",
            "received_at_words": "08 giờ 30 phút, ngày 04 tháng 11 năm 2026",
            "due_at_words": "17 giờ 00 phút, ngày 16 tháng 11 năm 2026",
            "components": COMPONENTS[:5],
            "book": "Hộ tịch 2026",
            "book_number": "125",
        },
        "poster_a4": _poster(),
        "result_page": _result(),
        "letter": {
            **HEAD,
            "number": "07/PC-TTPVHCC",
            "title": "Phiếu chuyển phản ánh, kiến nghị",
            "label": "PA-2026-0012",
            "subject": "Về việc biển chỉ dẫn ở trạm y tế",
            "addressee": "Sở Y tế tỉnh Quảng Trị",
            "paragraphs": [
                "Trung tâm nhận được phản ánh với nội dung sau:",
                "Biển chỉ dẫn ở trạm y tế bị mờ, khó đọc.",
            ],
            "things": ["Ảnh chụp biển chỉ dẫn (01 trang)"],
            "closing": ["Xin chuyển đến quý cơ quan xem xét, trả lời."],
            "places": [{"role": "Người lập phiếu", "how": "(Ký và ghi rõ họ tên)", "name": "Trần Thị Ánh Tuyết"}],
        },
        "password_slip": {
            **HEAD,
            "number": "04/PDN-TTPVHCC",
            "full_name": "Hoàng Đức Anh",
            "post_name": "Công chức chuyên môn Tư pháp - Hộ tịch",
            "username": "hoangducanh",
            "expires_at_words": "08 giờ 30 phút, ngày 05 tháng 11 năm 2026",
            "url": BASE + "/vao/9mK2xQvT7bLw3ZpRf5HdNg/",
            "qr_svg": qr.svg(BASE + "/vao/9mK2xQvT7bLw3ZpRf5HdNg/"),
            "issuer": "Vũ Quang Huy",
        },
        "downtime_slip": {
            "office": OFFICE,
            "place_date": "",
            "issued_words": "02/11/2026",
            "slips": [{"code": "DP-000126", "qr_svg": qr.svg("DP-000126")}],
        },
        "receipt_cash": _cash(common),
        "seal_slip": _seal(common),
        "hand_over": {
            **common,
            "number": "0098/PGT-TTPVHCC",
            "receiver": "Đặng Hoàng Phúc (được ủy quyền)",
            "receiver_paper": "Căn cước số 999090054321; Giấy ủy quyền số 125/2026",
            "way_words": "Tại quầy",
            "at_words": "14 giờ 20 phút, ngày 16 tháng 11 năm 2026",
            "items": [
                {"name": "Giấy xác nhận tình trạng hôn nhân", "count": "01", "note": "Bản giấy, có bản điện tử ký số"},
                {"name": "Quyết định ly hôn (bản chính, trả lại)", "count": "01", "note": ""},
            ],
            "officer": "Lê Thị Hồng Nhung",
        },
        "report_06a": _report(),
    }


def _joint(common: dict[str, Any]) -> dict[str, Any]:
    told = [
        ("0125", PROCEDURE, "07 ngày làm việc", "16/11/2026", ""),
        ("0126", "Thủ tục đăng ký khai sinh", "Trong ngày làm việc", "04/11/2026", "Tôn Thất Minh Khôi"),
        ("0127", "Xác nhận thông tin hộ tịch", "03 ngày làm việc", "09/11/2026", ""),
    ]
    return {
        **{name: value for name, value in common.items() if name not in ("qr_svg", "barcode_svg")},
        "number": "0128/TTPVHCC",
        "officer": "Lê Thị Hồng Nhung",
        "rows": [
            {
                "code": f"H50.12.07-261104-{number}",
                "whose": whose,
                "procedure": procedure,
                "components": "; ".join(COMPONENTS[place : place + 2]),
                "sets": "01",
                "limit_words": limit,
                "received_at_words": f"08 giờ {30 + place * 9} phút, ngày 04/11/2026",
                "due_at_words": f"17 giờ 00 phút, ngày {due}",
                "result_channel_words": "Tại Trung tâm Phục vụ hành chính công",
                "book": "Hộ tịch 2026",
                "book_number": str(125 + place),
                "qr_svg": qr.svg(f"{BASE}/t/9mK2xQvT7bLw3ZpRf5HdN{place}/"),
                "barcode_svg": barcode.svg(f"H50.12.07-261104-{number}"),
            }
            for place, (number, procedure, limit, due, whose) in enumerate(told)
        ],
    }


def _record() -> dict[str, Any]:
    names = ["Nguyễn Thị Bích Ngọc", "H'Hen Niê Kdăm", "Phạm Gia Bảo Long"]
    return {
        **HEAD,
        "number": "12/BBBG-TTPVHCC",
        "from_unit": "Trung tâm Phục vụ hành chính công",
        "to_unit": "Phòng Văn hóa - Xã hội",
        "given_at_words": "10 giờ 00 phút, ngày 04 tháng 11 năm 2026",
        "received_at_words": "10 giờ 20 phút, ngày 04 tháng 11 năm 2026",
        "giver": "Lê Thị Hồng Nhung",
        "receiver": "Hoàng Đức Anh",
        "note": "Hồ sơ số 2 thiếu một bản sao, sẽ bổ sung trong ngày",
        "rows": [
            {
                "code": f"H50.12.07-261104-{place:04d}",
                "procedure": PROCEDURE if place % 2 else "Thủ tục đăng ký khai sinh",
                "applicant": names[place % 3],
                "papers": f"{place + 2} giấy tờ",
                "due": "09/11/2026",
            }
            for place in range(1, 7)
        ],
    }


def _poster() -> dict[str, Any]:
    return {
        "office": OFFICE,
        "procedure_name": PROCEDURE,
        "procedure_code": "1.004873",
        "sector": "Hộ tịch",
        "components": COMPONENTS,
        "qr_svg": qr.svg(BASE + "/tthc/1.004873/"),
        "url": BASE + "/tthc/1.004873/",
        "limit_words": "03 ngày làm việc; trường hợp phải xác minh không quá 23 ngày",
        "fee_words": "Trực tiếp 15.000 đ; trực tuyến 8.000 đ. Miễn cho người có công, hộ nghèo, người khuyết tật",
        "channels_words": "Tại quầy, trực tuyến, hoặc qua bưu chính công ích",
        "result_words": "Giấy xác nhận tình trạng hôn nhân",
        "legal_basis": "Luật Hộ tịch 2014; Nghị định số 123/2015/NĐ-CP; Thông tư số 04/2020/TT-BTP",
        "hours_words": "Thứ Hai đến Thứ Sáu: 07:30–11:30 và 13:00–17:00",
    }


def _result() -> dict[str, Any]:
    return {
        **HEAD,
        "office": {**OFFICE, "parent_name": "Tỉnh Quảng Trị", "name": "Ủy ban nhân dân xã Hoa Sen"},
        "number": "H50.12.07-261104-0125",
        "title": "Giấy xác nhận tình trạng hôn nhân",
        "addressee": APPLICANT["full_name"],
        "paragraphs": [
            "Xét đề nghị của bà Công Tằng Tôn Nữ Nguyễn Thị Thanh Hương, số định danh cá nhân 999184012345, cư trú tại "
            + APPLICANT["address"]
            + ", về việc cấp Giấy xác nhận tình trạng hôn nhân.",
            "Căn cứ kết quả kiểm tra sổ hộ tịch và Cơ sở dữ liệu hộ tịch điện tử, Ủy ban nhân dân xã Hoa Sen xác nhận: "
            "bà Công Tằng Tôn Nữ Nguyễn Thị Thanh Hương hiện tại chưa đăng ký kết hôn với ai.",
            "Giấy này được cấp để sử dụng vào mục đích kết hôn với ông Đặng Hoàng Phúc và có giá trị trong thời hạn 06 "
            "tháng, kể từ ngày cấp.",
        ],
        "on_behalf": "TM. Ủy ban nhân dân",
        "signer_post": "Phó Chủ tịch",
        "signer_name": "Nguyễn Văn Thành",
        "approved_at_words": "10 giờ 05 phút, ngày 16 tháng 11 năm 2026",
        "trial": True,
    }


def _seal(common: dict[str, Any]) -> dict[str, Any]:
    return {
        "office": common["office"],
        "place_date": common["place_date"],
        "day_words": "15/11/2026",
        "number": "138",
        "entries": "412",
        "numbers": "10.482 – 10.893",
        "looks": "96",
        "fingerprint_rows": [
            "9898 F309 05DD E93A",
            "D121 D2EC E8C2 D271",
            "4B62 7AC5 DB35 FA57",
            "FE3E 65E0 A4B8 2EA7",
        ],
        "sealed_at_words": "00 giờ 10 phút, ngày 16 tháng 11 năm 2026",
        "signature_words": "chữ ký của cơ quan, KÝ THỬ",
        "stamp_words": "chưa có",
        "address": "https://motcua.example.vn/niem-phong/",
    }


def _cash(common: dict[str, Any]) -> dict[str, Any]:
    return {
        **common,
        "number": "0057/BN-2026",
        "payer": APPLICANT["full_name"],
        "address": APPLICANT["address"],
        "items": [
            {
                "name": "Lệ phí cấp Giấy xác nhận tình trạng hôn nhân",
                "quantity": "1",
                "unit_price": "15.000 đ",
                "amount": "15.000 đ",
            },
            {
                "name": "Phí chứng thực bản sao từ bản chính (trang 1, 2)",
                "quantity": "6",
                "unit_price": "2.000 đ",
                "amount": "12.000 đ",
            },
        ],
        "total": "27.000 đ",
        "total_words": "Hai mươi bảy nghìn đồng",
        "method": "Tiền mặt",
        "paid_at_words": "08 giờ 34 phút, ngày 04 tháng 11 năm 2026",
        "cashier": "Bùi Thị Lan Anh",
    }


def _report() -> dict[str, Any]:
    sectors = [
        "Hộ tịch",
        "Chứng thực",
        "Đất đai",
        "Bảo trợ xã hội",
        "Người có công",
        "Nuôi con nuôi",
        "Hộ kinh doanh",
    ]
    rows = []
    for place, name in enumerate(sectors):
        online, direct, earlier = 412 - place * 55, 38 + place * 7, 12 + place
        total = online + direct + earlier
        done = total - 20 - place
        late = place % 3
        rows.append(
            {
                "name": name,
                "cells": [total, online, direct, earlier, done, done - 31 - late, 31, late, 20 + place, 19 + place, 1],
            }
        )
    return {
        **HEAD,
        "period_words": "Quý IV năm 2026 (từ ngày 15/9/2026 đến ngày 14/12/2026)",
        "rows": rows,
        "total": [sum(row["cells"][column] for row in rows) for column in range(11)],
        "notes": ["Hồ sơ rút, dừng theo đề nghị (14 hồ sơ) không tính trong biểu."],
        "maker": "Trần Thị Mai Phương",
        "signer": "Nguyễn Văn Thành",
        "signer_post": "Chủ tịch",
    }

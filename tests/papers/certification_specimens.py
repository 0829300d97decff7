"""One invented set of data for every paper of certification: wording, electronic copy, its band, a page of a book."""

from typing import Any

HEAD: dict[str, Any] = {
    "office": {
        "parent_name": "Ủy ban nhân dân xã Hoa Sen",
        "name": "Trung tâm Phục vụ hành chính công",
        "address": "",
        "phone": "",
    },
    "place_date": "Hoa Sen, ngày 04 tháng 11 năm 2026",
}
ORGANISATION = "Ủy ban nhân dân xã Hoa Sen"
CERTIFIER = {"certifier_title": "Phó Chủ tịch Ủy ban nhân dân", "certifier_name": "Đinh Thị Thu Hằng"}
LEGAL = "NĐ 23/2015/NĐ-CP; TT 01/2020/TT-BTP"
COPY = [
    "Lời chứng chứng thực bản sao từ bản chính",
    "Chứng thực bản sao đúng với bản chính.",
    "Số chứng thực 01284, quyển số 02/2026-SCT/BS.",
    "Ngày 04 tháng 11 năm 2026",
]
SIGNATURE = [
    "Lời chứng chứng thực chữ ký",
    "Ngày 04 tháng 11 năm 2026, tại Ủy ban nhân dân xã Hoa Sen, tôi là Đinh Thị Thu Hằng, Phó Chủ tịch Ủy ban "
    "nhân dân.",
    "Chứng thực ông/bà Công Tằng Tôn Nữ Nguyễn Thị Thanh Hương, Căn cước số 999184012345, cam đoan đã hiểu, tự chịu "
    "trách nhiệm về nội dung của giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt ông Hoàng Đức Anh, "
    "là người tiếp nhận hồ sơ.",
    "Số chứng thực 00125, quyển số 01/2026-SCT/CK-ĐC.",
]
COLUMNS = ["Họ tên, số giấy tờ của người yêu cầu", "Tên giấy tờ được chứng thực", "Số bản", "Số trang"]


def _book_rows() -> list[list[str]]:
    people = ["Nguyễn Thị Bích Ngọc; 999190000101", "H'Hen Niê Kdăm; 999190000102", "Công Tằng Tôn Nữ Thanh Hương"]
    papers = [
        "Giấy khai sinh",
        "Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất",
        "Bằng tốt nghiệp",
    ]
    return [
        [
            f"{place:02d}",
            f"{2 + place // 4:02d}/11/2026",
            people[place % 3],
            papers[place % 3],
            str(1 + place % 4),
            str(1 + place % 3),
            "Đinh Thị Thu Hằng, Phó Chủ tịch Ủy ban nhân dân",
            f"{(1 + place % 4) * 2}.000 đ",
            "gạch bỏ: nhầm bản chính" if place == 5 else f"2611{2 + place // 4:02d}-{place:04d}",
        ]
        for place in range(1, 12)
    ]


def all_specimens() -> dict[str, dict[str, Any]]:
    """Data for every template of certification by its name."""
    words = {**CERTIFIER, "organisation": ORGANISATION, "legal_ref": LEGAL, "is_struck": False, "struck_words": ""}
    return {
        "certification_words": {
            "office": {"name": HEAD["office"]["name"]},
            "lines": [
                {**words, "paragraphs": COPY, "number": "01284", "document": "Giấy khai sinh", "copies": "3"},
                {**words, "paragraphs": SIGNATURE, "number": "00125", "document": "Sơ yếu lý lịch", "copies": "1"},
            ],
        },
        "certification_copy": {
            **HEAD,
            **words,
            "paragraphs": COPY,
            "number": "01285/2026-SCT/BS",
            "document": "Bằng tốt nghiệp trung học phổ thông",
            "pages": "2",
            "trial": True,
            "office_seal": ORGANISATION,
        },
        "certification_band": {
            "number": "01285/2026-SCT/BS",
            "day": "04/11/2026",
            "organisation": ORGANISATION,
            "trial": True,
        },
        "certification_book": {
            **HEAD,
            "title": "Sổ chứng thực bản sao từ bản chính",
            "mark": "SCT/BS",
            "year": "2026",
            "month": "11",
            "columns": COLUMNS,
            "rows": _book_rows(),
            "struck": [place == 5 for place in range(1, 12)],
            "total_words": "Cộng: 10 việc chứng thực, 25 bản, 50.000 đ lệ phí; 1 số đã gạch bỏ, giữ nguyên số.",
            "closing_words": [],
            "closing_name": "",
            "closing_title": "",
        },
    }

"""An office with a bank account, folders of its own, and a procedure of 8.000 đ with a small e-form."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from motcua.procedures.versions import Version
    from motcua.site.demo.builders import House

DEFINITION = {
    "applicant": {"full_name": "ho_ten", "personal_number": "so_dinh_danh", "phone": "dien_thoai", "email": "thu"},
    "sections": [
        {
            "key": "nguoi_yeu_cau",
            "title": "Người yêu cầu",
            "fields": [
                {"key": "ho_ten", "label": "Họ và tên", "type": "text", "required": True},
                {"key": "so_dinh_danh", "label": "Số định danh", "type": "personal_number"},
                {"key": "dien_thoai", "label": "Điện thoại", "type": "phone", "required": True},
                {"key": "thu", "label": "Thư điện tử", "type": "email"},
                {"key": "ngay", "label": "Ngày cấp", "type": "date"},
            ],
        },
        {
            "key": "nguoi_than",
            "title": "Người thân",
            "repeat": {"min": 0, "max": 3},
            "fields": [{"key": "ten", "label": "Tên người thân", "type": "text", "required": True}],
        },
    ],
}


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.KEYS_ROOT = tmp_path / "keys"
    settings.SMS_FILE_PATH = tmp_path / "sms"
    settings.BASE_URL = "https://motcua.hoasen.example.vn"


@pytest.fixture
def house(db: None) -> "House":
    """Return an office with a post of every kind and a bank account."""
    from motcua.site.demo import builders

    return builders.found_office(bank_bin="970403", bank_account="0011012345678", phone="+842603812345")


@pytest.fixture
def drafted(house: "House") -> "Version":
    """Return a procedure of 8.000 đ; the first paper is the form itself, the second must be handed in."""
    from motcua.procedures.components import Component
    from motcua.procedures.eforms import EForm
    from motcua.site.demo import builders

    copy = builders.procedure("2.000635", name="Cấp bản sao Trích lục hộ tịch", fee=8000)
    EForm.objects.update(definition=DEFINITION)
    Component.objects.filter(position=1).update(is_form=True)
    copy.refresh_from_db()
    return copy


@pytest.fixture
def version(house: "House", drafted: "Version") -> "Version":
    """Return that procedure, which the office takes in."""
    from motcua.site.demo import builders

    return builders.open_for_filing(house, drafted)

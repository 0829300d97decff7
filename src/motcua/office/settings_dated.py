"""Dated settings of an office: what the law leaves open or we know only by hearsay, with its legal reference.

A value holds from a day on and only for dossiers accepted afterwards; nothing is edited, a new value is a new row.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from motcua.kernel.identifiers import uuid7
from motcua.office import at_hand
from motcua.office.offices import Office


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting that an office may date: its default and where that comes from."""

    name: str
    default: str
    words: str
    legal_ref: str


_FORMS = "TT 03/2025/TT-VPCP Phụ lục I; cơ quan đặt lại được, {office} là ký hiệu của cơ quan"

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting(
            "intake_check_online", "8:working_hour", "Hạn kiểm tra hồ sơ trực tuyến", "NĐ 45/2020 Đ.11; NQ 66.7/2025"
        ),
        Setting("intake_check_other", "1:working_day", "Hạn kiểm tra hồ sơ trực tiếp, bưu chính", "NQ 66.7/2025"),
        Setting(
            "supplement_expiry", "15:working_day", "Hạn bổ sung hồ sơ", "NĐ liên thông 2025 Đ.6(4) (cấu hình được)"
        ),
        Setting("examination_notice", "3:working_day", "Hạn trả lại khi thẩm định chưa đủ", "NĐ 61/2018 Đ.19(4)"),
        Setting("withdrawal_answer", "1:working_day", "Hạn trả lời yêu cầu rút hồ sơ", "Quy ước, cấu hình được"),
        Setting("correction_limit", "3:working_day", "Hạn quyết định đính chính kết quả", "Quy ước, cấu hình được"),
        Setting("loss_limit", "5:working_day", "Hạn xử lý giấy tờ bị mất", "Quy ước, cấu hình được"),
        Setting("post_wait", "10:working_day", "Hạn bưu chính báo đã phát", "Quy ước, cấu hình được"),
        # Per cent. The law leaves refunds to each fee's own rules, which are not at hand: the office dates its own.
        Setting("refund_void", "100", "Tiếp nhận nhầm", "BLDS 2015 Đ.579 (cấu hình được)"),
        Setting("refund_not_accepted", "100", "Không tiếp nhận hồ sơ", "Luật 97/2015/QH13 Đ.3 (cấu hình được)"),
        Setting("refund_withdrawn", "0", "Rút hồ sơ khi đang giải quyết", "Quy định từng loại phí (cấu hình được)"),
        Setting("refund_expired", "0", "Quá hạn bổ sung khi thẩm định", "Quy định từng loại phí (cấu hình được)"),
        Setting("refund_refused", "0", "Đã thẩm định, không đủ điều kiện", "Quy định từng loại phí (cấu hình được)"),
        Setting("refund_within", "5:working_day", "Hạn hoàn phí cho người nộp", "Quy ước, cấu hình được"),
        Setting("due_time", "end_of_day", "Giờ hẹn trả trong ngày cuối", "Quy ước, cấu hình được"),
        Setting("due_soon", "1:working_day", "Ngưỡng sắp đến hạn", "NĐ 61/2018 Đ.19(9)"),
        Setting("handover_wait", "15:working_day", "Nhắc kết quả chưa nhận sau", "Quy ước, cấu hình được"),
        Setting("symbol_01", "{office}", "Ký hiệu Mẫu 01, giấy tiếp nhận và hẹn trả", _FORMS),
        Setting("symbol_02", "PBS-{office}", "Ký hiệu Mẫu 02, yêu cầu bổ sung", _FORMS),
        Setting("symbol_03", "PTC-{office}", "Ký hiệu Mẫu 03, từ chối tiếp nhận", _FORMS),
        Setting("symbol_04", "PXL", "Ký hiệu Mẫu 04, xin lỗi và gia hạn", _FORMS),
        Setting(
            "symbol_05", "TBD-{office}", "Ký hiệu Mẫu 05, dừng giải quyết", "Chưa rõ trong TT 03/2025; cơ quan tự đặt"
        ),
        Setting("symbol_06", "PKS", "Ký hiệu Mẫu 06, phiếu kiểm soát", _FORMS),
        Setting("symbol_07", "STD", "Ký hiệu Mẫu 07, sổ theo dõi", _FORMS),
        Setting("symbol_ack", "BN-{office}", "Ký hiệu xác nhận hồ sơ trực tuyến", "Quy ước, cấu hình được"),
        Setting("symbol_ret", "PGT-{office}", "Ký hiệu phiếu giao trả kết quả", "Quy ước, cấu hình được"),
        Setting("symbol_bbbg", "BBBG-{office}", "Ký hiệu biên bản bàn giao", "Quy ước, cấu hình được"),
        Setting("petition_forward", "5:working_day", "Chuyển phản ánh không thuộc thẩm quyền", "NĐ 20/2008 Đ.9"),
        Setting("petition_reply", "10:working_day", "Trả lời phản ánh, kiến nghị", "Ninh Bình QĐ 163/2025 Đ.19"),
        Setting("petition_acts", "3:working_day", "Trả lời phản ánh về hành vi, thái độ", "Thông lệ bộ: 02–03 ngày"),
        Setting("petition_rules", "5:working_day", "Trả lời kiến nghị về quy định", "Thông lệ bộ: 05 ngày"),
        Setting("petition_rules_online", "3:working_day", "Trả lời kiến nghị gửi trực tuyến", "Thông lệ bộ: 03 ngày"),
        Setting("petition_complex", "10:working_day", "Trả lời phản ánh phức tạp", "Thông lệ bộ: 10 ngày"),
        Setting("petition_question", "5:working_day", "Trả lời hỏi đáp", "Quy ước, cấu hình được"),
        Setting("petition_explanation", "10:working_day", "Chuyển giải trình của cơ quan", "Quy ước, cấu hình được"),
        Setting("petition_publish", "5:working_day", "Công khai kết quả xử lý phản ánh", "NĐ 20/2008 Đ.19; quy ước"),
        Setting(
            "calendar_warning",
            "10-01",
            "Nhắc chưa có lịch năm sau, từ (tháng-ngày)",
            "Quy ước; thông báo nghỉ, hoán đổi hằng năm thường có trong quý IV (kiến thức, cấu hình được)",
        ),
        Setting(
            "certify_number", "{so}, quyển số {quyen}/{nam}-{ky_hieu}", "Cách ghi số chứng thực", "NĐ 23/2015 Đ.13(2)"
        ),
        Setting("certify_volume", "year", "Quyển sổ chứng thực theo năm hay tháng", "NĐ 23/2015 Đ.13(3)"),
        Setting("certify_longer", "2", "Ngày làm việc kéo dài chứng thực bản sao", "NĐ 23/2015 Đ.21"),
        Setting("downtime_entry", "1:working_day", "Hạn nhập phiếu viết tay sau sự cố", "Quy ước, cấu hình được"),
        Setting("early_rule", "day_before", "Trước hạn tính theo ngày", "Bài II.06a (kiến thức ngành, cấu hình được)"),
    )
}


class OfficeSetting(models.Model):
    """One office's own value of a setting from a day on."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    value = models.CharField(max_length=60)
    valid_from = models.DateField()
    legal_ref = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["name", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["office", "name", "valid_from"], name="setting_once_per_day")]


def values(office_id: UUID, on: date) -> dict[str, str]:
    """Return every setting as it holds in the office on the day, one query."""
    return dict(at_hand.read(("settings", office_id, on), lambda: _read(office_id, on)))


def _read(office_id: UUID, on: date) -> dict[str, str]:
    found = {name: setting.default for name, setting in SETTINGS.items()}
    own = OfficeSetting.objects.filter(office_id=office_id, valid_from__lte=on).order_by("valid_from")
    found.update(own.values_list("name", "value"))
    return found


def basis(office_id: UUID, name: str, on: date) -> str:
    """Return the legal reference of one setting as it holds in the office on the day."""
    own = OfficeSetting.objects.filter(office_id=office_id, name=name, valid_from__lte=on).order_by("-valid_from")
    found = own.values_list("legal_ref", flat=True).first()
    return found or SETTINGS[name].legal_ref


def value(office_id: UUID, name: str, on: date) -> str:
    """Return one setting as it holds in the office on the day; raises KeyError for an unknown name."""
    return values(office_id, on)[name]

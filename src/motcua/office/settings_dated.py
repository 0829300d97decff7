"""Dated settings of an office: what the law leaves open or we know only by hearsay, with its legal reference.

A value holds from a day on and only for dossiers accepted afterwards; nothing is edited, a new value is a new row.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.clock import DueTime, EarlyRule, HoldMode
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day, vn_date
from motcua.office import at_hand, rights
from motcua.office.events import SettingDated
from motcua.office.offices import Office
from motcua.office.setting_kinds import BadValue, Setting

NO_HOLD = "none"
_BY_SECTOR = "Theo luật của từng lĩnh vực; mặc định vẫn tính"
_BY_FEE = "Quy định từng loại phí (cấu hình được)"
_HOLDS = (NO_HOLD, HoldMode.EXCLUDE.value, HoldMode.PAUSE.value)


class UnknownSetting(Refused):
    """There is no such setting."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không có quy ước này. Hãy tải lại trang."))


class NotAfterToday(Refused):
    """A dated setting may hold only for what is accepted afterwards."""

    status = 422

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày áp dụng phải sau hôm nay (%(day)s): hồ sơ đã tiếp nhận giữ quy định cũ. Hãy chọn lại ngày.")
            % {"day": vn_date(today)}
        )


class DatedAlready(Refused):
    """A value holds from that very day already; nothing is edited."""

    def __init__(self, on: date) -> None:
        super().__init__(
            _("Đã có giá trị áp dụng từ %(day)s; giá trị đã ghi không sửa được. Hãy chọn một ngày áp dụng khác.")
            % {"day": vn_date(on)}
        )


_FORMS = "TT 03/2025/TT-VPCP Phụ lục I; cơ quan đặt lại được, {office} là ký hiệu của cơ quan"

SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting(
            "intake_check_online",
            "8:working_hour",
            gettext_noop("Hạn kiểm tra hồ sơ trực tuyến"),
            "NĐ 45/2020 Đ.11; NQ 66.7/2025",
        ),
        Setting(
            "intake_check_other",
            "1:working_day",
            gettext_noop("Hạn kiểm tra hồ sơ trực tiếp, bưu chính"),
            "NQ 66.7/2025",
        ),
        Setting(
            "supplement_expiry",
            "15:working_day",
            gettext_noop("Hạn bổ sung hồ sơ"),
            "NĐ liên thông 2025 Đ.6(4) (cấu hình được)",
        ),
        Setting(
            "proxy_paper_online",
            "authorised",
            gettext_noop("Nộp thay trực tuyến: phải kèm giấy tờ"),
            "BLDS 2015 Đ.138; TT 04/2020/TT-BTP Đ.2 (cấu hình được)",
            choices=("authorised", "both", "nobody"),
        ),
        Setting(
            "examination_notice",
            "3:working_day",
            gettext_noop("Hạn trả lại khi thẩm định chưa đủ"),
            "NĐ 61/2018 Đ.19(4)",
        ),
        Setting(
            "withdrawal_answer",
            "1:working_day",
            gettext_noop("Hạn trả lời yêu cầu rút hồ sơ"),
            "Quy ước, cấu hình được",
        ),
        Setting(
            "correction_limit",
            "3:working_day",
            gettext_noop("Hạn quyết định đính chính kết quả"),
            "Quy ước, cấu hình được",
        ),
        Setting("loss_limit", "5:working_day", gettext_noop("Hạn xử lý giấy tờ bị mất"), "Quy ước, cấu hình được"),
        Setting("post_wait", "10:working_day", gettext_noop("Hạn bưu chính báo đã phát"), "Quy ước, cấu hình được"),
        # Per cent. The law leaves refunds to each fee's own rules, which are not at hand: the office dates its own.
        Setting("refund_void", "100", gettext_noop("Tiếp nhận nhầm"), "BLDS 2015 Đ.579 (cấu hình được)", most=100),
        Setting(
            "refund_not_accepted",
            "100",
            gettext_noop("Không tiếp nhận hồ sơ"),
            "Luật 97/2015/QH13 Đ.3, cấu hình được",
            most=100,
        ),
        Setting("refund_withdrawn", "0", gettext_noop("Rút hồ sơ khi đang giải quyết"), _BY_FEE, most=100),
        Setting("refund_expired", "0", gettext_noop("Quá hạn bổ sung khi thẩm định"), _BY_FEE, most=100),
        Setting(
            "refund_refused",
            "0",
            gettext_noop("Đã thẩm định, không đủ điều kiện"),
            "Quy định từng loại phí (cấu hình được)",
            most=100,
        ),
        Setting("refund_within", "5:working_day", gettext_noop("Hạn hoàn phí cho người nộp"), "Quy ước, cấu hình được"),
        Setting(
            "due_time",
            "end_of_day",
            gettext_noop("Giờ hẹn trả trong ngày cuối"),
            "Quy ước, cấu hình được",
            choices=tuple(DueTime),
        ),
        Setting("transfer_cutoff", "15:00", gettext_noop("Nhận sau giờ này thì chuyển hôm sau"), "NĐ 309/2026 Đ.9"),
        Setting(
            "transfer_next_day", "1:working_hour", gettext_noop("Chuyển chậm nhất sau khi mở cửa"), "NĐ 309/2026 Đ.9"
        ),
        Setting("apology_before", "1:working_day", gettext_noop("Nhắc xin lỗi trước hạn"), "NĐ 61/2018 Đ.19(9)"),
        Setting(
            "opinion_answer",
            "3:working_day",
            gettext_noop("Hạn trả lời lấy ý kiến, xác minh khi không ghi hạn"),
            "Quy ước",
        ),
        Setting(
            "obligation_reminder",
            "10:working_day",
            gettext_noop("Nhắc nghĩa vụ tài chính sau"),
            "Quy ước, cấu hình được",
        ),
        Setting(
            "hold_supplement",
            HoldMode.RESTART.value,
            gettext_noop("Chờ bổ sung giấy tờ"),
            "NĐ 118/2025: bổ sung đủ thì tính lại từ đầu",
            choices=(HoldMode.RESTART.value,),
        ),
        Setting(
            "hold_obligation",
            HoldMode.PAUSE.value,
            gettext_noop("Chờ nghĩa vụ tài chính"),
            "QĐ 1610/QĐ-TTPVHCC Hà Nội 2025 (cấu hình được)",
            choices=_HOLDS,
        ),
        Setting("hold_verification", NO_HOLD, gettext_noop("Thời gian xác minh"), _BY_SECTOR, choices=_HOLDS),
        Setting("hold_opinion", NO_HOLD, gettext_noop("Thời gian lấy ý kiến"), _BY_SECTOR, choices=_HOLDS),
        Setting("due_soon", "1:working_day", gettext_noop("Ngưỡng sắp đến hạn"), "NĐ 61/2018 Đ.19(9)"),
        Setting(
            "handover_wait", "15:working_day", gettext_noop("Nhắc kết quả chưa nhận sau"), "Quy ước, cấu hình được"
        ),
        Setting("symbol_01", "{office}", gettext_noop("Ký hiệu Mẫu 01, giấy tiếp nhận và hẹn trả"), _FORMS),
        Setting("symbol_02", "PBS-{office}", gettext_noop("Ký hiệu Mẫu 02, yêu cầu bổ sung"), _FORMS),
        Setting("symbol_03", "PTC-{office}", gettext_noop("Ký hiệu Mẫu 03, từ chối tiếp nhận"), _FORMS),
        Setting("symbol_04", "PXL", gettext_noop("Ký hiệu Mẫu 04, xin lỗi và gia hạn"), _FORMS),
        Setting(
            "symbol_05",
            "TBD-{office}",
            gettext_noop("Ký hiệu Mẫu 05, dừng giải quyết"),
            "Chưa rõ trong TT 03/2025; cơ quan tự đặt",
        ),
        Setting("symbol_06", "PKS", gettext_noop("Ký hiệu Mẫu 06, phiếu kiểm soát"), _FORMS),
        Setting("symbol_07", "STD", gettext_noop("Ký hiệu Mẫu 07, sổ theo dõi"), _FORMS),
        Setting(
            "symbol_ack", "BN-{office}", gettext_noop("Ký hiệu xác nhận hồ sơ trực tuyến"), "Quy ước, cấu hình được"
        ),
        Setting("symbol_ret", "PGT-{office}", gettext_noop("Ký hiệu phiếu giao trả kết quả"), "Quy ước, cấu hình được"),
        Setting("symbol_bbbg", "BBBG-{office}", gettext_noop("Ký hiệu biên bản bàn giao"), "Quy ước, cấu hình được"),
        Setting(
            "petition_forward",
            "5:working_day",
            gettext_noop("Chuyển phản ánh không thuộc thẩm quyền"),
            "NĐ 20/2008 Đ.9",
        ),
        Setting(
            "petition_reply",
            "10:working_day",
            gettext_noop("Trả lời phản ánh, kiến nghị"),
            "Ninh Bình QĐ 163/2025 Đ.19",
        ),
        Setting(
            "petition_acts",
            "3:working_day",
            gettext_noop("Trả lời phản ánh về hành vi, thái độ"),
            "Thông lệ bộ: 02–03 ngày",
        ),
        Setting(
            "petition_rules", "5:working_day", gettext_noop("Trả lời kiến nghị về quy định"), "Thông lệ bộ: 05 ngày"
        ),
        Setting(
            "petition_rules_online",
            "3:working_day",
            gettext_noop("Trả lời kiến nghị gửi trực tuyến"),
            "Thông lệ bộ: 03 ngày",
        ),
        Setting(
            "petition_complex", "10:working_day", gettext_noop("Trả lời phản ánh phức tạp"), "Thông lệ bộ: 10 ngày"
        ),
        Setting("petition_question", "5:working_day", gettext_noop("Trả lời hỏi đáp"), "Quy ước, cấu hình được"),
        Setting(
            "petition_explanation",
            "10:working_day",
            gettext_noop("Chuyển giải trình của cơ quan"),
            "Quy ước, cấu hình được",
        ),
        Setting(
            "reception_head_post",
            "",
            gettext_noop("Vị trí của người đứng đầu tiếp công dân"),
            "Luật 136/2025/QH15 (không giao cấp phó)",
        ),
        Setting(
            "complaint_review",
            "30:day",
            gettext_noop("Rà soát căn cứ tạm đình chỉ khiếu nại"),
            "Luật KN Đ.11a; quy ước",
        ),
        Setting(
            "denunciation_review", "30:day", gettext_noop("Rà soát căn cứ tạm đình chỉ tố cáo"), "Luật TC Đ.34; quy ước"
        ),
        Setting(
            "denunciation_send_resumption",
            "5:working_day",
            gettext_noop("Gửi quyết định tiếp tục giải quyết tố cáo"),
            "Luật TC Đ.34 không nêu; quy ước (kiến thức, cấu hình được)",
        ),
        Setting(
            "petition_publish",
            "5:working_day",
            gettext_noop("Công khai kết quả xử lý phản ánh"),
            "NĐ 20/2008 Đ.19; quy ước",
        ),
        Setting(
            "calendar_warning",
            "10-01",
            gettext_noop("Nhắc chưa có lịch năm sau, từ (tháng-ngày)"),
            "Quy ước; thông báo nghỉ, hoán đổi hằng năm thường có trong quý IV (kiến thức, cấu hình được)",
        ),
        Setting(
            "certify_number",
            "{so}, quyển số {quyen}/{nam}-{ky_hieu}",
            gettext_noop("Cách ghi số chứng thực"),
            "NĐ 23/2015 Đ.13(2)",
        ),
        Setting(
            "certify_volume",
            "year",
            gettext_noop("Quyển sổ chứng thực theo năm hay tháng"),
            "NĐ 23/2015 Đ.13(3)",
            choices=("year", "month"),
        ),
        Setting("certify_longer", "2", gettext_noop("Ngày làm việc kéo dài chứng thực bản sao"), "NĐ 23/2015 Đ.21"),
        Setting(
            "downtime_entry",
            "1:working_day",
            gettext_noop("Hạn nhập phiếu viết tay sau sự cố"),
            "Quy ước, cấu hình được",
        ),
        Setting(
            "early_rule",
            "day_before",
            gettext_noop("Trước hạn tính theo ngày"),
            "Bài II.06a (kiến thức ngành, cấu hình được)",
            choices=tuple(EarlyRule),
        ),
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


@dataclass(frozen=True, slots=True)
class InForce:
    """The value of a setting on a day, since when, and by what; `since` is None for the product's default."""

    value: str
    legal_ref: str
    since: date | None


def in_force(office_id: UUID, on: date) -> dict[str, InForce]:
    """Return every setting as it holds in the office on the day with its legal reference, one query."""
    return dict(at_hand.read(("settings", office_id, on), lambda: _read(office_id, on)))


def _read(office_id: UUID, on: date) -> dict[str, InForce]:
    found = {name: InForce(setting.default, setting.legal_ref, None) for name, setting in SETTINGS.items()}
    for row in OfficeSetting.objects.filter(office_id=office_id, valid_from__lte=on).order_by("valid_from"):
        found[row.name] = InForce(row.value, row.legal_ref or found[row.name].legal_ref, row.valid_from)
    return found


def values(office_id: UUID, on: date) -> dict[str, str]:
    """Return every setting's value as it holds in the office on the day, one query."""
    return {name: row.value for name, row in in_force(office_id, on).items()}


def basis(office_id: UUID, name: str, on: date) -> str:
    """Return the legal reference of one setting as it holds in the office on the day."""
    return in_force(office_id, on)[name].legal_ref


def value(office_id: UUID, name: str, on: date) -> str:
    """Return one setting as it holds in the office on the day; raises KeyError for an unknown name."""
    return in_force(office_id, on)[name].value


def dated(office_id: UUID) -> list[OfficeSetting]:
    """Return every value that the office itself has dated, by name and day."""
    return list(OfficeSetting.objects.filter(office_id=office_id))


@transaction.atomic
def date_value(
    office: Office, name: str, text: str, *, valid_from: date, legal_ref: str, by: Acting, at: datetime
) -> OfficeSetting:
    """Give a setting a new value from a later day on, with the paper that says so; nothing dated is edited."""
    rights.require(by, rights.Capability.KEEP_OFFICE, local_day(at))
    if name not in SETTINGS:
        raise UnknownSetting
    text, legal_ref = text.strip(), legal_ref.strip()
    SETTINGS[name].refuse(text)
    if not legal_ref or len(legal_ref) > 200:
        raise BadValue(_("Hãy ghi căn cứ: số, ngày của văn bản quy định, tối đa 200 ký tự."))
    if valid_from <= local_day(at):
        raise NotAfterToday(local_day(at))
    if OfficeSetting.objects.filter(office=office, name=name, valid_from=valid_from).exists():
        raise DatedAlready(valid_from)
    row = OfficeSetting.objects.create(office=office, name=name, value=text, valid_from=valid_from, legal_ref=legal_ref)
    at_hand.forget()
    event = SettingDated(setting=name, valid_from=valid_from.isoformat())
    entries.record(event, office=office.pk, subject=office.pk, by=by, at=at, facts=(row,))
    return row

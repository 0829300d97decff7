"""The journal of one dossier in words: what happened, when, by whom."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from motcua.doors.officer.matter_words import MATTER_WORDS
from motcua.dossiers.dossier import Dossier
from motcua.journal import entries, recording
from motcua.journal.chain import Entry
from motcua.office import staff
from motcua.office.matters import Matter

WORDS = {
    "dossiers.Submitted": _("Nộp hồ sơ"),
    "dossiers.ComponentChecked": _("Kiểm tra thành phần hồ sơ"),
    "dossiers.Accepted": _("Tiếp nhận, hẹn trả kết quả"),
    "dossiers.RefusedAtIntake": _("Từ chối tiếp nhận"),
    "dossiers.SupplementRequested": _("Yêu cầu bổ sung"),
    "dossiers.SupplementAnswered": _("Đã bổ sung"),
    "dossiers.SupplementReturned": _("Phần bổ sung chưa đạt, trả lại người dân"),
    "dossiers.SupplementCompleted": _("Bổ sung đủ, tính lại thời hạn"),
    "dossiers.SupplementExpired": _("Hết hạn bổ sung, đóng hồ sơ"),
    "dossiers.Transferred": _("Chuyển xử lý"),
    "dossiers.StepFinished": _("Xong một bước"),
    "dossiers.PaymentAsked": _("Thông báo nghĩa vụ tài chính"),
    "dossiers.PaymentConfirmed": _("Đã thực hiện nghĩa vụ tài chính"),
    "dossiers.CompetentReceived": _("Cơ quan có thẩm quyền đã nhận, bắt đầu tính thời hạn"),
    "dossiers.FeeSettled": _("Đã đủ phí, bắt đầu tính thời hạn"),
    "dossiers.FeeReversed": _("Hủy khoản thu, thời hạn chờ nộp phí lại"),
    "dossiers.OpinionAsked": _("Lấy ý kiến, xác minh"),
    "dossiers.OpinionAnswered": _("Hết chờ trả lời lấy ý kiến, xác minh"),
    "dossiers.WithdrawalAsked": _("Yêu cầu rút hồ sơ"),
    "dossiers.WithdrawalConfirmed": _("Dừng giải quyết theo yêu cầu"),
    "dossiers.WithdrawalDenied": _("Không dừng, tiếp tục giải quyết"),
    "dossiers.Extended": _("Xin lỗi và hẹn lại"),
    "dossiers.Proposed": _("Trình ký"),
    "dossiers.SentBack": _("Lãnh đạo trả lại"),
    "dossiers.Approved": _("Lãnh đạo phê duyệt"),
    "dossiers.HandedToSigner": _("Chuyển người có thẩm quyền ký"),
    "dossiers.SignedAtCounter": _("Người có thẩm quyền đã ký"),
    "dossiers.Prolonged": _("Kéo dài thời hạn, lập phiếu hẹn"),
    "dossiers.ResultIssued": _("Phát hành kết quả"),
    "dossiers.ResultReturned": _("Trả kết quả"),
    "dossiers.MomentPassed": _("Quá một mốc theo dõi"),
    "dossiers.Voided": _("Hủy do tiếp nhận nhầm"),
    "dossiers.ResultPosted": _("Giao kết quả cho bưu chính"),
    "dossiers.CorrectionOpened": _("Mở đính chính kết quả"),
    "dossiers.CorrectionApproved": _("Duyệt đính chính"),
    "dossiers.CorrectionDenied": _("Kết quả đúng, bỏ đính chính"),
    "dossiers.CorrectionIssued": _("Ban hành kết quả thay thế"),
    "dossiers.ScanAdded": _("Thêm bản quét"),
    "dossiers.LossReported": _("Ghi nhận mất giấy tờ"),
    "dossiers.LossOverdue": _("Mất giấy tờ, quá hạn khắc phục"),
    "dossiers.LossSettled": _("Đã khắc phục việc mất giấy tờ"),
    "dossiers.SlipOpened": _("Lập phiếu PDF"),
    "dossiers.SlipSigned": _("Ký số phiếu"),
    "dossiers.LogbookClosed": _("Khóa sổ theo dõi"),
    "dossiers.LogbookSigned": _("Ký số sổ theo dõi đã khóa"),
    "dossiers.HandoverTaken": _("Nhận bàn giao"),
    "dossiers.HandoverListed": _("Ghi vào biên bản bàn giao"),
    "dossiers.ControlSlipBegun": _("Lập phiếu kiểm soát"),
    "dossiers.ControlSlipCompleted": _("Chốt phiếu kiểm soát khi hồ sơ kết thúc"),
    "dossiers.JointReceiptMade": _("Cấp giấy hẹn chung"),
    "dossiers.DeliveryNoteMade": _("Lập phiếu giao trả kết quả"),
    "dossiers.ReceiptReissued": _("Cấp lại giấy hẹn"),
    "certification.CertificationAsked": _("Ghi giấy tờ cần chứng thực"),
    "certification.OriginalsRefused": _("Từ chối chứng thực giấy tờ"),
    "certification.Certified": _("Chứng thực, vào sổ"),
    "certification.CopiesApproved": _("Duyệt bản sao điện tử, vào sổ"),
    "certification.CopySigned": _("Ký số bản sao điện tử (hai chữ ký)"),
    "certification.LineStruck": _("Gạch bỏ một dòng trong sổ chứng thực"),
    "certification.LinesDropped": _("Không chứng thực nữa"),
    "dossiers.SlipEntered": _("Nhập từ phiếu dự phòng viết tay"),
    "fees.Charged": _("Tính phí, lệ phí"),
    "fees.FeeWaived": _("Miễn, giảm phí"),
    "fees.ChargeCancelled": _("Hủy khoản thu"),
    "fees.CashTaken": _("Thu tiền mặt"),
    "fees.TransferExpected": _("Chờ chuyển khoản"),
    "fees.TransferConfirmed": _("Xác nhận chuyển khoản"),
    "fees.PaymentReversed": _("Hủy khoản thu ghi nhầm"),
    "fees.RefundOwed": _("Phải hoàn tiền"),
    "fees.MoneyKept": _("Không hoàn tiền theo quy định"),
    "fees.RefundGiven": _("Đã hoàn tiền"),
    "fees.ReceiptOpened": _("In biên nhận"),
    "feedback.Rated": _("Người dân đánh giá"),
    **MATTER_WORDS,
}
SOURCES = {
    "downtime-slip": _("phiếu dự phòng"),
    "offline-kit": _("bộ hồ sơ lưu động"),
    "import": _("nhập từ hệ thống khác"),
}
MADE_UP = "demo-history"
ROLES = {"citizen": _("Người dân"), "system": _("Hệ thống")}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the history."""

    at: datetime
    words: object
    who: object
    seq: int
    source: object
    recorded_at: datetime | None  # when it was typed in, where that was well after it happened


def lines_of(dossier: Dossier | Matter) -> list[Line]:
    """Return the entries of a dossier or of a matter in words, the newest first; two queries."""
    found = entries.of(dossier.pk, dossier.office_id)
    people = {UUID(entry.by["person"]) for entry in found if entry.by["person"] and entry.by["role"] not in ROLES}
    names = staff.names(people) if people else {}
    return [
        Line(
            entry.occurred_at,
            WORDS.get(entry.name, entry.name),
            _who(entry.by, names),
            entry.seq,
            SOURCES.get(entry.source, entry.source) if _is_late(entry) else "",
            entry.recorded_at if _is_late(entry) else None,
        )
        for entry in reversed(found)
    ]


def _is_late(entry: Entry) -> bool:
    return entry.source not in ("", MADE_UP) and entry.recorded_at - entry.occurred_at > recording.LATE_AFTER


def _who(by: dict[str, object], names: dict[UUID, str]) -> object:
    role = str(by["role"])
    if role in ROLES:
        return ROLES[role]
    return names.get(UUID(str(by["person"])), "") if by["person"] else ""

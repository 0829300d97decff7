"""The journal of petitions, reception, complaints and denunciations in words."""

from django.utils.translation import gettext_lazy as _

MATTER_WORDS = {
    "office.TermPassed": _("Quá một thời hạn"),
    "office.TermMoved": _("Thời hạn đổi theo lịch làm việc"),
    "office.MatterHandedOver": _("Giao vị trí khác giữ việc"),
    "feedback.PetitionReceived": _("Tiếp nhận phản ánh, kiến nghị"),
    "feedback.PetitionClassified": _("Phân loại, giao trả lời"),
    "feedback.PetitionForwarded": _("Chuyển cơ quan có thẩm quyền"),
    "feedback.PetitionExplained": _("Chuyển giải trình đến người gửi"),
    "feedback.PetitionReplied": _("Trả lời người gửi"),
    "feedback.PetitionPublished": _("Công khai kết quả"),
    "feedback.PetitionClosed": _("Kết thúc, không công khai"),
    "feedback.PetitionDeclined": _("Không xem xét"),
    "feedback.ComplaintEntered": _("Nhận đơn khiếu nại"),
    "feedback.ComplaintMoved": _("Ghi một bước vào sổ"),
    "feedback.ComplaintTookEffect": _("Quyết định có hiệu lực"),
    "reception.DayPlanned": _("Xếp lịch tiếp công dân"),
    "reception.DayNoticed": _("Thông báo buổi trực tuyến"),
    "reception.DayTested": _("Kết nối thử thành công"),
    "reception.DayHeld": _("Xác nhận đã tiếp"),
    "reception.DayCancelled": _("Hủy buổi tiếp"),
    "reception.VisitWritten": _("Ghi vào Sổ tiếp công dân"),
    "reception.PapersTaken": _("Nhận giấy tờ (Mẫu 02/TCD)"),
    "reception.VisitReplied": _("Trả lời kết quả"),
    "reception.VisitGuided": _("Hướng dẫn đến nơi có thẩm quyền"),
    "reception.VisitRefused": _("Từ chối tiếp"),
    "reception.RefusalIssued": _("Ban hành thông báo từ chối"),
    "feedback.DenunciationEntered": _("Nhận đơn tố cáo"),
    "feedback.DenunciationMoved": _("Ghi một bước vào sổ"),
}

"""Wording (lời báo): what a citizen is told after each event, or an explicit None: for every event of the product.

Short and polite, says what to do next; no personal data beyond the name. An SMS goes out without diacritics in at most
160 characters with a link of up to 60.
"""

from dataclasses import dataclass

LINK = "{link}"


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one event; they may use {code} {until} {office} {phone} {link}; a replay {what} {before} {why}."""

    subject: str
    sms: str
    email: str
    purpose: str = "track"  # what the link opens: "track", "rate" or "petition"; "" without one
    only_if: tuple[str, frozenset[object]] | None = None  # (field of the event, values for which the citizen is told)
    is_once: bool = False  # a reminder: once for the dossier


GREETING = "Kính gửi ông/bà {name},"
CLOSING = "Trân trọng,\n{office}\nĐiện thoại: {phone}\n\nThư này được gửi tự động, xin không trả lời thư."
GREETING_NOBODY = "Kính gửi ông/bà,"  # of who asked that the name be kept secret
LINK_LINES = {
    "track": "Theo dõi hồ sơ: {link}",
    "rate": "Đánh giá sự phục vụ (không ghi tên): {link}",
    "petition": "Xem phản ánh, kiến nghị (cần bốn số cuối điện thoại đã khai): {link}",
}

WORDING: dict[str, Wording | None] = {
    "dossiers.Submitted": Wording(
        subject="Đã nhận hồ sơ {code}",
        sms="Đã nhận hồ sơ {code}, trả lời trước {until}. Xem {link}",
        email="Trung tâm đã nhận hồ sơ {code} và sẽ kiểm tra, trả lời ông/bà trước {until}. "
        "Lúc này ông/bà chưa phải làm gì thêm.",
        only_if=("channel", frozenset({2})),
    ),
    "dossiers.ComponentChecked": None,
    "dossiers.Accepted": Wording(
        subject="Hồ sơ {code} đã được tiếp nhận",
        sms="Hồ sơ {code} đã tiếp nhận, hẹn trả {until}. Xem {link}",
        email="Hồ sơ {code} đã đầy đủ và được tiếp nhận. Hẹn trả kết quả: {until}. Giấy tiếp nhận và cách tính ngày "
        "hẹn có tại trang theo dõi.",
    ),
    "dossiers.RefusedAtIntake": Wording(
        subject="Hồ sơ {code} chưa được tiếp nhận",
        sms="Hồ sơ {code} không được tiếp nhận. Xem lý do tại {link}",
        email="Rất tiếc, hồ sơ {code} không được tiếp nhận. Lý do và cách làm tiếp ghi ở phiếu tại trang theo dõi; "
        "ông/bà có thể gọi Trung tâm để được hướng dẫn nộp lại.",
    ),
    "dossiers.SupplementRequested": Wording(
        subject="Hồ sơ {code} cần bổ sung giấy tờ",
        sms="Hồ sơ {code} cần bổ sung trước {until}. Xem, nộp tại {link}",
        email="Hồ sơ {code} cần bổ sung giấy tờ trước {until}. Mở trang theo dõi để xem từng mục còn thiếu và nộp "
        "ngay tại đó, hoặc mang đến Trung tâm. Trong khi chờ, thời hạn giải quyết được tạm dừng.",
    ),
    "dossiers.SupplementAnswered": None,
    "dossiers.SupplementReturned": Wording(
        subject="Phần bổ sung của hồ sơ {code} chưa đạt",
        sms="Phần bổ sung hồ sơ {code} chưa đạt, nộp lại trước {until}. Xem {link}",
        email="Trung tâm đã xem phần bổ sung của hồ sơ {code}: còn mục chưa đạt. Mở trang theo dõi để xem từng mục cần "
        "sửa gì và nộp lại trước {until}, hoặc mang đến Trung tâm.",
    ),
    "dossiers.SupplementCompleted": Wording(
        subject="Hồ sơ {code} đã bổ sung đủ",
        sms="Hồ sơ {code} đã bổ sung đủ, hẹn trả {until}. Xem {link}",
        email="Giấy tờ bổ sung của hồ sơ {code} đã đủ. Thời hạn được tính lại từ đầu; hẹn trả kết quả: {until}.",
    ),
    "dossiers.SupplementExpired": Wording(
        subject="Hồ sơ {code} đã đóng vì quá hạn bổ sung",
        sms="Hồ sơ {code} đã đóng do quá hạn bổ sung. Chi tiết {link}",
        email="Đã hết hạn bổ sung mà Trung tâm chưa nhận được giấy tờ nên hồ sơ {code} được đóng lại. Ông/bà có thể "
        "nộp hồ sơ mới bất cứ lúc nào; giấy tờ đã nộp được trả lại tại Trung tâm.",
    ),
    "dossiers.Transferred": None,
    "dossiers.StepFinished": None,
    "dossiers.PaymentAsked": Wording(
        subject="Hồ sơ {code}: thông báo nghĩa vụ tài chính",
        sms="Hồ sơ {code} có nghĩa vụ tài chính cần nộp, hỏi {phone}. Xem {link}",
        email="Hồ sơ {code} có nghĩa vụ tài chính cần thực hiện. Số tiền và nơi nộp ghi ở thông báo của cơ quan "
        "thu; chưa rõ xin gọi {phone}. Thời hạn giải quyết tạm dừng cho đến khi nộp xong.",
    ),
    "dossiers.PaymentConfirmed": Wording(
        subject="Hồ sơ {code}: đã ghi nhận nghĩa vụ tài chính",
        sms="Hồ sơ {code} đã ghi nhận nộp tiền, hẹn trả {until}. Xem {link}",
        email="Đã ghi nhận ông/bà hoàn thành nghĩa vụ tài chính của hồ sơ {code}. Hẹn trả kết quả: {until}.",
    ),
    "dossiers.WithdrawalAsked": Wording(
        subject="Đã nhận yêu cầu rút hồ sơ {code}",
        sms="Đã nhận yêu cầu rút hồ sơ {code}. Xem {link}",
        email="Trung tâm đã nhận yêu cầu rút hồ sơ {code} và sẽ trả lời; hạn trả lời ghi ở trang theo dõi. Nếu ông/bà "
        "không yêu cầu việc này, hãy gọi ngay cho Trung tâm.",
    ),
    "dossiers.WithdrawalConfirmed": Wording(
        subject="Hồ sơ {code} đã dừng giải quyết",
        sms="Hồ sơ {code} đã dừng theo yêu cầu. Xem {link}",
        email="Hồ sơ {code} đã dừng giải quyết theo yêu cầu của ông/bà. Mời ông/bà đến nhận lại giấy tờ bản giấy nếu "
        "đã nộp.",
    ),
    "dossiers.WithdrawalDenied": Wording(
        subject="Hồ sơ {code} vẫn được giải quyết tiếp",
        sms="Hồ sơ {code} vẫn được giải quyết tiếp. Xem lý do {link}",
        email="Trung tâm đã trả lời yêu cầu rút hồ sơ {code}: hồ sơ vẫn được giải quyết tiếp. Lý do ghi ở trang theo "
        "dõi; ông/bà có thể gọi Trung tâm để được giải thích.",
    ),
    "dossiers.Extended": Wording(
        subject="Xin lỗi và hẹn lại ngày trả hồ sơ {code}",
        sms="Xin lỗi ông/bà, hồ sơ {code} hẹn lại {until}. Xem {link}",
        email="Trung tâm xin lỗi vì chưa trả được kết quả hồ sơ {code} đúng hẹn. Hẹn lại: {until}. Lý do ghi ở văn bản "
        "xin lỗi tại trang theo dõi.",
    ),
    "dossiers.CompetentReceived": Wording(
        subject="Hồ sơ {code} hẹn trả {until}",
        sms="Đã có cơ quan giải quyết nhận hồ sơ {code}, hẹn trả {until}. {link}",
        email="Cơ quan có thẩm quyền đã nhận hồ sơ {code}; thời hạn giải quyết tính từ lúc này, hẹn trả {until}.",
    ),
    "dossiers.FeeSettled": Wording(
        subject="Hồ sơ {code} hẹn trả {until}",
        sms="Đã nhận đủ phí hồ sơ {code}, hẹn trả {until}. Xem {link}",
        email="Trung tâm đã nhận đủ phí, lệ phí của hồ sơ {code}; thời hạn tính từ lúc nộp, hẹn trả {until}.",
    ),
    "dossiers.FeeReversed": None,
    "dossiers.OpinionAsked": Wording(
        subject="Hồ sơ {code}: đang lấy ý kiến, xác minh",
        sms="Hồ sơ {code} đang chờ cơ quan khác trả lời xác minh. Xem {link}",
        email="Trung tâm đã gửi lấy ý kiến hoặc xác minh cho hồ sơ {code}. Trang theo dõi cho biết thời gian này có "
        "tính vào thời hạn giải quyết không và theo căn cứ nào.",
    ),
    "dossiers.OpinionAnswered": None,
    "dossiers.Proposed": None,
    "dossiers.SentBack": None,
    "dossiers.Approved": None,
    "dossiers.HandedToSigner": None,
    "dossiers.SignedAtCounter": None,
    "dossiers.Prolonged": Wording(
        subject="Hồ sơ {code}: phiếu hẹn trả kết quả",
        sms="Hồ sơ {code} hẹn trả {until}. Xem phiếu hẹn tại {link}",
        email="Hồ sơ {code} cần thêm thời gian theo quy định. Hẹn trả kết quả: {until}. Phiếu hẹn có ngày, giờ ở trang "
        "theo dõi.",
    ),
    "dossiers.ResultIssued": Wording(
        subject="Hồ sơ {code} đã có kết quả",
        sms="Hồ sơ {code} đã có kết quả, mời nhận. Xem {link}",
        email="Hồ sơ {code} đã có kết quả. Mở trang theo dõi để xem, tải về kết quả điện tử, hoặc mang giấy tiếp nhận "
        "đến Trung tâm để nhận. Nếu còn phí chưa nộp, xin nộp trước khi nhận.",
    ),
    "dossiers.ResultReturned": Wording(
        subject="Xin ông/bà đánh giá sự phục vụ, hồ sơ {code}",
        sms="Cảm ơn ông/bà. Xin đánh giá sự phục vụ hồ sơ {code}: {link}",
        email="Cảm ơn ông/bà đã đến với Trung tâm. Xin dành một phút đánh giá sự phục vụ của hồ sơ {code}; người phục "
        "vụ không biết ai đã đánh giá.",
        purpose="rate",
    ),
    "dossiers.MomentPassed": Wording(
        subject="Nhắc: kết quả hồ sơ {code} đang chờ ông/bà",
        sms="Nhắc: kết quả hồ sơ {code} đang chờ ông/bà nhận. Xem {link}",
        email="Kết quả hồ sơ {code} đã có mà chưa được nhận. Mời ông/bà tải về tại trang theo dõi hoặc đến Trung tâm "
        "nhận, nhớ mang giấy tiếp nhận.",
        only_if=("kind", frozenset({"hand_over"})),
        is_once=True,
    ),
    "dossiers.Voided": Wording(
        subject="Hồ sơ {code} đã hủy do tiếp nhận nhầm",
        sms="Hồ sơ {code} đã hủy do tiếp nhận nhầm. Xin gọi {phone}",
        email="Hồ sơ {code} đã được hủy do Trung tâm tiếp nhận nhầm; tiền đã nộp (nếu có) được hoàn lại, mời ông/bà "
        "đến quầy thu ngân. "
        "Xin lỗi ông/bà; mọi thắc mắc xin gọi {phone}.",
        purpose="",
    ),
    "dossiers.Replayed": Wording(
        subject="Hồ sơ {code}: lịch làm việc thay đổi, ngày đổi theo",
        sms="HS {code}: đổi lịch, {what} {before} thành {until}. Xem {link}",
        email="Lịch làm việc của Trung tâm thay đổi ({why}) nên {what} của hồ sơ {code} đổi từ {before} sang {until}. "
        "Ông/bà không phải làm gì thêm; cách tính từng ngày có tại trang theo dõi. Cần giấy hẹn ghi ngày mới, xin "
        "nhận tại Trung tâm.",
        only_if=("what", frozenset({"due", "apology", "check", "supplement"})),
    ),
    "dossiers.ResultPosted": Wording(
        subject="Kết quả hồ sơ {code} đã gửi qua bưu chính",
        sms="Kết quả hồ sơ {code} đã gửi bưu chính. Mã vận đơn tại {link}",
        email="Kết quả hồ sơ {code} đã giao cho bưu chính. Mã vận đơn để theo dõi ghi ở trang theo dõi hồ sơ.",
    ),
    "dossiers.CorrectionOpened": Wording(
        subject="Xin lỗi: kết quả hồ sơ {code} đang được đính chính",
        sms="Xin lỗi ông/bà, kết quả hồ sơ {code} sai sót, đang sửa. Xem {link}",
        email="Trung tâm xin lỗi: kết quả hồ sơ {code} có sai sót của cơ quan và đang được đính chính, ông/bà không "
        "phải trả phí. Xin chưa dùng kết quả cũ (nếu đã nhận); có kết quả mới Trung tâm báo ngay.",
    ),
    "dossiers.CorrectionApproved": None,
    "dossiers.CorrectionDenied": Wording(
        subject="Kết quả hồ sơ {code} đã được xem lại và đúng",
        sms="Kết quả hồ sơ {code} đã xem lại, đúng và vẫn dùng được. Xem {link}",
        email="Kết quả hồ sơ {code} đã được xem lại và là đúng; ông/bà vẫn dùng kết quả đó. "
        "Lý do ghi ở trang theo dõi.",
    ),
    "dossiers.CorrectionIssued": Wording(
        subject="Hồ sơ {code} đã có kết quả đính chính",
        sms="Hồ sơ {code} đã có kết quả đính chính, mời nhận. Xem {link}",
        email="Hồ sơ {code} đã có kết quả mới thay kết quả cũ, không thu phí. Mời ông/bà tải về tại trang theo dõi "
        "hoặc đến Trung tâm nhận; nếu đã nhận bản cũ, xin mang theo để đổi. Trung tâm xin lỗi ông/bà.",
    ),
    "dossiers.ScanAdded": None,
    "dossiers.LossReported": Wording(
        subject="Xin lỗi: giấy tờ của hồ sơ {code} bị thất lạc",
        sms="Xin lỗi, giấy tờ hồ sơ {code} thất lạc, đang khắc phục. Gọi {phone}",
        email="Trung tâm xin lỗi: có giấy tờ của hồ sơ {code} bị thất lạc tại cơ quan. Trung tâm đang tìm và sẽ làm "
        "lại bằng chi phí của cơ quan; ông/bà không phải trả gì. Mọi thắc mắc xin gọi {phone}.",
    ),
    "dossiers.LossOverdue": None,
    "dossiers.LossSettled": Wording(
        subject="Đã khắc phục việc thất lạc giấy tờ của hồ sơ {code}",
        sms="Đã khắc phục việc thất lạc giấy tờ hồ sơ {code}. Xem {link}",
        email="Việc thất lạc giấy tờ của hồ sơ {code} đã được khắc phục bằng chi phí của cơ quan. Cách khắc phục ghi ở "
        "trang theo dõi. Trung tâm xin lỗi ông/bà.",
    ),
    "dossiers.SlipOpened": None,
    "dossiers.SlipSigned": None,
    "dossiers.LogbookClosed": None,
    "dossiers.LogbookSigned": None,
    "dossiers.HandoverTaken": None,
    "dossiers.HandoverListed": None,
    "dossiers.ControlSlipBegun": None,
    "dossiers.ControlSlipCompleted": None,
    "dossiers.JointReceiptMade": None,
    "dossiers.DeliveryNoteMade": None,
    "dossiers.ReceiptReissued": None,
    "certification.CertifyingRightGranted": None,
    "certification.CertifyingRightEnded": None,
    "certification.TranslatorListed": None,
    "certification.TranslatorEnded": None,
    "certification.WordingDated": None,
    "certification.CertificationAsked": None,
    "certification.OriginalsRefused": None,
    "certification.Certified": None,
    "certification.CopiesApproved": None,
    "certification.CopySigned": None,
    "certification.LineStruck": None,
    "certification.LinesDropped": None,
    "certification.BookPrinted": None,
    "certification.BookClosed": None,
    "certification.BookBound": None,
    "dossiers.PadIssued": None,
    "dossiers.PadNumbersSpoiled": None,
    "dossiers.LateEntryPermitted": None,
    "dossiers.SlipEntered": None,
    "fees.Charged": None,
    "fees.FeeWaived": None,
    "fees.ChargeCancelled": None,
    "fees.CashTaken": None,
    "fees.TransferExpected": None,
    "fees.TransferConfirmed": Wording(
        subject="Đã nhận phí của hồ sơ {code}",
        sms="Đã nhận phí chuyển khoản của hồ sơ {code}. Xem {link}",
        email="Trung tâm đã nhận được phí chuyển khoản của hồ sơ {code}. Ông/bà không phải làm gì thêm; "
        "nếu cần biên nhận, xin nhận tại quầy.",
    ),
    "fees.PaymentReversed": Wording(
        subject="Khoản thu của hồ sơ {code} đã được hủy",
        sms="Khoản thu phí của hồ sơ {code} đã hủy. Xem {link}",
        email="Khoản thu phí của hồ sơ {code} đã được hủy. Mở trang theo dõi để biết phí còn phải nộp hay tiền được "
        "hoàn, hoặc gọi Trung tâm {phone}.",
    ),
    "fees.RefundOwed": Wording(
        subject="Tiền phí của hồ sơ {code} được hoàn lại",
        sms="Phí đã nộp của hồ sơ {code} được hoàn, mời nhận. Xem {link}",
        email="Tiền phí đã nộp của hồ sơ {code} được hoàn lại. Mời ông/bà đến quầy thu ngân nhận tiền mặt, hoặc gọi "
        "{phone} để nhận qua chuyển khoản. Số tiền và lý do ghi ở trang theo dõi.",
    ),
    "fees.MoneyKept": None,
    "fees.RefundGiven": Wording(
        subject="Đã hoàn tiền phí của hồ sơ {code}",
        sms="Đã hoàn tiền phí của hồ sơ {code}. Xem {link}",
        email="Trung tâm đã hoàn tiền phí của hồ sơ {code}. Nếu ông/bà chưa nhận được, xin gọi {phone}.",
    ),
    "fees.ReceiptOpened": None,
    "feedback.Rated": None,
    "feedback.PetitionReceived": Wording(
        subject="Đã nhận phản ánh, kiến nghị {code}",
        sms="Đã nhận phản ánh {code}, trả lời trước {until}. Xem {link}",
        email="Trung tâm đã nhận phản ánh, kiến nghị của ông/bà, mã {code}, và sẽ trả lời trước {until}; nếu thuộc "
        "thẩm quyền của cơ quan khác, Trung tâm sẽ chuyển và báo để ông/bà biết.",
        purpose="petition",
    ),
    "feedback.PetitionClassified": None,
    "feedback.PetitionForwarded": Wording(
        subject="Phản ánh {code} đã được chuyển cơ quan có thẩm quyền",
        sms="Phản ánh {code} đã chuyển cơ quan có thẩm quyền. Xem {link}",
        email="Phản ánh, kiến nghị {code} thuộc thẩm quyền của cơ quan khác. Trung tâm đã chuyển, theo dõi và sẽ báo "
        "lại khi có giải trình; tên cơ quan ghi ở trang tra cứu.",
        purpose="petition",
    ),
    "feedback.PetitionExplained": Wording(
        subject="Đã có trả lời phản ánh {code}",
        sms="Đã có trả lời phản ánh {code}. Xem {link}",
        email="Cơ quan có thẩm quyền đã trả lời phản ánh, kiến nghị {code}. Xin mở trang tra cứu để đọc toàn văn.",
        purpose="petition",
    ),
    "feedback.PetitionReplied": Wording(
        subject="Đã có trả lời phản ánh {code}",
        sms="Đã có trả lời phản ánh {code}. Xem {link}",
        email="Trung tâm đã trả lời phản ánh, kiến nghị {code}. Xin mở trang tra cứu để đọc toàn văn.",
        purpose="petition",
    ),
    "feedback.PetitionPublished": None,  # answered already; what is published names nobody
    "feedback.PetitionClosed": None,
    "feedback.PetitionDeclined": Wording(
        subject="Phản ánh {code} không được xem xét",
        sms="Phản ánh {code} không được xem xét. Xem lý do tại {link}",
        email="Phản ánh, kiến nghị {code} không được xem xét. Lý do ghi ở trang tra cứu; cần hỏi thêm, xin gọi "
        "{phone}.",
        purpose="petition",
    ),
    "feedback.ComplaintEntered": None,
    "feedback.ComplaintMoved": None,
    "feedback.ComplaintTookEffect": None,
    "feedback.DenunciationEntered": None,
    "feedback.DenunciationMoved": None,
    "feedback.ConfidantNamed": None,
    "feedback.ConfidantEnded": None,
    "feedback.DenouncersSealedAnew": None,
    "reception.DayPlanned": None,
    "reception.DayNoticed": None,
    "reception.DayTested": None,
    "reception.DayHeld": None,
    "reception.DayCancelled": None,
    "reception.VisitWritten": None,
    "reception.PapersTaken": None,
    "reception.VisitReplied": None,
    "reception.VisitGuided": None,
    "reception.VisitRefused": None,
    "reception.RefusalIssued": None,
    "journal.DetailsErased": None,
    "journal.DaySealed": None,
    "journal.SealStamped": None,
    "journal.JobRetried": None,
    "journal.ClockConfirmed": None,
    "procedures.ProcedureOpened": None,
    "procedures.VersionFollowed": None,
    "procedures.ProcedureClosed": None,
    "procedures.ProcedureCompleted": None,
    "office.SignInLinkMade": None,
    "office.SignInLinkUsed": None,
    "office.StaffEmployed": None,
    "office.StaffLocked": None,
    "office.StaffUnlocked": None,
    "office.PostAssigned": None,
    "office.PostEstablished": None,
    "office.PostEnded": None,
    "office.OfficeFounded": None,
    "office.OfficeChanged": None,
    "office.SecondFactorRemoved": None,
    "office.PackLoaded": None,
    "office.HoursSet": None,
    "office.SettingDated": None,
    "office.TermPassed": None,  # the director is told: warnings_to_staff
    "office.TermMoved": None,  # told by the kind of matter: MOVED_TERMS
    "office.MatterHandedOver": None,
    "office.CalendarDeclared": None,
    "office.CalendarProposed": None,
    "office.DeclarationSent": None,
    "office.DeclarationSentBack": None,
    "office.DeclarationDropped": None,
    "office.CalendarConfirmed": None,
    "office.CalendarReplayed": None,
    "office.DowntimeDeclared": None,
    "office.DowntimeEnded": None,
}

# A changed calendar moved what a sender waits for, by the kind of matter. No kind that is not here is told: of a
# denunciation nothing leaves the office by these ways.
MOVED_TERMS: dict[str, Wording] = {
    "petition": Wording(
        subject="Phản ánh {code}: lịch làm việc thay đổi, hạn trả lời đổi theo",
        sms="{code}: đổi lịch, {what} {before} thành {until}. Xem {link}",
        email="Lịch làm việc của Trung tâm thay đổi ({why}) nên {what} phản ánh, kiến nghị {code} đổi từ {before} sang "
        "{until}. Ông/bà không phải làm gì thêm.",
        purpose="petition",
    ),
    "complaint": Wording(
        subject="Đơn {code}: lịch làm việc thay đổi, thời hạn đổi theo",
        sms="Đơn {code}: đổi lịch, {what} {before} thành {until}. Hỏi {phone}",
        email="Lịch làm việc của cơ quan thay đổi ({why}) nên {what} đơn {code} đổi từ {before} sang {until}. Ông/bà "
        "không phải làm gì thêm; cần hỏi, xin gọi {phone}.",
        purpose="",
    ),
}

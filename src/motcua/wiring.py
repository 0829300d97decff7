"""Wiring: what follows from what a minute later, what happens by itself, what each table is. Names, no logic.

A reader is `def name(job: Job, at: datetime) -> None`. Inside readers run in one transaction with their job's end
(exactly once); outward ones outside a transaction (at least once, `job.key` is the idempotency key). Jobs may run in
any order: a reader reads facts. It puts further jobs with `journal.jobs.put` under a name of READERS. A slow reader
opens its own short transactions and does no harm twice: unlike an outward one it runs again when it was cut.
"""

from typing import NamedTuple

from motcua.journal.tables import Standing, Table


class Reader(NamedTuple):
    """Who does a job: a dotted path; whether it leaves the database; whether it skips a past it was not there for;
    whether it is too slow for one transaction.
    """

    path: str
    is_outward: bool = False
    skips_history: bool = False
    is_slow: bool = False


# Every event of the product, also one that nobody reads: ().
WHEN: dict[str, tuple[str, ...]] = {
    "journal.DetailsErased": (),
    "journal.JobRetried": (),
    "journal.ClockConfirmed": (),
    "office.SignInLinkMade": (),
    "office.SignInLinkUsed": (),
    "office.StaffEmployed": (),
    "office.StaffLocked": (),
    "office.StaffUnlocked": (),
    "office.PostAssigned": (),
    "office.PostEstablished": (),
    "office.PostEnded": (),
    "office.OfficeFounded": (),
    "office.OfficeChanged": (),
    "office.SecondFactorRemoved": (),
    "office.PackLoaded": (),
    "office.HoursSet": (),
    "office.SettingDated": (),
    "office.TermPassed": ("notices.warn_of_term",),
    "office.MatterHandedOver": (),
    "office.CalendarDeclared": (),
    "office.CalendarProposed": (),
    "office.DeclarationSent": (),
    "office.DeclarationSentBack": (),
    "office.DeclarationDropped": (),
    "office.CalendarConfirmed": ("desk.replay",),
    "office.CalendarReplayed": (),
    "procedures.ProcedureOpened": (),
    "procedures.ProcedureClosed": (),
    "procedures.ProcedureCompleted": (),
    "dossiers.Submitted": ("notices.tell", "desk.sign_slips"),
    "dossiers.ComponentChecked": (),
    "dossiers.Accepted": ("notices.tell", "desk.sign_slips"),
    "dossiers.RefusedAtIntake": ("notices.tell", "fees.settle", "certification.drop", "desk.sign_slips"),
    "dossiers.SupplementRequested": ("notices.tell", "desk.sign_slips"),
    "dossiers.SupplementAnswered": (),
    "dossiers.SupplementReturned": ("notices.tell",),
    "dossiers.SupplementCompleted": ("notices.tell", "desk.sign_slips"),
    "dossiers.SupplementExpired": ("notices.tell", "fees.settle", "certification.drop", "desk.sign_slips"),
    "dossiers.Transferred": (),
    "dossiers.StepFinished": (),
    "dossiers.PaymentAsked": ("notices.tell",),
    "dossiers.PaymentConfirmed": ("notices.tell",),
    "dossiers.WithdrawalAsked": ("notices.tell",),
    "dossiers.WithdrawalConfirmed": ("notices.tell", "fees.settle", "certification.drop", "desk.sign_slips"),
    "dossiers.WithdrawalDenied": ("notices.tell",),
    "dossiers.Extended": ("notices.tell", "desk.sign_slips"),
    "dossiers.Proposed": (),
    "dossiers.SentBack": (),
    "dossiers.Approved": ("desk.sign_result",),
    "dossiers.HandedToSigner": (),
    "dossiers.SignedAtCounter": (),
    "dossiers.Prolonged": ("notices.tell", "desk.sign_slips"),
    "dossiers.ResultIssued": ("notices.tell", "fees.settle", "desk.sign_slips"),
    "dossiers.ResultReturned": ("notices.tell",),
    "dossiers.MomentPassed": ("notices.tell", "notices.warn"),
    "dossiers.Replayed": ("notices.tell",),
    "dossiers.Voided": ("notices.tell", "certification.drop"),
    "dossiers.SlipOpened": (),
    "dossiers.SlipSigned": (),
    "dossiers.LogbookClosed": (),
    "dossiers.ReceiptReissued": ("desk.sign_slips",),
    "certification.CertifyingRightGranted": (),
    "certification.CertifyingRightEnded": (),
    "certification.TranslatorListed": (),
    "certification.TranslatorEnded": (),
    "certification.WordingDated": (),
    "certification.CertificationAsked": (),
    "certification.OriginalsRefused": (),
    "certification.Certified": (),
    "certification.CopiesApproved": ("desk.sign_copies",),
    "certification.CopySigned": (),
    "certification.LineStruck": (),
    "certification.LinesDropped": (),
    "certification.BookPrinted": (),
    "certification.BookClosed": ("certification.bind",),
    "certification.BookBound": (),
    "fees.Charged": (),
    "fees.FeeWaived": (),
    "fees.ChargeCancelled": (),
    "fees.CashTaken": (),
    "fees.TransferExpected": (),
    "fees.TransferConfirmed": ("notices.tell", "fees.settle"),
    "fees.PaymentReversed": ("notices.tell",),
    "fees.RefundOwed": ("notices.tell",),
    "fees.MoneyKept": (),
    "fees.RefundGiven": ("notices.tell",),
    "fees.ReceiptOpened": (),
    "feedback.Rated": (),
    "feedback.PetitionReceived": (),
    "feedback.PetitionClassified": (),
    "feedback.PetitionForwarded": (),
    "feedback.PetitionExplained": (),
    "feedback.PetitionReplied": (),
    "feedback.PetitionPublished": (),
    "feedback.PetitionClosed": (),
    "feedback.PetitionDeclined": (),
}

# ("minute" | "hour" | "day", reader): put once per period, however many workers run. A day is the local day.
EVERY: tuple[tuple[str, str], ...] = (
    ("minute", "desk.watch_moments"),
    ("minute", "desk.watch_terms"),
    ("day", "desk.clear_drafts"),
    ("day", "jobs.sweep"),
    ("day", "journal.analyse"),
)

READERS: dict[str, Reader] = {
    "certification.bind": Reader("motcua.certification.printing.bind", is_slow=True),
    "certification.drop": Reader("motcua.certification.certifying.drop"),
    "desk.clear_drafts": Reader("motcua.desk.by_itself.clear_drafts"),
    "desk.deal_with_moment": Reader("motcua.desk.by_itself.deal_with_moment"),
    "desk.deal_with_term": Reader("motcua.desk.by_itself.deal_with_term"),
    "desk.replay": Reader("motcua.desk.confirm_calendar.replay"),
    "desk.sign_copies": Reader("motcua.desk.certify_electronic.sign_copies", is_slow=True),
    "desk.sign_result": Reader("motcua.desk.by_itself.sign_result", is_slow=True),
    "desk.sign_slips": Reader("motcua.desk.by_itself.sign_slips", skips_history=True, is_slow=True),
    "desk.watch_moments": Reader("motcua.desk.by_itself.watch_moments"),
    "desk.watch_terms": Reader("motcua.desk.by_itself.watch_terms"),
    "fees.settle": Reader("motcua.fees.refunds.settle"),
    "jobs.sweep": Reader("motcua.journal.jobs.sweep"),
    "journal.analyse": Reader("motcua.journal.tuning.analyse_daily", is_slow=True),
    "notices.send": Reader("motcua.notices.sending.send", is_outward=True),
    "notices.tell": Reader("motcua.notices.outbox.tell", skips_history=True),
    "notices.warn": Reader("motcua.notices.warnings_to_staff.warn", skips_history=True),
    "notices.warn_of_term": Reader("motcua.notices.warnings_to_staff.warn_of_term", skips_history=True),
}

# Every table of the product: what the journal vouches for, and why not where it does not (`docs/rules/facts.md`).
_DOSSIER = Table(Standing.FACT, "một phần của hồ sơ; mọi nghiệp vụ viết nó đều ghi nhật ký")
_MONEY = Table(Standing.FACT, "tiền thu của dân")
_BOOKS = Table(Standing.FACT, "sổ chứng thực, lời chứng riêng và thẩm quyền chứng thực")
_MATTER = Table(Standing.FACT, "phản ánh, tiếp dân, đơn thư và thời hạn của chúng")
_OFFICE = Table(Standing.FACT, "ai giữ vị trí nào, cơ quan làm việc ra sao")
_CATALOGUE = Table(
    Standing.REFERENCE, "danh mục chung, nạp từ gói có mã băm ghi ở PackLoad; hồ sơ giữ hạn và phí của nó"
)
_SIGN_IN = Table(Standing.WORK, "đăng nhập; đổi ở mỗi lần đăng nhập, không phải dữ kiện nghiệp vụ")
_CHAIN = Table(Standing.CHAIN, "chính là nhật ký: chuỗi băm và niêm phong tự chứng minh")
TABLES: dict[str, Table] = {
    "account.EmailAddress": _SIGN_IN,
    "account.EmailConfirmation": _SIGN_IN,
    "auth.Group": _SIGN_IN,
    "auth.Permission": _SIGN_IN,
    "contenttypes.ContentType": Table(Standing.WORK, "bảng kỹ thuật của Django"),
    "mfa.Authenticator": _SIGN_IN,
    "sessions.Session": _SIGN_IN,
    "journal.Cursor": Table(Standing.WORK, "bộ đọc nhật ký đã đọc đến đâu"),
    "journal.Detail": _CHAIN,
    "journal.Entry": _CHAIN,
    "journal.Head": _CHAIN,
    "journal.IdempotencyKey": Table(Standing.WORK, "khóa chống gửi trùng"),
    "journal.Job": Table(Standing.WORK, "việc chờ máy làm"),
    "journal.Look": Table(Standing.CHAIN, "nhật ký truy cập: mã băm cả ngày nằm trong niêm phong"),
    "journal.Round": Table(Standing.WORK, "việc định kỳ đã đặt đến kỳ nào"),
    "office.Account": _SIGN_IN,
    "office.Area": Table(Standing.REFERENCE, "địa bàn cả nước, nạp từ gói có mã băm"),
    "office.Assignment": _OFFICE,
    "office.CalendarDay": Table(
        Standing.BOUND, "ngày nghỉ cả nước nạp từ gói; ngày của cơ quan là dữ kiện từ khi nhật ký ghi"
    ),
    "office.CalendarEdition": Table(Standing.CACHE, "số bản lịch để bộ nhớ đệm biết lịch đã đổi"),
    "office.Declaration": _OFFICE,
    "office.DeclaredDay": _OFFICE,
    "office.DeclaredHours": _OFFICE,
    "office.EthnicGroup": Table(Standing.REFERENCE, "danh mục dân tộc, nạp từ gói có mã băm"),
    "office.Office": _OFFICE,
    "office.OfficeSetting": _OFFICE,
    "office.PackLoad": Table(Standing.BOUND, "gói đã nạp; nạp trước khi lập cơ quan thì chưa có nhật ký để ghi"),
    "office.Person": Table(Standing.FACT, "người dân như đã khai khi nộp; có thể bị xóa theo luật"),
    "office.Post": _OFFICE,
    "office.Series": Table(Standing.WORK, "số kế tiếp; số đã cấp nằm trên từng dòng và không trùng"),
    "office.SignInLink": _SIGN_IN,
    "office.Staff": _OFFICE,
    "office.Term": _MATTER,
    "office.WorkingHours": _OFFICE,
    "procedures.Case": _CATALOGUE,
    "procedures.ChannelTerm": _CATALOGUE,
    "procedures.Component": _CATALOGUE,
    "procedures.EForm": _CATALOGUE,
    "procedures.Guidance": _CATALOGUE,
    "procedures.LegalBasis": _CATALOGUE,
    "procedures.Opening": Table(Standing.FACT, "thủ tục cơ quan mở hay đóng tiếp nhận"),
    "procedures.Procedure": _CATALOGUE,
    "procedures.RouteStep": _CATALOGUE,
    "procedures.SearchWord": Table(Standing.CACHE, "từ để tìm thủ tục"),
    "procedures.Version": _CATALOGUE,
    "papers.Signature": Table(Standing.FACT, "ai ký tệp nào, lúc nào"),
    "papers.StoredFile": Table(
        Standing.BOUND,
        "tệp là dữ kiện từ khi một bản ghi nói đến; trước đó là tệp của bản nháp chưa nộp",
        "motcua.papers.storage.unsound",
    ),
    "dossiers.Answers": _DOSSIER,
    "dossiers.Apology": _DOSSIER,
    "dossiers.BookClosing": Table(Standing.FACT, "khóa sổ theo dõi: số cuối cùng và mã băm của các dòng"),
    "dossiers.ComponentFile": _DOSSIER,
    "dossiers.Decision": _DOSSIER,
    "dossiers.Dossier": _DOSSIER,
    "dossiers.DossierComponent": _DOSSIER,
    "dossiers.DossierWord": Table(Standing.CACHE, "từ để tìm hồ sơ"),
    "dossiers.Draft": Table(Standing.WORK, "hồ sơ đang soạn, chưa nộp; người dân sửa và xóa được"),
    "dossiers.DraftFile": Table(Standing.WORK, "tệp của hồ sơ đang soạn"),
    "dossiers.Gate": _DOSSIER,
    "dossiers.Hold": _DOSSIER,
    "dossiers.Obligation": _DOSSIER,
    "dossiers.Promise": _DOSSIER,
    "dossiers.Replay": Table(Standing.BOUND, "tính lại hồ sơ đến đâu; xong thì số liệu cuối là dữ kiện"),
    "dossiers.Result": _DOSSIER,
    "dossiers.Slip": _DOSSIER,
    "dossiers.Step": _DOSSIER,
    "dossiers.Supplement": _DOSSIER,
    "dossiers.SupplementItem": _DOSSIER,
    "dossiers.Task": Table(Standing.CACHE, "danh sách việc, dựng từ hồ sơ và bước"),
    "dossiers.Token": Table(Standing.WORK, "mã tra cứu đã băm; phát thêm hay hết hạn không đổi hồ sơ"),
    "dossiers.Withdrawal": _DOSSIER,
    "certification.YearClosing": _BOOKS,
    "certification.BookLine": _BOOKS,
    "certification.BookPrint": _BOOKS,
    "certification.CertifyingRight": _BOOKS,
    "certification.Exclusion": Table(Standing.REFERENCE, "trường hợp luật không cho chứng thực, nạp từ gói có mã băm"),
    "certification.OfficeWording": _BOOKS,
    "certification.Translator": _BOOKS,
    "certification.Wording": Table(Standing.REFERENCE, "lời chứng chung, nạp từ gói có mã băm"),
    "fees.Charge": _MONEY,
    "fees.Payment": _MONEY,
    "fees.Refund": _MONEY,
    "notices.Message": Table(Standing.WORK, "tin chờ gửi và kết quả gửi; sự kiện báo tin nằm trong nhật ký"),
    "feedback.Petition": _MATTER,
    "feedback.PetitionFile": _MATTER,
    "feedback.Rating": Table(Standing.FACT, "đánh giá của người dân"),
}

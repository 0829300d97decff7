"""Matters of certification (việc chứng thực): which procedure is entered in which book, and what the officer must see.

One line per procedure, dated as the catalogue dates the procedure itself. Legal source: NĐ 23/2015/NĐ-CP as amended by
NĐ 07/2025 and NĐ 280/2025 (Điều 5, 13, 20, 21, 24, 31, 33, 36–38, 40), TT 01/2020/TT-BTP Điều 4.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.journal.refusals import Refused


class Book(models.TextChoices):
    """The four books."""

    COPIES = "copies", _("Chứng thực bản sao từ bản chính")
    SIGNATURES = "signatures", _("Chứng thực chữ ký, điểm chỉ")
    TRANSLATORS = "translators", _("Chứng thực chữ ký người dịch")
    CONTRACTS = "contracts", _("Chứng thực hợp đồng, giao dịch")


MARKS = {
    Book.COPIES: "SCT/BS",
    Book.SIGNATURES: "SCT/CK,ĐC",
    Book.TRANSLATORS: "SCT/CKND",
    Book.CONTRACTS: "SCT/HĐ,GD",
}


class Longer(StrEnum):
    """How far the law lets the day be prolonged, always with a slip."""

    NEVER = "never"
    SOME_DAYS = "some_days"  # by a few working days, by more only as agreed in writing
    AGREED = "agreed"  # only as agreed in writing


STATEMENTS = {
    "original_shown": _("Đã xem bản chính và đối chiếu: bản sao đúng với bản chính"),
    "all_pages": _("Bản sao đủ số trang có thông tin của bản chính"),
    "appeared": _("Người yêu cầu có mặt, ký (điểm chỉ) trước mặt người tiếp nhận"),
    "id_checked": _("Đã kiểm tra giấy tờ tùy thân hoặc căn cước điện tử, còn giá trị"),
    "aware": _("Người yêu cầu minh mẫn, nhận thức và làm chủ được hành vi, tự nguyện"),
    "not_related": _("Không liên quan đến tài sản, lợi ích của người chứng thực và người thân thích"),
    "specimen_matches": _("Chữ ký người dịch đúng với chữ ký mẫu đã đăng ký"),
    "degree_shown": _("Đã xem bằng ngoại ngữ (ngôn ngữ không phổ biến: cam kết); người dịch tự dịch cho mình"),
    "translation_attached": _("Bản dịch đính kèm giấy tờ được dịch"),
    "draft_checked": _("Hồ sơ, dự thảo đủ; các bên đã ký từng trang"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of certification."""

    procedure_code: str
    words: object
    book: Book
    wording: str  # the kind of wording, see `wordings`; a manner of signing may name another
    statements: tuple[str, ...]
    longer: Longer
    basis: str  # of prolonging
    exclusions: str  # which list of what is refused
    counts_pages: bool = False
    by_collaborator: bool = False

    @property
    def mark(self) -> str:
        """The mark of the book in the number."""
        return MARKS[self.book]


_SIGNING = ("appeared", "id_checked", "aware", "not_related")
_DEAL = (*_SIGNING, "draft_checked")


def _contract(code: str, words: object, wording: str) -> Matter:
    return Matter(code, words, Book.CONTRACTS, wording, _DEAL, Longer.AGREED, "NĐ 23/2015 Đ.37", "contracts")


MATTERS: dict[str, Matter] = {
    matter.procedure_code: matter
    for matter in (
        Matter(
            "2.000815",
            _("Bản sao từ bản chính"),
            Book.COPIES,
            "copy",
            ("original_shown", "all_pages"),
            Longer.SOME_DAYS,
            "NĐ 23/2015 Đ.21",
            "copies",
            counts_pages=True,
        ),
        Matter(
            "2.000884",
            _("Chữ ký, điểm chỉ"),
            Book.SIGNATURES,
            "signature",
            _SIGNING,
            Longer.NEVER,
            "NĐ 23/2015 Đ.7",
            "signatures",
        ),
        Matter(
            "2.000992",
            _("Chữ ký người dịch là cộng tác viên"),
            Book.TRANSLATORS,
            "translator",
            ("specimen_matches", "translation_attached"),
            Longer.AGREED,
            "NĐ 23/2015 Đ.33",
            "translations",
            by_collaborator=True,
        ),
        Matter(
            "2.001008",
            _("Chữ ký người tự dịch, không là cộng tác viên"),
            Book.TRANSLATORS,
            "translator",
            ("appeared", "id_checked", "degree_shown", "translation_attached"),
            Longer.AGREED,
            "NĐ 23/2015 Đ.33",
            "translations",
        ),
        _contract("2.001035", _("Hợp đồng, giao dịch"), "contract"),
        _contract("2.000913", _("Sửa đổi, bổ sung, hủy bỏ giao dịch"), "contract"),
        _contract("2.001019", _("Di chúc"), "testament"),
        _contract("2.001016", _("Văn bản từ chối nhận di sản"), "renunciation"),
        _contract("2.001406", _("Văn bản phân chia di sản"), "partition"),
        Matter(
            "2.000942",
            _("Bản sao từ bản chính giao dịch đang lưu"),
            Book.COPIES,
            "copy",
            ("id_checked", "original_shown", "all_pages"),
            Longer.SOME_DAYS,
            "NĐ 23/2015 Đ.21, 40",
            "copies",
            counts_pages=True,
        ),
    )
}

# What is brought most often, for the counter to choose from; anything else may be typed.
OFTEN: dict[str, tuple[str, ...]] = {
    Book.COPIES: (
        "Giấy khai sinh",
        "Bằng tốt nghiệp THPT",
        "Bằng đại học",
        "Căn cước công dân",
        "Giấy chứng nhận quyền sử dụng đất",
        "Giấy chứng nhận kết hôn",
        "Học bạ",
        "Giấy đăng ký xe",
        "Giấy phép lái xe",
    ),
    Book.SIGNATURES: ("Sơ yếu lý lịch", "Giấy ủy quyền", "Đơn đề nghị"),
    Book.TRANSLATORS: ("Bản dịch hộ chiếu", "Bản dịch giấy khai sinh"),
    Book.CONTRACTS: ("Hợp đồng tặng cho quyền sử dụng đất", "Hợp đồng chuyển nhượng quyền sử dụng đất"),
}

# How a signature was given decides its wording; only the book of signatures knows more than one manner.
MANNERS = {
    "signature": _("Một người ký"),
    "signature_many": _("Nhiều người cùng ký"),
    "thumb_print": _("Điểm chỉ"),
    "unable": _("Không ký, không điểm chỉ được"),
}


class NoSuchMatter(Refused):
    """The procedure is none of certification."""

    status = 404

    def __init__(self, code: str) -> None:
        super().__init__(
            gettext("Thủ tục %(code)s không phải là việc chứng thực. Hãy chọn lại ở màn hình Chứng thực.")
            % {"code": code}
        )


class OneContractOneNumber(Refused):
    """A contract has one number for its case, however many copies; a second one is a case of its own."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            gettext(
                "Hợp đồng, giao dịch lấy một số cho mỗi việc: chỉ ghi một dòng. Hợp đồng khác thì lập hồ sơ khác; "
                "nhiều bản của một hợp đồng thì ghi ở ô số bản."
            )
        )


def of(procedure_code: str) -> Matter:
    """Return the matter of a procedure; raises NoSuchMatter."""
    matter = MATTERS.get(procedure_code)
    if matter is None:
        raise NoSuchMatter(procedure_code)
    return matter


def is_certification(procedure_code: str) -> bool:
    """Tell whether the procedure is entered in one of the books."""
    return procedure_code in MATTERS


def wording_kind(matter: Matter, *, manner: str = "", is_electronic: bool = False) -> str:
    """Return the kind of wording that fits how it was asked for."""
    if is_electronic:
        return "copy_electronic"
    return manner if matter.book == Book.SIGNATURES and manner in MANNERS else matter.wording

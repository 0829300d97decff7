"""What can be wrong with an uploaded file (lỗi của tệp), in words that say what to do next."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PASSES = frozenset({"blank_pages", "name_mismatch", "active_removed"})

# Fields: name, limit (MB), count and page_limit (pages), pages (numbers of blank ones), kind.
WORDS = {
    "empty": _("Tệp “%(name)s” rỗng (0 byte). Xin chọn lại tệp hoặc quét, chụp lại giấy tờ."),
    "too_big": _("Tệp “%(name)s” lớn hơn %(limit)s MB. Xin chia thành nhiều tệp hoặc quét lại ở 200 dpi."),
    "wrong_type": _(
        "Tệp “%(name)s” không thuộc loại được nhận. Xin nộp PDF, ảnh JPG, PNG, hoặc Word (.docx), Excel (.xlsx)."
    ),
    "heic": _(
        "Tệp “%(name)s” là ảnh HEIC của điện thoại, máy của cơ quan chưa mở được. Xin chụp màn hình ảnh đó rồi nộp, "
        "hoặc vào Cài đặt › Camera › Định dạng › Tương thích nhất rồi chụp lại."
    ),
    "old_office": _(
        "Tệp “%(name)s” là Word, Excel đời cũ. Xin mở tệp, chọn “Lưu thành” PDF hoặc .docx, .xlsx rồi nộp lại."
    ),
    "macro": _("Tệp “%(name)s” có macro nên không được nhận. Xin lưu lại thành PDF hoặc .docx, .xlsx không có macro."),
    "locked": _("Tệp “%(name)s” đang đặt mật khẩu nên không đọc được. Xin bỏ mật khẩu, lưu lại rồi nộp."),
    "unreadable": _(
        "Không đọc được tệp “%(name)s”, có thể tệp bị hỏng hoặc tải lên chưa hết. Xin mở thử trên máy rồi nộp lại."
    ),
    "too_many_pages": _("Tệp “%(name)s” có %(count)s trang, nhiều hơn %(page_limit)s trang. Xin chia thành nhiều tệp."),
    "blank": _("Tệp “%(name)s” trắng hoặc chỉ có một màu, không thấy nội dung. Xin quét, chụp lại cho rõ."),
    "blank_pages": _(
        "Tệp “%(name)s” có trang trắng: trang %(pages)s. Xin xem lại, nếu thiếu nội dung thì quét lại trang đó."
    ),
    "name_mismatch": _(
        "Tệp “%(name)s” thật ra là %(kind)s, khác với đuôi tên tệp. Tệp vẫn được nhận theo nội dung thật."
    ),
    "bomb": _("Tệp “%(name)s” khi mở ra quá lớn nên không được nhận. Xin quét lại ở 200 dpi rồi nộp."),
    "active_removed": _(
        "Tệp “%(name)s” có mã chạy hoặc tệp đính kèm bên trong. Phần đó đã được gỡ bỏ, nội dung trang giữ nguyên."
    ),
    "active_signed": _(
        "Tệp “%(name)s” vừa có chữ ký số vừa có mã chạy bên trong nên không được nhận. Xin nộp bản ký số không có mã."
    ),
    "active_stays": _(
        "Tệp “%(name)s” có mã chạy bên trong không gỡ được. Xin in tệp thành một PDF mới rồi nộp bản đó."
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a file, in words that say what to do; `blocks` keeps the file out."""

    code: str
    words: str
    blocks: bool = True


def problem(code: str, fields: dict[str, object]) -> Problem:
    """Put a code into words for the language of the moment."""
    return Problem(code, str(WORDS[code]) % fields, code not in PASSES)


def ranges(pages: list[int]) -> str:
    """Write page numbers shortly: 2, 4–7."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)

"""Verification (kiểm tra chữ ký số): who signed a PDF, when, and whether a byte changed since; for anyone.

Legal source: Luật Giao dịch điện tử 20/2023/QH15, NĐ 23/2025/NĐ-CP. Bad input gets a clear sentence, never an error.
Revocation is not asked, since that needs the network of the authority; the words say so.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel import localtime
from motcua.papers import foreign, keys
from motcua.papers.storage import FILE_LIMIT


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature as found in the file.

    `intact`: no signed byte changed; `covers_whole`: nothing was added after it; `is_sound`: what was added, if
    anything, are further signatures only; `trusted`: the certificate leads to a trusted authority; `is_own`: this
    installation issued it (a trial). With neither, the name in it proves nothing.
    """

    signer: str
    post: str
    office: str
    signed_at: datetime | None
    intact: bool
    trusted: bool
    is_own: bool
    covers_whole: bool
    is_sound: bool
    certificate_sha256: str
    words: str


@dataclass(frozen=True, slots=True)
class Check:
    """The answer about one file: a sentence, and a report for each signature, oldest first."""

    is_readable: bool
    reports: tuple[SignatureReport, ...]
    words: str

    def __iter__(self) -> Iterator[SignatureReport]:
        return iter(self.reports)

    def __len__(self) -> int:
        return len(self.reports)

    def __getitem__(self, place: int) -> SignatureReport:
        return self.reports[place]

    @property
    def is_sound(self) -> bool:
        """Tell whether the file is exactly as signed, and by nobody whose name proves nothing."""
        return self.is_unchanged and all(one.trusted or one.is_own for one in self.reports)

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the file is signed and exactly as signed, by whatever certificate."""
        # The last signature must reach the end of the file: bytes after it belong to nobody.
        return bool(self.reports) and all(one.is_sound for one in self.reports) and self.reports[-1].covers_whole


def check(pdf: bytes) -> Check:
    """Return who signed a PDF, when, and whether it was changed; any bytes may come in."""
    if len(pdf) > FILE_LIMIT:
        return Check(False, (), _("Tệp lớn hơn %s MB nên không kiểm tra được tại đây.") % (FILE_LIMIT // 1024 // 1024))
    own = keys.authority_certificate()
    with tempfile.NamedTemporaryFile(prefix="motcua-check-", suffix=".pdf") as draft:
        draft.write(pdf)
        draft.flush()
        answer = foreign.ask(
            {"job": "verify", "path": draft.name, "roots": os.fspath(keys.trusted_folder()), "own": own}
        )
    if answer is not None and answer.get("is_locked"):
        return Check(False, (), _("Tệp PDF đang đặt mật khẩu. Xin bỏ mật khẩu rồi kiểm tra lại."))
    if answer is None or not answer["is_readable"]:
        return Check(False, (), _("Không đọc được tệp. Xin chọn đúng tệp PDF đã tải về, chưa qua chỉnh sửa."))
    reports = tuple(_report(facts) for facts in answer["signatures"])
    if not reports:
        return Check(True, (), _("Tệp PDF này không có chữ ký số."))
    found = Check(True, reports, "")
    return Check(True, reports, _sum_up(found))


def check_file(path: Path) -> Check:
    """Return the check of a file on this machine."""
    return check(path.read_bytes())


def _sum_up(found: Check) -> str:
    if not all(one.intact for one in found):
        return _("Nội dung ĐÃ BỊ THAY ĐỔI sau khi ký. Không sử dụng tệp này; xin lấy lại bản gốc từ cơ quan cấp.")
    if not found.is_unchanged:
        return _("Tệp có phần thêm vào sau khi ký mà không ai ký. Chỉ tin bản gốc lấy từ cơ quan cấp.")
    if all(one.trusted for one in found):
        return _("Chữ ký số hợp lệ, nội dung không thay đổi từ khi ký.")
    if not all(one.trusted or one.is_own for one in found):
        return _("KHÔNG XÁC MINH ĐƯỢC NGƯỜI KÝ: chứng thư không do hệ thống này hay tổ chức tin cậy cấp.")
    return _("Nội dung không thay đổi từ khi ký. KÝ THỬ, không có giá trị pháp lý: chứng thư do hệ thống tự cấp.")


def _report(facts: dict[str, Any]) -> SignatureReport:
    signed_at = datetime.fromisoformat(facts["signed_at"]) if facts["signed_at"] else None
    is_sound = facts["intact"] and facts["later"] in ("nothing", "signatures")
    who = facts["signer"] or _("người ký không rõ tên")
    when = _("thời điểm không rõ")
    if signed_at:
        when = _("%(hour)s giờ %(minute)s, ngày %(day)s") % localtime.moment_parts(signed_at)
    words = [_("%(who)s ký lúc %(when)s.") % {"who": who, "when": when}]
    if not facts["intact"]:
        words.append(_("Nội dung đã bị thay đổi sau khi ký."))
    elif facts["later"] == "signatures":
        words.append(_("Nội dung đã ký không thay đổi; sau đó chỉ có thêm chữ ký khác."))
    elif facts["covers_whole"]:
        words.append(_("Nội dung không thay đổi từ khi ký."))
    else:
        words.append(_("Phần đã ký không thay đổi nhưng tệp có phần khác được thêm vào sau khi ký."))
    if facts["trusted"]:
        words.append(_("Chứng thư số thuộc tổ chức tin cậy; tình trạng thu hồi chưa được hỏi."))
    elif facts["own"]:
        words.append(_("Chứng thư do hệ thống này tự cấp: KÝ THỬ, không có giá trị pháp lý."))
    else:
        words.append(_("Chứng thư không rõ ai cấp: tên người ký ở trên có thể là giả."))
    return SignatureReport(
        signer=facts["signer"],
        post=facts["post"],
        office=facts["office"],
        signed_at=signed_at,
        intact=facts["intact"],
        trusted=facts["trusted"],
        is_own=facts["own"],
        covers_whole=facts["covers_whole"],
        is_sound=is_sound,
        certificate_sha256=facts["certificate_sha256"],
        words=" ".join(words),
    )

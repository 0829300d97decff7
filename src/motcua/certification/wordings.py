"""Wordings of certification (lời chứng): the text by kind, dated, with its legal reference; a commune may date its own.

Legal source: NĐ 23/2015/NĐ-CP Điều 12 with its annex (NĐ 280/2025), TT 01/2020/TT-BTP Điều 3 with its annex. The texts
of the built-in pack are written from practice and must be compared with the annexes before real use.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.certification.events import WordingDated
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import at_hand, rights
from motcua.office.offices import Office
from motcua.office.rights import Capability

KINDS = {
    "copy": gettext_noop("Bản sao từ bản chính"),
    "copy_electronic": gettext_noop("Bản sao điện tử từ bản chính"),
    "signature": gettext_noop("Chữ ký của một người"),
    "signature_many": gettext_noop("Chữ ký của nhiều người trong một văn bản"),
    "thumb_print": gettext_noop("Điểm chỉ"),
    "unable": gettext_noop("Không ký, không điểm chỉ được"),
    "translator": gettext_noop("Chữ ký người dịch"),
    "contract": gettext_noop("Hợp đồng, giao dịch"),
    "partition": gettext_noop("Văn bản thỏa thuận phân chia di sản"),
    "testament": gettext_noop("Di chúc"),
    "renunciation": gettext_noop("Văn bản từ chối nhận di sản"),
}
FIELDS = {
    "so": gettext_noop("số chứng thực"),
    "ngay": gettext_noop("ngày chứng thực"),
    "noi": gettext_noop("nơi chứng thực"),
    "co_quan": gettext_noop("tên cơ quan"),
    "nguoi_yeu_cau": gettext_noop("người yêu cầu"),
    "giay_to_tuy_than": gettext_noop("số giấy tờ tùy thân"),
    "loai_giay_to": gettext_noop("loại giấy tờ, văn bản"),
    "so_trang": gettext_noop("số trang"),
    "so_ban": gettext_noop("số bản"),
    "nguoi_dich": gettext_noop("người dịch"),
    "ngon_ngu": gettext_noop("ngôn ngữ"),
    "nguoi_chung_thuc": gettext_noop("người chứng thực"),
    "chuc_danh": gettext_noop("chức danh người chứng thực"),
    "nguoi_tiep_nhan": gettext_noop("người tiếp nhận hồ sơ"),
}


class NoWording(Refused):
    """No wording of this kind is in force on the day: nothing can be certified without one."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("Chưa có mẫu lời chứng “%(kind)s” đang áp dụng. Người quản trị cần nạp gói lời chứng trước.")
            % {"kind": _(KINDS.get(kind, kind))}
        )


class WordingUnclear(Refused):
    """A wording needs a known kind, a text with the number in it, and its legal reference."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Lời chứng phải có ô {so} (số chứng thực), chỉ dùng các ô có trong danh sách, có căn cứ, và áp dụng "
                "từ hôm nay trở đi."
            )
        )


class Wording(models.Model):
    """One text of the law as data: the same for every office, between two days."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=20)
    text = models.TextField()
    legal_ref = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [models.UniqueConstraint(fields=["kind", "valid_from"], name="wording_once_per_day")]


class OfficeWording(models.Model):
    """One office's own text of a kind from a day on; it goes before the common one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    text = models.TextField()
    legal_ref = models.CharField(max_length=300)
    valid_from = models.DateField()
    dated_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["office", "kind", "valid_from"], name="office_wording_once_per_day")
        ]


@transaction.atomic
def change(
    office: Office, kind: str, text: str, *, legal_ref: str, valid_from: date, by: Acting, at: datetime
) -> OfficeWording:
    """Return the office's own text from the day on; the same day again replaces what was not used yet."""
    rights.require(by, Capability.GRANT_CERTIFYING, local_day(at))
    text = nfc(text).replace("\r\n", "\n").strip()
    if kind not in KINDS or not is_sound(text) or not legal_ref.strip() or valid_from < local_day(at):
        raise WordingUnclear
    made, _is_new = OfficeWording.objects.update_or_create(
        office=office,
        kind=kind,
        valid_from=valid_from,
        defaults={"text": text[:4000], "legal_ref": nfc(legal_ref).strip()[:300], "dated_at": at},
    )
    at_hand.forget()
    event = WordingDated(wording_id=str(made.pk), kind=kind, valid_from=valid_from.isoformat())
    entries.record(event, office=office.pk, subject=made.pk, by=by, at=at, facts=(made,))
    return made


def is_sound(text: str) -> bool:
    """Tell whether the text has the number and no field that is not known."""
    left = filled(text, dict.fromkeys(FIELDS, ""))
    return "{so}" in text and "{" not in left and "}" not in left


def current(office_id: UUID, kind: str, on: date) -> Wording | OfficeWording:
    """Return the text in force in the office on the day; raises NoWording."""
    own = OfficeWording.objects.filter(office_id=office_id, kind=kind, valid_from__lte=on).order_by("-valid_from")
    common = Wording.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), kind=kind, valid_from__lte=on)
    found: Wording | OfficeWording | None = at_hand.read(
        ("wording", office_id, kind, on), lambda: own.first() or common.order_by("-valid_from").first()
    )
    if found is None:
        raise NoWording(kind)
    return found


def all_current(office_id: UUID, on: date) -> list[tuple[str, str, Wording | OfficeWording]]:
    """Return (kind, its words, text in force) for every kind that has one; two queries."""
    found: dict[str, Wording | OfficeWording] = {}
    common = Wording.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    for row in common.order_by("valid_from"):
        found[row.kind] = row
    for own in OfficeWording.objects.filter(office_id=office_id, valid_from__lte=on).order_by("valid_from"):
        found[own.kind] = own
    return [(kind, words, found[kind]) for kind, words in KINDS.items() if kind in found]


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its fields filled in; what a person typed is never read as a field again."""
    parts = text.split("{")
    said = [parts[0]]
    for part in parts[1:]:
        name, closed, rest = part.partition("}")
        said.append(values[name] + rest if closed and name in values else "{" + part)
    return "".join(said)

"""The denouncer (người tố cáo): who it is stands only here, encrypted, shown to named posts only, each look logged.

Nothing else may hold a word of it: no list, log, journal entry or detail, search, export or notice. Legal source: Luật
Tố cáo 2018 Điều 47–49 (bảo vệ bí mật thông tin); Luật BVDLCN 91/2025/QH15.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.feedback import confidants, denouncer_keys
from motcua.feedback.denunciations import Denunciation
from motcua.feedback.events import DenouncersSealedAnew
from motcua.journal import access_log, entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.vietnamese import nfc, words_of
from motcua.office import matters
from motcua.office.offices import Office
from motcua.office.rights import Capability

LOOK = "denouncer"


class NotAConfidant(Refused):
    """The post was not named by the head for this time."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("Danh tính người tố cáo được giữ bí mật. Chỉ vị trí được người đứng đầu cho phép, có thời hạn, được xem.")
        )


class KeyMissing(Refused):
    """The key that sealed this identity is not in the keys folder."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            _("Không mở được vì thiếu tệp khóa. Người vận hành cần khôi phục tệp khóa từ bản sao lưu khóa.")
        )


class NamesTheDenouncer(Refused):
    """Words that others read name the denouncer."""

    status = 422

    def __init__(self, what: str) -> None:
        super().__init__(
            _("Nội dung này đang nêu %(what)s của người tố cáo. Ai xem sổ cũng đọc được; hãy bỏ phần đó rồi ghi lại.")
            % {"what": what}
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """Who denounces, in clear; never stored and never logged so."""

    full_name: str
    address: str = ""
    phone: str = ""
    number: str = ""


class DenouncerIdentity(models.Model):
    """The sealed identity of the denouncer of one denunciation."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    denunciation = models.OneToOneField(Denunciation, on_delete=models.PROTECT, related_name="+")
    sealed = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "denunciation"], name="denouncer_once")]


def seal(denunciation: Denunciation, identity: Identity) -> DenouncerIdentity:
    """Return the new row that holds the identity, encrypted with the newest key."""
    text = json.dumps(asdict(identity), ensure_ascii=False)
    return DenouncerIdentity.objects.create(
        office_id=denunciation.office_id,
        denunciation=denunciation,
        sealed=denouncer_keys.box().encrypt(text.encode()).decode("ascii"),
    )


@transaction.atomic
def opened(denunciation_id: UUID, *, by: Acting, at: datetime) -> Identity:
    """Return who the denouncer is to a named post; the look is written down first. Raises NotAConfidant."""
    denunciation = matters.find(Denunciation, denunciation_id, by=by, at=at, to=Capability.KEEP_DENUNCIATIONS)
    if not confidants.is_named(by, at):
        raise NotAConfidant
    access_log.looked(by, denunciation.office_id, denunciation.pk, LOOK, at)
    return _open(denunciation)


def looks(denunciation: Denunciation) -> list[access_log.Look]:
    """Return who looked at the denouncer and when, newest first: shown to everyone who may see the register."""
    rows = access_log.Look.objects.filter(office_id=denunciation.office_id, subject_id=denunciation.pk, what=LOOK)
    return list(rows.order_by("-at", "-pk"))


def check_silent(denunciation: Denunciation, *words: str) -> None:
    """Refuse words that hold the denouncer's name, number, phone or address; raises NamesTheDenouncer."""
    check_words(_open(denunciation), *words)


def check_words(identity: Identity, *words: str) -> None:
    """Refuse words that hold something of the identity; raises NamesTheDenouncer."""
    text = nfc(" ".join(words))
    said = f" {' '.join(words_of(text))} "
    digits = "".join(sign for sign in text if sign.isdigit())
    name, address = (" ".join(words_of(part)) for part in (identity.full_name, identity.address))
    if name and f" {name} " in said:
        raise NamesTheDenouncer(_("họ tên"))
    if len(address) > 12 and f" {address} " in said:
        raise NamesTheDenouncer(_("địa chỉ"))
    for part, what in ((identity.phone, _("số điện thoại")), (identity.number, _("số giấy tờ"))):
        number = "".join(sign for sign in part if sign.isdigit())[-9:]
        if len(number) >= 8 and number in digits:
            raise NamesTheDenouncer(what)


def _open(denunciation: Denunciation) -> Identity:
    row = DenouncerIdentity.objects.get(office_id=denunciation.office_id, denunciation=denunciation)
    try:
        return Identity(**json.loads(denouncer_keys.box().decrypt(row.sealed.encode())))
    except denouncer_keys.InvalidToken as problem:
        raise KeyMissing from problem


@transaction.atomic
def seal_anew(office: Office, *, at: datetime) -> int:
    """Return how many identities of the office were sealed anew with the newest key (`denouncer_keys.add_key`)."""
    box = denouncer_keys.box()
    rows = list(DenouncerIdentity.objects.select_for_update().filter(office=office).order_by("pk"))
    for row in rows:
        row.sealed = box.rotate(row.sealed.encode()).decode("ascii")
        row.save(update_fields=["sealed"])
    event = DenouncersSealedAnew(count=len(rows))
    entries.record(event, office=office.pk, subject=office.pk, by=Acting.system(office.pk), at=at, facts=rows)
    return len(rows)

"""Slips (phiếu): the official papers of a dossier, Mẫu 01–06, each with its number and what it said on the day.

The content is kept as data when the slip is made and typeset when it is first opened; a stored slip never changes.
Legal source: TT 03/2025/TT-VPCP Phụ lục I (domain brief 1.7); form texts are dated, a new circular is a new edition.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import models, transaction

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import SlipOpened
from motcua.dossiers.tracking import Purpose, grant
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import series
from motcua.office.offices import Office
from motcua.papers import qr, storage, typesetting
from motcua.papers.storage import StoredFile

EDITION = "TT 03/2025/TT-VPCP"
SUFFIXES = {"01": "", "02": "PBS-", "03": "PTC-", "04": "PXL-", "05": "TBD-", "06": "PKS-", "ack": "BN-"}
TITLES = {
    "01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "04": "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    "05": "Thông báo dừng giải quyết hồ sơ",
    "06": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
    "ack": "Xác nhận đã nhận hồ sơ trực tuyến",
}
TEMPLATES = {
    "01": "mau01",
    "02": "mau02",
    "03": "mau03",
    "04": "mau04",
    "05": "mau05",
    "06": "mau06",
    "ack": "acknowledgement",
}


class Slip(models.Model):
    """One numbered slip of a dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(max_length=4)
    edition = models.CharField(max_length=40, default=EDITION)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    content = models.JSONField()
    made_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "form", "year", "number"], name="slip_number_once_per_year")
        ]
        indexes = [models.Index(fields=["office", "dossier"], name="slip_by_dossier")]

    @property
    def title(self) -> str:
        """The official title of the form."""
        return TITLES[self.form]


def issue(dossier: Dossier, form: str, content: dict[str, object], *, at: datetime) -> Slip:
    """Return a new slip with the next number of its form and year; typeset later, when somebody opens it."""
    day = local_day(at)
    number = series.take(dossier.office_id, f"slip:{form}", date(day.year, 1, 1))
    symbol = f"{number:02d}/{SUFFIXES[form]}{dossier.office.number_suffix}"
    return Slip.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        form=form,
        number=number,
        year=day.year,
        symbol=symbol,
        content={**content, "number": symbol},
        made_at=at,
    )


@transaction.atomic
def opened(slip: Slip, *, by: Acting, at: datetime) -> StoredFile:
    """Return the slip as PDF/A, typeset at the first opening and stored for good."""
    # Two who open it at once: the second waits and finds the first one's file.
    slip = Slip.objects.select_for_update(of=("self",)).select_related("dossier__office", "file").get(pk=slip.pk)
    if slip.file is not None:
        return slip.file
    secret = grant(slip.dossier, Purpose.TRACK, at=at)
    address = f"{settings.BASE_URL}/t/{secret}/"
    rating = f"{settings.BASE_URL}/danh-gia/{grant(slip.dossier, Purpose.RATE, at=at)}/"
    content = {**slip.content, "qr_svg": qr.svg(address), "rating_qr_svg": qr.svg(rating)}
    pdf = typesetting.pdf(TEMPLATES[slip.form], content)
    name = f"{slip.dossier.code}.{'mau' + slip.form if slip.form != 'ack' else 'bien-nhan'}.pdf"
    slip.file = storage.keep(slip.dossier.office, pdf, name, at=at)
    slip.save(update_fields=["file"])
    # The dossier itself is not a fact of this entry: it is not locked here and may have moved on.
    entries.record(
        SlipOpened(slip_id=str(slip.pk)),
        office=slip.office_id,
        subject=slip.dossier_id,
        by=by,
        at=at,
        facts=(slip,),
        files=(slip.file.sha256,),
    )
    return slip.file


def of_dossier(dossier: Dossier) -> list[Slip]:
    """Return the dossier's slips in order."""
    return list(Slip.objects.filter(office_id=dossier.office_id, dossier=dossier))


def find(dossier: Dossier, slip_id: UUID) -> Slip | None:
    """Return one slip of this dossier, None when it has no such slip."""
    return (
        Slip.objects.select_related("dossier__office", "file")
        .filter(office_id=dossier.office_id, dossier=dossier, pk=slip_id)
        .first()
    )

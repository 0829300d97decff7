"""Translators on the list (cộng tác viên dịch thuật): who may have a translator's signature certified by specimen.

Legal source: NĐ 23/2015/NĐ-CP Điều 27–29, TT 01/2020/TT-BTP Điều 16–19; a line has its days and the decision behind it.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.certification.events import TranslatorEnded, TranslatorListed
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc
from motcua.office import rights
from motcua.office.offices import Office
from motcua.office.rights import Capability


class TranslatorUnclear(Refused):
    """A line needs the name, the languages and the decision."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy nhập họ tên, ngôn ngữ và văn bản phê duyệt danh sách cộng tác viên dịch thuật."))


class NoSuchTranslator(Refused):
    """Nobody of that name is on the office's list on the day."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Người dịch không có trong danh sách cộng tác viên còn hiệu lực hôm nay. Lãnh đạo ghi thêm ở mục "
                "Chứng thực, Người dịch; hoặc dùng thủ tục 2.001008 khi người đó tự dịch giấy tờ của mình."
            )
        )


class Translator(models.Model):
    """One collaborator of the office, from one day to another (open end: None)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=150)
    languages = models.CharField(max_length=150)
    basis = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    listed_at = models.DateTimeField()

    class Meta:
        ordering = ["full_name", "from_on"]
        indexes = [models.Index(fields=["office", "from_on"], name="translator_by_day")]

    def __str__(self) -> str:
        return self.full_name


@transaction.atomic
def enlist(
    office: Office,
    *,
    full_name: str,
    languages: str,
    basis: str,
    from_on: date,
    to_on: date | None = None,
    by: Acting,
    at: datetime,
) -> Translator:
    """Return the new line of the list; only who grants certifying keeps it."""
    rights.require(by, Capability.GRANT_CERTIFYING, local_day(at))
    texts = [nfc(text).strip() for text in (full_name, languages, basis)]
    if not all(texts) or (to_on is not None and to_on < from_on):
        raise TranslatorUnclear
    made = Translator.objects.create(
        office=office,
        full_name=texts[0][:150],
        languages=texts[1][:150],
        basis=texts[2][:200],
        from_on=from_on,
        to_on=to_on,
        listed_at=at,
    )
    event = TranslatorListed(translator_id=str(made.pk), from_on=from_on.isoformat())
    entries.record(
        event, office=office.pk, subject=made.pk, by=by, at=at, facts=(made,), private={"full_name": made.full_name}
    )
    return made


@transaction.atomic
def end(translator_id: UUID, *, by: Acting, at: datetime) -> Translator:
    """Take the translator off the list from today on; what was certified stays as it is."""
    day = local_day(at)
    rights.require(by, Capability.GRANT_CERTIFYING, day)
    row = Translator.objects.select_for_update().filter(office_id=by.office, pk=translator_id).first()
    if row is None:
        raise NoSuchTranslator
    row.to_on = max(row.from_on, day - timedelta(days=1))
    row.save(update_fields=["to_on"])
    entries.record(
        TranslatorEnded(translator_id=str(row.pk)), office=by.office, subject=row.pk, by=by, at=at, facts=(row,)
    )
    return row


def on_day(office_id: UUID, on: date) -> list[Translator]:
    """Return who is on the list on the day, by name."""
    rows = Translator.objects.filter(Q(to_on=None) | Q(to_on__gte=on), office_id=office_id, from_on__lte=on)
    return list(rows)


def of_office(office_id: UUID) -> list[Translator]:
    """Return the whole list, ended lines too."""
    return list(Translator.objects.filter(office_id=office_id))


def find(translator_id: UUID | str | None, office_id: UUID, on: date) -> Translator:
    """Return a translator who is on the list on the day; raises NoSuchTranslator."""
    found = next((row for row in on_day(office_id, on) if str(row.pk) == str(translator_id)), None)
    if found is None:
        raise NoSuchTranslator
    return found

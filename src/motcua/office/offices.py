"""The office: one Public Administrative Service Centre (Trung tâm Phục vụ hành chính công cấp xã).

Legal source: NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP Điều 3, 5. Its code is the electronic identifier of
QĐ 20/2020/QĐ-TTg; it stands in every dossier code and is configurable, because the merger of provinces changed it.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import check_agency_code, uuid7
from motcua.kernel.localtime import local_day
from motcua.office import rights
from motcua.office.events import OfficeChanged


class NoSuchOffice(Refused):
    """No office of this installation has that code."""

    status = 404

    def __init__(self, code: str) -> None:
        super().__init__(
            _("Không có cơ quan mang mã “%(code)s”. Hãy kiểm tra lại mã bằng lệnh motcua offices.") % {"code": code}
        )


class Office(models.Model):
    """One receiving office; every working row belongs to exactly one and never changes it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(max_length=35, unique=True)
    name = models.CharField(max_length=200)
    parent_name = models.CharField(max_length=200, blank=True)
    place_name = models.CharField(max_length=100, blank=True)  # stands before the date on papers: "Hoa Sen, ngày …"
    commune_code = models.CharField(max_length=5, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    slogan = models.CharField(max_length=200, blank=True)
    number_suffix = models.CharField(max_length=30, default="TTPVHCC")
    bank_bin = models.CharField(max_length=6, blank=True)
    bank_account = models.CharField(max_length=19, blank=True)
    bank_holder = models.CharField(max_length=100, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    is_active = models.BooleanField(default=True)
    # Since when its open dossiers are being counted anew after a change of the calendar: no date is certain meanwhile.
    replay_began_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


def found(code: str, name: str, **details: str) -> Office:
    """Return the office with this code, made when it is new.

    Raises ValueError (Vietnamese) when the code breaks QĐ 20/2020/QĐ-TTg.
    """
    check_agency_code(code)
    office, _ = Office.objects.get_or_create(code=code, defaults={"name": name, **details})
    return office


def by_code(code: str) -> Office:
    """Return the active office with this code; raises NoSuchOffice."""
    office = Office.objects.filter(code=code, is_active=True).first()
    if office is None:
        raise NoSuchOffice(code)
    return office


def by_id(office_id: UUID) -> Office:
    """Return the office with this id."""
    return Office.objects.get(pk=office_id)


def find_first() -> Office | None:
    """Return the installation's only or first active office, None before `motcua init`."""
    return Office.objects.filter(is_active=True).order_by("code").first()


CHANGEABLE = (
    "name",
    "parent_name",
    "place_name",
    "address",
    "phone",
    "email",
    "slogan",
    "number_suffix",
    "bank_bin",
    "bank_account",
    "bank_holder",
    "tax_code",
)


@transaction.atomic
def change(office: Office, values: dict[str, str], *, by: Acting, at: datetime) -> list[str]:
    """Return which details of the office were changed by the steward; the code is never among them."""
    rights.require(by, rights.Capability.KEEP_OFFICE, local_day(at))
    changed = [name for name in CHANGEABLE if name in values and values[name] != getattr(office, name)]
    for name in changed:
        setattr(office, name, values[name])
    if changed:
        office.save(update_fields=changed)
        event = OfficeChanged(fields=changed)
        entries.record(event, office=office.pk, subject=office.pk, by=by, at=at, facts=(office,))
    return changed


def listing() -> list[dict[str, str]]:
    """Return code and name of every active office."""
    rows = Office.objects.filter(is_active=True).order_by("code").values_list("code", "name")
    return [{"code": code, "name": name} for code, name in rows]

"""Slips (phiếu): the official papers of a dossier, Mẫu 01–06, each with its number and what it said on the day.

The content is kept as data when the slip is made and typeset when it is first opened; a stored slip never changes
(Mẫu 06 alone is written on until the dossier ends).
Legal source: TT 03/2025/TT-VPCP Phụ lục I (domain brief 1.7); form texts are dated, a new circular is a new edition
(`papers.editions`), and a slip keeps the edition that its dossier came under.
"""

from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import SlipOpened
from motcua.dossiers.tracking import Purpose, grant
from motcua.journal import entries, recording, rows
from motcua.journal.acting import CITIZEN, SYSTEM, Acting
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.office import series, settings_dated
from motcua.office.offices import Office
from motcua.office.staff import Staff
from motcua.papers import barcode, editions, qr, storage, typesetting
from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile

ONLINE = 2
JOINT = "01c"  # one receipt for several dossiers, numbered among the receipts
# Signed digitally whatever the channel; the others only when the dossier itself is electronic.
ALWAYS_SIGNED = frozenset({"03", "04", "05"})
SIGNED_ONLINE = frozenset({"01", "01c", "02", "ack"})
# Mẫu 06 is written anew at each print until the dossier ends (`control_slips`); it stays inside the house.
CONTROL = "06"
FILE_NAMES = {"ack": "bien-nhan", "ret": "giao-tra"}


class Slip(models.Model):
    """One numbered slip of a dossier."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="slips")
    form = models.CharField(max_length=4)
    edition = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    year = models.PositiveSmallIntegerField()
    symbol = models.CharField(max_length=60)
    content = models.JSONField()
    made_at = models.DateTimeField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    signer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    is_to_sign = models.BooleanField(default=False)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "form", "year", "number"], name="slip_number_once_per_year")
        ]
        indexes = [models.Index(fields=["office", "dossier"], name="slip_by_dossier")]

    @property
    def title(self) -> str:
        """The official title of the form."""
        return editions.by_code(self.edition).title(self.form)

    @property
    def is_awaiting_signature(self) -> bool:
        """Whether the worker has still to sign it."""
        return self.is_to_sign and self.signature_id is None


def symbol_of(office: Office, form: str, number: int, on: date) -> str:
    """Return number and sign of a paper as printed, by the office's dated setting for the form."""
    pattern = settings_dated.value(office.pk, f"symbol_{form[:2] if form[0].isdigit() else form}", on)
    return f"{number:02d}/{pattern.replace('{office}', office.number_suffix)}"


def issue(
    dossier: Dossier,
    form: str,
    content: dict[str, object],
    *,
    by: Acting,
    at: datetime,
    signer: UUID | None = None,
    replaces: Slip | None = None,
    is_electronic: bool | None = None,
) -> Slip:
    """Return a new slip with the next number of its form and year; typeset later, when somebody opens it.

    `signer` is who signs when that is not the one who acts; the worker signs what is to be signed digitally.
    `is_electronic` (by default: filed online) decides it for the papers that are signed by hand at the counter.
    """
    day = local_day(at)
    number = series.take(dossier.office_id, f"slip:{'01' if form == JOINT else form}", date(day.year, 1, 1))
    symbol = symbol_of(dossier.office, form, number, dossier.rules_on)
    is_electronic = dossier.channel == ONLINE if is_electronic is None else is_electronic
    is_real = not recording.is_lived()  # nobody signs the papers of a made-up history
    is_person = by.role not in (CITIZEN, SYSTEM)
    return Slip.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        form=form,
        edition=editions.in_force(dossier.rules_on).code,
        number=number,
        year=day.year,
        symbol=symbol,
        content={**content, "number": symbol},
        made_at=at,
        replaces=replaces,
        signer_id=signer or (by.person if is_person else None),
        is_to_sign=is_real and (form in ALWAYS_SIGNED or (form in SIGNED_ONLINE and is_electronic)),
    )


@transaction.atomic
def opened(slip: Slip, *, by: Acting, at: datetime) -> StoredFile:
    """Return the slip as PDF/A: signed when it is, else as typeset at the first opening and stored for good."""
    # Two who open it at once: the second waits and finds the first one's file.
    slip = Slip.objects.select_for_update(of=("self",)).select_related(*OPENED_WITH).get(pk=slip.pk)
    if slip.signature is not None:
        return slip.signature.file
    if slip.file is not None:
        return slip.file
    pdf = typesetting.pdf(editions.by_code(slip.edition).template(slip.form), _printed(slip, at))
    name = f"{slip.dossier.code}.{FILE_NAMES.get(slip.form, 'mau' + slip.form)}.pdf"
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


OPENED_WITH = ("dossier__office", "file", "signature__file", "signer")


def _printed(slip: Slip, at: datetime) -> dict[str, object]:
    """Return the kept content with what only the paper itself carries: fresh codes and the place to sign."""
    return {**slip.content, **codes(slip, at), "is_signed_digitally": slip.is_to_sign}


def codes(slip: Slip, at: datetime) -> dict[str, object]:
    """Return the codes that a paper of the dossier carries; what the applicant gets has secret addresses of its own."""
    bars = barcode.svg(slip.dossier.code)
    if slip.form == CONTROL:  # passes through many hands: the address by the code, which shows state and dates only
        return {"qr_svg": qr.svg(f"{settings.BASE_URL}/tra-cuu/?ma={slip.dossier.code}"), "barcode_svg": bars}
    found: dict[str, object] = {
        "rating_qr_svg": qr.svg(f"{settings.BASE_URL}/danh-gia/{grant(slip.dossier, Purpose.RATE, at=at)}/")
    }
    if slip.form == JOINT:
        together = {str(row["code"]): row for row in slip.content["rows"]}
        of_code = Dossier.objects.filter(office_id=slip.office_id, code__in=together)
        rows = [
            {**together[one.code], "qr_svg": qr.svg(tracking_address(one, at)), "barcode_svg": barcode.svg(one.code)}
            for one in of_code.order_by("code")
        ]
        return {**found, "rows": rows}
    return {**found, "qr_svg": qr.svg(tracking_address(slip.dossier, at)), "barcode_svg": bars}


def tracking_address(dossier: Dossier, at: datetime) -> str:
    """Return a fresh secret address of the dossier's tracking page, for one paper."""
    return f"{settings.BASE_URL}/t/{grant(dossier, Purpose.TRACK, at=at)}/"


def of_dossier(dossier: Dossier) -> list[Slip]:
    """Return the dossier's slips in order, with the joint receipts that are kept with another; one query."""
    signed = Slip.objects.filter(office_id=dossier.office_id).select_related("signature").order_by()
    # Each half has its index; one condition for both would read every slip of the office.
    joint = signed.filter(further__office_id=dossier.office_id, further__dossier=dossier)
    return list(signed.filter(dossier=dossier).union(joint, all=True).order_by("made_at", "id"))


def names_others(slip: Slip) -> bool:
    """Return whether a joint receipt also holds the matter of somebody else than the one who filed."""
    return any(row.get("whose") for row in slip.content.get("rows", ()))


def shown(made: list[Slip]) -> dict[str, object]:
    """Return the slips that are opened as they are, and apart from them Mẫu 06, None before its first print."""
    kept = [slip for slip in made if slip.form != CONTROL]
    return {"slips": kept, "control": next((slip for slip in made if slip.form == CONTROL), None)}


def find(dossier: Dossier, slip_id: UUID) -> Slip | None:
    """Return one slip of this dossier, or a joint receipt that names it; None when it has no such slip."""
    its = Q(dossier=dossier) | Q(further__dossier=dossier)
    found = Slip.objects.select_related(*OPENED_WITH).filter(its, office_id=dossier.office_id, pk=slip_id)
    return rows.find_one(found)


def find_signed(signature: Signature) -> Slip | None:
    """Return the slip that bears this signature, None when it is another document's."""
    return Slip.objects.filter(office_id=signature.office_id, signature=signature).first()

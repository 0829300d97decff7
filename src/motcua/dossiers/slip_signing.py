"""Digital signatures on slips (ký số phiếu): made by the worker, never in the request, with the key of who issued it.

What the machine issues bears the office's own seal. The signed PDF is made of the very bytes that were typeset first,
so a print from before shows the same. Legal source: TT 03/2025/TT-VPCP (forms signed digitally when electronic).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import slips
from motcua.dossiers.events import SlipSigned
from motcua.dossiers.results import verification_address
from motcua.dossiers.slips import OPENED_WITH, Slip
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.papers import signatures, signing

REASON = "Ký ban hành phiếu"


def sign_waiting(dossier_id: UUID, office_id: UUID, *, at: datetime) -> list[Slip]:
    """Return the dossier's slips that were signed now; run twice it signs nothing twice."""
    waiting = Slip.objects.filter(office_id=office_id, dossier_id=dossier_id, is_to_sign=True, signature=None)
    signed = [_sign(slip, at) for slip in waiting.select_related(*OPENED_WITH)]
    return [slip for slip in signed if slip is not None]


def _sign(slip: Slip, at: datetime) -> Slip | None:
    system = Acting.system(slip.office_id)
    typeset = slips.opened(slip, by=system, at=at)
    office = slip.dossier.office
    code = signatures.new_code(office.pk)
    made = signing.make(
        typeset.read(),
        signer_name=slip.signer.full_name if slip.signer else office.name,
        post_name=slip.signer.title if slip.signer else "",
        office_name=office.name,
        reason=REASON,
        at=at,
        verify_url=verification_address(code),
    )
    with transaction.atomic():
        locked = Slip.objects.select_for_update(of=("self",)).get(pk=slip.pk)
        if locked.signature_id is not None:
            return None
        locked.signature = signatures.keep(
            made, office=office, subject=slip.dossier_id, signer=slip.signer, code=code, name=typeset.name, at=at
        )
        locked.save(update_fields=["signature"])
        entries.record(
            SlipSigned(slip_id=str(locked.pk), signature_id=str(locked.signature.pk)),
            office=locked.office_id,
            subject=locked.dossier_id,
            by=system,
            at=at,
            facts=(locked, locked.signature),
            files=(locked.signature.file.sha256,),
        )
    return locked

"""Waivers (miễn, giảm phí, lệ phí): shown to the officer, and applied only when the officer confirms the condition.

The machine can't see the level "công dân số"; the officer says having seen it on VNeID. Legal source: `fee_rules`.
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers import gates
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.record import note
from motcua.fees import charges, fee_rules, payments
from motcua.fees.charges import Charge, ChargeState
from motcua.fees.events import FeeWaived
from motcua.fees.fee_rules import FeeRule
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability


class WaiverNotPossible(Refused):
    """No rule in force waives this fee, or it has been paid already."""

    def __init__(self) -> None:
        super().__init__(
            _("Không áp dụng được mức miễn, giảm này cho hồ sơ: không có quy định phù hợp, hoặc phí đã nộp rồi.")
        )


def possible(dossier: Dossier) -> list[FeeRule]:
    """Return the waivers that an officer may confirm for the dossier, by the day on which it was filed."""
    return fee_rules.possible(dossier.version.procedure.code, dossier.channel, local_day(dossier.submitted_at))


@transaction.atomic
def waive(charge_id: UUID, *, rule_code: str, by: Acting, at: datetime) -> Charge:
    """Apply a waiver whose condition the officer confirms having seen; raises WaiverNotPossible or NothingDue."""
    dossier, found = charges.lock(charge_id, by=by, at=at, to=Capability.TAKE_FEE)
    charges.require_open(dossier)
    rule = fee_rules.find(rule_code)
    if rule is None or rule not in possible(dossier) or found.state != ChargeState.WAITING:
        raise WaiverNotPossible
    facts: list[models.Model] = [found]
    expected = payments.find_live(found)
    if expected is not None:  # its code names the old amount
        payments.undo(expected, reason="Mức phí đã thay đổi", by=by, at=at)
        facts.append(expected)
    found.amount_waived = rule.amount(found.amount_due)
    found.waiver_reason = f"{rule.words}. {rule.condition}"[:200]
    found.legal_ref = "; ".join(part for part in (found.legal_ref, rule.legal_ref) if part)[:300]
    if found.amount_to_pay == 0:
        found.state = ChargeState.FREE
        facts += gates.lift(dossier, gates.FEE_UNPAID, at=at)
    found.save(update_fields=["amount_waived", "waiver_reason", "legal_ref", "state"])
    event = FeeWaived(charge_id=str(found.pk), rule=rule.code, amount_waived=found.amount_waived)
    note(dossier, event, by=by, at=at, facts=facts)
    return found

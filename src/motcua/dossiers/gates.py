"""Gates: a gate forbids a step and never touches the clock, as when a fee is unpaid."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from motcua.dossiers.dossier import Dossier
from motcua.journal import held
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office

GATES = "gates"  # held by dossier
FEE_UNPAID, CORRECTION = "fee_unpaid", "correction"
WORDS = {
    FEE_UNPAID: gettext_noop("phí, lệ phí của hồ sơ chưa được thanh toán"),
    CORRECTION: gettext_noop("kết quả có sai sót và đang được đính chính"),
}


class GateClosed(Refused):
    """A gate stands before this step."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Chưa làm được bước này: %(gate)s. Hãy hoàn tất việc đó trước.") % {"gate": _(WORDS.get(name, name))}
        )


class Gate(models.Model):
    """One thing that must happen before the result is handed over."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="gates")
    name = models.CharField(max_length=30)
    closed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "dossier", "name"], condition=Q(lifted_at=None), name="one_open_gate_per_name"
            )
        ]


def close(dossier: Dossier, name: str, *, at: datetime) -> Gate:
    """Return the gate that now forbids handing over; the same open gate stays when it is there."""
    there = _closed(dossier)
    for gate in there:
        if gate.name == name:
            return gate
    gate = Gate.objects.create(office_id=dossier.office_id, dossier=dossier, name=name, closed_at=at)
    held.put((GATES, dossier.pk), [*there, gate])
    return gate


def lift(dossier: Dossier, name: str, *, at: datetime) -> list[Gate]:
    """Return the gates of this name that were lifted now, none or one, for the entry of the act."""
    there = _closed(dossier)
    gates = [gate for gate in there if gate.name == name]
    for gate in gates:
        gate.lifted_at = at
        gate.save(update_fields=["lifted_at"])
    held.put((GATES, dossier.pk), [gate for gate in there if gate.name != name])
    return gates


def check(dossier: Dossier) -> None:
    """Raise GateClosed when a gate stands before handing over."""
    for gate in sorted(_closed(dossier), key=lambda gate: gate.pk):
        raise GateClosed(gate.name)


def _closed(dossier: Dossier) -> list[Gate]:
    rows = Gate.objects.filter(office_id=dossier.office_id, dossier=dossier, lifted_at=None).order_by()
    return held.read_unless_new(GATES, dossier.pk, lambda: list(rows)) or []

"""What each kind of waiting does to the clock (căn cứ tạm dừng): the procedure's own law first, else a dated setting.

A dossier keeps the rule of the day of its acceptance. Legal source: domain brief 3.3; every hold carries its basis
into the ledger.
"""

from motcua.dossiers.dossier import Dossier
from motcua.kernel.holds import HoldKind, HoldMode, HoldRule
from motcua.office import settings_dated


def of(dossier: Dossier, kind: HoldKind) -> HoldRule | None:
    """Return mode and legal basis of a kind of waiting for this dossier, None when its time counts."""
    own = dossier.version.hold_rule(kind)
    if own is not None:
        return own
    row = settings_dated.in_force(dossier.office_id, dossier.rules_on)[f"hold_{kind.value}"]
    return None if row.value == settings_dated.NO_HOLD else HoldRule(HoldMode(row.value), row.legal_ref)

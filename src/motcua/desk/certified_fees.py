"""The fee of what was certified (phí chứng thực): a numbered line whose fee is known stands beside a charge.

The books know no money and the money no books: `motcua invariants` asks here. A struck line keeps what it cost.
"""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Exists, OuterRef

from motcua.certification.lines import BookLine
from motcua.dossiers.invariants import Broken
from motcua.fees.charges import Charge


def check(office_id: UUID) -> Iterator[Broken]:
    """Yield every certified dossier whose fee is on no charge, or whose charge is on no line; nothing is changed."""
    charges = Charge.objects.filter(office_id=office_id, dossier_id=OuterRef("dossier_id"))
    lines = BookLine.objects.filter(office_id=office_id, number__isnull=False, dossier__void_at=None)
    unpaid = lines.filter(~Exists(charges), fee__isnull=False)
    for code in unpaid.order_by("dossier__code").values_list("dossier__code", flat=True).distinct():
        yield Broken(code, "đã chứng thực, sổ ghi phí nhưng không có khoản thu nào")
    unsaid = lines.filter(Exists(charges), fee=None)
    for code in unsaid.order_by("dossier__code").values_list("dossier__code", flat=True).distinct():
        yield Broken(code, "đã chứng thực, có khoản thu nhưng sổ không ghi phí")

"""How long a certification may take (thời hạn chứng thực): the same day, or longer only as its own article allows.

Copies: some working days more, or as agreed in writing (Điều 21); a translator's signature: only as agreed (Điều 33); a
contract: two working days, more as agreed (Điều 37); a signature: never (Điều 7). Always with a slip that names day and
hour (TT 01/2020/TT-BTP Điều 2).
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.certification.matters import Longer, Matter
from motcua.journal.refusals import Refused
from motcua.kernel.limits import Limit, Unit
from motcua.office import settings_dated

MOST_DAYS = 60


class AppointmentMissing(Refused):
    """What is not done in time needs a slip: how many working days, and why."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không trả trong ngày thì phải có phiếu hẹn: hãy ghi số ngày làm việc (1–%(most)s) và lý do. Không có "
                "phiếu hẹn thì phải chứng thực và trả ngay trong hạn luật định."
            )
            % {"most": MOST_DAYS}
        )


class CannotProlong(Refused):
    """The law of this matter knows no longer time."""

    status = 422

    def __init__(self, matter: Matter) -> None:
        super().__init__(
            _(
                "Việc “%(matter)s” không được kéo dài (%(basis)s): phải trả trong ngày, hoặc ngày làm việc tiếp theo "
                "nếu nhận sau 15 giờ."
            )
            % {"matter": str(matter.words).lower(), "basis": matter.basis}
        )


class AgreementMissing(Refused):
    """So long is only lawful as agreed in writing with the applicant."""

    status = 422

    def __init__(self, matter: Matter, days: int) -> None:
        said = _(
            "Việc “%(matter)s” kéo dài thì phải có thỏa thuận bằng văn bản với người yêu cầu (%(basis)s). Hãy ghi "
            "số, ngày của văn bản thỏa thuận, hoặc hẹn sớm hơn."
        )
        if days:
            said = _(
                "Việc “%(matter)s” quá %(days)s ngày làm việc thì phải có thỏa thuận bằng văn bản với người yêu cầu "
                "(%(basis)s). Hãy ghi số, ngày của văn bản thỏa thuận, hoặc hẹn sớm hơn."
            )
        super().__init__(said % {"matter": str(matter.words).lower(), "basis": matter.basis, "days": days})


def limit_of(matter: Matter, days: int | None, *, reason: str, agreement: str, office_id: UUID, on: date) -> Limit:
    """Return the longer limit that is lawful, in working days from the receipt.

    Raises AppointmentMissing, CannotProlong or AgreementMissing.
    """
    if matter.longer is Longer.NEVER:
        raise CannotProlong(matter)
    if days is None or not 1 <= days <= MOST_DAYS or not reason.strip():
        raise AppointmentMissing
    free = int(settings_dated.value(office_id, "certify_longer", on)) if matter.longer is Longer.SOME_DAYS else 0
    if days > free and not agreement.strip():
        raise AgreementMissing(matter, free)
    return Limit(days, Unit.WORKING_DAY)

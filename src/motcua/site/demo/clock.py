"""The clock in the demo: a verification left out of the limit, an opinion that counts, a setting dated ahead."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.dossiers import opinions, steps
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.opinions import OpinionKind
from motcua.dossiers.status import Status
from motcua.journal import recording
from motcua.kernel.holds import HoldKind
from motcua.kernel.localtime import local_day
from motcua.office import settings_dated
from motcua.site.demo import history
from motcua.site.demo.builders import House

ASKED = {
    OpinionKind.VERIFICATION: ("UBND phường Hoa Mai (minh họa)", "Tình trạng hôn nhân trong thời gian thường trú ở đó"),
    OpinionKind.OPINION: ("Công an xã Hoa Sen (minh họa)", "Nơi thường trú hiện nay có đúng như đã khai không"),
}


@transaction.atomic
def show(house: House, *, at: datetime) -> int:
    """Return how many questions were asked of other agencies, by the posts whose steps are under way."""
    with recording.marked(history.SOURCE):
        asked = sum(_ask(house, kind, at) for kind in OpinionKind)
        settings_dated.date_value(
            house.office,
            "obligation_reminder",
            "7:working_day",
            valid_from=local_day(at) + timedelta(days=30),
            legal_ref="Quyết định minh họa của UBND xã Hoa Sen",
            by=house.acting("steward"),
            at=at,
        )
    return asked


def _ask(house: House, kind: OpinionKind, at: datetime) -> int:
    """Ask about the first dossier in time that waits at a specialist's step and fits the kind."""
    mine = house.acting("specialist")
    rows = Dossier.objects.filter(office=house.office, status=Status.IN_PROCESS, due_at_current__gt=at, void_at=None)
    for dossier in rows.select_related("version").order_by("-accepted_at", "pk")[:60]:
        step = steps.find_current(dossier)
        is_left_out = dossier.version.hold_rule(HoldKind(kind)) is not None
        fits = is_left_out == (kind is OpinionKind.VERIFICATION) and opinions.find_open(dossier) is None
        if step is not None and step.post_id == mine.post and not step.is_signing and fits:
            asked_of, question = ASKED[kind]
            opinions.ask(dossier.pk, kind=kind, asked_of=asked_of, question=question, by=mine, at=at)
            return 1
    return 0

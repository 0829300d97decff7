"""One receipt for several dossiers of one person (giấy hẹn chung): a family that files three matters at once.

Each dossier keeps its own Mẫu 01; the joint one lists code, procedure and date of each, so that one sheet is carried
home. Together stand the dossiers accepted on one day that the same person filed, as applicant or for another. The slip
is kept with one of them and listed with every one.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from motcua.dossiers import access, components, promises, slip_contents, slips
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import JointReceiptMade
from motcua.dossiers.promises import pending_words
from motcua.dossiers.record import note
from motcua.dossiers.slips import Slip
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import day_start, form_moment, local_day
from motcua.office import staff
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability

MOST = 20
OWN = ("sets", "limit_words", "result_channel_words", "book", "book_number")


class JointDossier(models.Model):
    """A dossier that a joint receipt names beside the one it is kept with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    slip = models.ForeignKey(Slip, on_delete=models.PROTECT, related_name="further")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "dossier", "slip"], name="joint_receipt_names_a_dossier_once")
        ]


class NotTogether(Refused):
    """The chosen dossiers are not of one person and one day."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Giấy hẹn chung chỉ gồm hồ sơ tiếp nhận trong cùng một ngày của cùng một người. Hãy chọn lại.")
        )


def others_of_the_day(dossier: Dossier) -> list[Dossier]:
    """Return the further dossiers that the same person filed and that were accepted on the same day; one query."""
    if dossier.accepted_at is None:
        return []
    person = dossier.submitter or dossier.applicant
    begin = day_start(local_day(dossier.accepted_at))
    end = day_start(local_day(dossier.accepted_at).fromordinal(local_day(dossier.accepted_at).toordinal() + 1))
    same = _same(person)
    if same is None:
        return []
    found = Dossier.objects.filter(
        same, office_id=dossier.office_id, accepted_at__gte=begin, accepted_at__lt=end, void_at=None
    ).exclude(pk=dossier.pk)
    return list(found.select_related("applicant", "version__procedure").order_by("code")[: MOST - 1])


def _same(person: Person) -> Q | None:
    """A person is known by the keyed hash of a number; without one by name and phone together."""
    if person.identity_hash:
        return Q(submitter=None, applicant__identity_hash=person.identity_hash) | Q(
            submitter__identity_hash=person.identity_hash
        )
    if not person.phone:
        return None
    return Q(submitter=None, applicant__folded=person.folded, applicant__phone=person.phone) | Q(
        submitter__folded=person.folded, submitter__phone=person.phone
    )


@transaction.atomic
def make(dossier_id: UUID, *, also: Collection[UUID], by: Acting, at: datetime) -> Slip:
    """Return a joint Mẫu 01 for this dossier and the chosen others of the same person and day.

    Raises NotTogether.
    """
    wanted = sorted({dossier_id, *also})
    locked = {pk: access.lock(pk, by=by, at=at, to=Capability.CHECK) for pk in wanted}
    first = locked[dossier_id]
    offered = {other.pk for other in others_of_the_day(first)}
    if len(wanted) < 2 or not set(wanted) - {dossier_id} <= offered:
        raise NotTogether
    together = sorted(locked.values(), key=lambda dossier: dossier.code)
    officer = staff.names({by.person}).get(by.person, "") if by.person else ""
    person = first.submitter or first.applicant
    content = {
        **slip_contents.common(first, at),
        "applicant": slip_contents.person(person),
        "proxy": None,
        "officer": officer,
        "rows": [_row(dossier, person, at) for dossier in together],
    }
    # Who filed even one of them at the counter stands there and signs by hand.
    is_electronic = all(dossier.channel == slips.ONLINE for dossier in together)
    slip = slips.issue(first, slips.JOINT, content, by=by, at=at, is_electronic=is_electronic)
    ids = [str(dossier.pk) for dossier in together]
    with entries.one_act():
        for dossier in together:
            fact: models.Model = slip
            if dossier.pk != first.pk:
                fact = JointDossier.objects.create(office_id=slip.office_id, slip=slip, dossier=dossier)
            note(dossier, JointReceiptMade(slip_id=str(slip.pk), dossier_ids=ids), by=by, at=at, facts=(fact,))
    return slip


def _row(dossier: Dossier, person: Person, at: datetime) -> dict[str, str]:
    """Return every field of Mẫu 01 that is the dossier's own; `whose` when the person files it for another."""
    promise, rows = promises.latest_of(dossier), components.of_dossier(dossier)
    own = slip_contents.receipt(dossier, promise, rows, "", at) if promise else {}
    handed_in = [row.name for row in rows if slip_contents.is_handed_in(row)]
    whose = dossier.applicant.full_name
    return {
        "code": dossier.code,
        "whose": whose if dossier.submitter or whose != person.full_name else "",
        "procedure": dossier.version.procedure.name,
        "components": "; ".join(handed_in),
        "due_at_words": slip_contents.due_words(dossier) or pending_words(dossier),
        "received_at_words": form_moment(dossier.accepted_at or at, narrow=True),
        **{name: str(own.get(name, "")) for name in OWN},
    }

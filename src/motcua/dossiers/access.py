"""Access: the only way to fetch a dossier, for reading or under its lock.

Whoever may not see a dossier learns not even that it exists: another office's dossier, a wrong id and a wrong post
give the same answer. Every look at a dossier whole is written to the access log by the door.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.steps import Step, under_way
from motcua.dossiers.worklist import Task
from motcua.journal import held
from motcua.journal.acting import CITIZEN, SYSTEM, Acting
from motcua.journal.refusals import Refused
from motcua.journal.rows import find_one
from motcua.kernel.identifiers import parse_dossier_code
from motcua.kernel.localtime import local_day
from motcua.office import at_hand, offices, rights
from motcua.office.rights import Capability, NotAllowed, Scope
from motcua.procedures import versions

NOBODY = UUID(int=0)  # the post of one who acts in none


class NoSuchDossier(Refused):
    """There is no such dossier for this actor."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy hồ sơ này trong phạm vi của bạn. Hãy kiểm tra lại mã hồ sơ."))


class Voided(Refused):
    """The dossier was declared void; nothing more may be done to it."""

    def __init__(self) -> None:
        super().__init__(_("Hồ sơ này đã bị hủy do tiếp nhận nhầm nên không thao tác được nữa."))


def visible(by: Acting, to: Capability, at: datetime) -> QuerySet[Dossier]:
    """Return the dossiers that the actor's right reaches; an empty set when there is no right."""
    mine = Dossier.objects.filter(office_id=by.office)
    if by.role == SYSTEM:
        return mine
    if by.role == CITIZEN:
        return mine.filter(Q(applicant_id=by.person) | Q(submitter_id=by.person)) if by.person else mine.none()
    scope = rights.scope_of(by, to, local_day(at))
    if scope is None:
        return mine.none()
    if scope is Scope.POST:
        # A step under way stays its post's while the applicant holds the dossier; a finished one may still be read.
        walked = Step.objects.filter(office_id=by.office, post_id=by.post or NOBODY, started_at__isnull=False)
        if to not in (Capability.SEE_DOSSIER, Capability.CORRECT):
            walked = walked.filter(done_at=None)
        tasks = Task.objects.filter(office_id=by.office, post_id=by.post or NOBODY)
        return mine.filter(Q(pk__in=tasks.values("dossier_id")) | Q(pk__in=walked.values("dossier_id")))
    return mine


def find(dossier_id: UUID, *, by: Acting, at: datetime, to: Capability = Capability.SEE_DOSSIER) -> Dossier:
    """Return one dossier for reading, with applicant, version and holder; raises NoSuchDossier."""
    named = ("applicant", "submitter", "version__procedure", "holder_post", "office", "assisted_by")
    found = find_one(visible(by, to, at).select_related(*named).filter(pk=dossier_id))
    if found is None:
        raise NoSuchDossier
    return found


def lock(
    dossier: Dossier | UUID,
    *,
    by: Acting,
    at: datetime,
    to: Capability,
    citizen_may: bool = False,
    may_be_void: bool = False,
) -> Dossier:
    """Return the dossier under its row lock, read afresh, if the actor may do this to it now.

    An act that the applicant may do too says so by `citizen_may`, one that settles the money of a void dossier by
    `may_be_void`. The parts of one composed act (`entries.one_act`) share the row. Raises NoSuchDossier, NotAllowed or
    Voided. Call inside the act's transaction, before any other lock.
    """
    dossier_id = dossier.pk if isinstance(dossier, Dossier) else dossier
    if by.role not in (SYSTEM, CITIZEN):
        rights.require(by, to, local_day(at))
    mine = held.find(dossier_id)
    if isinstance(mine, Dossier) and _reaches(by, to, at, mine):
        locked = mine
    else:
        found = list(visible(by, to, at).filter(pk=dossier_id).select_for_update(of=("self",)))
        if not found:
            raise NoSuchDossier
        locked = found[0]
        held.put(dossier_id, locked)
    if by.role == CITIZEN and not citizen_may:
        raise NotAllowed(to)
    if locked.void_at is not None and not may_be_void:
        raise Voided
    if at_hand.is_kept() and locked is not mine:
        # A version that took in dossiers is frozen, and an office does not change under one act.
        locked.office = at_hand.read(("office", by.office), lambda: offices.by_id(by.office))
        locked.version = at_hand.read(("version", locked.version_id), lambda: versions.whole(locked.version_id))
    return locked


def filed(dossier: Dossier) -> None:
    """Let the further parts of a composed act go on with the dossier that it has just filed."""
    held.put(dossier.pk, dossier)
    held.begin(dossier.pk)


def _reaches(by: Acting, to: Capability, at: datetime, dossier: Dossier) -> bool:
    """Return whether the right reaches the dossier as `visible` says, as far as that needs no look at the tables."""
    if dossier.office_id != by.office or by.role == SYSTEM:
        return dossier.office_id == by.office
    if by.role == CITIZEN:
        return by.person is not None and by.person in (dossier.applicant_id, dossier.submitter_id)
    scope = rights.scope_of(by, to, local_day(at))
    if scope is Scope.POST:
        return any(step.post_id == by.post for step in under_way(dossier))
    return scope is not None


def find_by_code(code: str, *, by: Acting, at: datetime) -> Dossier:
    """Return the dossier with this code in the actor's office for reading; raises NoSuchDossier."""
    found = visible(by, Capability.SEE_DOSSIER, at).filter(code__iexact=code.strip()).first()
    if found is None:
        raise NoSuchDossier
    return find(found.pk, by=by, at=at)


def find_exactly(code: str, *, by: Acting, at: datetime) -> UUID | None:
    """Return the dossier whose whole code was typed or scanned, None when it is no code or none of the actor's."""
    try:
        parse_dossier_code(code.strip().upper())
    except ValueError:
        return None
    seen = visible(by, Capability.SEE_DOSSIER, at).filter(code=code.strip().upper())
    return seen.values_list("pk", flat=True).first()

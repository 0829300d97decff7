"""What is written into the register of denunciations (các bước của tố cáo); no word of it may name the denouncer."""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.feedback import denouncers
from motcua.feedback.denouncers import Identity
from motcua.feedback.denunciations import RESOLVES, Denunciation, DenunciationState, halts_of, is_halted
from motcua.feedback.events import DenunciationEntered, DenunciationMoved
from motcua.feedback.letter_rules import DENUNCIATION_RULES
from motcua.journal import idempotency
from motcua.journal.acting import Acting
from motcua.journal.recording import current_source
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day, vn_date
from motcua.kernel.vietnamese import nfc
from motcua.office import matters, rights, term_rules, terms
from motcua.office.matters import need
from motcua.office.offices import Office
from motcua.office.rights import Capability
from motcua.office.terms import Term

KEEP = Capability.KEEP_DENUNCIATIONS
S = DenunciationState


class DenouncerMissing(Refused):
    """A denunciation needs the name and address of who denounces; an anonymous one is not handled under this law."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tố cáo cần họ tên, địa chỉ người tố cáo (được mã hóa, giữ bí mật). Đơn không rõ người tố cáo không "
                "xử lý theo trình tự này (Luật Tố cáo Điều 25)."
            )
        )


class DenunciationNotNow(Refused):
    """The denunciation does not stand where this step begins."""

    def __init__(self, denunciation: Denunciation) -> None:
        state = str(DenunciationState(denunciation.state).label)
        super().__init__(
            _("Tố cáo %(code)s đang ở trạng thái “%(state)s” nên chưa làm được bước này.")
            % {"code": denunciation.code, "state": state}
        )


class NoFurtherExtension(Refused):
    """A complex matter is extended once, a very complex one twice."""

    def __init__(self) -> None:
        super().__init__(_("Vụ việc phức tạp chỉ gia hạn một lần, đặc biệt phức tạp hai lần (Luật Tố cáo Điều 30)."))


class ResolvingLate(Refused):
    """The limit has run out: an extension afterwards would cure lateness."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__(
            _(
                "Thời hạn giải quyết đã hết ngày %(day)s nên không gia hạn được. "
                "Hãy kết luận ngay; việc quá hạn vẫn được ghi nhận."
            )
            % {"day": vn_date(local_day(due_at))}
        )


@transaction.atomic
def enter(
    office: Office,
    *,
    identity: Identity,
    accused: str,
    content: str,
    is_wide: bool = False,
    by: Acting,
    at: datetime,
    key: str,
) -> tuple[Denunciation, bool]:
    """Return the denunciation and whether it is new; its denouncer is sealed at once.

    Raises DenouncerMissing, TextMissing, NamesTheDenouncer or NotAllowed.
    """
    rights.require(by, KEEP, local_day(at))

    def make() -> UUID:
        if not (identity.full_name.strip() and identity.address.strip()):
            raise DenouncerMissing
        denouncers.check_words(identity, accused, content)
        denunciation = Denunciation.objects.create(
            office=office,
            code=Denunciation.next_code(office.pk, at),
            received_at=at,
            source=current_source(),
            accused=need(nfc(accused), _("người bị tố cáo"), 200),
            content=need(nfc(content), _("nội dung tố cáo")),
            is_wide=is_wide,
        )
        sealed = denouncers.seal(denunciation, identity)
        post_id = by.post or matters.taker(office.pk, "leader", "director")
        name = "denunciation.check_wide" if is_wide else "denunciation.check"
        begin(denunciation, name, post_id=post_id, start=at, at=at)
        event = DenunciationEntered(code=denunciation.code, is_wide=is_wide)
        matters.note(denunciation, event, by=by, at=at, facts=(sealed,))
        return denunciation.pk

    denunciation_id, is_new = idempotency.once(office.pk, key, "denunciation", make)
    return Denunciation.objects.get(office=office, pk=denunciation_id), is_new


def begin(denunciation: Denunciation, name: str, *, post_id: UUID, start: datetime, at: datetime) -> Term:
    """Return the new running term of the denunciation; what was suspended does not count in its resolution."""
    rule = term_rules.in_force(DENUNCIATION_RULES, name, local_day(start))
    holds = [row.hold for row in halts_of(denunciation)] if is_halted(name) else []
    return terms.begin(denunciation.subject, rule, post_id=post_id, start=start, at=at, holds=holds)


def locked(denunciation_id: UUID, by: Acting, at: datetime, *states: DenunciationState) -> Denunciation:
    """Return the denunciation under its lock, if it stands in one of these states; raises DenunciationNotNow."""
    denunciation = matters.lock(Denunciation, denunciation_id, by=by, at=at, to=KEEP)
    if denunciation.state not in states:
        raise DenunciationNotNow(denunciation)
    return denunciation


def moved(
    denunciation: Denunciation, *, by: Acting, at: datetime, facts: tuple[models.Model, ...] = ()
) -> Denunciation:
    """Save the step and write its entry; the last part of an act."""
    denunciation.save()
    event = DenunciationMoved(state=denunciation.state, extensions=denunciation.extensions)
    matters.note(denunciation, event, by=by, at=at, facts=facts)
    return denunciation


@transaction.atomic
def accept(denunciation_id: UUID, *, by: Acting, at: datetime) -> Denunciation:
    """Accept it; the thirty days of its resolution begin."""
    denunciation = locked(denunciation_id, by, at, S.RECEIVED)
    holder = matters.holder_of(denunciation)
    denunciation.state, denunciation.accepted_at = S.ACCEPTED, at
    terms.end(denunciation.subject, at=at)
    begin(denunciation, RESOLVES[0], post_id=holder, start=at, at=at)
    return moved(denunciation, by=by, at=at)


@transaction.atomic
def extend(
    denunciation_id: UUID, *, basis: str, is_very_complex: bool = False, by: Acting, at: datetime
) -> Denunciation:
    """Extend once for a complex matter, a second time for a very complex one; all counts from the acceptance."""
    denunciation = locked(denunciation_id, by, at, S.ACCEPTED)
    if denunciation.extensions >= (2 if is_very_complex else 1):
        raise NoFurtherExtension
    words = need(nfc(basis), _("căn cứ gia hạn"), 500)
    denouncers.check_silent(denunciation, words)
    (running,) = terms.end(denunciation.subject, *RESOLVES, at=at, is_met=False)
    if running.due_at < at:
        raise ResolvingLate(running.due_at)
    denunciation.extensions += 1
    denunciation.extension_basis = words
    start = denunciation.accepted_at or at
    begin(denunciation, RESOLVES[denunciation.extensions], post_id=running.post_id, start=start, at=at)
    return moved(denunciation, by=by, at=at)


@transaction.atomic
def conclude(denunciation_id: UUID, *, number: str, by: Acting, at: datetime) -> Denunciation:
    """Write down the conclusion."""
    denunciation = locked(denunciation_id, by, at, S.ACCEPTED)
    denunciation.conclusion_number = need(nfc(number), _("số kết luận"), 60)
    denouncers.check_silent(denunciation, denunciation.conclusion_number)
    denunciation.state, denunciation.concluded_at, denunciation.closed_at = S.CONCLUDED, at, at
    terms.end(denunciation.subject, *RESOLVES, at=at)
    terms.end(denunciation.subject, at=at, is_met=False)
    return moved(denunciation, by=by, at=at)


@transaction.atomic
def refuse(denunciation_id: UUID, *, reason: str, by: Acting, at: datetime) -> Denunciation:
    """Do not accept it, with the reason."""
    return _close(locked(denunciation_id, by, at, S.RECEIVED), S.NOT_ACCEPTED, reason, by=by, at=at)


@transaction.atomic
def transfer(denunciation_id: UUID, *, agency: str, reason: str, by: Acting, at: datetime) -> Denunciation:
    """Pass it to who is competent, with the reason; the denouncer goes by sealed letter, outside this system."""
    denunciation = locked(denunciation_id, by, at, S.RECEIVED)
    denunciation.passed_to = need(nfc(agency), _("nơi có thẩm quyền"), 200)
    denouncers.check_silent(denunciation, denunciation.passed_to)
    return _close(denunciation, S.TRANSFERRED, reason, by=by, at=at)


@transaction.atomic
def withdraw(denunciation_id: UUID, *, reason: str, by: Acting, at: datetime) -> Denunciation:
    """End it because the denouncer withdrew before it was accepted; later see `denunciation_pauses.stop`."""
    return _close(locked(denunciation_id, by, at, S.RECEIVED), S.WITHDRAWN, reason, by=by, at=at)


def _close(
    denunciation: Denunciation, state: DenunciationState, reason: str, *, by: Acting, at: datetime
) -> Denunciation:
    denunciation.closing_reason = need(nfc(reason), _("lý do"), 500)
    denouncers.check_silent(denunciation, denunciation.closing_reason)
    denunciation.state, denunciation.closed_at = state, at
    terms.end(denunciation.subject, at=at, is_met=state != S.WITHDRAWN)
    return moved(denunciation, by=by, at=at)

"""Handling a petition (xử lý PAKN): classify, forward, pass the explanation on, answer, publish, or decline.

Every act leaves the petition with one holder and one watched moment, or closes it. Publishing (NĐ 20/2008 Điều 19)
never names the sender: words that do are refused.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.feedback.events import (
    PetitionClassified,
    PetitionClosed,
    PetitionDeclined,
    PetitionExplained,
    PetitionForwarded,
    PetitionPublished,
    PetitionReplied,
)
from motcua.feedback.petition_rules import REPLIES, RULES
from motcua.feedback.petitions import About, Petition, PetitionState, begin_reply
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import nfc, words_of
from motcua.office import matters, series, term_rules, terms
from motcua.office.matters import need
from motcua.office.offices import Office
from motcua.office.people import Person
from motcua.office.rights import Capability

KEEP = Capability.KEEP_PETITIONS


class NotNow(Refused):
    """The petition does not stand where this act begins."""

    def __init__(self, petition: Petition) -> None:
        state = str(PetitionState(petition.state).label)
        super().__init__(
            _("Phản ánh %(code)s đang ở trạng thái “%(state)s” nên chưa làm được việc này.")
            % {"code": petition.code, "state": state}
        )


class NamesTheSender(Refused):
    """Words for everyone name the sender."""

    status = 422

    def __init__(self, what: str) -> None:
        super().__init__(
            _(
                "Nội dung công khai đang nêu %(what)s của người gửi. Kết quả được công khai nhưng không nêu người gửi; "
                "hãy bỏ phần đó rồi công khai."
            )
            % {"what": what}
        )


def _locked(petition_id: UUID, by: Acting, at: datetime, *states: PetitionState) -> Petition:
    petition = matters.lock(Petition, petition_id, by=by, at=at, to=KEEP)
    if petition.state not in states:
        raise NotNow(petition)
    return petition


OPEN = (PetitionState.RECEIVED, PetitionState.HANDLING)


@transaction.atomic
def classify(
    petition_id: UUID, *, about: str, is_complex: bool = False, post_id: UUID | None = None, by: Acting, at: datetime
) -> Petition:
    """Settle that the office answers it: what it is about, whether it is complex, which post answers."""
    petition = _locked(petition_id, by, at, *OPEN)
    petition.about, petition.is_complex, petition.state = About(about), is_complex, PetitionState.HANDLING
    petition.save(update_fields=["about", "is_complex", "state"])
    holder = matters.checked_post(petition, post_id) or matters.holder_of(petition)
    terms.end(petition.subject, "petition.forward", at=at)
    begin_reply(petition, post_id=holder, at=at)
    terms.hand_to(petition.subject, holder)
    event = PetitionClassified(about=petition.about, is_complex=is_complex, post_id=str(holder), state=petition.state)
    matters.note(petition, event, by=by, at=at)
    return petition


@transaction.atomic
def forward(petition_id: UUID, *, agency: str, by: Acting, at: datetime) -> Petition:
    """Forward it to the named competent agency by a numbered letter; the explanation is then waited for."""
    petition = _locked(petition_id, by, at, *OPEN)
    holder = matters.holder_of(petition)
    petition.agency = need(nfc(agency), _("tên cơ quan có thẩm quyền"), 200)
    day = local_day(at)
    number = series.take(petition.office_id, "petition-letter", day.replace(month=1, day=1))
    office = Office.objects.get(pk=petition.office_id)
    petition.letter_number = f"{number:02d}/PC-{office.number_suffix}"
    petition.forwarded_at, petition.state = at, PetitionState.FORWARDED
    petition.save(update_fields=["agency", "letter_number", "forwarded_at", "state"])
    terms.end(petition.subject, "petition.forward", at=at)
    terms.end(petition.subject, *REPLIES, at=at, is_met=False)
    rule = term_rules.in_force(RULES, "petition.explanation", day)
    terms.begin(petition.subject, rule, post_id=holder, start=at, at=at)
    event = PetitionForwarded(number=number, state=petition.state)
    matters.note(petition, event, by=by, at=at)
    return petition


@transaction.atomic
def pass_on(petition_id: UUID, *, explanation: str, by: Acting, at: datetime) -> Petition:
    """Pass the agency's explanation on to the sender (NĐ 309/2026 Điều 4); then the result is published."""
    petition = _locked(petition_id, by, at, PetitionState.FORWARDED)
    petition.explanation = need(nfc(explanation), _("nội dung giải trình của cơ quan"))
    petition.reply = petition.explanation
    _answered(petition, "petition.explanation", at)
    matters.note(petition, PetitionExplained(state=petition.state), by=by, at=at)
    return petition


@transaction.atomic
def reply(petition_id: UUID, *, words: str, by: Acting, at: datetime) -> Petition:
    """Answer the sender; then the result is published."""
    petition = _locked(petition_id, by, at, *OPEN)
    petition.reply = need(nfc(words), _("nội dung trả lời"))
    _answered(petition, "", at)
    matters.note(petition, PetitionReplied(state=petition.state), by=by, at=at)
    return petition


def _answered(petition: Petition, term: str, at: datetime) -> None:
    holder = matters.holder_of(petition)
    petition.replied_at, petition.state = at, PetitionState.REPLIED
    petition.save(update_fields=["explanation", "reply", "replied_at", "state"])
    names = (term,) if term else ("petition.forward", *REPLIES)
    terms.end(petition.subject, *names, at=at)
    rule = term_rules.in_force(RULES, "petition.publish", local_day(at))
    terms.begin(petition.subject, rule, post_id=holder, start=at, at=at)


@transaction.atomic
def publish(petition_id: UUID, *, subject: str, words: str, by: Acting, at: datetime) -> Petition:
    """Publish what was asked and answered, without the sender (NĐ 20/2008 Điều 19); raises NamesTheSender."""
    petition = _locked(petition_id, by, at, PetitionState.REPLIED)
    petition.public_subject = need(nfc(subject), _("tóm tắt nội dung phản ánh"), 300)
    petition.public_reply = need(nfc(words), _("nội dung trả lời công khai"))
    sender = Person.objects.get(office_id=petition.office_id, pk=petition.sender_id)
    check_silent(sender, f"{petition.public_subject} {petition.public_reply}")
    petition.published_at = petition.closed_at = at
    petition.state = PetitionState.PUBLISHED
    petition.save(update_fields=["public_subject", "public_reply", "published_at", "closed_at", "state"])
    terms.end(petition.subject, "petition.publish", at=at)
    matters.note(petition, PetitionPublished(state=petition.state), by=by, at=at)
    return petition


@transaction.atomic
def close_unpublished(petition_id: UUID, *, reason: str, by: Acting, at: datetime) -> Petition:
    """End an answered petition without publishing it, with the reason (a state secret, another's private life)."""
    petition = _locked(petition_id, by, at, PetitionState.REPLIED)
    _close(petition, PetitionState.CLOSED, reason, at)
    matters.note(petition, PetitionClosed(state=petition.state), by=by, at=at)
    return petition


@transaction.atomic
def decline(petition_id: UUID, *, reason: str, by: Acting, at: datetime) -> Petition:
    """End a petition that can't be considered, with the reason that its sender reads."""
    petition = _locked(petition_id, by, at, *OPEN)
    _close(petition, PetitionState.DECLINED, reason, at)
    matters.note(petition, PetitionDeclined(state=petition.state), by=by, at=at)
    return petition


def _close(petition: Petition, state: PetitionState, reason: str, at: datetime) -> None:
    petition.closing_reason = need(nfc(reason), _("lý do"), 500)
    petition.state, petition.closed_at = state, at
    petition.save(update_fields=["closing_reason", "state", "closed_at"])
    terms.end(petition.subject, at=at, is_met=True)


def check_silent(sender: Person, words: str) -> None:
    """Refuse words that hold the sender's full name, phone, e-mail or address; raises NamesTheSender."""
    said = " ".join(words_of(words))
    digits = "".join(sign for sign in words if sign.isdigit())
    phone = "".join(sign for sign in sender.phone if sign.isdigit())[-9:]
    name = " ".join(words_of(sender.full_name))
    address = " ".join(words_of(sender.address))
    # A name of one word (Y, H'Hen) is also a common word; then only phone, e-mail and address are looked for.
    if " " in name and f" {name} " in f" {said} ":
        raise NamesTheSender(_("họ tên"))
    if len(phone) >= 8 and phone in digits:
        raise NamesTheSender(_("số điện thoại"))
    if sender.email and sender.email.casefold() in words.casefold():
        raise NamesTheSender(_("thư điện tử"))
    if len(address) > 12 and f" {address} " in f" {said} ":
        raise NamesTheSender(_("địa chỉ"))

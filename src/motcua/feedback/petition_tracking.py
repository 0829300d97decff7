"""Tracking a petition (tra cứu phản ánh): by its guessable code the state only, with four digits the answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.feedback.petitions import Petition, PetitionState
from motcua.journal.refusals import Refused
from motcua.office import terms


class NoSuchPetition(Refused):
    """No petition has this code, or the four digits are not the sender's."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy phản ánh nào với thông tin này. Hãy xem lại mã, ví dụ PA-2026-0001."))


@dataclass(frozen=True, slots=True)
class PublicState:
    """What anyone may learn by a petition's code: where it stands and when, never who or what."""

    code: str
    state: str
    received_at: datetime
    due_at: datetime | None
    replied_at: datetime | None


def by_code(office_id: UUID, code: str) -> PublicState:
    """Return the state of the petition with this code; raises NoSuchPetition. Two queries."""
    found = find_state(office_id, code)
    if found is None:
        raise NoSuchPetition
    return found


def find_state(office_id: UUID, code: str) -> PublicState | None:
    """Return the state of the petition with this code, None when there is none; two queries."""
    petition = _coded(office_id, code)
    if petition is None:
        return None
    running = terms.running(office_id, [petition.pk]).get(petition.pk)
    due_at = running.due_at if running and petition.replied_at is None else None
    label = str(PetitionState(petition.state).label)
    return PublicState(petition.code, label, petition.received_at, due_at, petition.replied_at)


def for_sender(office_id: UUID, code: str, last_four: str) -> Petition:
    """Return the petition with its reply to who knows the sender's last four digits; raises NoSuchPetition."""
    petition = _coded(office_id, code)
    if petition is None:
        raise NoSuchPetition
    digits = "".join(sign for sign in petition.sender.phone if sign.isdigit())
    if len(last_four) != 4 or len(digits) < 4 or digits[-4:] != last_four:
        raise NoSuchPetition
    return petition


def _coded(office_id: UUID, code: str) -> Petition | None:
    rows = Petition.objects.filter(office_id=office_id, code=code.strip().upper())
    return rows.select_related("sender").first()

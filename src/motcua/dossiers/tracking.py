"""Tracking (tra cứu): tokens of slips, and what a stranger with the guessable code may see.

A slip's token is 128 bit, stored hashed, exchanged for a session; the full view also asks for the last four digits
of the applicant's phone or personal number, with five tries. The code alone shows state and dates only.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from motcua.dossiers.dossier import Dossier
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import parse_dossier_code, token, token_hash, uuid7
from motcua.office.offices import Office

TRIES = 5
LOCKED_FOR = timedelta(minutes=30)


class Purpose(models.TextChoices):
    """What a token opens."""

    TRACK = "track", "Tra cứu"
    RATE = "rate", "Đánh giá"


class Unknown(Refused):
    """The token or code opens nothing."""

    status = 404

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy hồ sơ. Hãy kiểm tra lại mã hồ sơ trên giấy tiếp nhận, hoặc quét lại mã QR."))


class WrongDigits(Refused):
    """The four digits were not those of the applicant."""

    status = 422

    def __init__(self, left: int) -> None:
        super().__init__(
            _("Bốn số chưa đúng. Hãy nhập bốn số cuối của số điện thoại hoặc số định danh (còn %(left)s lần thử).")
            % {"left": left}
        )


class TooManyTries(Refused):
    """Five wrong tries; the door is shut for half an hour."""

    status = 429

    def __init__(self) -> None:
        super().__init__(
            _("Đã nhập sai quá năm lần. Hãy thử lại sau 30 phút, hoặc gọi điện cho Trung tâm để được giúp.")
        )


class Token(models.Model):
    """A printed token, stored hashed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True)


def grant(dossier: Dossier, purpose: Purpose, *, at: datetime) -> str:
    """Return a fresh token for the dossier; only its hash is kept."""
    secret = token()
    Token.objects.create(
        office_id=dossier.office_id, dossier=dossier, purpose=purpose, hash=token_hash(secret), made_at=at
    )
    return secret


def exchange(secret: str, purpose: Purpose) -> Token:
    """Return the token row that the printed text opens; raises Unknown."""
    row = Token.objects.select_related("dossier").filter(hash=token_hash(secret), purpose=purpose).first()
    if row is None or row.dossier.void_at is not None:
        raise Unknown
    return row


def prove(token_id: UUID, digits: str, *, at: datetime) -> Dossier:
    """Return the dossier when the digits are the last four of phone or personal number of applicant or submitter.

    Raises WrongDigits with the tries left, TooManyTries, or Unknown. People without either number are known by
    their dossier's code alone at the counter.
    """
    row = Token.objects.select_related("dossier__applicant", "dossier__submitter").filter(pk=token_id).first()
    if row is None or row.dossier.void_at is not None:
        raise Unknown
    # A try is taken before it is judged, in one statement: guesses sent at the same moment get no more than five.
    open_again = Q(locked_until=None) | Q(locked_until__lte=at)
    unlocked = Token.objects.filter(open_again, pk=token_id)
    if not unlocked.filter(wrong_tries__lt=TRIES).update(wrong_tries=F("wrong_tries") + 1):
        unlocked.update(wrong_tries=0, locked_until=at + LOCKED_FOR)
        raise TooManyTries
    people = [person for person in (row.dossier.applicant, row.dossier.submitter) if person]
    endings = {text[-4:] for person in people for text in (person.phone, person.identity_number) if len(text) >= 4}
    if digits.strip() in endings:
        Token.objects.filter(pk=token_id).update(wrong_tries=0, locked_until=None)
        return row.dossier
    tries = Token.objects.values_list("wrong_tries", flat=True).get(pk=token_id)
    if tries >= TRIES:
        Token.objects.filter(pk=token_id).update(wrong_tries=0, locked_until=at + LOCKED_FOR)
        raise TooManyTries
    raise WrongDigits(TRIES - tries)


@dataclass(frozen=True, slots=True)
class PublicState:
    """What the guessable code shows: state and dates; not even the procedure, whose name may tell a secret."""

    code: str
    status: int
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    processed_at: datetime | None
    returned_at: datetime | None
    reason: str
    is_provisional: bool
    replay_began_at: datetime | None  # since when the office's dates are being counted anew


def by_code(code: str) -> PublicState:
    """Return the state of the dossier with this code, in the office that the code names; raises Unknown. One query."""
    try:
        agency = parse_dossier_code(code).agency_code
    except ValueError as error:
        raise Unknown from error
    row = (
        Dossier.objects.filter(office__code=agency, code=code.strip().upper(), void_at=None)
        .values_list(
            "code", "status", "submitted_at", "accepted_at", "due_at_current",
            "processed_at", "returned_at", "reason", "is_provisional", "office__replay_began_at",
        )
        .first()
    )  # fmt: skip
    if row is None:
        raise Unknown
    return PublicState(*row)

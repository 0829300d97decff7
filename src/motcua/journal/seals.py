"""Seals (niêm phong ngày): one signed text per office and local day that binds the day's entries for good.

It holds the Merkle root of the day's entries, the head they led to, the digest of the day's looks (nhật ký truy cập)
and the seal before. Its SHA-256 is the fingerprint that is printed on the day book and published. A day without
entries is sealed too: the row of days then has no gap behind which a seal could vanish. The journal knows no keys: a
`Notary` signs. Legal source: Luật Giao dịch điện tử 20/2023/QH15 (integrity of data messages).
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.journal import access_log, entries
from motcua.journal.acting import Acting
from motcua.journal.chain import Entry, Head
from motcua.journal.entries import Record
from motcua.journal.events import DaySealed, SealStamped
from motcua.journal.refusals import Refused
from motcua.kernel import merkle
from motcua.kernel.chain import canonical
from motcua.kernel.chain import digest as sha256
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import day_start, local_day

KIND, FORMAT = "motcua-seal", 1
# A day is sealed when its last looks, written after the pages, and the clock of a second machine can't fall into it.
SETTLES = timedelta(minutes=10)
TOGETHER = 31  # days that one transaction seals, under one lock of the head
AT_ONCE = 500  # seals of one run: a machine that slept a year goes on in the next run


@dataclass(frozen=True, slots=True)
class Signed:
    """What a notary made of a text: signature (base64) and certificates (PEM, the signer's first)."""

    signature: str
    certificates: str
    is_trial: bool


class Notary(Protocol):
    """Who signs seals and checks what was signed and time-stamped; sentences are empty when all is sound."""

    def sign(self, text: str, at: datetime) -> Signed:
        """Return the signature over the text."""

    def why_unsigned(self, seal: "Seal") -> str:
        """Return what is wrong with the seal's signature."""

    def why_unstamped(self, seal: "Seal", stamp: "SealStamp") -> str:
        """Return what is wrong with the seal's time stamp."""


class NoFingerprint(Refused):
    """What was typed is no fingerprint."""

    status = 422

    def __init__(self, length: int) -> None:
        words = _(
            "Mã niêm phong có 64 ký tự gồm số 0–9 và chữ A–F (16 nhóm, mỗi nhóm 4); mã vừa nhập có {length} ký tự hoặc "
            "có ký tự khác. Hãy xem lại rồi nhập tiếp."
        )
        super().__init__(words.format(length=length))


class Seal(models.Model):
    """One sealed day of one office; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    day = models.DateField()
    number = models.PositiveIntegerField()
    text = models.TextField()  # stored exactly as signed
    sha256 = models.CharField(max_length=64)
    first_seq = models.BigIntegerField()
    last_seq = models.BigIntegerField()
    signature = models.TextField()
    certificates = models.TextField()
    is_trial = models.BooleanField()
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["office_id", "day"], name="journal_seal_once_per_day"),
            models.UniqueConstraint(fields=["office_id", "number"], name="journal_seal_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.fingerprint}"

    @property
    def body(self) -> dict[str, Any]:
        """Return what was sealed; empty when the text is not readable."""
        try:
            body = json.loads(self.text)
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}

    @property
    def entries(self) -> int:
        """Return how many entries the day has."""
        return self.last_seq - self.first_seq + 1

    @property
    def is_belated(self) -> bool:
        """Whether it was made more than a day after its day had ended: the machine was off, or the day is made up."""
        return self.sealed_at >= day_start(self.day + timedelta(days=2))

    @property
    def fingerprint(self) -> str:
        """Return the seal's SHA-256 in groups of four, as it is printed and read aloud."""
        return " ".join(self.sha256[place : place + 4] for place in range(0, 64, 4)).upper()


class SealStamp(models.Model):
    """The time stamp (RFC 3161) of a seal by an authority of its own; it may come hours later."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.UUIDField()
    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="stamp")
    token = models.TextField()  # base64 of the DER
    authority = models.CharField(max_length=200)
    stamped_at = models.DateTimeField()


def close_days(office: UUID, *, office_code: str, notary: Notary, at: datetime) -> list[Seal]:
    """Seal every local day of the office that ended and is not sealed yet, oldest first; return the new seals.

    The first day is that of the first entry. Two at once: the second finds the first one's seals.
    """
    made: list[Seal] = []
    while len(made) < AT_ONCE:
        closed = _close_next(office, office_code, notary, at)
        if not closed:
            break
        made += closed
    return made


@transaction.atomic
def _close_next(office: UUID, office_code: str, notary: Notary, at: datetime) -> list[Seal]:
    if _next_day(office, _newest(office), at) is None:
        return []  # most times: a plain look, nothing is locked
    Head.objects.select_for_update().get(office_id=office)
    previous = _newest(office)
    made: list[Seal] = []
    while len(made) < TOGETHER and (day := _next_day(office, previous, at)) is not None:
        previous = _seal(office, office_code, day, previous, notary, at)
        made.append(previous)
    Seal.objects.bulk_create(made)
    by = Acting.system(office)
    entries.record_many(
        [Record(event=_told(seal), subject=seal.pk, by=by, at=at, facts=(seal,)) for seal in made], office=office
    )
    return made


def _seal(office: UUID, office_code: str, day: date, previous: Seal | None, notary: Notary, at: datetime) -> Seal:
    """Return the signed seal of the day, unsaved."""
    body = _summed_up(office, day, previous)
    text = canonical({**body, "kind": KIND, "format": FORMAT, "office_code": office_code, "sealed_at": at})
    signed = notary.sign(text, at)
    return Seal(
        office_id=office,
        day=day,
        number=int(str(body["number"])),
        text=text,
        sha256=sha256(text),
        first_seq=int(str(body["first_seq"])),
        last_seq=int(str(body["last_seq"])),
        signature=signed.signature,
        certificates=signed.certificates,
        is_trial=signed.is_trial,
        sealed_at=at,
    )


def _told(seal: Seal) -> DaySealed:
    return DaySealed(seal_id=str(seal.pk), day=seal.day, number=seal.number, fingerprint=seal.sha256)


def _newest(office: UUID) -> Seal | None:
    return Seal.objects.filter(office_id=office).order_by("-number").first()


def begins_on(office: UUID) -> date | None:
    """Return the local day of the office's first entry, None before there is one."""
    first = Entry.objects.filter(office_id=office).order_by("seq").first()
    return local_day(first.recorded_at) if first else None


def _next_day(office: UUID, previous: Seal | None, at: datetime) -> date | None:
    if previous is not None:
        day = previous.day + timedelta(days=1)
    else:
        first = begins_on(office)
        if first is None:
            return None
        day = first
    return day if day_start(day + timedelta(days=1)) + SETTLES <= at else None


def _summed_up(office: UUID, day: date, previous: Seal | None) -> dict[str, object]:
    """Return what the seal of the day says of the office's chain."""
    begin = previous.last_seq if previous else 0
    of_day = Entry.objects.filter(office_id=office, seq__gt=begin, recorded_at__lt=day_start(day + timedelta(days=1)))
    end = of_day.aggregate(last=models.Max("seq"))["last"] or begin
    hashes = hashes_of(office, begin + 1, end)
    looks, looks_digest = access_log.day_digest(office, day)
    return {
        "office": office,
        "day": day,
        "number": previous.number + 1 if previous else 1,
        "first_seq": begin + 1,
        "last_seq": end,
        "root": merkle.root(hashes),
        "head": hashes[-1] if hashes else (previous.body.get("head", "") if previous else ""),
        "looks": looks,
        "looks_digest": looks_digest,
        "previous": previous.sha256 if previous else "",
    }


def hashes_of(office: UUID, first_seq: int, last_seq: int) -> list[str]:
    """Return the hashes of the office's entries from one number to another, in order."""
    found = Entry.objects.filter(office_id=office, seq__gte=first_seq, seq__lte=last_seq)
    return list(found.order_by("seq").values_list("hash", flat=True))


@transaction.atomic
def keep_stamp(seal: Seal, *, token: str, authority: str, stamped_at: datetime, at: datetime) -> SealStamp:
    """Keep the time stamp of a seal, once, and record it; the caller has checked it."""
    Head.objects.select_for_update().get(office_id=seal.office_id)
    kept = SealStamp.objects.filter(seal=seal).first()
    if kept is not None:
        return kept
    stamp = SealStamp.objects.create(
        office_id=seal.office_id, seal=seal, token=token, authority=authority[:200], stamped_at=stamped_at
    )
    event = SealStamped(seal_id=str(seal.pk), number=seal.number, stamped_at=stamped_at)
    by = Acting.system(seal.office_id)
    entries.record(event, office=seal.office_id, subject=seal.pk, by=by, at=at, facts=(stamp,))
    return stamp


def find(office: UUID, day: date) -> Seal | None:
    """Return the seal of the office's day, with its time stamp at hand; None while the day is not sealed."""
    return Seal.objects.select_related("stamp").filter(office_id=office, day=day).first()


def find_by_fingerprint(office: UUID, fingerprint: str) -> Seal | None:
    """Return the office's seal with this fingerprint; None when it has none, or has one no longer."""
    return Seal.objects.select_related("stamp").filter(office_id=office, sha256=fingerprint).first()


def read_fingerprint(typed: str) -> str:
    """Return the fingerprint as it is stored, from whatever was typed or copied off paper; raises NoFingerprint."""
    letters = "".join(typed.lower().split()).replace("-", "").replace(":", "")
    if len(letters) != 64 or not set(letters) <= set("0123456789abcdef"):
        raise NoFingerprint(len(letters))
    return letters


def between(office: UUID, from_on: date, to_on: date) -> list[Seal]:
    """Return the office's seals of these days, newest first, with time stamps."""
    found = Seal.objects.select_related("stamp").filter(office_id=office, day__gte=from_on, day__lte=to_on)
    return list(found.order_by("-number"))


def latest(office: UUID, limit: int = 1) -> list[Seal]:
    """Return the office's newest seals, with time stamps."""
    return list(Seal.objects.select_related("stamp").filter(office_id=office).order_by("-number")[:limit])


def unstamped(office: UUID, since: date) -> Sequence[Seal]:
    """Return the seals from the day on that no authority has time-stamped, oldest first."""
    return list(Seal.objects.filter(office_id=office, stamp=None, day__gte=since).order_by("number"))


def months(office: UUID) -> list[date]:
    """Return the first days of the months that have seals, newest first."""
    return list(Seal.objects.filter(office_id=office).dates("day", "month", order="DESC"))


def find_way(entry: Entry) -> tuple[Seal, list[tuple[str, str]]] | None:
    """Return the seal that covers the entry and the way from its hash to the root; None while it is not sealed."""
    seal = Seal.objects.filter(office_id=entry.office_id, first_seq__lte=entry.seq, last_seq__gte=entry.seq).first()
    if seal is None:
        return None
    hashes = hashes_of(entry.office_id, seal.first_seq, seal.last_seq)
    return seal, merkle.proof(hashes, entry.seq - seal.first_seq)

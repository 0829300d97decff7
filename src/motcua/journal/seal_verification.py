"""Verification of seals (kiểm tra niêm phong): every sealed day against the entries and looks that are there now.

Whoever cuts the end of a chain and mends its head still has the seals against him: a seal names the last number and
the head of its day. Called by `verification` when the chain itself has been read.
"""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.journal import access_log, seals
from motcua.journal.chain import Entry
from motcua.journal.seals import Notary, Seal
from motcua.kernel import merkle
from motcua.kernel.chain import digest as sha256
from motcua.kernel.chain import entry_hash
from motcua.kernel.localtime import iso

Say = Callable[[str, str, Seal], None]  # code, words, the seal concerned


def check(office: UUID, notary: Notary | None, say: Say) -> tuple[int, int]:
    """Say what is wrong with the office's seals; return how many there are and how many are time-stamped."""
    previous: Seal | None = None
    count = stamped = 0
    for seal in Seal.objects.filter(office_id=office).select_related("stamp").order_by("number").iterator(500):
        count += 1
        _text(seal, say)
        _place(seal, previous, say)
        _entries(seal, say)
        _looks(seal, say)
        stamped += _signed(seal, notary, say)
        previous = seal
    return count, stamped


def check_one(seal: Seal, notary: Notary | None) -> list[str]:
    """Return in words what is wrong with one sealed day as it stands now: its text, entries, looks and signature."""
    found: list[str] = []

    def say(_code: str, words: str, _seal: Seal) -> None:
        found.append(words)

    _text(seal, say)
    _entries(seal, say)
    _texts_of_entries(seal, say)
    _looks(seal, say)
    _signed(seal, notary, say)
    return found


def _texts_of_entries(seal: Seal, say: Say) -> None:
    """The chain is not read here: each entry of the day against its own hash."""
    of_day = Entry.objects.filter(office_id=seal.office_id, seq__gte=seal.first_seq, seq__lte=seal.last_seq)
    for entry in of_day.order_by("seq").only("seq", "previous_hash", "text", "hash").iterator(500):
        if entry_hash(entry.previous_hash, entry.text) != entry.hash:
            say("text", _("Bản ghi số {seq} đã bị sửa.").format(seq=entry.seq), seal)


def _signed(seal: Seal, notary: Notary | None, say: Say) -> bool:
    """Say what is wrong with signature and time stamp; return whether there is a stamp."""
    stamp = getattr(seal, "stamp", None)
    if notary is not None and (why := notary.why_unsigned(seal)):
        say("seal-signature", _named(_("Chữ ký của niêm phong ngày {day} không đúng: {why}"), seal, why=why), seal)
    if notary is not None and stamp is not None and (why := notary.why_unstamped(seal, stamp)):
        say("seal-stamp", _named(_("Dấu thời gian của niêm phong ngày {day} sai: {why}"), seal, why=why), seal)
    return stamp is not None


def _named(words: str, seal: Seal, **more: object) -> str:
    return words.format(day=f"{seal.day:%d/%m/%Y}", number=seal.number, **more)


def _text(seal: Seal, say: Say) -> None:
    body = seal.body
    columns = {
        "office": str(seal.office_id),
        "day": seal.day.isoformat(),
        "number": seal.number,
        "first_seq": seal.first_seq,
        "last_seq": seal.last_seq,
        "sealed_at": iso(seal.sealed_at),
    }
    is_as_written = all(body.get(name) == value for name, value in columns.items())
    if sha256(seal.text) != seal.sha256 or not is_as_written:
        say("seal", _named(_("Niêm phong ngày {day} (số {number}) đã bị sửa."), seal), seal)


def _place(seal: Seal, previous: Seal | None, say: Say) -> None:
    if previous is None:
        is_next = seal.number == 1 and seal.body.get("previous") == ""
    else:
        is_next = (
            seal.number == previous.number + 1
            and seal.day == previous.day + timedelta(days=1)
            and seal.first_seq == previous.last_seq + 1
            and seal.body.get("previous") == previous.sha256
        )
    if not is_next:
        say("seal-link", _named(_("Niêm phong ngày {day} không nối với niêm phong ngay trước."), seal), seal)


def _entries(seal: Seal, say: Say) -> None:
    hashes = seals.hashes_of(seal.office_id, seal.first_seq, seal.last_seq)
    if len(hashes) < seal.entries:
        words = _("Thiếu {gone} bản ghi đã niêm phong ngày {day} (số {first} đến {last}): nhật ký bị cắt.")
        gone = seal.entries - len(hashes)
        say("seal-cut", _named(words, seal, gone=gone, first=seal.first_seq, last=seal.last_seq), seal)
    elif merkle.root(hashes) != seal.body.get("root") or (hashes and hashes[-1] != seal.body.get("head")):
        words = _("Bản ghi của ngày {day} (số {first} đến {last}) khác với lúc niêm phong.")
        say("seal-entries", _named(words, seal, first=seal.first_seq, last=seal.last_seq), seal)


def _looks(seal: Seal, say: Say) -> None:
    count, digest = access_log.day_digest(seal.office_id, seal.day)
    if (count, digest) != (seal.body.get("looks"), seal.body.get("looks_digest")):
        words = _(
            "Nhật ký truy cập ngày {day} khác với lúc niêm phong: nay có {count} lượt xem, đã niêm phong {sealed}."
        )
        say("looks", _named(words, seal, count=count, sealed=seal.body.get("looks", "?")), seal)

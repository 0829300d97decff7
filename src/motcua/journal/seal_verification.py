"""Verification of seals (kiểm tra niêm phong): every sealed day against the entries and looks that are there now.

Whoever cuts the end of a chain and mends its head still has the seals against him: a seal names the last number and
the head of its day. Who rewrites one entry and counts the chain anew behind it breaks every later seal too: the first
broken day is named, the later ones rest on it in the same line, unless their own entries were changed as well, which
shows when they are counted from the head that the day before was sealed with. Called by `verification` when the chain
itself has been read.
"""

from collections.abc import Callable
from dataclasses import dataclass
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
CUT, CHANGED = "seal-cut", "seal-entries"


@dataclass(slots=True)
class _Break:
    """A sealed day whose entries are not as they were, and how many days behind it are so only because it is."""

    code: str
    words: str
    seal: Seal
    later: int = 0  # whose entries are whole
    emptied: int = 0  # of which nothing is left

    def tell(self, say: Say) -> None:
        """Say it in one line."""
        words = self.words
        if self.emptied:
            words += " " + _("{count} ngày sau đó cũng không còn bản ghi nào.").format(count=self.emptied)
        if self.later:
            more = _("{count} ngày sau đó dựa vào ngày này nên cũng không khớp, bản ghi riêng của chúng còn nguyên.")
            words += " " + more.format(count=self.later)
        say(self.code, words, self.seal)


def check(office: UUID, notary: Notary | None, say: Say) -> tuple[int, int]:
    """Say what is wrong with the office's seals; return how many there are and how many are time-stamped."""
    previous: Seal | None = None
    broken: _Break | None = None  # the newest broken day, on which the next ones may rest
    count = stamped = 0
    for seal in Seal.objects.filter(office_id=office).select_related("stamp").order_by("number").iterator(500):
        count += 1
        _text(seal, say)
        _place(seal, previous, say)
        found = _entries(seal)
        if broken is not None and found is not None and _is_emptied(broken, found):
            broken.emptied += 1
        elif broken is not None and found is not None and _rests(found, previous):
            broken.later += 1
        elif found is not None or seal.entries:  # a day without entries is as it was and proves nothing of the others
            if broken is not None:
                broken.tell(say)
            broken = found
        _looks(seal, say)
        stamped += _signed(seal, notary, say)
        previous = seal
    if broken is not None:
        broken.tell(say)
    return count, stamped


def _is_emptied(broken: _Break, found: _Break) -> bool:
    """Return whether a cut goes on through the whole day."""
    seal = found.seal
    is_cut = broken.code == found.code == CUT
    return is_cut and not seals.hashes_of(seal.office_id, seal.first_seq, seal.last_seq)


def _rests(found: _Break, previous: Seal | None) -> bool:
    """Return whether the day differs only because one before it does: nothing of its own was changed."""
    if found.code == CUT or previous is None:
        return False
    return _is_as_sealed(found.seal, _counted_anew(found.seal, str(previous.body.get("head", ""))))


def _counted_anew(seal: Seal, head: str) -> list[str]:
    """Return the hashes of the day's entries as they were on the head with which the day before was sealed."""
    of_day = Entry.objects.filter(office_id=seal.office_id, seq__gte=seal.first_seq, seq__lte=seal.last_seq)
    hashes = []
    for text in of_day.order_by("seq").values_list("text", flat=True).iterator(500):
        head = entry_hash(head, text)
        hashes.append(head)
    return hashes


def check_one(seal: Seal, notary: Notary | None) -> list[str]:
    """Return in words what is wrong with one sealed day as it stands now: its text, entries, looks and signature."""
    found: list[str] = []

    def say(_code: str, words: str, _seal: Seal) -> None:
        found.append(words)

    _text(seal, say)
    broken = _entries(seal)
    if broken is not None:
        broken.tell(say)
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


def _entries(seal: Seal) -> _Break | None:
    """Return what is wrong with the day's entries, None when they are as they were sealed."""
    hashes = seals.hashes_of(seal.office_id, seal.first_seq, seal.last_seq)
    if len(hashes) < seal.entries:
        words = _("Thiếu {gone} bản ghi đã niêm phong ngày {day} (số {first} đến {last}): nhật ký bị cắt.")
        gone = seal.entries - len(hashes)
        return _Break(CUT, _named(words, seal, gone=gone, first=seal.first_seq, last=seal.last_seq), seal)
    if not _is_as_sealed(seal, hashes):
        words = _("Bản ghi của ngày {day} (số {first} đến {last}) khác với lúc niêm phong.")
        return _Break(CHANGED, _named(words, seal, first=seal.first_seq, last=seal.last_seq), seal)
    return None


def _is_as_sealed(seal: Seal, hashes: list[str]) -> bool:
    is_head = not hashes or hashes[-1] == seal.body.get("head")
    return is_head and merkle.root(hashes) == seal.body.get("root")


def _looks(seal: Seal, say: Say) -> None:
    count, digest = access_log.day_digest(seal.office_id, seal.day)
    if (count, digest) != (seal.body.get("looks"), seal.body.get("looks_digest")):
        words = _(
            "Nhật ký truy cập ngày {day} khác với lúc niêm phong: nay có {count} lượt xem, đã niêm phong {sealed}."
        )
        say("looks", _named(words, seal, count=count, sealed=seal.body.get("looks", "?")), seal)

"""Verification (kiểm tra nhật ký): proves that chain, details and the facts told of are as they were written.

It reads the whole chain of an office page by page and may run while others write: what looks wrong is looked at again
against the entries that came meanwhile. Stated limit: entries cut off the end together with the head's row, by one who
owns the disk, show only against a published head.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from motcua.journal import facts, seal_verification
from motcua.journal.chain import Detail, Entry, Head
from motcua.journal.clock_sanity import CLOCK_TOLERANCE
from motcua.journal.events import ClockConfirmed, DetailsErased
from motcua.journal.facts import Told
from motcua.journal.seals import Notary, Seal
from motcua.journal.tables import Standing, Table
from motcua.kernel.chain import commitment, entry_hash
from motcua.kernel.localtime import iso

PAGE = 500
NOTHING: Mapping[str, Table] = {}
LOOKS_AGAIN = 5  # how often a suspicion is checked against entries written meanwhile


@dataclass(frozen=True)
class Finding:
    """Something that is not as it was written: a code, where, and words for the steward."""

    code: str
    office: UUID
    words: str
    seq: int | None = None
    entry: UUID | None = None
    row: str = ""  # "dossiers.Dossier 0199…": the fact concerned


@dataclass
class Examination:
    """What verifying one office's chain counted and found."""

    office: UUID
    entries: int = 0
    details: int = 0
    erased: int = 0
    facts: int = 0
    contents: int = 0  # things outside the database that were compared: files
    seals: int = 0
    stamps: int = 0  # seals with a time stamp
    findings: list[Finding] = field(default_factory=list)


def verify(
    office: UUID | None = None, tables: Mapping[str, Table] = NOTHING, notary: Notary | None = None
) -> list[Finding]:
    """Return everything that is not as it was written, in one office's chain or in all."""
    return [finding for examination in examine_all(office, tables, notary) for finding in examination.findings]


def examine_all(
    office: UUID | None = None, tables: Mapping[str, Table] = NOTHING, notary: Notary | None = None
) -> Iterator[Examination]:
    """Examine one office's chain, or every chain of the installation, one after the other."""
    if office is not None:
        yield examine(office, tables, notary)
        return
    known = set(Head.objects.values_list("office_id", flat=True))
    known |= set(Entry.objects.order_by().values_list("office_id", flat=True).distinct())
    known |= facts.offices_of([label for label, table in tables.items() if table.standing == Standing.FACT])
    for one in sorted(known):
        yield examine(one, tables, notary)


def examine(office: UUID, tables: Mapping[str, Table] = NOTHING, notary: Notary | None = None) -> Examination:
    """Examine one office's chain: links, texts, numbers, details, fact rows, the head and the seals.

    With the `tables` of the product also rows that no entry tells of, and what lies outside the database (files);
    with a `notary` also signatures and time stamps.
    """
    reading = _Reading(office, tables)
    reading.read_on()
    reading.compare_head()
    reading.settle()
    reading.look_beyond()
    reading.compare_seals(notary)
    return reading.result


class _Reading:
    """One walk along a chain, from the first entry to the newest."""

    def __init__(self, office: UUID, tables: Mapping[str, Table]) -> None:
        self.office = office
        self.tables = tables
        self.columns: dict[str, tuple[str, ...]] = {}  # by shape, as the chain told them
        self.result = Examination(office)
        self.seq = 0
        self.hash = ""
        self.recorded_at = ""
        self.latest: dict[tuple[str, str], Told] = {}
        self.missing: dict[tuple[UUID, str], int] = {}  # details without a row: erased or removed
        self.erased: set[tuple[UUID, str]] = set()

    def read_on(self) -> int:
        """Read what was written since the last reading and return how many entries that were."""
        read = 0
        while page := list(Entry.objects.filter(office_id=self.office, seq__gt=self.seq).order_by("seq")[:PAGE]):
            details = self._details(page)
            for entry in page:
                self._link(entry)
                body = self._body(entry)
                if body is not None:
                    self._columns(entry, body)
                    self._commitments(entry, body, details.get(entry.pk, {}))
                    self._remember(entry, body)
            read += len(page)
        self.result.entries += read
        return read

    def compare_head(self) -> None:
        """Compare the end of the chain with the head, which a cut leaves behind."""
        for _again in range(LOOKS_AGAIN):
            head = Head.objects.filter(office_id=self.office).first()
            ends = (head.seq, head.hash, sorted(head.shapes)) if head else (0, "", [])
            is_same_moment = head is None or head.recorded_at is None or iso(head.recorded_at) == self.recorded_at
            if ends == (self.seq, self.hash, sorted(self.columns)) and is_same_moment:
                return
            if not self.read_on():
                break
        self._find("head", _("Đầu chuỗi không khớp với bản ghi cuối cùng (số {seq}).").format(seq=self.seq), self.seq)

    def settle(self) -> None:
        """Compare details and facts with their rows; suspicions are checked again after reading on."""
        suspects: Iterable[tuple[str, str]] = list(self.latest)
        wrong: dict[tuple[str, str], str] = {}
        for _again in range(LOOKS_AGAIN):
            wrong = facts.wrong_rows(self.office, {one: self.latest[one] for one in suspects})
            if not self.read_on():
                break
            suspects = list(wrong)
        self.result.facts = len(self.latest)
        for (label, key), words in wrong.items():
            told = self.latest[label, key]
            self._find("fact", words, told.seq, told.entry, f"{label} {key}")
        for (entry, name), seq in self.missing.items():
            if (entry, name) in self.erased:
                self.result.erased += 1
            else:
                words = _("Chi tiết “{name}” của bản ghi số {seq} bị mất mà không có quyết định xóa.")
                self._find("detail-missing", words.format(name=name, seq=seq), seq, entry)

    def look_beyond(self) -> None:
        """Find rows of facts that no entry tells of, and what the product's own checks find at rows told of."""
        for label, table in sorted(self.tables.items()):
            if table.standing == Standing.FACT:
                suspects = facts.untold_rows(self.office, label, self.latest)
                if suspects and self.read_on():
                    suspects = [key for key in suspects if (label, key) not in self.latest]
                for key in suspects:
                    words = _("Dòng {label} có trong cơ sở dữ liệu mà không bản ghi nào nói đến.").format(label=label)
                    self._find("row-added", words, row=f"{label} {key}")
            if table.check:
                self._check(label, import_string(table.check))

    def compare_seals(self, notary: Notary | None) -> None:
        """Compare every sealed day with what is there now."""

        def say(code: str, words: str, seal: Seal) -> None:
            self._find(code, words, seal.last_seq, row=f"journal.Seal {seal.day}")

        self.result.seals, self.result.stamps = seal_verification.check(self.office, notary, say)

    def _check(self, label: str, check: Callable[[list[models.Model]], dict[str, str]]) -> None:
        keys = [key for one, key in self.latest if one == label]
        for start in range(0, len(keys), PAGE):
            rows = facts.rows_of(label, keys[start : start + PAGE])
            for key, words in check(list(rows.values())).items():
                told = self.latest[label, key]
                self._find("content", words, told.seq, told.entry, f"{label} {key}")
            self.result.contents += len(rows)

    def _details(self, page: list[Entry]) -> dict[UUID, dict[str, Detail]]:
        found: dict[UUID, dict[str, Detail]] = {}
        for detail in Detail.objects.filter(office_id=self.office, entry__in=page):
            found.setdefault(detail.entry_id, {})[detail.name] = detail
        return found

    def _link(self, entry: Entry) -> None:
        if entry.seq != self.seq + 1:
            words = _("Thiếu bản ghi từ số {first} đến số {last}.").format(first=self.seq + 1, last=entry.seq - 1)
            self._find("gap", words, entry.seq, entry.pk)
        elif entry.previous_hash != self.hash:
            words = _("Bản ghi số {seq} không nối với bản ghi trước.").format(seq=entry.seq)
            self._find("link", words, entry.seq, entry.pk)
        if entry_hash(entry.previous_hash, entry.text) != entry.hash:
            self._find("text", _("Bản ghi số {seq} đã bị sửa.").format(seq=entry.seq), entry.seq, entry.pk)
        # Go on from what is stored: one altered entry is one finding, not a finding for all that follow.
        self.seq, self.hash = entry.seq, entry.hash

    def _body(self, entry: Entry) -> dict[str, Any] | None:
        try:
            body = json.loads(entry.text)
        except ValueError:
            body = None
        if isinstance(body, dict):
            return body
        self._find("text", _("Bản ghi số {seq} không đọc được.").format(seq=entry.seq), entry.seq, entry.pk)
        return None

    def _columns(self, entry: Entry, body: dict[str, Any]) -> None:
        columns = {
            "id": str(entry.pk),
            "office": str(entry.office_id),
            "seq": entry.seq,
            "act": str(entry.act_id),
            "name": entry.name,
            "subject": str(entry.subject_id),
            "occurred_at": iso(entry.occurred_at),
            "recorded_at": iso(entry.recorded_at),
            "source": entry.source,
        }
        wrong = sorted(name for name, value in columns.items() if body.get(name) != value)
        if wrong:
            words = _("Cột {names} của bản ghi số {seq} khác với nội dung đã ghi.")
            self._find("columns", words.format(names=", ".join(wrong), seq=entry.seq), entry.seq, entry.pk)
        earliest = iso(entry.recorded_at + CLOCK_TOLERANCE)
        # A step back that a person at the console confirmed stands in the chain as an entry of its own.
        if earliest < self.recorded_at and entry.name != ClockConfirmed.NAME:
            words = _("Bản ghi số {seq} có giờ ghi sớm hơn bản ghi trước.").format(seq=entry.seq)
            self._find("clock", words, entry.seq, entry.pk)
        self.recorded_at = iso(entry.recorded_at)

    def _commitments(self, entry: Entry, body: dict[str, Any], details: dict[str, Detail]) -> None:
        promised: dict[str, str] = body.get("private", {})
        for name, promise in promised.items():
            detail = details.pop(name, None)
            if detail is None:
                self.missing[entry.pk, name] = entry.seq
                continue
            self.result.details += 1
            if not _keeps(detail, promise):
                words = _("Chi tiết “{name}” của bản ghi số {seq} đã bị sửa.").format(name=name, seq=entry.seq)
                self._find("detail", words, entry.seq, entry.pk)
        for name in sorted(details):
            words = _("Chi tiết “{name}” được thêm vào bản ghi số {seq} sau khi ghi.").format(name=name, seq=entry.seq)
            self._find("detail-added", words, entry.seq, entry.pk)

    def _remember(self, entry: Entry, body: dict[str, Any]) -> None:
        for name, columns in body.get("columns", {}).items():
            self.columns[name] = tuple(columns)
        shapes = body.get("shapes", {})
        for label, key, digest in body.get("facts", []):
            self.latest[label, key] = Told(digest, entry.pk, entry.seq, self.columns.get(shapes.get(label, "")))
        if entry.name == DetailsErased.NAME:
            self.erased |= {
                (UUID(one), name) for one, names in body.get("event", {}).get("erased", {}).items() for name in names
            }

    def _find(self, code: str, words: str, seq: int | None = None, entry: UUID | None = None, row: str = "") -> None:
        self.result.findings.append(Finding(code, self.office, words, seq, entry, row))


def _keeps(detail: Detail, promise: str) -> bool:
    try:
        return commitment(bytes.fromhex(detail.salt), detail.value) == promise
    except ValueError:
        return False  # a salt that is not one

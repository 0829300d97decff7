"""Data packs (gói dữ liệu): a folder with `pack.json` and rows in CSV or JSON; docs/packs.md is the format.

A pack is read whole and checked before anything is written; a bad one is refused with file, row and reason, and nothing
of it is loaded. Packs are versioned and dated, because law is dated data.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import models

from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.kernel.vietnamese import nfc
from motcua.office.events import PackLoaded
from motcua.office.offices import Office

KINDS = ("areas", "ethnic-groups", "calendar", "catalogue", "reviewed", "eforms", "workflows", "certification")
_DESCRIPTION = "pack.json"


class PackRefused(Refused):
    """The pack is wrong; nothing of it was loaded. `row` counts from 1 below the header, 0 is the file itself."""

    status = 422

    def __init__(self, file: str, row: int, reason: str) -> None:
        place = f"{file}, dòng {row}" if row else file
        super().__init__(f"Gói dữ liệu bị từ chối, chưa có dòng nào được nạp. {place}: {reason}")
        self.file, self.row, self.reason = file, row, reason


@dataclass(slots=True)
class LoadReport:
    """What a load did to the rows; `notes` are sentences for the steward."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    ended: int = 0
    notes: list[str] = field(default_factory=list)
    facts: list[models.Model] = field(default_factory=list)  # rows that every office's chain is to tell of
    gone: list[list[str]] = field(default_factory=list)  # and those that were taken away (`journal.facts.gone`)

    def __str__(self) -> str:
        return f"thêm {self.added}, đổi {self.changed}, giữ nguyên {self.unchanged}, kết thúc {self.ended}"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file with its place, so that a refusal can name it."""

    file: str
    number: int
    values: Mapping[str, str]

    def text(self, column: str, *, required: bool = False, choices: tuple[str, ...] = (), longest: int = 300) -> str:
        """Return the trimmed text of a column; refuses an empty one when required, a long one, an unknown choice."""
        value = nfc(self.values[column]).strip()
        if len(value) > longest:
            raise self.refused(f"cột “{column}” dài {len(value)} ký tự, tối đa {longest}")
        if required and not value:
            raise self.refused(f"cột “{column}” bị trống")
        if choices and value not in choices:
            raise self.refused(f"cột “{column}” ghi “{value}”, phải là một trong: {', '.join(choices)}")
        return value

    def number_in(self, column: str) -> int | None:
        """Return the whole number of a column, None when it is empty."""
        value = self.text(column)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value):
            raise self.refused(f"cột “{column}” ghi “{value}”, không phải số nguyên")
        return int(value)

    def day(self, column: str) -> date:
        """Return the date (YYYY-MM-DD) of a column; refuses an empty one."""
        return as_day(self.text(column, required=True), self.file, self.number, column)

    def find_day(self, column: str) -> date | None:
        """Return the date of a column, None when it is empty."""
        return self.day(column) if self.text(column) else None

    def yes_no(self, column: str) -> bool:
        """Return whether the column says yes; only yes and no are read."""
        return self.text(column, choices=("yes", "no")) == "yes"

    def refused(self, reason: str) -> PackRefused:
        """Return the refusal that names this row."""
        return PackRefused(self.file, self.number, reason)


@dataclass(frozen=True, slots=True)
class Item:
    """One object of a JSON file with its place; every getter refuses a value of the wrong kind by name."""

    file: str
    number: int
    values: Mapping[str, Any]

    def text(
        self, key: str, *, required: bool = False, choices: Collection[str] | None = None, longest: int = 4000
    ) -> str:
        """Return a trimmed text; a missing one is empty."""
        value = self.values.get(key)
        value = "" if value is None else value
        if not isinstance(value, str):
            raise self.refused(f"mục “{key}” phải là chữ, đang là {value!r}")
        value = nfc(value).strip()
        if "\0" in value:
            raise self.refused(f"mục “{key}” có ký tự hỏng (NUL)")
        if required and not value:
            raise self.refused(f"mục “{key}” bị trống")
        if choices is not None and value not in choices:
            raise self.refused(f"mục “{key}” ghi “{value}”, phải là một trong: {', '.join(choices)}")
        if len(value) > longest:
            raise self.refused(f"mục “{key}” dài {len(value)} ký tự, tối đa {longest}")
        return value

    def number_in(self, key: str) -> int | None:
        """Return a whole number that is written as number or text; None when it is missing or empty."""
        value = self.values.get(key)
        if value is None or value == "":
            return None
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value.strip()):
            return int(value)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9:
            return value
        raise self.refused(f"mục “{key}” ghi “{value}”, không phải số nguyên không âm")

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a yes or no; a missing one is the default."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.refused(f"mục “{key}” phải là true hoặc false")
        return value

    def find_day(self, key: str) -> date | None:
        """Return a date, None when it is missing or empty."""
        value = self.text(key)
        return as_day(value, self.file, self.number, key) if value else None

    def texts(self, key: str) -> list[str]:
        """Return a list of texts; a missing one is empty."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.refused(f"mục “{key}” phải là danh sách chữ")
        return [nfc(part).strip() for part in value]

    def parts(self, key: str) -> "list[Item]":
        """Return a list of objects, each refusing under this row's number."""
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(part, dict) for part in value):
            raise self.refused(f"mục “{key}” phải là danh sách đối tượng")
        return [Item(self.file, self.number, part) for part in value]

    def digest(self) -> str:
        """Return the SHA-256 of the row, the same whatever the order of its keys."""
        text = json.dumps(self.values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def refused(self, reason: str) -> PackRefused:
        """Return the refusal that names this row."""
        return PackRefused(self.file, self.number, reason)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack whose structure was checked; its rows are read by the loader of its kind."""

    folder: Path
    name: str
    kind: str
    version: str
    valid_from: date
    title: str
    sources: tuple[str, ...]
    files: Mapping[str, bytes]
    digest: str

    def rows(self, file: str, columns: tuple[str, ...]) -> list[Row]:
        """Return the rows of a CSV file that must have exactly these columns, in any order."""
        reader = csv.reader(io.StringIO(self._text(file)), strict=True)
        try:
            lines = list(reader)
        except csv.Error as problem:
            raise PackRefused(file, reader.line_num, f"không đọc được CSV ({problem})") from problem
        if not lines:
            raise PackRefused(file, 0, "tệp rỗng, thiếu dòng tiêu đề")
        header = [nfc(name).strip() for name in lines[0]]
        missing, extra = set(columns) - set(header), set(header) - set(columns)
        if missing:
            raise PackRefused(file, 0, f"thiếu cột {', '.join(sorted(missing))}")
        if extra or len(header) != len(set(header)):
            raise PackRefused(file, 0, f"thừa hoặc trùng cột {', '.join(sorted(extra)) or ', '.join(header)}")
        rows = []
        for number, line in enumerate(lines[1:], start=1):
            if len(line) != len(header):
                raise PackRefused(file, number, f"có {len(line)} ô, tiêu đề có {len(header)} cột")
            rows.append(Row(file, number, dict(zip(header, line, strict=True))))
        return rows

    def items(self, file: str) -> "list[Item]":
        """Return the objects of a JSON file, which must be one list of objects."""
        loaded = _json(file, self._text(file))
        if not isinstance(loaded, list):
            raise PackRefused(file, 0, "tệp JSON phải là một danh sách")
        for number, item in enumerate(loaded, start=1):
            if not isinstance(item, dict):
                raise PackRefused(file, number, "mỗi dòng phải là một đối tượng JSON")
        return [Item(file, number, item) for number, item in enumerate(loaded, start=1)]

    def _text(self, file: str) -> str:
        if file not in self.files:
            raise PackRefused(_DESCRIPTION, 0, f"gói loại {self.kind} phải có tệp {file}")
        return _decoded(file, self.files[file])


class PackLoad(models.Model):
    """One load of one pack: what the steward sees, and the proof of which data stood when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    version = models.CharField(max_length=40)
    valid_from = models.DateField()
    title = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    sources = models.JSONField(default=list)
    loaded_at = models.DateTimeField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


def as_day(value: object, file: str, row: int, column: str) -> date:
    """Return the date that the text YYYY-MM-DD spells; refuses any other."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PackRefused(file, row, f"“{column}” ghi “{value}”, không phải ngày dạng YYYY-MM-DD có thật")


def read(folder: Path | str) -> Pack:
    """Return the pack of a folder after checking description, checksums, row counts and encoding."""
    folder = Path(folder)
    description_path = folder / _DESCRIPTION
    if not description_path.is_file():
        raise PackRefused(_DESCRIPTION, 0, f"không thấy tệp trong thư mục {folder.name}")
    about = _json(_DESCRIPTION, _decoded(_DESCRIPTION, description_path.read_bytes()))
    if not isinstance(about, dict):
        raise PackRefused(_DESCRIPTION, 0, "phải là một đối tượng JSON")
    for key in ("name", "kind", "version", "valid_from", "title", "sources", "files"):
        if not about.get(key):
            raise PackRefused(_DESCRIPTION, 0, f"thiếu mục “{key}”")
    if about["kind"] not in KINDS:
        raise PackRefused(_DESCRIPTION, 0, f"không biết loại gói “{about['kind']}”")
    if not isinstance(about["files"], list) or not isinstance(about["sources"], list):
        raise PackRefused(_DESCRIPTION, 0, "“files” và “sources” phải là danh sách")
    for key, longest in (("name", 60), ("version", 40), ("title", 300)):
        if not isinstance(about[key], str) or len(about[key]) > longest:
            raise PackRefused(_DESCRIPTION, 0, f"“{key}” phải là chữ, tối đa {longest} ký tự")
    files = dict(_checked_files(folder, about["files"]))
    whole = hashlib.sha256(b"".join(hashlib.sha256(files[name]).digest() for name in sorted(files)))
    return Pack(
        folder=folder,
        name=about["name"],
        kind=about["kind"],
        version=about["version"],
        valid_from=as_day(about["valid_from"], _DESCRIPTION, 0, "valid_from"),
        title=about["title"],
        sources=tuple(map(str, about["sources"])),
        files=files,
        digest=whole.hexdigest(),
    )


def record(pack: Pack, report: LoadReport, at: datetime) -> PackLoad:
    """Write down that a pack was loaded and what it did."""
    return PackLoad.objects.create(
        name=pack.name,
        kind=pack.kind,
        version=pack.version,
        valid_from=pack.valid_from,
        title=pack.title,
        digest=pack.digest,
        sources=list(pack.sources),
        loaded_at=at,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        ended=report.ended,
        notes=report.notes,
    )


def announce(load: PackLoad, report: LoadReport, at: datetime) -> None:
    """Write into every office's chain that this load changed what the law is here; one that changed nothing is none."""
    if not load.added + load.changed + load.ended:
        return
    event = PackLoaded(load.name, load.version, load.digest, load.added, load.changed, load.ended)
    for office in Office.objects.filter(is_active=True).order_by("pk"):
        entries.record(
            event,
            office=office.pk,
            subject=load.pk,
            by=Acting.system(office.pk),
            at=at,
            facts=(load, *report.facts),
            gone=report.gone,
        )


def _checked_files(folder: Path, listed: list[Any]) -> Iterator[tuple[str, bytes]]:
    seen = set()
    for entry in listed:
        if not isinstance(entry, dict) or not {"name", "rows", "sha256"} <= set(entry):
            raise PackRefused(_DESCRIPTION, 0, "mỗi tệp cần “name”, “rows” và “sha256”")
        name = str(entry["name"])
        if not re.fullmatch(r"[a-z0-9_-]+\.(csv|json)", name) or name in seen or name == _DESCRIPTION:
            raise PackRefused(_DESCRIPTION, 0, f"tên tệp “{name}” không hợp lệ hoặc bị trùng")
        seen.add(name)
        path = folder / name
        if not path.is_file():
            raise PackRefused(name, 0, "không thấy tệp")
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise PackRefused(name, 0, "mã kiểm tra SHA-256 không khớp, tệp đã bị sửa hoặc tải thiếu")
        text = _decoded(name, content)
        rows = _count_rows(name, text)
        if rows != entry["rows"]:
            raise PackRefused(name, 0, f"có {rows} dòng, pack.json ghi {entry['rows']}")
        yield name, content


def _count_rows(name: str, text: str) -> int:
    if name.endswith(".json"):
        loaded = _json(name, text)
        return len(loaded) if isinstance(loaded, list | dict) else 0
    try:
        return max(sum(1 for _ in csv.reader(io.StringIO(text), strict=True)) - 1, 0)
    except csv.Error as problem:
        raise PackRefused(name, 0, f"không đọc được CSV ({problem})") from problem


def _decoded(name: str, content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
        if "\0" in text:
            raise PackRefused(name, text[: text.index("\0")].count("\n"), "có ký tự hỏng (NUL)")
        return text
    except UnicodeDecodeError as problem:
        row = content[: problem.start].count(b"\n")
        raise PackRefused(name, row, "không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8") from problem


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as problem:
        raise PackRefused(name, problem.lineno, f"không phải JSON hợp lệ ({problem.msg})") from problem

"""Inspection (kiểm tra tệp): every upload is opened at once by its real parser and told what is wrong with it.

Each problem is a code and a sentence that says what to do. Problems that block keep the file out; the others are told
and the file is taken. Legal source: NĐ 118/2025/NĐ-CP (complete and readable dossiers), TT 01/2023/TT-VPCP Điều 8.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from motcua.papers import foreign, kinds, problems
from motcua.papers.kinds import Kind
from motcua.papers.problems import Problem
from motcua.papers.storage import FILE_LIMIT

PAGE_LIMIT = 200
_HEIC = (b"ftypheic", b"ftypheix", b"ftyphevc", b"ftypmif1", b"ftypmsf1", b"ftypavif")


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file is. `cleaned` holds the copy without active content, to be kept instead of the upload."""

    kind: Kind | None
    size: int
    pages: int | None = None
    problems: list[Problem] = field(default_factory=list)
    cleaned: bytes | None = None

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file may be kept."""
        return self.kind is not None and not any(problem.blocks for problem in self.problems)


def inspect(source: Path | str | bytes | BinaryIO, name: str) -> Inspection:
    """Open a file as a stranger's and return what it is and what is wrong with it; raises nothing about the file."""
    with tempfile.TemporaryDirectory(prefix="motcua-look-") as folder:
        path = _on_disk(source, Path(folder) / "file")
        if path is None:
            return Inspection(None, FILE_LIMIT + 1, problems=[_problem("too_big", name)])
        return _inspect(path, name, Path(folder) / "clean")


def _on_disk(source: Path | str | bytes | BinaryIO, draft: Path) -> Path | None:
    """Give the reader process a path; None when a stream is longer than the limit."""
    if isinstance(source, Path | str):
        return Path(source)
    if isinstance(source, bytes):
        draft.write_bytes(source)
        return draft
    if source.seekable():
        source.seek(0)
    with draft.open("wb") as out:
        shutil.copyfileobj(_Limited(source), out, 256 * 1024)
    if source.seekable():
        source.seek(0)
    return draft if draft.stat().st_size <= FILE_LIMIT else None


class _Limited:
    """A stream that ends just after the limit, so that no endless upload fills the disk."""

    def __init__(self, source: BinaryIO) -> None:
        self.source, self.left = source, FILE_LIMIT + 1

    def read(self, size: int = -1) -> bytes:
        """Read on, at most to the limit."""
        part = self.source.read(min(size, self.left) if size >= 0 else self.left)
        self.left -= len(part)
        return part


def _inspect(path: Path, name: str, clean_to: Path) -> Inspection:
    size = path.stat().st_size
    if size == 0:
        return Inspection(None, size, problems=[_problem("empty", name)])
    if size > FILE_LIMIT:
        return Inspection(None, size, problems=[_problem("too_big", name)])
    with path.open("rb") as stream:
        head = stream.read(64)
        is_encrypted_office = (
            head.startswith(kinds.OLE_HEAD) and "EncryptedPackage".encode("utf-16-le") in stream.read()
        )
    kind = kinds.by_head(head)
    if kind is None and head.startswith(kinds.ZIP_HEAD):
        kind = kinds.by_name(name) if (kinds.by_name(name) or Kind.PDF).is_office else Kind.DOCX
    if kind is None:
        code = "locked" if is_encrypted_office else _foreign_kind(head)
        return Inspection(None, size, problems=[_problem(code, name)])
    job = {"job": "inspect", "path": os.fspath(path.absolute()), "kind": kind.name.lower()}
    answer = foreign.ask({**job, "clean_to": os.fspath(clean_to)})
    if answer is None:
        return Inspection(kind, size, problems=[_problem("unreadable", name)])
    return _told(answer, kind, size, name, clean_to)


def _foreign_kind(head: bytes) -> str:
    if head.startswith(kinds.OLE_HEAD):
        return "old_office"
    return "heic" if head[4:12] in _HEIC else "wrong_type"


def _told(answer: dict[str, Any], kind: Kind, size: int, name: str, clean_to: Path) -> Inspection:
    """Put the reader's codes into words."""
    if answer.get("told"):
        kind = Kind[answer["told"].upper()]
    pages = answer["pages"]
    told = [_problem(code, name, pages=where, count=pages) for code, where in answer["problems"]]
    is_refused = any(problem.code in ("wrong_type", "macro") for problem in told)
    if not is_refused and kinds.by_name(name) is not kind:
        told.append(_problem("name_mismatch", name, kind=kind))
    cleaned = clean_to.read_bytes() if answer.get("cleaned") else None
    return Inspection(None if is_refused else kind, size, pages, told, cleaned)


def _problem(
    code: str, name: str, *, pages: list[int] | None = None, count: int | None = None, kind: Kind | None = None
) -> Problem:
    fields: dict[str, object] = {
        "name": name,
        "limit": FILE_LIMIT // 1024 // 1024,
        "page_limit": PAGE_LIMIT,
        "count": count,
        "pages": problems.ranges(pages or []),
        "kind": kind.name if kind else "",
    }
    return problems.problem(code, fields)

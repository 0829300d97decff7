"""Uploads (tệp nộp kèm): the one way by which a stranger's file becomes a stored file: inspected, then kept."""

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from motcua.journal.refusals import Refused
from motcua.office.offices import Office
from motcua.papers import inspection, storage
from motcua.papers.inspection import Inspection
from motcua.papers.problems import Problem
from motcua.papers.storage import StoredFile


class UploadRefused(Refused):
    """The file has a problem that keeps it out; `problems` holds every sentence."""

    status = 422

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(" ".join(problem.words for problem in problems))


def take(office: Office, upload: BinaryIO | bytes, name: str, *, at: datetime) -> tuple[StoredFile, list[Problem]]:
    """Inspect an upload and keep it (its cleaned copy, if it had active content); return it and what to tell.

    Raises UploadRefused; nothing is kept then.
    """
    name = storage.clean_name(name)
    seen = inspection.inspect(upload, name)
    return keep_inspected(office, upload, name, seen, at=at), seen.problems


def keep_inspected(
    office: Office, upload: BinaryIO | bytes | Path, name: str, seen: Inspection, *, at: datetime
) -> StoredFile:
    """Keep an upload that was inspected before, as when the inspection ran outside the transaction."""
    if not seen.is_accepted or seen.kind is None:
        raise UploadRefused([problem for problem in seen.problems if problem.blocks])
    if seen.cleaned is not None:
        return storage.keep(office, seen.cleaned, name, at=at, media_type=seen.kind.media_type, pages=seen.pages)
    if isinstance(upload, Path):
        with upload.open("rb") as stream:
            return storage.keep(office, stream, name, at=at, media_type=seen.kind.media_type, pages=seen.pages)
    return storage.keep(office, upload, name, at=at, media_type=seen.kind.media_type, pages=seen.pages)

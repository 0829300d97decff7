"""Stored files (tệp lưu trữ): every uploaded, scanned, typeset or signed file, under its content's SHA-256.

Bytes are on the disk (written, fsynced, renamed) before the row that names them; the caller's transaction commits
after. A file is never overwritten: a changed paper is another file. Folder: FILES_ROOT/<office>/<two letters>/<sha256>.
"""

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from django.http import FileResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.papers import kinds

FILE_LIMIT = 20 * 1024 * 1024
_CHUNK = 256 * 1024
_NAME_LIMIT = 120
YOUNG = timedelta(days=1)


class FileTooBig(Refused):
    """The file is bigger than the office takes."""

    status = 413

    def __init__(self, name: str, limit: int = FILE_LIMIT) -> None:
        super().__init__(
            _("Tệp “%(name)s” lớn hơn %(limit)s MB. Xin chia thành nhiều tệp hoặc quét lại ở 200 dpi rồi chọn lại.")
            % {"name": name, "limit": limit // 1024 // 1024}
        )


class FileMissing(Refused):
    """The row is there, the bytes are not: a damaged disk or an incomplete restore."""

    status = 410

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Không tìm thấy nội dung tệp “%(name)s” trên máy chủ. Xin báo quản trị viên để khôi phục từ bản sao lưu.")
            % {"name": name}
        )


class StoredFile(models.Model):
    """One file as it was kept; two rows may share the bytes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=_NAME_LIMIT)
    pages = models.PositiveIntegerField(null=True, blank=True)  # None: the kind has no pages or none were counted
    path = models.CharField(max_length=150)
    kept_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)  # the bytes were removed lawfully; what remains proves that they were

    told_with_namer = True  # an entry that tells of a row naming this file tells of the file too (`journal.facts`)

    class Meta:
        indexes = [models.Index(fields=["sha256", "office"], name="storedfile_sha256_office")]

    def __str__(self) -> str:
        return self.name

    @property
    def full_path(self) -> Path:
        """Return where the bytes lie on this machine."""
        return Path(settings.FILES_ROOT) / self.path

    def open(self) -> BinaryIO:
        """Return the bytes as an open file; raises FileMissing."""
        try:
            return self.full_path.open("rb")
        except FileNotFoundError:
            raise FileMissing(self.name) from None

    def read(self) -> bytes:
        """Return all bytes; raises FileMissing."""
        with self.open() as stream:
            return stream.read()

    def is_intact(self) -> bool:
        """Tell whether the bytes on the disk still have the recorded SHA-256."""
        try:
            with self.full_path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == self.sha256
        except OSError:
            return False


def keep(
    office: Office,
    stream: BinaryIO | bytes,
    name: str,
    *,
    at: datetime,
    media_type: str | None = None,
    pages: int | None = None,
) -> StoredFile:
    """Write the bytes safely to the disk, then the row that names them; raises FileTooBig.

    Call it inside the transaction of the act. Without `media_type` the first bytes tell it; an upload from outside
    goes through `uploads.take`, which inspects it first.
    """
    name = clean_name(name)
    folder = Path(settings.FILES_ROOT) / str(office.pk)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, draft = tempfile.mkstemp(prefix=".draft-", dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as out:
            digest, size, head = hashlib.sha256(), 0, b""
            for chunk in _chunks(stream):
                head = head or chunk[:16]
                size += len(chunk)
                if size > FILE_LIMIT:
                    raise FileTooBig(name)
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        sha256 = digest.hexdigest()
        home = folder / sha256[:2]
        if not home.is_dir():
            home.mkdir(mode=0o700, exist_ok=True)
            _fsync_folder(folder)
        os.replace(draft, home / sha256)
        _fsync_folder(home)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    kind = kinds.by_head(head)
    return StoredFile.objects.create(
        office=office,
        sha256=sha256,
        size=size,
        media_type=media_type or (kind.media_type if kind else "application/octet-stream"),
        name=name,
        pages=pages,
        path=f"{office.pk}/{sha256[:2]}/{sha256}",
        kept_at=at,
    )


def discard(file_ids: Collection[UUID], *, at: datetime) -> int:
    """Remove the files that nothing refers to any more and return how many; the bytes go after the commit.

    For what was never filed: a file that stands in any dossier, slip or signature stays.
    """
    gone = 0
    for stored in StoredFile.objects.filter(pk__in=file_ids):
        try:
            with transaction.atomic():
                stored.delete()
        except models.ProtectedError:
            continue
        gone += 1
        transaction.on_commit(partial(_remove_bytes, stored.path, at))
    return gone


def _remove_bytes(path: str, at: datetime) -> None:
    """The same bytes may be on their way in right now, not yet named by a row: what is younger than a day stays."""
    place = Path(settings.FILES_ROOT) / path
    if StoredFile.objects.filter(path=path).exists() or not place.exists():
        return
    if place.stat().st_mtime < (at - YOUNG).timestamp():
        place.unlink(missing_ok=True)


def _chunks(stream: BinaryIO | bytes) -> Iterator[bytes]:
    source = BytesIO(stream) if isinstance(stream, bytes) else stream
    if source.seekable():
        source.seek(0)
    while chunk := source.read(_CHUNK):
        yield chunk


def _fsync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def clean_name(name: str) -> str:
    """Return a file name fit to show and to save: NFC, no path, no control or direction marks, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    visible = "".join(" " if unicodedata.category(letter) in hidden else letter for letter in last)
    tidy = " ".join("".join("_" if letter in '<>:"|?*' else letter for letter in visible).split()).strip(". ")
    if len(tidy) > _NAME_LIMIT:
        stem, dot, extension = tidy.rpartition(".")
        extension = dot + extension if stem and len(extension) <= 8 else ""
        tidy = tidy[: _NAME_LIMIT - len(extension)].rstrip() + extension
    return tidy or "tep"


def response(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """Return the file as an answer that no browser mistakes for a page; only PDF and pictures may open inline.

    Raises FileMissing. Whether the reader may see it is the caller's question, asked before.
    """
    shown = inline and stored.media_type in kinds.SHOWN_INLINE
    answer = FileResponse(stored.open(), content_type=stored.media_type)
    answer["Content-Disposition"] = content_disposition_header(not shown, stored.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    # Chrome refuses to open its PDF viewer under `sandbox`; a PDF gets the same closed policy without that word.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
    is_pdf = stored.media_type == kinds.Kind.PDF.media_type
    answer["Content-Security-Policy"] = policy if is_pdf else f"sandbox; {policy}"
    return answer

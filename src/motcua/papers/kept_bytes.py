"""The bytes behind the rows of stored files (tệp trên đĩa): whether they are as kept, and their lawful removal."""

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from motcua.papers.storage import StoredFile


def unsound(files: list[StoredFile]) -> dict[str, str]:
    """Return what is wrong with the bytes on the disk, by the key of the file's row; empty when all are as kept."""
    wrong = {}
    for stored in files:
        if stored.erased_at is not None:
            continue
        if not stored.full_path.exists():
            wrong[str(stored.pk)] = _("Tệp “%(name)s” không còn trên đĩa: %(path)s.") % {
                "name": stored.name,
                "path": stored.path,
            }
        elif not stored.is_intact():
            wrong[str(stored.pk)] = _("Nội dung tệp “%(name)s” trên đĩa đã bị sửa: %(path)s.") % {
                "name": stored.name,
                "path": stored.path,
            }
    return wrong


def erase(files: list[StoredFile], *, at: datetime) -> list[StoredFile]:
    """Remove the bytes of these files lawfully and return their rows; the bytes go after the commit.

    The row stays with size and SHA-256, without the name it was given; bytes that another file shares stay.
    """
    for stored in files:
        stored.erased_at, stored.name = at, "da-xoa"
        stored.save(update_fields=["erased_at", "name"])
        transaction.on_commit(partial(_remove_erased, stored.path))
    return files


def _remove_erased(path: str) -> None:
    if not StoredFile.objects.filter(path=path, erased_at=None).exists():
        (Path(settings.FILES_ROOT) / path).unlink(missing_ok=True)

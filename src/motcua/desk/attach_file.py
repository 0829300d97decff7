"""Attaching files (nộp tệp kèm): each is opened and checked at once; a bad one never takes the good ones with it.

To a draft, or laid ready for the answer to a supplement request and sent with it in one act. Legal source:
NĐ 118/2025/NĐ-CP (electronic papers); domain brief 1.3(3).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import drafts, supplement_answers
from motcua.dossiers.drafts import Draft
from motcua.dossiers.supplements import Supplement
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.office.offices import Office
from motcua.papers import inspection, storage, uploads
from motcua.papers.storage import StoredFile
from motcua.procedures.components import Component

MOST_FILES = 30


class TooManyFiles(Refused):
    """A draft takes a limited number of files."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Một hồ sơ nhận tối đa %(most)s tệp. Hãy ghép các trang vào một tệp PDF.") % {"most": MOST_FILES}
        )


class FileGone(Refused):
    """A file that was laid ready is not kept any more."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Có tệp tải lên trước đó không còn trên máy chủ. Hãy bỏ tệp ấy, tải lại rồi gửi."))


@dataclass(frozen=True, slots=True)
class Attached:
    """One upload: the stored file, None when it was refused, and what to tell of it."""

    name: str
    file: StoredFile | None
    words: tuple[str, ...]


def to_draft(
    draft: Draft, component: Component | None, incoming: Iterable[tuple[BinaryIO, str]], *, at: datetime
) -> list[Attached]:
    """Attach each good file to the component of the draft (None: its proxy); tell why a bad one stays out."""
    incoming = list(incoming)
    if len(drafts.files_of(draft)) + len(incoming) > MOST_FILES:
        raise TooManyFiles
    told = []
    for stream, name in incoming:
        seen = inspection.inspect(stream, storage.clean_name(name))
        words = tuple(problem.words for problem in seen.problems)
        if not seen.is_accepted:
            told.append(Attached(name, None, words))
            continue
        with transaction.atomic():
            kept = uploads.keep_inspected(draft.office, stream, storage.clean_name(name), seen, at=at)
            drafts.attach(draft, component, kept, remark=" ".join(words), at=at)
        told.append(Attached(name, kept, words))
    return told


def lay_ready(office: Office, incoming: Iterable[tuple[BinaryIO, str]], *, at: datetime) -> list[Attached]:
    """Keep each good file for an answer that is sent later; nothing of the dossier changes yet."""
    told = []
    for stream, name in incoming:
        seen = inspection.inspect(stream, storage.clean_name(name))
        words = tuple(problem.words for problem in seen.problems)
        kept = None
        if seen.is_accepted:
            with transaction.atomic():
                kept = uploads.keep_inspected(office, stream, storage.clean_name(name), seen, at=at)
        told.append(Attached(name, kept, words))
    return told


@transaction.atomic
def answer_supplement(
    dossier_id: UUID, *, answers: dict[UUID, tuple[str, list[UUID]]], by: Acting, at: datetime
) -> Supplement:
    """Answer the items of the open request with words and the files laid ready; raises as `answer` does."""
    wanted = {file_id for _words, file_ids in answers.values() for file_id in file_ids}
    files = {row.pk: row for row in StoredFile.objects.filter(office_id=by.office, pk__in=wanted)}
    if len(files) < len(wanted):
        raise FileGone
    told = {
        item_id: (words, [files[file_id] for file_id in file_ids]) for item_id, (words, file_ids) in answers.items()
    }
    return supplement_answers.answer(dossier_id, answers=told, by=by, at=at)

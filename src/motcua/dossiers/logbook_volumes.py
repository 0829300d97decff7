"""Signed volumes of a closed logbook (tập của sổ đã khóa): the whole year as PDF/A, a thousand lines to a volume.

The worker makes them after the closing, with the key of the head who closed the book; a volume that is kept never
changes. Legal source: TT 03/2025/TT-VPCP Mẫu 07 (made in the system, signed digitally); TT 01/2018/TT-VPCP Điều 10(2).
"""

from datetime import datetime
from uuid import UUID

from django.db import models, transaction

from motcua.dossiers import logbook, logbook_print
from motcua.dossiers.events import LogbookSigned
from motcua.dossiers.logbook import Book, BookClosing
from motcua.dossiers.results import verification_address
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.papers import signatures, signing
from motcua.papers.signatures import Signature

MOST = logbook_print.MOST
REASON = "Khóa sổ theo dõi hồ sơ"


class BookVolume(models.Model):
    """One signed volume: which lines it holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    closing = models.ForeignKey(BookClosing, on_delete=models.PROTECT, related_name="volumes")
    part = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["part"]
        constraints = [models.UniqueConstraint(fields=["office", "closing", "part"], name="book_volume_once")]


def of_book(book: Book) -> list[BookVolume]:
    """Return the signed volumes of a book, none before it is closed and the worker came by."""
    if book.closing is None:
        return []
    found = BookVolume.objects.filter(office_id=book.office_id, closing=book.closing)
    return list(found.select_related("signature__file"))


def find_signed(signature: Signature) -> tuple[Book, BookVolume] | None:
    """Return book and volume that bear this signature, None when it is another document's."""
    found = BookVolume.objects.filter(office_id=signature.office_id, signature=signature).first()
    return (logbook.find(signature.office_id, signature.subject), found) if found else None


def sign_waiting(book_id: UUID, office_id: UUID, *, at: datetime) -> list[BookVolume]:
    """Typeset and sign every volume of a closed book that is still missing; run twice it signs nothing twice."""
    book = logbook.find(office_id, book_id)
    made: list[BookVolume] = []
    while book.closing is not None and (volume := _sign_next(book, book.closing, at)) is not None:
        made.append(volume)
    return made


def _sign_next(book: Book, closing: BookClosing, at: datetime) -> BookVolume | None:
    kept = of_book(book)
    found = logbook.lines(book, after=kept[-1].last if kept else 0, size=MOST)
    if not found:
        return None
    office, part = closing.office, len(kept) + 1
    first, last = (line.dossier.book_number or 0 for line in (found[0], found[-1]))
    code = signatures.new_code(office.pk)
    signed = signing.make(
        logbook_print.volume(office, book, closing, found, part=part),
        signer_name=closing.closed_by.full_name,
        post_name=closing.closed_by.title,
        office_name=office.name,
        reason=REASON,
        at=at,
        verify_url=verification_address(code),
    )
    name = f"so-theo-doi.{book.year}.{book.place:02d}.tap{part:02d}.pdf"
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(
            pk=office.pk
        )  # two workers: the second finds the first one's volume
        before = BookVolume.objects.filter(office=office, closing=closing, part=part).first()
        if before is not None:
            return before
        signature = signatures.keep(
            signed, office=office, subject=book.id, signer=closing.closed_by, code=code, name=name, at=at
        )
        volume = BookVolume.objects.create(
            office=office, closing=closing, part=part, first=first, last=last, signature=signature
        )
        entries.record(
            LogbookSigned(volume_id=str(volume.pk), signature_id=str(signature.pk)),
            office=office.pk,
            subject=book.id,
            by=Acting.system(office.pk),
            at=at,
            facts=(volume, signature),
            files=(signature.file.sha256,),
        )
    return volume

"""Signatures (chữ ký số): which file was signed by whom, when, and the short code of its verification page.

Legal source: Luật Giao dịch điện tử 20/2023/QH15, NĐ 23/2025/NĐ-CP, NĐ 30/2020/NĐ-CP Phụ lục I. The row is an index;
the proof is inside the signed PDF, see `verification`.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import models

from motcua.kernel.identifiers import RESUME_LETTERS, uuid7
from motcua.office.offices import Office
from motcua.office.staff import Staff
from motcua.papers import signing, storage
from motcua.papers.signing import Signed
from motcua.papers.storage import StoredFile


class Signature(models.Model):
    """One signature on one file; a file with two signatures is two files, the second made of the first."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    subject = models.UUIDField()  # the dossier or the slip; papers lie below dossiers and know only its id
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    signer = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)  # None: the office itself
    signer_name = models.CharField(max_length=100)  # as printed: the name and post of that day
    post_name = models.CharField(max_length=200)
    signed_at = models.DateTimeField()
    code = models.CharField(max_length=10)
    certificate_sha256 = models.CharField(max_length=64)
    is_trial = models.BooleanField()

    told_with_namer = True  # the entry of the result that it stands on tells of it too (`journal.facts`)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="signature_code_once")]
        indexes = [
            models.Index(fields=["office", "subject"], name="signature_office_subject"),
            models.Index(fields=["code"], name="signature_code"),
        ]

    def __str__(self) -> str:
        return self.code


def new_code(office_id: UUID) -> str:
    """Return a fresh code of ten consonants for a verification page; it says nothing about the dossier."""
    while True:
        code = "".join(secrets.choice(RESUME_LETTERS) for _ in range(10))
        if not Signature.objects.filter(office_id=office_id, code=code).exists():
            return code


def keep(
    signed: Signed, *, office: Office, subject: UUID, signer: Staff | None, code: str, name: str, at: datetime
) -> Signature:
    """Keep a signed PDF and write its signature row, inside the transaction of the act; signing itself came before."""
    stored = storage.keep(office, signed.pdf, name, at=at, media_type="application/pdf", pages=signed.pages)
    return Signature.objects.create(
        office=office,
        subject=subject,
        file=stored,
        signer=signer,
        signer_name=signed.signer_name,
        post_name=signed.post_name,
        signed_at=signed.signed_at,
        code=code,
        certificate_sha256=signed.certificate_sha256,
        is_trial=signed.is_trial,
    )


def keep_all(
    made: Sequence[tuple[Signed, str]], *, office: Office, subject: UUID, signer: Staff, name: str, at: datetime
) -> list[Signature]:
    """Keep a PDF that was signed several times, each signature upon the last, as one file with a row for each.

    `made` holds each signing with its code, the first first; every code leads to the file with all signatures.
    """
    last = made[-1][0]
    stored = storage.keep(office, last.pdf, name, at=at, media_type="application/pdf", pages=last.pages)
    return Signature.objects.bulk_create(
        [
            Signature(
                office=office,
                subject=subject,
                file=stored,
                signer=signer,
                signer_name=signed.signer_name,
                post_name=signed.post_name,
                signed_at=signed.signed_at,
                code=code,
                certificate_sha256=signed.certificate_sha256,
                is_trial=signed.is_trial,
            )
            for signed, code in made
        ]
    )


def find_by_code(code: str) -> Signature | None:
    """Return the signature with this code, however it was typed; None when there is none."""
    letters = "".join(letter for letter in code.upper() if letter in RESUME_LETTERS)
    if len(letters) != 10:
        return None
    return Signature.objects.select_related("file", "office").filter(code=letters).first()


def find_by_bytes(pdf: bytes) -> Signature | None:
    """Return the newest signature whose kept file is exactly these bytes; None when no kept file is."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    found = Signature.objects.select_related("file", "office").filter(file__sha256=sha256)
    return found.order_by("-signed_at", "-id").first()


def of_subject(office_id: UUID, subject: UUID) -> list[Signature]:
    """Return the signatures on the papers of one dossier, oldest first."""
    found = Signature.objects.filter(office_id=office_id, subject=subject).select_related("file")
    return list(found.order_by("signed_at", "id"))


def sign_and_keep(
    pdf: bytes,
    *,
    office: Office,
    subject: UUID,
    signer: Staff,
    post_name: str,
    office_name: str,
    reason: str,
    verify_base: str,
    name: str,
    at: datetime,
) -> Signature:
    """Sign a PDF, keep the signed file and write its row; the QR leads to `verify_base` + code + "/".

    Inside a transaction that holds no chain head: signing takes tens of milliseconds.
    """
    code = new_code(office.pk)
    signed = signing.make(
        pdf,
        signer_name=signer.full_name,
        post_name=post_name,
        office_name=office_name,
        reason=reason,
        at=at,
        verify_url=f"{verify_base}{code}/",
    )
    return keep(signed, office=office, subject=subject, signer=signer, code=code, name=name, at=at)

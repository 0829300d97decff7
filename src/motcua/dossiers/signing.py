"""Signing of approved results: the worker typesets, signs, and only then issues, in a short transaction.

The signature is made outside any transaction; a worker killed in between signs again, and only one result is issued.
"""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction

from motcua.dossiers import access, corrections, decisions, results, slip_contents
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.results import NotApproved, Result, verification_address
from motcua.journal.acting import Acting
from motcua.kernel.localtime import vn_moment
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers import qr, signatures, signing, typesetting
from motcua.papers.signatures import Signature, new_code
from motcua.papers.signing import Signed
from motcua.papers.storage import StoredFile


class Draft(Protocol):
    """What is signed: a proposal, or the draft of a correction, approved by somebody in a post."""

    title: str
    body: str
    file: StoredFile | None
    approved_by: Staff | None
    approved_post: Post | None
    approved_at: datetime | None


def sign(dossier_id: UUID, office_id: UUID, *, at: datetime) -> Result | None:
    """Return the signed and issued result of an approved decision; None when it was issued already."""
    system = Acting.system(office_id)
    dossier = access.find(dossier_id, by=system, at=at)
    if dossier.void_at is not None or results.find(dossier) is not None:
        return None
    decision = decisions.find_approved(dossier)
    if decision is None:
        raise NotApproved
    code, signed = _made(dossier, decision, at)
    with transaction.atomic():
        locked = access.lock(dossier_id, by=system, at=at, to=Capability.SIGN)
        if results.find(locked) is not None:
            return None
        signature = _kept(locked, decision, code, signed, f"{locked.code}.KQ.01.pdf", at)
        return results.issue(locked.pk, file=signature.file, signature=signature, by=system, at=at)


def sign_correction(dossier_id: UUID, office_id: UUID, *, at: datetime) -> Result | None:
    """Return the signed result that takes the wrong one's place; None when no approved correction waits any more."""
    system = Acting.system(office_id)
    dossier = access.find(dossier_id, by=system, at=at)
    correction = corrections.find_open(dossier)
    if correction is None or correction.approved_at is None:
        return None
    code, signed = _made(dossier, correction, at)
    with transaction.atomic():
        locked = access.lock(dossier_id, by=system, at=at, to=Capability.SIGN)
        waiting = corrections.find_open(locked)
        if waiting is None or waiting.pk != correction.pk:
            return None
        number = len(corrections.of_dossier(locked)) + 1
        signature = _kept(locked, correction, code, signed, f"{locked.code}.KQ.{number:02d}.pdf", at)
        return corrections.issue(locked.pk, file=signature.file, signature=signature, by=system, at=at)


def _made(dossier: Dossier, draft: Draft, at: datetime) -> tuple[str, Signed]:
    """Typeset and sign the draft under a fresh code; outside any transaction."""
    if draft.approved_by is None or draft.approved_post is None:
        raise NotApproved
    code = new_code(dossier.office_id)
    who = {
        "signer_name": draft.approved_by.full_name,
        "post_name": draft.approved_by.title or draft.approved_post.name,
        "office_name": dossier.office.name,
    }
    signed = signing.make(
        draft_pdf(dossier, draft, at=at, verify_code=code, is_trial=signing.is_trial(at=at, **who)),
        **who,
        reason="Ký ban hành kết quả giải quyết thủ tục hành chính",
        at=at,
        verify_url=verification_address(code),
    )
    return code, signed


def _kept(dossier: Dossier, draft: Draft, code: str, signed: Signed, name: str, at: datetime) -> Signature:
    if draft.approved_by is None:
        raise NotApproved
    return signatures.keep(
        signed, office=dossier.office, subject=dossier.pk, signer=draft.approved_by, code=code, name=name, at=at
    )


def draft_pdf(
    dossier: Dossier, decision: Draft, *, at: datetime, verify_code: str = "", is_trial: bool = True
) -> bytes:
    """Return the result page as it will be signed: the uploaded draft, or the page typeset from its words."""
    if decision.file is not None:
        with decision.file.open() as stream:
            return stream.read()
    address = verification_address(verify_code) if verify_code else ""
    return typesetting.pdf(
        "result_page",
        {
            **slip_contents.header(dossier.office, at),
            "number": dossier.code,
            "title": decision.title,
            "addressee": dossier.applicant.full_name,
            "paragraphs": [line.strip() for line in decision.body.splitlines() if line.strip()],
            "signer_post": decision.approved_post.name if decision.approved_post else "",
            "signer_name": decision.approved_by.full_name if decision.approved_by else "",
            "approved_at_words": vn_moment(decision.approved_at) if decision.approved_at else "",
            "qr_svg": qr.svg(address) if address else "",
            "is_draft": not verify_code,
            "trial": is_trial,
        },
    )

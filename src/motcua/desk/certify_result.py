"""The result of a certification (kết quả chứng thực): issued when no document of the dossier waits any more."""

from datetime import datetime
from uuid import UUID

from motcua.certification import authority, lines
from motcua.certification.lines import OPEN, BookLine, State
from motcua.dossiers import access, at_counter
from motcua.dossiers.results import Result
from motcua.journal.acting import Acting
from motcua.kernel.localtime import local_day
from motcua.office.rights import Capability


def issue_when_done(
    dossier_id: UUID, *, by: Acting, at: datetime, known: list[BookLine] | None = None
) -> Result | None:
    """Return the issued result, None while a document still waits; part of an act.

    `known` are all lines of the dossier, where the act has just written them. What an electronic copy is, is its file;
    of a paper the law asks no copy to be kept.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_BOOKS)
    found = lines.of_dossier(dossier) if known is None else known
    done = [line for line in found if line.state == State.CERTIFIED]
    if not done or any(line.state in OPEN for line in found):
        return None
    signed = next((line.signature for line in done if line.signature is not None), None)
    last = done[-1]
    if last.certifier is None:
        return None
    return at_counter.resolve(
        dossier.pk,
        title=title_of(done),
        signer=last.certifier,
        post=authority.post_of(last.certifier, local_day(at)),
        prepared_by=last.entered_by_id,
        to=Capability.KEEP_BOOKS,
        by=by,
        at=at,
        file=signed.file if signed else None,
        signature=signed,
    )


def title_of(done: list[BookLine]) -> str:
    """Return what the result is called: every document with its number of copies."""
    named = [f"{line.document_type} ({'bản điện tử' if line.is_electronic else f'{line.copies} bản'})" for line in done]
    return ("Chứng thực: " + ", ".join(named))[:300]

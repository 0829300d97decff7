"""Documents of a dossier that came another way (hồ sơ chứng thực đã tiếp nhận): written down, then into the book.

A hand-written slip of a power cut, or a dossier received before its documents were listed, has no line in any book yet.
Nothing is certified outside the books: the ordinary proposal of a result is refused for these procedures. Legal source:
NĐ 23/2015/NĐ-CP Điều 13, 20, 24.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from motcua.certification import authority, certifying, lines, matters
from motcua.certification.authority import Way
from motcua.certification.certifying import Document
from motcua.certification.lines import BookLine
from motcua.desk.certify_result import issue_when_done
from motcua.dossiers import access, decisions, transfers
from motcua.dossiers.decisions import Decision
from motcua.dossiers.status import Outcome, Status
from motcua.fees import charges
from motcua.fees.charges import Part
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.office import at_hand
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile


class EnteredAlready(Refused):
    """The documents of the dossier stand in the book or wait for it."""

    def __init__(self) -> None:
        super().__init__(_("Giấy tờ của hồ sơ này đã ghi ở mục Chứng thực. Hãy tải lại trang."))


class OnlyThroughTheBook(Refused):
    """A certification has no proposal: it is entered in its book, or refused by name."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Việc chứng thực không trình ký như hồ sơ khác. Hãy mở mục Chứng thực của hồ sơ, ghi giấy tờ và vào "
                "sổ; trường hợp không được chứng thực thì từ chối, nêu lý do."
            )
        )


@entries.atomic()
@at_hand.kept()
def enter(
    dossier_id: UUID,
    *,
    documents: Sequence[Document],
    statements: Collection[str],
    certifier_id: UUID | None,
    by: Acting,
    at: datetime,
) -> list[BookLine]:
    """Return the lines of a received dossier's documents, with their numbers: the certifier has signed them by hand.

    Raises EnteredAlready, NoSuchMatter and what `certifying.check`, `authority.require` and the book refuse.
    """
    with entries.one_act():
        dossier = access.lock(dossier_id, by=by, at=at, to=Capability.KEEP_BOOKS)
        matter = matters.of(dossier.version.procedure.code)
        if lines.of_dossier(dossier):
            raise EnteredAlready
        certifying.check(matter, documents, statements)
        certifier = authority.require(certifier_id, dossier.office_id, matter.book, local_day(at), Way.PAPER)
        if dossier.status == Status.ACCEPTED:
            dossier = transfers.transfer(dossier.pk, by=by, at=at)
        term = dossier.version.term_for(dossier.channel, dossier.case)
        fees = charges.amounts_of(term, [Part(one.document_type, one.pages, one.copies) for one in documents])
        asked = certifying.ask(dossier, matter, documents, statements=statements, fees=fees, by=by, at=at)
        certifying.certify(dossier, asked, certifier, by=by, at=at)
        issue_when_done(dossier.pk, by=by, at=at, known=asked)
    return asked


@entries.atomic()
def propose(
    dossier_id: UUID,
    *,
    outcome: str,
    title: str,
    body: str = "",
    file: StoredFile | None = None,
    opinion: str = "",
    by: Acting,
    at: datetime,
) -> Decision:
    """Return the proposal of a result, as `decisions.propose` makes it, unless it would certify outside the books.

    Raises OnlyThroughTheBook for a granted certification; refusing one on its merits goes the ordinary way.
    """
    dossier = access.find(dossier_id, by=by, at=at)
    if outcome == Outcome.GRANTED and matters.is_certification(dossier.version.procedure.code):
        raise OnlyThroughTheBook
    return decisions.propose(
        dossier_id, outcome=outcome, title=title, body=body, file=file, opinion=opinion, by=by, at=at
    )

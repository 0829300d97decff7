"""What each slip says: the fields of Mẫu 01–06 and the acknowledgement, in words ready for print (domain brief 1.7)."""

from datetime import datetime

from django.conf import settings
from django.utils import translation

from motcua.dossiers.components import CheckState, DossierComponent
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.promises import Promise, pending_words
from motcua.kernel import clock
from motcua.kernel.identifiers import phone_display
from motcua.kernel.localtime import form_date, form_moment, local_day
from motcua.kernel.vietnamese import number
from motcua.office.offices import Office
from motcua.office.people import Person

RESULT_CHANNELS = {
    1: "Tại Trung tâm Phục vụ hành chính công",
    2: "Trực tuyến (tải về từ trang tra cứu)",
    3: "Qua bưu chính công ích",
}
NO_PAPER = "Không có (hồ sơ không nộp bản giấy)"
# As they stand in the narrow column of Mẫu 07.
RESULT_CHANNELS_SHORT = {1: "Tại Trung tâm", 2: "Trực tuyến", 3: "Bưu chính công ích"}


def in_vietnamese(label: object) -> str:
    """Return a word of the screens as a paper says it, whatever language the one at the screen reads."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(label)


def header(office: Office, at: datetime) -> dict[str, object]:
    """Return what stands at the head of every slip."""
    day = local_day(at)
    place = office.place_name or office.name
    return {
        "office": {
            "parent_name": office.parent_name,
            "name": office.name,
            "address": office.address,
            "phone": office.phone,
        },
        "place_date": f"{place}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
    }


def person(row: Person) -> dict[str, str]:
    """Return a person as the slips name them."""
    return {
        "full_name": row.full_name,
        "identity_number": row.identity_number,
        "address": row.address,
        "phone": phone_display(row.phone) if row.phone else "",
        "email": row.email,
    }


def common(dossier: Dossier, at: datetime) -> dict[str, object]:
    """Return the fields that Mẫu 01–05 share."""
    return {
        **header(dossier.office, at),
        "dossier_code": dossier.code,
        "applicant": person(dossier.applicant),
        "proxy": {**person(dossier.submitter), "authorisation": dossier.authorisation} if dossier.submitter else None,
        "procedure_name": dossier.version.procedure.name,
        "procedure_code": dossier.version.procedure.code,
    }


PROVISIONAL = "(lịch tạm tính)"


def due_words(dossier: Dossier) -> str:
    """Return the date that holds now as a paper prints it, "" while there is none; a provisional one says so."""
    if dossier.due_at_current is None:
        return ""
    words = form_moment(dossier.due_at_current, narrow=True)
    return f"{words} {PROVISIONAL}" if dossier.is_provisional and dossier.processed_at is None else words


def acknowledgement(dossier: Dossier, components: list[DossierComponent], at: datetime) -> dict[str, object]:
    """Return the acknowledgement of an online filing: received now, checked until then."""
    return {
        **common(dossier, at),
        "components": [row.name for row in components],
        "submitted_at_words": form_moment(dossier.submitted_at),
        "check_due_at_words": form_moment(dossier.check_due_at),
        "is_provisional": dossier.is_provisional,
    }


def receipt(
    dossier: Dossier, promise: Promise, components: list[DossierComponent], officer: str, at: datetime
) -> dict[str, object]:
    """Return Mẫu 01, with the ledger of days behind the appointment."""
    limit = clock.Limit.parse(promise.limit)
    return {
        **common(dossier, at),
        "components": [row.name for row in components if is_handed_in(row)],
        "sets": number(dossier.set_count),
        "limit_words": limit.words(),
        "received_at_words": form_moment(dossier.accepted_at or at),
        "due_at_words": form_moment(promise.due_at) if promise.due_at else pending_words(dossier),
        "is_provisional": promise.is_provisional,
        "result_channel_words": RESULT_CHANNELS[dossier.result_channel],
        "book": dossier.book,
        "book_number": str(dossier.book_number or ""),
        "officer": officer,
        "ledger": promise.ledger,
    }


def is_handed_in(row: DossierComponent) -> bool:
    """Return whether the paper stands on the receipt: not an optional one that nobody looked at and nobody brought."""
    if row.state == CheckState.UNCHECKED:
        return row.has_paper or bool(row.files.all())
    return row.state == CheckState.OK


def supplement(
    dossier: Dossier, items: list[tuple[str, str]], reason: str, officer: str, at: datetime, *, until: datetime
) -> dict[str, object]:
    """Return Mẫu 02: all that is missing, once, until when, and whom to ask for help."""
    return {
        **common(dossier, at),
        "items": [f"{name}: {why}" if why else name for name, why in items],
        "reason": reason,
        "answer_by_words": form_moment(until),
        "has_begun": dossier.accepted_at is not None,
        "officer": officer,
        "contact_phone": dossier.office.phone,
    }


def refusal(dossier: Dossier, reason: str, officer: str, at: datetime) -> dict[str, object]:
    """Return Mẫu 03."""
    return {**common(dossier, at), "reason": reason, "officer": officer}


def apology(
    dossier: Dossier,
    reason: str,
    old: datetime,
    new: datetime,
    *,
    handler: str,
    signer: tuple[str, str],
    at: datetime,
    is_provisional: bool = False,
) -> dict[str, object]:
    """Return Mẫu 04: `handler` is the body that apologises, `signer` name and title of its head.

    `is_provisional` says that the new date lies in a year whose calendar is not confirmed.
    """
    return {
        **common(dossier, at),
        "received_on_words": form_date(local_day(dossier.accepted_at or dossier.submitted_at)),
        "handler": handler,
        "due_at_words": form_moment(old),
        "new_due_at_words": form_moment(new),
        "is_provisional": is_provisional,
        "reason": reason,
        "signer": signer[0],
        "signer_post": signer[1],
    }


def stop(
    dossier: Dossier, rows: list[DossierComponent], *, because: str, state: str, content: str, at: datetime
) -> dict[str, object]:
    """Return what Mẫu 05 says whatever the cause (layout inferred: the circular's own was not available).

    `because` is the sentence that says at whose wish, or why; what is on paper is given back.
    """
    papers = [row.name for row in rows if row.has_paper]
    return {
        **common(dossier, at),
        "received_on_words": form_date(local_day(dossier.accepted_at or dossier.submitted_at)),
        "because": because,
        "state_words": state,
        "content": content,
        "returned_papers": f"{number(len(papers))} giấy tờ bản giấy: {'; '.join(papers)}" if papers else NO_PAPER,
    }


def cover(dossier: Dossier, components: list[DossierComponent], at: datetime) -> dict[str, object]:
    """Return the cover of the paper dossier: what lies inside, and until when the result is due."""
    return {
        **common(dossier, at),
        "sector": dossier.version.procedure.sector,
        "received_at_words": form_moment(dossier.accepted_at or dossier.submitted_at),
        "due_at_words": due_words(dossier),
        "components": [row.name for row in components if row.has_paper],
        "book": dossier.book,
        "book_number": str(dossier.book_number or ""),
    }

"""Filing online (nộp hồ sơ trực tuyến): a draft becomes a dossier with its code, its charge and its acknowledgement.

The draft's id is the idempotency key: double click, reload, retry and a second tab all lead to the one dossier. What
is missing is named and nothing is lost. Legal source: NĐ 118/2025/NĐ-CP; domain brief 1.3(2–3).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from motcua.dossiers import drafts, intake, proxies
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.drafts import Draft, DraftFile
from motcua.dossiers.intake import Filing
from motcua.fees import charges
from motcua.journal import entries, idempotency
from motcua.journal.acting import CITIZEN, Acting
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import fold
from motcua.office import people
from motcua.office.people import Person
from motcua.papers.storage import StoredFile
from motcua.procedures import components, eforms
from motcua.procedures.channels import Channel
from motcua.procedures.eform_drawing import EFormForm

PURPOSE = "desk.file_online"
_AUTHORISATION = fold("ủy quyền")


class CaseMissing(Refused):
    """The procedure has several cases and none was chosen."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Thủ tục này có nhiều trường hợp. Hãy chọn trường hợp của ông/bà trước khi nộp."))


class AnswersMissing(Refused):
    """The form is not complete; `problems` holds {field: words} for the page."""

    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        told = " ".join(dict.fromkeys(problems.values()))
        super().__init__(_("Tờ khai chưa xong: %(told)s Phần đã khai vẫn được giữ.") % {"told": told[:600]})


class PapersMissing(Refused):
    """Required components have no file; `names` lists them."""

    status = 422

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(
            _("Hồ sơ còn thiếu: %(names)s. Hãy tải lên rồi nộp; phần đã khai vẫn được giữ.")
            % {"names": "; ".join(names)}
        )


class ApplicantUnknown(Refused):
    """The form names no applicant."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Tờ khai chưa có họ tên người yêu cầu. Hãy bổ sung rồi nộp."))


class ProxyUnfinished(Refused):
    """What was said of one who files for another is not complete or not right."""

    status = 422

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__(_("Phần người nộp thay chưa xong: %(told)s") % {"told": " ".join(problems.values())})


class ProxyPaperMissing(Refused):
    """One who files online by authorisation has not handed in the authorisation."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            _("Nộp thay thì phải kèm giấy tờ ủy quyền, đại diện. Hãy tải lên ở bước Nhận kết quả rồi nộp.")
        )


@transaction.atomic
def file(draft: Draft, *, by: Acting, at: datetime) -> Dossier:
    """File the draft and return its dossier; filing it again returns the same one.

    Raises CaseMissing, AnswersMissing, PapersMissing, ProxyUnfinished, ProxyPaperMissing, ApplicantUnknown or
    NotOpenForFiling; then nothing was changed.
    """

    def make() -> UUID:
        with entries.one_act():
            return _file(draft, by=by, at=at).pk

    dossier_id, _is_new = idempotency.once(draft.office_id, f"draft:{draft.pk}", PURPOSE, make)
    return Dossier.objects.select_related("office", "version__procedure", "applicant").get(
        office_id=draft.office_id, pk=dossier_id
    )


def _file(draft: Draft, *, by: Acting, at: datetime) -> Dossier:
    day = local_day(at)
    kept = drafts.files_of(draft)
    files = _files(kept)
    _check_case(draft)
    values = _check_answers(draft, day)
    lacking = lacking_papers(draft, set(files))
    if lacking:
        raise PapersMissing(lacking)
    if unfinished := proxy_problems(draft, kept):
        raise ProxyUnfinished(unfinished)
    if lacks_proxy_paper(draft, kept, day):
        raise ProxyPaperMissing
    applicant = _applicant(draft, values, day, at)
    submitter = _submitter(draft, at)
    filing = Filing(
        version=draft.version,
        case=draft.case,
        channel=Channel.ONLINE,
        applicant=applicant,
        submitter=submitter,
        authorisation=proxies.authorisation_words(draft.proxy, has_paper=_has_proxy_paper(kept)),
        proxy_files=[row.file for row in kept if row.component_id is None],
        answers=values,
        files=files,
        result_channel=draft.result_channel,
        assisted_by=by.person if by.role != CITIZEN else None,
    )
    # An officer who helps stands in `assisted_by`; the act is the applicant's, or of the one who files for them.
    citizen = Acting.citizen(draft.office_id, (submitter or applicant).pk)
    dossier = intake.submit(filing, office=draft.office, by=citizen, at=at)
    charges.charge(dossier, by=citizen, at=at, may_wait=True)
    drafts.filed(draft, dossier)
    return dossier


def _files(kept: list[DraftFile]) -> dict[UUID, list[StoredFile]]:
    found: dict[UUID, list[StoredFile]] = {}
    for row in kept:
        if row.component_id is None:
            continue
        found.setdefault(row.component_id, []).append(row.file)
    return found


def _check_case(draft: Draft) -> None:
    if draft.case_id is None and draft.version.cases.exists():
        raise CaseMissing


def lacking_papers(draft: Draft, handed_in: set[UUID]) -> list[str]:
    """Return the names of required components without a file; the form itself and papers only shown need none."""
    has_form = draft.version.eform_id is not None
    return [
        component.name
        for component in components.required(draft.version, draft.case)
        if component.pk not in handed_in and not component.is_shown_only and not (component.is_form and has_form)
    ]


def proxy_problems(draft: Draft, kept: list[DraftFile]) -> dict[str, str]:
    """Return what is wrong with what the draft says of one who files for another, {field: words}."""
    return proxies.problems(draft.proxy, has_paper=any(row.component_id is None for row in kept))


def lacks_proxy_paper(draft: Draft, kept: list[DraftFile], day: date) -> bool:
    """Return whether the paper by which the proxy files has still to come.

    It may lie beside the proxy's name, or where the procedure itself asks for an authorisation.
    """
    if not proxies.is_told(draft.proxy) or not proxies.asks_paper(draft.office_id, proxies.basis_of(draft.proxy), day):
        return False
    return not _has_proxy_paper(kept)


def _has_proxy_paper(kept: list[DraftFile]) -> bool:
    return any(row.component is None or _AUTHORISATION in fold(row.component.name) for row in kept)


def _submitter(draft: Draft, at: datetime) -> Person | None:
    told = proxies.cleaned(draft.proxy)
    if not told["full_name"]:
        return None
    details = {"phone": draft.phone, "email": told["email"], "address": told["address"]}
    return people.record(draft.office_id, told["full_name"], at=at, number=told["number"], **details)


def _check_answers(draft: Draft, day: date) -> dict[str, Any]:
    definition = eforms.definition(draft.version)
    if definition is None:
        return dict(draft.values)
    form = recheck(definition, draft.values, day)
    values = form.cleaned_values()
    if form.problems:
        raise AnswersMissing(form.problems)
    return values


def recheck(definition: dict[str, Any], values: dict[str, Any], day: date) -> EFormForm:
    """Return the form as if the kept values were sent whole today: everything required is required now."""
    kept = eforms.build(definition, on=day, initial=values)
    posted: dict[str, Any] = {
        name: field.prepare_value(kept.initial[name]) for name, field in kept.fields.items() if name in kept.initial
    }
    for section in kept.sections():
        if section.is_repeat:
            posted[section.count_name] = str(section.count)
    return eforms.build(definition, on=day, data=posted)


def _applicant(draft: Draft, values: dict[str, Any], day: date, at: datetime) -> Person:
    definition = eforms.definition(draft.version)
    told = eforms.applicant_of(definition, values, day) if definition else {}
    name = str(told.get("full_name", ""))
    if not name.strip():
        raise ApplicantUnknown
    return people.record(
        draft.office_id,
        name,
        at=at,
        number=told.get("personal_number", ""),
        born_on=told.get("born_on", ""),
        gender=told.get("gender", "")[:10],
        phone=told.get("phone", "") or ("" if proxies.is_told(draft.proxy) else draft.phone),
        email=told.get("email", ""),
        address=told.get("address", "")[:300],
        commune_code=told.get("commune", "")[:5],
    )

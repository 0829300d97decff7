"""Drafts (hồ sơ đang soạn): what a citizen is filling in, saved as typed, resumable by code and phone, no account.

A draft is kept 30 days; its code of ten consonants is said on screen. Nothing typed or uploaded is ever lost: bad
values are kept as typed. Filing a draft twice gives the same dossier (its id is the idempotency key).
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from motcua.dossiers.dossier import Dossier
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import normalise_phone, normalise_resume_code, resume_code, token_hash, uuid7
from motcua.office.offices import Office
from motcua.papers import storage
from motcua.papers.storage import StoredFile
from motcua.procedures.components import Case, Component
from motcua.procedures.versions import Version

LASTS = timedelta(days=30)


class NoSuchDraft(Refused):
    """No draft has this code and phone, or it is past its thirty days."""

    status = 404

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không tìm thấy hồ sơ đang soạn với mã và số điện thoại này. Hãy kiểm tra lại; mã có mười chữ "
                "cái và được giữ 30 ngày."
            )
        )


class Draft(models.Model):
    """One dossier being filled in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    code_hash = models.CharField(max_length=64, unique=True)
    phone = models.CharField(max_length=20, blank=True)
    values = models.JSONField(default=dict)
    result_channel = models.PositiveSmallIntegerField(default=2)
    proxy = models.JSONField(default=dict)  # who files for another, as typed (`proxies.FIELDS`)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="draft_by_expiry")]


class DraftFile(models.Model):
    """One file attached to a draft for a component, with what the inspection said of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="files")
    component = models.ForeignKey(
        Component, on_delete=models.PROTECT, related_name="+", null=True
    )  # None: of the proxy
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    remark = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["added_at"]


def begin(office: Office, version: Version, *, case: Case | None, at: datetime) -> tuple[Draft, str]:
    """Return a new draft and its resume code, which is said on screen once and kept only hashed."""
    code = resume_code()
    draft = Draft.objects.create(
        office=office,
        version=version,
        case=case,
        code_hash=token_hash(normalise_resume_code(code)),
        begun_at=at,
        saved_at=at,
        expires_at=at + LASTS,
    )
    return draft, code


def save(draft: Draft, values: dict[str, object], *, phone: str = "", at: datetime) -> Draft:
    """Return the draft with everything as typed; saving prolongs it by thirty days."""
    draft.values = values
    draft.saved_at, draft.expires_at = at, at + LASTS
    if phone:
        draft.phone = _phone(phone)
    draft.save(update_fields=["values", "saved_at", "expires_at", "phone"])
    return draft


def choose_return(draft: Draft, result_channel: int, *, phone: str, at: datetime) -> Draft:
    """Return the draft with the way in which the result is to come and the phone to reach the applicant."""
    draft.result_channel, draft.phone = result_channel, _phone(phone)
    draft.saved_at, draft.expires_at = at, at + LASTS
    draft.save(update_fields=["result_channel", "phone", "saved_at", "expires_at"])
    return draft


def name_proxy(draft: Draft, told: dict[str, str], *, at: datetime) -> Draft:
    """Return the draft with what was said of one who files for another, as typed."""
    draft.proxy = told
    draft.saved_at, draft.expires_at = at, at + LASTS
    draft.save(update_fields=["proxy", "saved_at", "expires_at"])
    return draft


def _phone(text: str) -> str:
    try:
        return normalise_phone(text)
    except ValueError:
        return ""


def resume(code: str, phone: str, *, at: datetime) -> Draft:
    """Return the draft with this code and phone; raises NoSuchDraft, the same whichever of the two is wrong."""
    try:
        code_hash = token_hash(normalise_resume_code(code))
        number = normalise_phone(phone)
    except ValueError as error:
        raise NoSuchDraft from error
    draft = (
        Draft.objects.select_related("version__procedure", "case", "office")
        .filter(code_hash=code_hash, phone=number, expires_at__gt=at)
        .first()
    )
    if draft is None:
        raise NoSuchDraft
    return draft


def find(draft_id: UUID, *, at: datetime) -> Draft:
    """Return the draft that this session opened; raises NoSuchDraft."""
    draft = (
        Draft.objects.select_related("version__procedure", "version__eform", "case", "office", "dossier")
        .filter(pk=draft_id, expires_at__gt=at)
        .first()
    )
    if draft is None:
        raise NoSuchDraft
    return draft


def attach(draft: Draft, component: Component | None, file: StoredFile, *, remark: str, at: datetime) -> DraftFile:
    """Return the file's place in the draft; without a component it is the paper by which a proxy files."""
    return DraftFile.objects.create(
        office_id=draft.office_id, draft=draft, component=component, file=file, remark=remark[:300], added_at=at
    )


def detach(draft: Draft, file_id: UUID, *, at: datetime) -> int:
    """Return how many files were taken out of the draft (0 or 1); the bytes stay until the draft expires."""
    return DraftFile.objects.filter(office_id=draft.office_id, draft=draft, pk=file_id, removed_at=None).update(
        removed_at=at
    )


def files_of(draft: Draft) -> list[DraftFile]:
    """Return the draft's files in order, one query."""
    return list(
        DraftFile.objects.filter(office_id=draft.office_id, draft=draft, removed_at=None).select_related(
            "file", "component"
        )
    )


@transaction.atomic
def filed(draft: Draft, dossier: Dossier) -> None:
    """Mark the draft as filed; opening it again leads to its dossier."""
    Draft.objects.filter(pk=draft.pk, office_id=draft.office_id).update(dossier=dossier)


@transaction.atomic
def clear_expired(at: datetime, limit: int = 500) -> int:
    """Return how many drafts past their thirty days were removed, with what was typed and what was uploaded.

    A filed one's dossier stays, and so do the files handed in with it.
    """
    ids = list(Draft.objects.filter(expires_at__lte=at).order_by("expires_at").values_list("pk", flat=True)[:limit])
    attached = DraftFile.objects.filter(draft_id__in=ids)
    file_ids = set(attached.values_list("file_id", flat=True))
    attached.delete()
    gone = Draft.objects.filter(pk__in=ids).delete()[0]
    storage.discard(file_ids, at=at)
    return gone

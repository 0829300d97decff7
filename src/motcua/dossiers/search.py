"""Search in an office's dossiers: one plain table of folded words, the same on both databases."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from motcua.dossiers import access
from motcua.dossiers.dossier import Dossier
from motcua.journal.acting import Acting
from motcua.kernel.identifiers import uuid7
from motcua.kernel.localtime import local_day
from motcua.kernel.vietnamese import words_of
from motcua.office import rights
from motcua.office.offices import Office
from motcua.office.rights import Capability, Scope

MOST = 500


class DossierWord(models.Model):
    """One folded word by which a dossier is found: of the applicant's name, the code, the last digits of a phone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["office", "word", "dossier"], name="dossier_word")]


def index(dossier: Dossier) -> None:
    """Write the words of a newly filed dossier."""
    found = set(words_of(dossier.applicant.full_name))
    found |= set(words_of(dossier.submitter.full_name)) if dossier.submitter else set()
    found |= {dossier.code.lower(), dossier.code.rsplit("-", 1)[-1]}
    for number in (dossier.applicant.phone, dossier.applicant.identity_number):
        if len(number) >= 4:
            found |= {number.removeprefix("+84"), number[-4:]}
    DossierWord.objects.bulk_create(
        [DossierWord(office_id=dossier.office_id, dossier=dossier, word=word[:60]) for word in sorted(found)]
    )


def matching(office_id: UUID, text: str) -> "models.QuerySet[DossierWord, Any] | None":
    """Return a query of dossier ids whose words begin with every typed word; None when nothing was typed."""
    typed = [text.strip().lower()] if "-" in text else words_of(text)[:6]
    found: models.QuerySet[DossierWord, Any] | None = None
    for word in typed:
        ids = DossierWord.objects.filter(office_id=office_id, word__gte=word, word__lt=word + "\uffff")
        if found is not None:
            ids = ids.filter(dossier_id__in=found)
        found = ids.values("dossier_id")
    return found


def found_by(text: str, *, by: Acting, at: datetime) -> models.QuerySet[Dossier]:
    """Return the newest dossiers (at most MOST) that the actor may see and whose words begin with every typed word.

    The ids are read first, by the index of words: a list of any length then costs the same.
    """
    seen = access.visible(by, Capability.SEE_DOSSIER, at)
    ids = matching(by.office, text)
    if ids is None:
        return seen.none()
    if rights.scope_of(by, Capability.SEE_DOSSIER, local_day(at)) is Scope.POST:
        ids = ids.filter(dossier_id__in=seen.values("pk"))
    # Ids are time-ordered (UUIDv7), so the last ids are the newest dossiers.
    return seen.filter(pk__in=list(ids.order_by("-dossier_id").values_list("dossier_id", flat=True).distinct()[:MOST]))

"""Answers to a supplement (phần bổ sung, hoàn thiện): item by item, given back when they do not do.

Once every item has its answer a reception post looks at it within the time of an examination. What is given back
stays under the same one request. Legal source: NĐ 118/2025; domain brief 1.3, 1.5.
"""

from datetime import datetime
from uuid import UUID

from motcua.dossiers import (
    access,
    components,
    supplement_expiry,
    watch,
    worklist,
)
from motcua.dossiers.components import DossierComponent
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import (
    SupplementAnswered,
    SupplementReturned,
)
from motcua.dossiers.intake import ReasonMissing
from motcua.dossiers.record import note
from motcua.dossiers.status import Status
from motcua.dossiers.supplements import NoOpenSupplement, NothingAsked, Supplement, SupplementItem, find_open, items_of
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries
from motcua.journal.acting import Acting
from motcua.kernel import clock
from motcua.kernel.localtime import iso
from motcua.office import posts, settings_dated
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile

AT_COUNTER = "Nộp bản giấy tại quầy"  # a fact, so Vietnamese whatever the officer's screen speaks


@entries.atomic()
def answer(
    dossier_id: UUID,
    *,
    answers: dict[UUID, tuple[str, list[StoredFile]]],
    by: Acting,
    at: datetime,
    on_paper: bool = False,
) -> Supplement:
    """Answer items of the open request ({item: (words, files)}); a reception post then looks at them.

    A citizen answers through the token's session, an officer for a person at the counter (`on_paper`).
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK, citizen_may=True)
    supplement = find_open(dossier)
    if supplement is None or dossier.status != Status.SUPPLEMENT:
        raise NoOpenSupplement
    answered = [item for item in items_of(supplement) if item.pk in answers]
    if not answered:
        raise NothingAsked
    hashes = []
    handed_in: dict[DossierComponent, list[StoredFile]] = {}
    for item in answered:
        words, files = answers[item.pk]
        item.answered_at, item.answer, item.is_paper = at, words.strip()[:500], on_paper
        handed_in[item.component] = files
        hashes += [file.sha256 for file in files]
    links = components.attach(handed_in, at=at)
    SupplementItem.objects.bulk_update(answered, ["answered_at", "answer", "is_paper"])
    _call_reception(dossier, supplement, at)
    event = SupplementAnswered(supplement_id=str(supplement.pk), item_ids=[str(item.pk) for item in answered])
    note(dossier, event, by=by, at=at, facts=[*answered, *links], files=hashes)
    return supplement


def _call_reception(dossier: Dossier, supplement: Supplement, at: datetime) -> None:
    """Once every item has an answer the reception post holds the dossier again."""
    if supplement.items.filter(answered_at=None).exists():
        return
    post = posts.default_of(dossier.office_id, "reception")
    if post is None or worklist.Task.objects.filter(office_id=post.office_id, dossier=dossier).exists():
        return
    rules = settings_dated.values(dossier.office_id, dossier.rules_on)
    limit = clock.Limit.parse(rules["intake_check_online" if dossier.channel == 2 else "intake_check_other"])
    due_at = clock.promise(limit, at, calendar_of(dossier.office_id)).due_at or at
    watch.hand_to(dossier, post.pk, TaskKind.REVIEW_SUPPLEMENT, due_at=due_at, at=at)
    dossier.save()


@entries.atomic()
def give_back(dossier_id: UUID, *, items: dict[UUID, str], by: Acting, at: datetime) -> Supplement:
    """Give answers that do not do back to the applicant ({item: what is still wrong}), under the same one request.

    The applicant has as many working days again as were left when the last answer came, at least one.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=Capability.CHECK)
    supplement = find_open(dossier)
    if supplement is None or dossier.status != Status.SUPPLEMENT:
        raise NoOpenSupplement
    rows = items_of(supplement)
    given = [item for item in rows if item.pk in items and item.answered_at is not None]
    if not given:
        raise NothingAsked
    if not all(items[item.pk].strip() for item in given):
        raise ReasonMissing
    answered_at = max(item.answered_at for item in rows if item.answered_at is not None)
    supplement_expiry.keep_days(supplement, dossier, since=answered_at, at=at)
    for item in given:
        item.answered_at, item.why = None, items[item.pk].strip()[:300]
    SupplementItem.objects.bulk_update(given, ["answered_at", "why"])
    worklist.clear(dossier)
    watch.held_by_applicant(dossier, at=at, kind="supplement", moment=supplement.expires_at)
    dossier.save()
    told = {f"why_{number}": item.why for number, item in enumerate(given, start=1)}
    event = SupplementReturned(
        supplement_id=str(supplement.pk), item_ids=[str(item.pk) for item in given], due_at=iso(supplement.expires_at)
    )
    note(dossier, event, by=by, at=at, facts=(supplement, *given), private=told)
    return supplement

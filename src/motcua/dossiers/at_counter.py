"""Resolved at the counter (giải quyết ngay tại quầy): what an authorised officer signs while the applicant waits.

The dossier walks its route as any other, only at once: every step has its line, the signature its decision. Two pairs
of eyes are not asked for: the law lets one who is authorised receive, compare and sign. Legal source of the first
user: NĐ 23/2015/NĐ-CP Điều 7, 20 and 24 (certification within the day).
"""

from datetime import datetime
from uuid import UUID

from motcua.dossiers import access, decisions, results, status, steps, watch, worklist
from motcua.dossiers.decisions import Decision, ProposedAlready
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import HandedToSigner, SignedAtCounter
from motcua.dossiers.record import note
from motcua.dossiers.results import Result
from motcua.dossiers.status import Outcome
from motcua.dossiers.transfers import NoStepUnderWay
from motcua.dossiers.worklist import TaskKind
from motcua.journal import entries, held
from motcua.journal.acting import Acting
from motcua.office.posts import Post
from motcua.office.rights import Capability
from motcua.office.staff import Staff
from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile

AT_ONCE = "Cùng lúc giải quyết tại quầy"


@entries.atomic()
def resolve(
    dossier_id: UUID,
    *,
    title: str,
    signer: Staff,
    post: Post,
    prepared_by: UUID,
    to: Capability,
    by: Acting,
    at: datetime,
    file: StoredFile | None = None,
    signature: Signature | None = None,
) -> Result:
    """Return the issued result that the signer signed: by hand, or as the signed `file`; `prepared_by` is staff.

    `to` is the right by which the caller's act may do it. Raises IllegalMove, ProposedAlready, NoStepUnderWay.
    """
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    status.check("issue", dossier.status)
    if decisions.find_live(dossier) is not None:
        raise ProposedAlready
    current = steps.find_current(dossier)
    walked = [] if current is not None and current.is_signing else _walk(dossier, prepared_by, at)
    decision = Decision.objects.create(
        office_id=dossier.office_id,
        dossier=dossier,
        outcome=Outcome.GRANTED,
        title=title.strip()[:300],
        proposed_by_id=prepared_by,
        proposed_at=at,
        approved_by=signer,
        approved_post=post,
        approved_at=at,
    )
    held.put((decisions.DECISION, dossier.pk), decision)
    event = SignedAtCounter(decision_id=str(decision.pk), signer_id=str(signer.pk))
    note(dossier, event, by=by, at=at, facts=(decision, *walked))
    return results.issue(dossier.pk, file=file, signature=signature, by=by, at=at, to=to)


@entries.atomic()
def hand_to_signer(dossier_id: UUID, *, post: Post, to: Capability, by: Acting, at: datetime) -> Dossier:
    """Hand the dossier to the post whose holder signs it next; nothing but the signature is left to do."""
    dossier = access.lock(dossier_id, by=by, at=at, to=to)
    status.check("issue", dossier.status)
    walked = _walk(dossier, by.person, at)
    signing = walked[-1]
    signing.post = post
    signing.save(update_fields=["post"])
    due_at = signing.due_at or at
    worklist.clear(dossier)
    watch.hand_to(dossier, post.pk, TaskKind.SIGN, due_at=due_at, at=at, step_id=signing.pk)
    dossier.save()
    note(dossier, HandedToSigner(post_id=str(post.pk)), by=by, at=at, facts=walked)
    return dossier


def sign_soon(dossier: Dossier, *, at: datetime) -> None:
    """Give the machine its hour to sign what the signer approved; the act holds the lock, saves and journals."""
    step = steps.find_current(dossier)
    if step is None:
        raise NoStepUnderWay
    worklist.clear(dossier)
    watch.hand_to(dossier, step.post_id, TaskKind.ISSUE, due_at=at + watch.SIGNING_WITHIN, at=at, step_id=step.pk)
    dossier.save()


def _walk(dossier: Dossier, by: UUID | None, at: datetime) -> list[steps.Step]:
    walked = steps.walk_to_signing(dossier, by=by, note=AT_ONCE, at=at)
    if not walked or not walked[-1].is_signing:
        raise NoStepUnderWay
    return walked

"""Sending (gửi tin): one job per message, outside any transaction, at least once with the message's key.

A send cut in the middle leaves the message "có thể đã gửi"; it is repeated only when a steward says so.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from motcua.dossiers.tracking import Purpose, grant
from motcua.journal import leases
from motcua.journal.jobs import Job, NoUseToRetry
from motcua.notices import ports
from motcua.notices.outbox import ERASED, Message, MessageState
from motcua.notices.wording import LINK

PATHS = {"track": "t", "rate": "danh-gia"}


def send(job: Job, at: datetime) -> None:
    """Send the job's message through its connector (an outward reader); raises what the worker has to know."""
    message = _take(job)
    if message is None:
        return
    body = message.body
    if LINK in body:
        body = body.replace(LINK, _link(message, at))
    try:
        reference = ports.load(message.channel).send(message.to, message.subject, body, message.key)
    except ports.NotSent as problem:
        is_last = job.attempts >= leases.MAX_ATTEMPTS
        _leave(message, MessageState.FAILED if is_last else MessageState.WAITING, problem=str(problem)[:300])
        raise
    except ports.Undeliverable as problem:
        _leave(message, MessageState.FAILED, problem=str(problem)[:300])
        raise NoUseToRetry(str(problem)) from problem
    _leave(message, MessageState.SENT, reference=reference[:200], sent_at=at, problem="")


@transaction.atomic
def _take(job: Job) -> Message | None:
    """Return the message, marked as perhaps sent from now on; None when it was left out or has gone out."""
    if job.office_id is None:
        return None
    message = (
        Message.objects.select_for_update(of=("self",))
        .select_related("dossier")
        .filter(office_id=job.office_id, pk=job.payload["message"])
        .first()
    )
    if message is None or message.state == MessageState.SENT or message.to == ERASED:
        return None
    if message.state == MessageState.MAYBE_SENT and job.attempts > 1:
        # Something unforeseen broke the last attempt: it may be out. A steward's retry counts attempts anew.
        raise NoUseToRetry("có thể đã gửi; chỉ gửi lại khi người quản trị yêu cầu")
    message.state = MessageState.MAYBE_SENT
    message.save(update_fields=["state"])
    return message


def _link(message: Message, at: datetime) -> str:
    if message.dossier is None:
        raise NoUseToRetry("tin không thuộc hồ sơ nào nên không có đường dẫn")
    secret = grant(message.dossier, Purpose(message.link_purpose), at=at)
    return f"{settings.BASE_URL}/{PATHS[message.link_purpose]}/{secret}/"


def _leave(message: Message, state: MessageState, **changes: object) -> None:
    Message.objects.filter(office_id=message.office_id, pk=message.pk).update(state=state, **changes)

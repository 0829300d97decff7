"""Forgetting messages (xóa tin đã gửi): a lawful erasure of a dossier takes address and words of its messages too.

Legal source: Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15. That a message was made, when and how it ended, stays.
"""

from datetime import datetime

from motcua.journal.jobs import Job
from motcua.notices.outbox import ERASED, Message, MessageState


def forget(job: Job, at: datetime) -> None:
    """Empty the messages about the subject of an erasure (a reader); one that still waits is not sent any more."""
    entry = job.entry
    if entry is None:
        return
    messages = Message.objects.filter(office_id=entry.office_id, dossier_id=entry.subject_id, is_for_staff=False)
    messages.filter(state=MessageState.WAITING).update(state=MessageState.FAILED, problem=ERASED)
    messages.update(to=ERASED, subject="", body=ERASED, reference="")

"""Warnings to staff (nhắc nội bộ): the director hears by e-mail when a watched moment passed without an act.

Once per open task, however often its moment is watched again, and once on the last day on which an apology comes in
time; without an e-mail address the boards alone show it.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.losses import Loss
from motcua.dossiers.watch import APOLOGY, NOTICE_KINDS, REASONS
from motcua.dossiers.worklist import Task
from motcua.journal.chain import Entry
from motcua.journal.jobs import Job
from motcua.kernel.identifiers import token_hash
from motcua.kernel.localtime import local_day, vn_moment
from motcua.notices.outbox import Channel, Message, put_out
from motcua.office.posts import Assignment, PostKind
from motcua.office.terms import Term

BODY = (
    "Hồ sơ {code} đã qua mốc theo dõi lúc {due} mà chưa được xử lý.\n"
    "Vị trí đang giữ: {post}.\nTình trạng: {reason}.\n\n"
    "Đề nghị kiểm tra, đôn đốc hoặc xin lỗi và hẹn lại người dân nếu cần. Mở danh sách việc để xem chi tiết."
)

TERM_BODY = (
    "Việc {code} đã qua hạn lúc {due} mà chưa xong.\n"
    "Vị trí đang giữ: {post}.\nTình trạng: {reason}.\nCăn cứ: {basis}.\n\n"
    "Đề nghị kiểm tra, đôn đốc. Mở mục Đơn thư, tiếp dân để xem chi tiết."
)


APOLOGY_BODY = (
    "Hồ sơ {code} hẹn trả lúc {due}. Hôm nay là ngày cuối để xin lỗi và hẹn lại đúng luật nếu không kịp.\n"
    "Vị trí đang giữ: {post}.\nTình trạng: {reason}.\n\n"
    "Mỗi hồ sơ chỉ được hẹn lại một lần; hẹn lại không xóa được trễ hạn."
)


def warn(job: Job, at: datetime) -> None:
    """Write to the office's directors that the entry's dossier waits past its moment (a reader)."""
    entry = job.entry
    if entry is None or entry.source or entry.event.get("kind") not in NOTICE_KINDS:
        return
    task = (
        Task.objects.filter(dossier_office_id=entry.office_id, dossier_id=entry.subject_id)
        .select_related("dossier", "post")
        .order_by("due_at")
        .first()
    )
    if task is None or task.dossier.source:
        return
    put_out([_letter(task, task.dossier, to, entry, at) for to in _directors(entry.office_id, at)])


def _directors(office_id: UUID, at: datetime) -> list[str]:
    day = local_day(at)
    held = Assignment.objects.filter(
        Q(to_on=None) | Q(to_on__gte=day),
        office_id=office_id,
        post__kind=PostKind.DIRECTOR,
        from_on__lte=day,
        staff__is_active=True,
    ).exclude(staff__email="")
    return sorted(set(held.values_list("staff__email", flat=True)))


def _letter(task: Task, dossier: Dossier, to: str, entry: Entry, at: datetime) -> Message:
    is_apology = entry.event["kind"] == APOLOGY
    due_at = dossier.due_at_current if is_apology and dossier.due_at_current else task.due_at
    told = {"code": dossier.code, "due": vn_moment(due_at), "post": task.post.name}
    return Message(
        office_id=dossier.office_id,
        dossier=dossier,
        event=entry.name,
        is_for_staff=True,
        channel=Channel.EMAIL,
        to=to,
        subject=f"Hồ sơ {dossier.code} {'sắp hết hạn xin lỗi' if is_apology else 'đã qua mốc xử lý'}",
        body=(APOLOGY_BODY if is_apology else BODY).format(reason=REASONS[task.kind].lower(), **told),
        key=f"{'remind' if is_apology else 'warn'}:{task.pk}:{token_hash(to)[:16]}",
        made_at=at,
    )


def warn_of_term(job: Job, at: datetime) -> None:
    """Write to the office's directors, once per limit, that a petition, visit or letter waits past it (a reader)."""
    entry = job.entry
    if entry is None or entry.source:
        return
    running = Term.objects.filter(office_id=entry.office_id, pk=entry.event["term_id"], ended_at=None)
    term = running.select_related("post").first()
    if term is None:
        return
    put_out(
        [
            Message(
                office_id=term.office_id,
                event=entry.name,
                is_for_staff=True,
                channel=Channel.EMAIL,
                to=to,
                subject=f"Việc {term.code} đã qua hạn",
                body=TERM_BODY.format(
                    code=term.code,
                    due=vn_moment(term.due_at),
                    post=term.post.name,
                    reason=term.reason[:1].lower() + term.reason[1:],
                    basis=term.legal_ref,
                ),
                key=f"term:{term.pk}:{token_hash(to)[:16]}",
                made_at=at,
            )
            for to in _directors(entry.office_id, at)
        ]
    )


LOSS = (
    "Hồ sơ {code}: có giấy tờ bị mất chưa được khắc phục, hạn {due}.\n"
    "Vị trí giữ khi mất: {post}.\n\n"
    "Cơ quan phải tìm người chịu trách nhiệm, xin lỗi người dân và làm lại bằng chi phí của mình. "
    "Mở danh sách “Mất giấy tờ” để ghi cách khắc phục."
)


def warn_of_loss(job: Job, at: datetime) -> None:
    """Write to the office's directors that a paper was lost, and again when it is not made good in time (a reader)."""
    entry = job.entry
    if entry is None or entry.source:
        return
    loss = (
        Loss.objects.filter(office_id=entry.office_id, pk=entry.event["loss_id"], settled_at=None)
        .select_related("dossier", "responsible")
        .first()
    )
    if loss is None or loss.dossier.source:
        return
    body = LOSS.format(code=loss.dossier.code, due=vn_moment(loss.due_at), post=loss.responsible.name)
    put_out(
        [
            Message(
                office_id=loss.office_id,
                dossier=loss.dossier,
                event=entry.name,
                is_for_staff=True,
                channel=Channel.EMAIL,
                to=to,
                subject=f"Mất giấy tờ của hồ sơ {loss.dossier.code}",
                body=body,
                key=f"loss:{loss.pk}:{entry.name[-8:]}:{token_hash(to)[:16]}",
                made_at=at,
            )
            for to in _directors(entry.office_id, at)
        ]
    )

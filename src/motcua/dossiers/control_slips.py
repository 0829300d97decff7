"""The control slip (Mẫu 06: phiếu kiểm soát quá trình giải quyết hồ sơ), written by the journal itself.

Every hand-over in the chain is a line: who gave, to which post, when. The receiving side is what it wrote when it took
the dossier over (`handovers`), else its first act after that. Legal source: TT 03/2025/TT-VPCP Mẫu 06.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from motcua.dossiers import handovers, opinions, slip_contents, slips, steps
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.events import ControlSlipBegun, ControlSlipCompleted
from motcua.dossiers.handovers import Handover
from motcua.dossiers.slips import Slip
from motcua.dossiers.steps import Step
from motcua.journal import entries
from motcua.journal.acting import SYSTEM, Acting
from motcua.journal.chain import Entry
from motcua.kernel.localtime import form_moment
from motcua.office import posts, staff
from motcua.papers import editions, typesetting

# What hands the dossier on, and which step then has it.
GIVING = {
    "dossiers.Transferred": "step_id",
    "dossiers.StepFinished": "next_step_id",
    "dossiers.Proposed": "next_step_id",
    "dossiers.SentBack": "",
    "dossiers.ResultIssued": "",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One hand-over with both sides; `receiver` and `received_at` are empty while nobody has taken it over."""

    from_post: UUID | None
    to_post: UUID
    giver: UUID | None
    given_at: datetime
    receiver: UUID | None
    received_at: datetime | None
    kept: str
    note: str


def lines(dossier: Dossier) -> list[Line]:
    """Return every hand-over of the dossier in the order of the journal; four queries."""
    told = entries.of(dossier.pk, dossier.office_id)
    walked = steps.of_dossier(dossier)
    by_id = {str(step.pk): step for step in walked}
    taken = {(row.step_id, row.given_at): row for row in handovers.of_dossier(dossier)}
    found: list[Line] = []
    at_step: Step | None = walked[0] if walked else None
    proposed_from: Step | None = None
    decided_by: UUID | None = None
    for place, entry in enumerate(told):
        if entry.name == "dossiers.Approved":
            decided_by = _person(entry)
        if entry.name not in GIVING:
            continue
        if entry.name == "dossiers.Proposed":
            proposed_from = by_id.get(entry.event["step_id"])
        to = _receiving(entry, by_id, proposed_from, walked)
        if to is not None:
            giver = _person(entry) or decided_by
            row = taken.get((to.pk, entry.occurred_at))
            found.append(_line(dossier, at_step, to, entry, giver, row, told[place + 1 :]))
            at_step = to
    return found


def _receiving(entry: Entry, by_id: dict[str, Step], proposed_from: Step | None, walked: list[Step]) -> Step | None:
    field = GIVING[entry.name]
    if field:
        return by_id.get(entry.event[field])
    if entry.name == "dossiers.SentBack":
        return proposed_from
    # The issue ends the route: what is between the signature and the counter was done by the issue itself.
    last = walked[-1] if walked else None
    return last if last is not None and not last.is_signing else None


def _line(
    dossier: Dossier,
    given: Step | None,
    to: Step,
    entry: Entry,
    giver: UUID | None,
    row: Handover | None,
    later: list[Entry],
) -> Line:
    at = entry.occurred_at
    # A step that was walked again has another due moment now: of its first pass the clock can no longer tell.
    is_this_pass = given is not None and (given.done_at == at or given.due_at is None)
    remark = given.note if given is not None and given.done_at == at else ""
    if row is not None and row.received_at is not None:
        said = "; ".join(part for part in (remark, row.note) if part)
        return Line(
            given.post_id if given else None, to.post_id, giver, at, row.received_by_id, row.received_at, row.kept, said
        )
    first = _first_act(to.post_id, later)
    kept = handovers.kept_of(dossier, given, at) if first is not None and is_this_pass else ""
    return Line(
        given.post_id if given else None,
        to.post_id,
        giver,
        at,
        _person(first) if first else None,
        first.occurred_at if first else None,
        kept,
        remark,
    )


def _first_act(post: UUID, later: list[Entry]) -> Entry | None:
    """Return the receiving post's first act after a hand-over, up to the moment at which it gives the dossier on."""
    for entry in later:
        if entry.by["post"] == str(post) and entry.by["role"] != SYSTEM:
            return entry
        if entry.name in GIVING:
            return None
    return None


def _person(entry: Entry) -> UUID | None:
    return UUID(entry.by["person"]) if entry.by["person"] else None


def content(dossier: Dossier, at: datetime, *, number: str = "") -> dict[str, object]:
    """Return Mẫu 06 as the journal has it at the moment."""
    found = lines(dossier)
    who = {person for line in found for person in (line.giver, line.receiver) if person}
    where = {post for line in found for post in (line.from_post, line.to_post) if post}
    people, units = staff.names(who), posts.names(where)
    handler = next((units[line.to_post] for line in found[:1]), dossier.office.name)
    return {
        **slip_contents.common(dossier, at),
        "number": number,
        "is_complete": not dossier.is_open,
        "handler": handler,
        "partners": "; ".join(dict.fromkeys(opinion.asked_of for opinion in opinions.of_dossier(dossier))),
        "received_at_words": form_moment(dossier.accepted_at or dossier.submitted_at),
        "due_at_words": form_moment(dossier.due_at_original) if dossier.due_at_original else "",
        "rows": [
            {
                "giver_unit": units.get(line.from_post, "") if line.from_post else "",
                "receiver_unit": units.get(line.to_post, ""),
                "given_at_words": form_moment(line.given_at, narrow=True),
                "received_at_words": form_moment(line.received_at, narrow=True) if line.received_at else "",
                "giver": people.get(line.giver, "") if line.giver else "",
                "receiver": people.get(line.receiver, "") if line.receiver else "",
                "outcome": line.kept,
                "note": line.note,
            }
            for line in found
        ],
    }


def printed(dossier: Dossier, *, by: Acting, at: datetime) -> bytes:
    """Return Mẫu 06 as PDF; its number is taken at the first print, the lines are the journal's of this moment.

    The first print after the dossier's end is the last one: it is kept, and the worker signs it for the office.
    """
    slip = find(dossier) or _begin(dossier, by=by, at=at)
    if not dossier.is_open:
        slip = _complete(slip, dossier, by=by, at=at)
        return slips.opened(slip, by=by, at=at).read()
    template = editions.by_code(slip.edition).template("06")
    told = content(dossier, at, number=slip.symbol)
    return typesetting.pdf(template, {**told, **slips.codes(slip, at)}, at=at)


def find(dossier: Dossier) -> Slip | None:
    """Return the slip that numbers the dossier's Mẫu 06, None before the first print."""
    return Slip.objects.filter(office_id=dossier.office_id, dossier=dossier, form=slips.CONTROL).first()


def is_complete(slip: Slip) -> bool:
    """Return whether the dossier's end is on it, so that it is printed as it was kept."""
    return slip.is_to_sign


@transaction.atomic
def _begin(dossier: Dossier, *, by: Acting, at: datetime) -> Slip:
    # Two who print first at once: the second waits here and then finds the first one's number.
    Dossier.objects.select_for_update(of=("self",)).get(office_id=dossier.office_id, pk=dossier.pk)
    found = find(dossier)
    if found is not None:
        return found
    slip = slips.issue(dossier, slips.CONTROL, {}, by=by, at=at)
    entries.record(
        ControlSlipBegun(slip_id=str(slip.pk)),
        office=dossier.office_id,
        subject=dossier.pk,
        by=by,
        at=at,
        facts=(slip,),
    )
    return slip


@transaction.atomic
def _complete(slip: Slip, dossier: Dossier, *, by: Acting, at: datetime) -> Slip:
    slip = Slip.objects.select_for_update(of=("self",)).get(office_id=dossier.office_id, pk=slip.pk)
    if is_complete(slip):
        return slip
    slip.content = content(dossier, at, number=slip.symbol)
    slip.is_to_sign, slip.signer_id = True, None  # written by the machine: the office itself signs
    slip.save(update_fields=["content", "is_to_sign", "signer"])
    entries.record(
        ControlSlipCompleted(slip_id=str(slip.pk)),
        office=dossier.office_id,
        subject=dossier.pk,
        by=by,
        at=at,
        facts=(slip,),
    )
    return slip

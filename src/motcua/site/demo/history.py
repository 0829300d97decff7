"""Lives through the plans in the order of time, by the same acts as the screens, marked as demo history.

Everything happens in one transaction: a demo that was cut short leaves nothing half loaded.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import merge
from typing import Any
from uuid import UUID

from motcua.desk import accept as desk_accept
from motcua.desk import hand_over as desk_hand_over
from motcua.desk import moments
from motcua.desk import receive as desk_receive
from motcua.desk import void as desk_void
from motcua.desk.confirm_stop import confirm_stop
from motcua.dossiers import (
    access,
    apologies,
    components,
    decisions,
    intake,
    obligations,
    results,
    signing,
    supplement_answers,
    supplement_completion,
    supplements,
    transfers,
    withdrawals,
)
from motcua.dossiers.components import CheckState
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.intake import Filing
from motcua.dossiers.results import Way
from motcua.dossiers.status import Outcome, Status
from motcua.feedback import ratings
from motcua.fees import charges, refunds
from motcua.fees.payments import Means
from motcua.journal import entries, held, recording
from motcua.journal.acting import Acting
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.localtime import at_local, local_day
from motcua.office import at_hand, people
from motcua.office.calendar import calendar_of
from motcua.office.rights import Capability
from motcua.papers.storage import StoredFile
from motcua.procedures import components as definitions
from motcua.procedures.channels import Channel, FeeKind
from motcua.site.demo import certification, words
from motcua.site.demo.builders import House
from motcua.site.demo.plans import Deed, Plan

SOURCE = "demo-history"
APPROVED_BEFORE = timedelta(minutes=12)
SELDOM = 100_000  # new objects between two looks for garbage


@dataclass
class Stage:
    """The offices, the plans and what has become of each so far."""

    houses: dict[str, House]
    plans: dict[int, Plan]
    attachment: dict[str, StoredFile]  # by office code: the page that citizens attach
    scans: dict[tuple[str, str], StoredFile]  # by office and procedure code: the scanned result
    dossiers: dict[int, UUID] = field(default_factory=dict)
    visits: tuple[tuple[datetime, Callable[[datetime], object]], ...] = ()  # done in their turn between the plans
    done: int = 0


def live_through(
    stage: Stage, calendar: OfficeCalendar, *, until: datetime, say: Callable[[datetime, int], None]
) -> None:
    """Do every deed of the plans up to the moment, and what the machine does by itself in between."""
    planned = [deed for plan in stage.plans.values() for deed in plan.deeds]
    planned += [Deed(at, place, 0, "visit") for place, (at, _do) in enumerate(stage.visits)]
    deeds = sorted(deed for deed in planned if deed.at <= until)
    if not deeds:
        return
    # Plans and rows stay to the end: looking through them for garbage again and again is a tenth of the time.
    gc.freeze()
    gc.set_threshold(SELDOM)
    # Nobody changes posts, hours or settings inside this history.
    with recording.lived(SOURCE), at_hand.kept(), held.kept(), entries.in_batches():
        month = None
        for deed in merge(deeds, _watches(calendar, deeds[0].at, until)):
            held.trim()
            day = local_day(deed.at)
            if (day.year, day.month) != month:
                month = day.year, day.month
                say(deed.at, stage.done)
            if deed.act == "watch":
                watch(deed.at)
                continue
            if deed.act == "visit":
                stage.visits[deed.plan][1](deed.at)
                continue
            DEEDS[deed.act](stage, stage.plans[deed.plan], deed.at)
            stage.done += 1


def _watches(calendar: OfficeCalendar, first: datetime, until: datetime) -> Iterator[Deed]:
    """Give the moments at which the machine looks after the watched moments: every working hour, and at the end."""
    day = local_day(first)
    while day <= local_day(until):
        for opens, closes in calendar.day(day).moments:
            at = opens
            while at <= closes:
                if at <= until:
                    yield Deed(at, 0, 0, "watch")
                at += timedelta(hours=1)
        day += timedelta(days=1)
    yield Deed(until, 0, 0, "watch")


def watch(at: datetime) -> None:
    """Deal with what has come due; what an expired dossier owed is settled, as the worker does."""
    if not moments.came(at):
        return
    for dossier in Dossier.objects.filter(outcome=Outcome.EXPIRED, closed_at=at):
        _drop(dossier, at)


def _drop(dossier: Dossier, at: datetime) -> None:
    system = Acting.system(dossier.office_id)
    locked = access.lock(dossier, by=system, at=at, to=Capability.CHECK)
    refunds.settle_one(locked, by=system, at=at)


def give_back(house: House, listed: list[refunds.Refund], at: datetime) -> None:
    """The cashier gives back what is owed, by the way it came."""
    for refund in listed:
        if refund.state != refunds.RefundState.OWED:
            continue
        is_cash = refund.payment.means == Means.CASH
        reference = "" if is_cash else f"FT{refund.pk.hex[-10:].upper()}"
        means = Means.CASH if is_cash else Means.TRANSFER
        refunds.give(refund.pk, means=means, bank_ref=reference, by=house.acting("cashier"), at=at)


def _house(stage: Stage, plan: Plan) -> House:
    return stage.houses[plan.office_code]


def _dossier(stage: Stage, plan: Plan) -> Dossier:
    mine: Dossier | None = held.find(stage.dossiers[plan.number])
    return mine or Dossier.objects.select_related("applicant").get(pk=stage.dossiers[plan.number])


def _papers(plan: Plan) -> list[definitions.Component]:
    return [row for row in definitions.for_case(plan.version, plan.case) if row.is_required]


def _counted(plan: Plan) -> dict[str, Any]:
    term = plan.version.term_for(plan.channel, plan.case)
    copies = 1 + plan.number % 3
    if term is not None and term.fee_kind == FeeKind.PER_PAGE:
        return {"pages": plan.pages, "copies": copies}
    return {"copies": copies if term is not None and term.fee_kind == FeeKind.PER_COPY else 1}


def receive(stage: Stage, plan: Plan, at: datetime) -> None:
    """A person comes to the counter: dossier, Mẫu 01, fee in cash, one act."""
    house = _house(stage, plan)
    received = desk_receive.receive(
        house.office,
        version=plan.version,
        case=plan.case,
        applicant=plan.applicant.told,
        by=house.acting("reception"),
        at=at,
        key=f"demo:{plan.number}",
        on_paper=[row.pk for row in _papers(plan)],
        answers=words.answers(plan.version, plan.applicant),
        pay="cash",
        channel=plan.channel,
        **_counted(plan),
    )
    stage.dossiers[plan.number] = received.dossier.pk


def submit(stage: Stage, plan: Plan, at: datetime) -> None:
    """A dossier comes in that an officer checks later: online, by post, or left at the counter."""
    house = _house(stage, plan)
    told = {name: value for name, value in plan.applicant.told.items() if name != "full_name"}
    person = people.record(house.office.pk, plan.applicant.full_name, at=at, **told)
    is_online = plan.channel == Channel.ONLINE
    papers = _papers(plan)
    lacking = plan.story in {"supplemented_at_intake", "expired", "waiting_for_supplement"}
    handed_in = papers[:-1] if lacking and len(papers) > 1 else papers
    page = stage.attachment[plan.office_code]
    filing = Filing(
        version=plan.version,
        case=plan.case,
        applicant=person,
        channel=plan.channel,
        answers=words.answers(plan.version, plan.applicant),
        files={row.pk: [page] for row in handed_in if not row.is_form} if is_online else {},
        on_paper=frozenset() if is_online else frozenset(row.pk for row in handed_in),
        result_channel=2 if is_online else 1,
    )
    by = house.citizen(person.pk) if is_online else house.acting("reception")
    stage.dossiers[plan.number] = intake.submit(filing, office=house.office, by=by, at=at).pk


def accept(stage: Stage, plan: Plan, at: datetime) -> None:
    """The reception post finds every component sufficient."""
    by = _house(stage, plan).acting("reception")
    dossier = _dossier(stage, plan)
    states = {row.pk: (str(CheckState.OK), "") for row in components.of_dossier(dossier) if row.is_required}
    desk_accept.accept(dossier.pk, by=by, at=at, states=states, **_counted(plan))


def refuse(stage: Stage, plan: Plan, at: datetime) -> None:
    """The dossier is not taken, with a reason."""
    reason = words.pick("refusals", plan.number)
    dossier, _slip = intake.refuse(
        stage.dossiers[plan.number], reason=reason, by=_house(stage, plan).acting("reception"), at=at
    )
    _drop(dossier, at)


def ask_supplement(stage: Stage, plan: Plan, at: datetime) -> None:
    """What is missing is asked for once, by reception at intake or by the specialist who examines."""
    house, dossier = _house(stage, plan), _dossier(stage, plan)
    rows = [row for row in components.of_dossier(dossier) if row.is_required] or components.of_dossier(dossier)
    kind = "specialist" if dossier.status == Status.IN_PROCESS else "reception"
    supplements.request(
        dossier.pk,
        items={rows[-1].pk: words.pick("faults", plan.number)},
        reason=words.pick("supplements", plan.number),
        by=house.acting(kind),
        at=at,
    )


def answer(stage: Stage, plan: Plan, at: datetime) -> None:
    """The applicant answers every item."""
    dossier = _dossier(stage, plan)
    supplement = supplements.find_open(dossier)
    if supplement is None:
        return
    page = stage.attachment[plan.office_code]
    answers = {item.pk: ("Tôi gửi lại bản rõ hơn.", [page]) for item in supplements.items_of(supplement)}
    by = _house(stage, plan).citizen(dossier.applicant_id)
    supplement_answers.answer(dossier.pk, answers=answers, by=by, at=at)


def complete(stage: Stage, plan: Plan, at: datetime) -> None:
    """Reception finds the supplement complete and works out the fee."""
    by = _house(stage, plan).acting("reception")
    supplement_completion.complete(stage.dossiers[plan.number], by=by, at=at)
    charges.charge(stage.dossiers[plan.number], by=by, at=at, **_counted(plan))


def transfer(stage: Stage, plan: Plan, at: datetime) -> None:
    """Reception hands the dossier to the first post of its route."""
    transfers.transfer(stage.dossiers[plan.number], by=_house(stage, plan).acting("reception"), at=at)


def ask_payment(stage: Stage, plan: Plan, at: datetime) -> None:
    """The specialist tells the applicant of an obligation towards another body."""
    notice = "Nộp lệ phí theo thông báo của cơ quan thuế (minh họa)"
    by = _house(stage, plan).acting("specialist")
    obligations.ask(stage.dossiers[plan.number], notice=notice, amount=150_000, by=by, at=at)


def confirm_payment(stage: Stage, plan: Plan, at: datetime) -> None:
    """Reception has seen that it was met."""
    obligations.confirm(stage.dossiers[plan.number], by=_house(stage, plan).acting("reception"), at=at)


def withdraw(stage: Stage, plan: Plan, at: datetime) -> None:
    """The applicant asks to stop."""
    dossier = _dossier(stage, plan)
    by = _house(stage, plan).citizen(dossier.applicant_id)
    withdrawals.ask(dossier.pk, reason=words.pick("withdrawals", plan.number), by=by, at=at)


def confirm_withdrawal(stage: Stage, plan: Plan, at: datetime) -> None:
    """Reception stops the dossier."""
    dossier, _slip = confirm_stop(stage.dossiers[plan.number], by=_house(stage, plan).acting("reception"), at=at)
    _drop(dossier, at)


def extend(stage: Stage, plan: Plan, at: datetime) -> None:
    """The director apologises and gives a new date, three working days after the old one."""
    dossier = _dossier(stage, plan)
    if dossier.due_at_current is None:
        return
    house = _house(stage, plan)
    calendar = calendar_of(house.office.pk)
    day = local_day(dossier.due_at_current)
    for _ in range(4):
        day = calendar.next_working_day(day)
    new_due_at = calendar.closes_at(day) or at_local(day, calendar.spans(day)[-1].end)
    reason = words.pick("apologies", plan.number)
    apologies.extend(dossier.pk, new_due_at=new_due_at, reason=reason, by=house.acting("director"), at=at)


def propose(stage: Stage, plan: Plan, at: datetime) -> None:
    """The specialist proposes to grant, with a draft."""
    title, body = words.result(plan.version, plan.applicant)
    by = _house(stage, plan).acting("specialist")
    dossier_id = stage.dossiers[plan.number]
    decisions.propose(dossier_id, outcome=Outcome.GRANTED, title=title, body=body, by=by, at=at)


def propose_refusal(stage: Stage, plan: Plan, at: datetime) -> None:
    """The specialist proposes to refuse, with the reason."""
    by = _house(stage, plan).acting("specialist")
    body = words.pick("merits", plan.number)
    dossier_id = stage.dossiers[plan.number]
    title = "Thông báo không đủ điều kiện giải quyết"
    decisions.propose(dossier_id, outcome=Outcome.REFUSED, title=title, body=body, by=by, at=at)


def send_back(stage: Stage, plan: Plan, at: datetime) -> None:
    """The leader sends the proposal back once."""
    reason = words.pick("sent_back", plan.number)
    decisions.send_back(stage.dossiers[plan.number], reason=reason, by=_house(stage, plan).acting("leader"), at=at)


def issue(stage: Stage, plan: Plan, at: datetime) -> None:
    """The leader approves; the machine signs."""
    house = _house(stage, plan)
    decisions.approve(stage.dossiers[plan.number], by=house.acting("leader"), at=at)
    signing.sign(stage.dossiers[plan.number], house.office.pk, at=at + timedelta(seconds=40))


def issue_on_paper(stage: Stage, plan: Plan, at: datetime) -> None:
    """The leader approves and signs by hand; the paper is kept as a scan."""
    house, dossier_id = _house(stage, plan), stage.dossiers[plan.number]
    decisions.approve(dossier_id, by=house.acting("leader"), at=at)
    scan = stage.scans[plan.office_code, plan.version.procedure.code]
    results.issue(dossier_id, file=scan, signature=None, by=house.acting("leader"), at=at)


def certify(stage: Stage, plan: Plan, at: datetime) -> None:
    """What was received to be certified is signed by hand and entered in its book."""
    house = _house(stage, plan)
    certification.enter(
        house, plan.version.procedure.code, stage.dossiers[plan.number], plan.number, at=at, **_counted(plan)
    )


def hand_over(stage: Stage, plan: Plan, at: datetime) -> None:
    """The result is fetched at the counter; what is still owed is paid in cash."""
    by = _house(stage, plan).acting("reception")
    way = Way.POST if plan.channel == Channel.POSTAL and plan.number % 2 else Way.COUNTER
    done = desk_hand_over.hand_over(stage.dossiers[plan.number], way=way, by=by, at=at, take_cash=True)
    if done.result.dossier.outcome == Outcome.REFUSED:
        _drop(done.result.dossier, at)


def download(stage: Stage, plan: Plan, at: datetime) -> None:
    """The applicant downloads the electronic result; one with an unpaid fee is fetched at the counter instead."""
    dossier = _dossier(stage, plan)
    house = _house(stage, plan)
    charge = charges.find(dossier)
    if charge is not None and charge.state == charges.ChargeState.WAITING:
        _paid_at_the_counter(stage, plan, at)
        return
    by = house.citizen(dossier.applicant_id)
    desk_hand_over.hand_over(dossier.pk, way=Way.DOWNLOAD, by=by, at=at)


def _paid_at_the_counter(stage: Stage, plan: Plan, at: datetime) -> None:
    """The applicant comes to the counter in its next hours, pays and takes the result along."""
    calendar = calendar_of(_house(stage, plan).office.pk)
    if any(opens <= at <= closes for opens, closes in calendar.day(local_day(at)).moments):
        hand_over(stage, plan, at)


def void(stage: Stage, plan: Plan, at: datetime) -> None:
    """The director declares a mistaken intake void, with its money."""
    house = _house(stage, plan)
    reason = words.pick("voids", plan.number)
    done = desk_void.void(stage.dossiers[plan.number], reason=reason, by=house.acting("director"), at=at)
    give_back(house, done.refunds, at)


def rate(stage: Stage, plan: Plan, at: datetime) -> None:
    """The applicant rates the service by the QR on the slip."""
    dossier = _dossier(stage, plan)
    if dossier.status != Status.RETURNED:
        return
    score = words.SCORES[plan.number % len(words.SCORES)]
    comment = words.pick("praise" if score > 3 else "blame", plan.number) if plan.number % 3 == 0 else ""
    ratings.rate(ratings.invite(dossier, at=at), score=score, comment=comment, at=at)


DEEDS: dict[str, Callable[[Stage, Plan, datetime], Any]] = {
    deed.__name__: deed
    for deed in (
        receive,
        submit,
        accept,
        refuse,
        ask_supplement,
        answer,
        complete,
        transfer,
        ask_payment,
        confirm_payment,
        withdraw,
        confirm_withdrawal,
        extend,
        propose,
        propose_refusal,
        send_back,
        issue,
        issue_on_paper,
        certify,
        hand_over,
        download,
        void,
        rate,
    )
}

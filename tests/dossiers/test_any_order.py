"""Any acts in any order by anybody: whatever is tried, no dossier is ever stuck and the journal stays true.

Hypothesis draws the acts, the actors and the time that passes; most are illegal and must be refused by name.
"""

from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from tests.dossiers import situations
from tests.dossiers.moments import at

from motcua.dossiers import components, decisions, intake, invariants, moments, transfers
from motcua.dossiers.components import CheckState
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import FINAL, Outcome
from motcua.dossiers.voids import void
from motcua.journal import verification
from motcua.journal.refusals import Refused
from motcua.kernel.localtime import at_local
from motcua.office.calendar import calendar_of
from motcua.office.posts import PostKind
from motcua.site.demo import builders, lives

ACTORS = [*PostKind, "applicant", "stranger"]
WAITS = [0, 1, 30, 60 * 3, 60 * 24, 60 * 24 * 4, 60 * 24 * 25]  # minutes
CLERKS = {act.move: act.role for act in situations.ACTS}


def extend(house, dossier, moment, by) -> Any:
    day = calendar_of(house.office.pk).next_working_day((moment + timedelta(days=9)).date())
    until = at_local(day, situations.at("02/11 17:00").time())
    return situations.apologies.extend(dossier.pk, new_due_at=until, reason="Chờ xác minh", by=by, at=moment)


def check(house, dossier, moment, by) -> Any:
    states = {row.pk: (str(CheckState.OK), "") for row in components.of_dossier(dossier)}
    return intake.check(dossier.pk, states, by=by, at=moment)


def propose(house, dossier, moment, by) -> Any:
    outcome = Outcome.GRANTED if moment.minute % 2 else Outcome.REFUSED
    return decisions.propose(dossier.pk, outcome=outcome, title="Kết quả", body="Nội dung", by=by, at=moment)


FURTHER = {
    "extend": (extend, "director"),
    "check": (check, "reception"),
    "propose": (propose, "specialist"),
    "approve": (lambda h, d, t, by: decisions.approve(d.pk, by=by, at=t), "leader"),
    "send_back": (lambda h, d, t, by: decisions.send_back(d.pk, reason="Sửa", by=by, at=t), "leader"),
    "finish_step": (lambda h, d, t, by: transfers.finish_step(d.pk, by=by, at=t), "specialist"),
    "void": (lambda h, d, t, by: void(d.pk, reason="Nhầm", by=by, at=t), "director"),
    "answer": (lambda h, d, t, by: situations.answer(h, d, t, by), "applicant"),
    "ask_again": (lambda h, d, t, by: situations.ask(h, d, t, by, again_reason="Sai tên"), "reception"),
}
DEEDS = {act.move: (act.do, act.role) for act in situations.ACTS} | FURTHER


# What may well come next, so that many dossiers get far.
NEXT = {
    1: ["accept", "accept", "accept", "ask_supplement", "ask_withdrawal"],
    2: ["transfer", "transfer", "ask_again", "ask_withdrawal"],
    4: ["propose", "propose", "approve", "approve", "issue", "send_back", "ask_payment", "extend", "ask_again"],
    5: ["answer", "complete_at_intake", "complete_in_process"],
    6: ["confirm_payment", "ask_withdrawal"],
    7: ["deny_withdrawal", "deny_withdrawal", "confirm_withdrawal"],
    9: ["return"],
}
reached: Counter[str] = Counter()


class Office(RuleBasedStateMachine):
    """One office over weeks, with whoever may come along."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.house = builders.found_office()
        self.version = builders.open_for_filing(self.house, builders.procedure())
        self.now = at("02/11 08:00")
        self.dossiers: list[Any] = []
        self.stranger = self.house.citizen(lives.people.record(self.house.office.pk, "Người lạ", at=self.now).pk)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def actor(self, name: str, dossier: Dossier) -> Any:
        if name == "stranger":
            return self.stranger
        return self.house.citizen(dossier.applicant_id) if name == "applicant" else self.house.acting(name)

    @rule(
        channel=st.sampled_from([1, 2, 3]), lacking=st.sampled_from([(), (), (2,), (1, 3)]), wait=st.sampled_from(WAITS)
    )
    def file(self, channel: int, lacking: tuple[int, ...], wait: int) -> None:
        self.now += timedelta(minutes=wait + 1)
        filed = lives.file(self.house, self.version, at=self.now, channel=channel, lacking=lacking)
        self.dossiers.append(filed.pk)

    @precondition(lambda self: self.dossiers)
    @rule(turns=st.lists(st.integers(0, 8), min_size=1, max_size=9), wait=st.sampled_from(WAITS[:4]))
    def the_matter_goes_on(self, turns: list[int], wait: int) -> None:
        going = Dossier.objects.filter(pk__in=self.dossiers, void_at=None).exclude(status__in=FINAL).order_by("pk")
        for turn in turns:
            dossier = going.last()
            if dossier is None:
                return
            deed = NEXT[dossier.status][turn % len(NEXT[dossier.status])]
            self.attempt(deed, DEEDS[deed][1], wait, dossier)

    @precondition(lambda self: self.dossiers)
    @rule(data=st.data(), deed=st.sampled_from(sorted(DEEDS)), wait=st.sampled_from(WAITS[:4]))
    def the_right_person_tries(self, data: Any, deed: str, wait: int) -> None:
        self.attempt(deed, DEEDS[deed][1], wait, self.one(data))

    @precondition(lambda self: self.dossiers)
    @rule(data=st.data(), deed=st.sampled_from(sorted(DEEDS)), name=st.sampled_from(ACTORS))
    def anybody_tries(self, data: Any, deed: str, name: str) -> None:
        self.attempt(deed, name, 1, self.one(data))

    @rule(wait=st.sampled_from(WAITS))
    def time_passes(self, wait: int) -> None:
        self.now += timedelta(minutes=wait)
        moments.came(self.now)
        late = Dossier.objects.filter(next_moment_at__lte=self.now)
        assert not late.exists(), "a moment that came was not dealt with"

    def one(self, data: Any) -> Dossier:
        return lives.fresh(data.draw(st.sampled_from(self.dossiers)))

    def attempt(self, deed: str, name: str, wait: int, dossier: Dossier) -> None:
        self.now += timedelta(minutes=wait)
        before = dossier.__dict__.copy()
        try:
            with transaction.atomic():
                DEEDS[deed][0](self.house, dossier, self.now, self.actor(name, dossier))
        except Refused as refusal:
            assert str(refusal).strip(), "a refusal without words"
            after = lives.fresh(dossier.pk).__dict__
            assert {key: after[key] for key in before if key != "_state"} == {
                key: value for key, value in before.items() if key != "_state"
            }
        else:
            assert name != "stranger"
            reached[deed] += 1
            assert (before["void_at"] is None and before["status"] not in FINAL) or deed == "void"

    @invariant()
    def nothing_is_ever_stuck(self) -> None:
        assert list(invariants.check(self.house.office.pk)) == []

    @invariant()
    def the_journal_is_true(self) -> None:
        assert verification.verify(self.house.office.pk) == []


def test_any_acts_in_any_order_leave_no_dossier_stuck(db):
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=checks, derandomize=True
        ),
    )
    # Otherwise this would prove little: the drawn acts go deep into the life of a dossier.
    assert {"accept", "transfer", "propose", "answer", "complete_at_intake", "ask_payment"} <= set(reached), reached

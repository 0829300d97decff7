"""Any acts in any order by anybody: no dossier is ever stuck, no đồng is lost, the journal stays true.

Hypothesis draws the acts, the actors and the time that passes; most are illegal and must be refused by name, changing
no row of any fact and not the end of the chain. The run prints its seed (MOTCUA_SEED); MOTCUA_PROOF=1 draws many more.
"""

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.dossiers import deeds, facts_of
from tests.dossiers.deeds import DEEDS, NEXT
from tests.dossiers.moments import at
from tests.random_cases import IS_PROOF, SEED, SLOW, tried

from motcua import wiring
from motcua.desk import moments
from motcua.dossiers import losses
from motcua.dossiers.dossier import Dossier
from motcua.dossiers.status import FINAL, MOVES, Elsewhere
from motcua.fees import refunds
from motcua.journal import entries, recording, verification
from motcua.journal.refusals import Refused
from motcua.office import founding
from motcua.office.posts import PostKind
from motcua.site.demo import builders, lives
from motcua.site.management.commands import invariants

EXAMPLES, STEPS = (100, 15) if IS_PROOF else (12, 10)
MOST = 4  # dossiers at a time: a few that get far
ACTORS = [*PostKind, "applicant", "stranger", "other office"]
WAITS = [0, 1, 30, 60 * 3, 60 * 24, 60 * 24 * 4, 60 * 24 * 25]  # minutes
LACKING: st.SearchStrategy[tuple[int, ...]] = st.sampled_from([(), (), (2,), (1, 3)])
RIGHT = "whose right it is"
UNDER_WAY = ("accept", "transfer")
# What may be done to a dossier that has ended.
AFTER_THE_END = {"void", "open_correction", "report_loss", "settle_loss", "give_refund", "confirm", "reverse", "erase"}
reached: Counter[str] = Counter()
refused: Counter[str] = Counter()


class Office(RuleBasedStateMachine):
    """One office over weeks, with whoever may come along."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.house = builders.found_office(bank_bin="970403", bank_account="0011012345678")
        self.other = builders.found_office("H99.02", "Trung tâm xã khác", prefix="khac-")
        self.version = builders.open_for_filing(self.house, builders.procedure(fee=8000))
        self.now = at("02/11 08:00")
        with recording.marked("demo-history"):
            founding.tell(self.house.office, at=self.now)
            founding.tell(self.other.office, at=self.now)
        self.dossiers: list[Any] = []
        self.stranger = self.house.citizen(uuid4())

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def actor(self, name: str, dossier: Dossier) -> Any:
        if name == "stranger":
            return self.stranger
        if name == "other office":
            return self.other.acting("director")
        return self.house.citizen(dossier.applicant_id) if name == "applicant" else self.house.acting(name)

    @initialize(channel=st.sampled_from([1, 2, 3]), lacking=LACKING)
    def opens(self, channel: int, lacking: tuple[int, ...]) -> None:
        self.file(channel, (), 0)
        for deed in UNDER_WAY:  # one that is handled already, so that every run gets beyond the intake
            self.attempt(deed, DEEDS[deed][1], 1, lives.fresh(self.dossiers[0]))
        self.file(channel, lacking, 0)

    @precondition(lambda self: len(self.dossiers) < MOST)
    @rule(channel=st.sampled_from([1, 2, 3]), lacking=LACKING, wait=st.sampled_from(WAITS))
    def another_comes(self, channel: int, lacking: tuple[int, ...], wait: int) -> None:
        self.file(channel, lacking, wait)

    def file(self, channel: int, lacking: tuple[int, ...], wait: int) -> None:
        self.now += timedelta(minutes=wait + 1)
        filed = lives.file(self.house, self.version, at=self.now, channel=channel, lacking=lacking)
        self.dossiers.append(filed.pk)

    @rule(turns=st.lists(st.integers(0, 30), min_size=10, max_size=20), wait=st.sampled_from(WAITS[:4]))
    def the_matter_goes_on(self, turns: list[int], wait: int) -> None:
        going = Dossier.objects.filter(pk__in=self.dossiers, void_at=None, status__in=NEXT).order_by("pk")
        for turn in turns:
            dossier = going.last()
            if dossier is None:
                return
            deed = NEXT[dossier.status][turn % len(NEXT[dossier.status])]
            self.attempt(deed, DEEDS[deed][1], wait, dossier)

    @rule(
        tries=st.lists(
            st.tuples(st.sampled_from(sorted(DEEDS)), st.sampled_from([RIGHT, RIGHT, *ACTORS]), st.integers(0, MOST)),
            min_size=3,
            max_size=8,
        ),
        wait=st.sampled_from(WAITS[:4]),
    )
    def anybody_tries(self, tries: list[tuple[str, str, int]], wait: int) -> None:
        for deed, name, which in tries:
            dossier = lives.fresh(self.dossiers[which % len(self.dossiers)])
            self.attempt(deed, DEEDS[deed][1] if name == RIGHT else name, wait, dossier)

    @rule(wait=st.sampled_from(WAITS), settles=st.booleans())
    def time_passes(self, wait: int, settles: bool) -> None:
        self.now += timedelta(minutes=wait)
        moments.came(self.now)
        losses.watch(self.now)
        late = Dossier.objects.filter(next_moment_at__lte=self.now)
        assert not late.exists(), "a moment that came was not dealt with"
        if settles:
            for dossier_id in self.dossiers:
                deeds.settle(self.house, dossier_id, self.now)
            assert refunds.unaccounted(self.house.office.pk) == []

    def attempt(self, deed: str, name: str, wait: int, dossier: Dossier) -> None:
        self.now += timedelta(minutes=wait)
        before, length = facts_of.snapshot(self.house.office.pk), len(entries.of(dossier.pk, dossier.office_id))
        # No transaction of the test's own: an act that is refused has to undo itself.
        try:
            DEEDS[deed][0](self.house, dossier, self.now, self.actor(name, dossier))
        except Refused as refusal:
            assert str(refusal).strip(), "a refusal without words"
            assert type(refusal) is not Refused, "a refusal without a name"
            assert facts_of.snapshot(self.house.office.pk) == before, f"{deed} was refused and changed something"
            refused[type(refusal).__name__] += 1
            return
        assert name not in ("stranger", "other office"), f"{name} did {deed}"
        reached[deed] += 1
        is_going = dossier.void_at is None and dossier.status not in FINAL
        assert is_going or deed in AFTER_THE_END, f"{deed} on an ended dossier"
        assert len(entries.of(dossier.pk, dossier.office_id)) > length or deed in {"check", "expect"}, "no entry"
        if deed in MOVES:
            # Both stages of a supplement end by one act, and both outcomes are issued by one.
            rows = [move for move in MOVES.values() if move.act == MOVES[deed].act and dossier.status in move.sources]
            targets = {move.target for move in rows}
            assert targets and (targets & set(Elsewhere) or lives.fresh(dossier.pk).status in targets)

    @invariant()
    def nothing_is_ever_stuck_and_no_dong_is_lost(self) -> None:
        for house in (self.house, self.other):
            assert list(invariants.broken(house.office.pk, at=self.now)) == []

    @invariant()
    def the_journal_is_true_and_tells_of_every_row_and_file(self) -> None:
        for house in (self.house, self.other):
            assert verification.verify(house.office.pk, wiring.TABLES) == []


def test_any_acts_in_any_order_leave_no_dossier_stuck(db):
    checks = [*SLOW, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        seed(SEED)(Office),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            database=None,
            suppress_health_check=checks,
            phases=(Phase.generate, Phase.shrink) if IS_PROOF else (Phase.generate,),
        ),
    )
    tried.update({"acts in any order done": reached.total(), "refused by name": refused.total()})
    # Otherwise this would prove little: the drawn acts go deep into the life of a dossier.
    assert set(UNDER_WAY) <= set(reached), reached
    assert len(reached) >= 12 and len(refused) >= 10, (reached, refused)

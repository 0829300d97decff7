"""What happens to each dossier of the demo, and when: pure plans, drawn with a fixed seed, before anything is written.

Officers act in the office's hours only; citizens file online at any hour of the day. Shares stand in data/mix.json.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from motcua.certification import matters
from motcua.kernel import clock
from motcua.kernel.calendar import OfficeCalendar
from motcua.kernel.limits import Unit
from motcua.kernel.localtime import at_local, local, local_day
from motcua.procedures.channels import Channel
from motcua.procedures.components import Case
from motcua.procedures.versions import Version
from motcua.site.demo.people import Invented, data, invent

SEED = 20260722
WEEKDAY = (1.35, 1.1, 1.0, 0.95, 0.85, 1.0, 1.0)  # Mondays are full
# Stories that only have a point while they are going on: filed so many working days before today.
RECENT: dict[str, tuple[int, int]] = {
    "waiting_for_supplement": (2, 9),
    "waiting_for_withdrawal": (2, 3),
    "waiting_for_payment": (3, 6),
    "forgotten": (2, 5),  # after its date
    "uncollected": (3, 12),
    "waiting_for_check": (0, 0),
}
SAME_DAY_STORIES = {"refused_at_intake", "void"}


@dataclass(frozen=True, order=True)
class Deed:
    """One act of a plan: when, of which plan, the how manieth, and its name in `history`."""

    at: datetime
    plan: int
    place: int
    act: str


@dataclass(frozen=True)
class Plan:
    """One dossier to be."""

    number: int
    office_code: str
    version: Version
    case: Case | None
    channel: int
    applicant: Invented
    story: str
    pages: int
    deeds: tuple[Deed, ...]


@dataclass(frozen=True)
class Choice:
    """One procedure of the mix with what the plans must know of it."""

    version: Version
    cases: tuple[Case, ...]
    channels: frozenset[int]
    share: float
    ages: str

    def limit(self, channel: int) -> clock.Limit:
        """Return its limit; the demo opens nothing without one."""
        found = self.version.limit_for(channel)
        if found is None:
            raise ValueError(f"{self.version} has no limit")
        return found

    @property
    def is_same_day(self) -> bool:
        """Whether the result is due on the day of receipt."""
        return all(self.limit(channel).value == 0 for channel in self.channels)


class Drawer:
    """Draws the plans of one commune."""

    def __init__(self, choices: list[Choice], calendar: OfficeCalendar, *, first: date, now: datetime, commune: str):
        """Begin with the seed: the same arguments give the same plans."""
        self.chance = Random(SEED)  # noqa: S311 - the same demo each time; nothing secret is drawn
        self.choices, self.calendar, self.first, self.now, self.commune = choices, calendar, first, now, commune
        last = local_day(now)
        span = [first + timedelta(days=count) for count in range((last - first).days + 1)]
        self.days = [day for day in span if calendar.is_working(day)]

    def draw(self, count: int, office_code: str, begin: int = 0) -> list[Plan]:
        """Return so many plans, in the order of filing."""
        stories = self._stories(count)
        filed = sorted(((self._filed(story), story) for story in stories), key=lambda pair: pair[0])
        return [self._plan(begin + place, office_code, day, story) for place, (day, story) in enumerate(filed)]

    def _stories(self, count: int) -> list[str]:
        shares: dict[str, float] = data("mix")["stories"]
        stories = [name for name, share in shares.items() for _ in range(max(1, round(share * count / 100)))]
        stories = stories[:count]
        return stories + ["smooth"] * (count - len(stories))

    def _filed(self, story: str) -> date:
        if story in RECENT and story != "forgotten":
            low, high = RECENT[story]
            return self.days[-1 - min(self.chance.randint(low, high), len(self.days) - 1)]
        return self.chance.choices(self.days, [WEEKDAY[day.weekday()] for day in self.days])[0]

    def _plan(self, number: int, office_code: str, day: date, story: str) -> Plan:
        chance = self.chance
        choice = self._choice(story)
        channel = self._channel(choice, story)
        if story == "forgotten":
            limit = choice.limit(channel)
            back = (limit.value if limit.unit is Unit.WORKING_DAY else limit.value * 5 // 7) + chance.randint(2, 5)
            day = self.days[-1 - min(back, len(self.days) - 1)]
        filed_at = self._arrival(day, channel, choice.is_same_day)
        if filed_at > self.now:  # today's office hours are not over
            filed_at = self._arrival(self.days[-2], channel, choice.is_same_day)
        if story == "waiting_for_check":
            filed_at = self.now - timedelta(minutes=chance.randint(12, 600))
        acts = list(self._life(story, choice, channel, filed_at))
        if matters.is_certification(choice.version.procedure.code):
            acts = _through_the_book(acts)
        return Plan(
            number=number,
            office_code=office_code,
            version=choice.version,
            case=chance.choices(choice.cases, [6] + [1] * (len(choice.cases) - 1))[0] if choice.cases else None,
            channel=channel,
            applicant=invent(chance, ages=choice.ages, year=day.year, commune=self.commune),
            story=story,
            pages=chance.choices((1, 2, 3, 4, 6, 10), (30, 35, 12, 10, 8, 5))[0],
            deeds=tuple(Deed(at, number, place, act) for place, (at, act) in enumerate(acts)),
        )

    def _choice(self, story: str) -> Choice:
        fitting = self.choices
        if story not in SAME_DAY_STORIES | {"smooth"}:
            fitting = [choice for choice in self.choices if not choice.is_same_day] or self.choices
        if story == "forgotten":
            fitting = [choice for choice in fitting if choice.limit(min(choice.channels)).value <= 10] or fitting
        return self.chance.choices(fitting, [choice.share for choice in fitting])[0]

    def _channel(self, choice: Choice, story: str) -> int:
        if story == "waiting_for_check" and Channel.ONLINE in choice.channels:
            return int(Channel.ONLINE)
        if story == "void" and Channel.COUNTER in choice.channels:
            return int(Channel.COUNTER)  # a mistake at the counter, taken back on the same day
        shares: dict[str, float] = data("mix")["channels"]
        names = {"counter": Channel.COUNTER, "online": Channel.ONLINE, "postal": Channel.POSTAL}
        offered = [name for name in shares if names[name] in choice.channels]
        return int(names[self.chance.choices(offered, [shares[name] for name in offered])[0]])

    def _arrival(self, day: date, channel: int, is_same_day: bool) -> datetime:
        chance = self.chance
        if channel == Channel.ONLINE and chance.random() < 0.18:  # in the evening, or at the week-end
            day += timedelta(days=chance.choice((0, 0, 0, 1)))
            return min(at_local(day, time(chance.randint(18, 22), chance.randrange(60))), self.now)
        spans = self.calendar.spans(day)
        morning = chance.random() < 0.6
        span = spans[0 if morning else -1]
        minutes = (span.end.hour - span.start.hour) * 60 + span.end.minute - span.start.minute
        late = 20 if chance.random() < 0.06 or not is_same_day else 130  # few come for a same-day matter after 15:00
        return at_local(day, span.start) + timedelta(
            minutes=chance.randrange(max(minutes - (20 if morning else late), 1)), seconds=chance.randrange(60)
        )

    def _worked(self, start: datetime, low: int, high: int) -> datetime:
        """Return a moment of office hours, so many working minutes later."""
        done = clock.step_due(self.chance.randint(max(low, 1), max(high, low, 1)), start, self.calendar)
        return done - timedelta(seconds=self.chance.randrange(1, 50))

    def _life(self, story: str, choice: Choice, channel: int, filed_at: datetime) -> Iterator[tuple[datetime, str]]:
        """Give the deeds of one story in order."""
        at = filed_at
        if channel == Channel.COUNTER and story in {"smooth", "late", "apologised", "forgotten", "uncollected", "void"}:
            yield at, "receive"
        else:
            yield at, "submit"
            at = self._worked(at, 4, 20) if channel == Channel.COUNTER else self._worked(at, 15, 330)
            if story == "waiting_for_check":
                return
            if story == "refused_at_intake":
                yield at, "refuse"
                return
            if story in {"supplemented_at_intake", "expired", "waiting_for_supplement"}:
                yield at, "ask_supplement"
                if story != "supplemented_at_intake":
                    return
                at = self._answered(at)
                yield at, "answer"
                at = self._worked(at, 20, 300)
                yield at, "complete"
            elif story != "void":
                yield at, "accept"
        if story == "void":
            yield min(at + timedelta(minutes=self.chance.randint(3, 25)), _evening(at)), "void"
            return
        accepted_at = at
        at = self._worked(at, 3, 8) if choice.is_same_day else self._worked(at, 8, 40)
        yield at, "transfer"
        yield from self._process(story, choice, channel, accepted_at, at)

    def _process(
        self, story: str, choice: Choice, channel: int, accepted_at: datetime, at: datetime
    ) -> Iterator[tuple[datetime, str]]:
        limit = choice.limit(channel)
        if story == "forgotten":
            return
        if choice.is_same_day:
            at = self._worked(at, 5, 35)
            yield at, "propose"
            at = self._worked(at, 5, 25)
            yield at, "issue"
            yield from self._returned(channel, at, quick=True)
            return
        days = limit.value if limit.unit is Unit.WORKING_DAY else limit.value * 5 // 7
        work = days * clock.STEP_DAY_MINUTES
        part = self.chance.uniform(0.15, 0.82)
        if story in {"late", "apologised"}:
            part = self.chance.uniform(1.12, 1.45)
        if story == "apologised":
            due_at = clock.promise(limit, accepted_at, self.calendar).due_at or at
            at = self._worked(max(due_at - timedelta(days=2), at), 5, 120)
            yield at, "extend"
        middle = yield from self._interruption(story, at, work)
        if middle is None:
            return
        at, is_restarted = middle
        start = at if is_restarted else accepted_at
        proposed_at = max(self._worked(start, int(work * part * 0.8), int(work * part * 0.85)), at + _SOON)
        yield proposed_at, "propose_refusal" if story == "refused_on_merits" else "propose"
        at = self._worked(proposed_at, int(work * part * 0.02) + 15, int(work * part * 0.12) + 30)
        if story == "sent_back":
            yield at, "send_back"
            at = self._worked(at, 60, 240)
            yield at, "propose"
            at = self._worked(at, 20, 120)
        yield at, "issue"
        if story != "uncollected":
            yield from self._returned(channel, at, quick=False)

    def _interruption(
        self, story: str, at: datetime, work: int
    ) -> Generator[tuple[datetime, str], None, tuple[datetime, bool] | None]:
        """Give what interrupts the work; return when it goes on and whether anew, None when it does not."""
        if story == "supplemented_in_process":
            at = self._worked(at, 60, 900)
            yield at, "ask_supplement"
            at = self._answered(at)
            yield at, "answer"
            at = self._worked(at, 30, 240)
            yield at, "complete"
            return at, True
        if story in {"obliged", "waiting_for_payment"}:
            at = self._worked(at, 60, work // 4)
            yield at, "ask_payment"
            if story == "waiting_for_payment":
                return None
            at = self._worked(at, 400, 1300)
            yield at, "confirm_payment"
        if story in {"withdrawn", "waiting_for_withdrawal"}:
            at = self._worked(at, 60, work // 3)
            yield at, "withdraw"
            if story == "withdrawn":
                yield self._worked(at, 20, 400), "confirm_withdrawal"
            return None
        return at, False

    def _answered(self, asked_at: datetime) -> datetime:
        """Citizens answer when they find the time: some days later, by day."""
        day = local_day(asked_at) + timedelta(days=self.chance.randint(1, 8))
        return at_local(day, time(self.chance.randint(8, 20), self.chance.randrange(60)))

    def _returned(self, channel: int, at: datetime, *, quick: bool) -> Iterator[tuple[datetime, str]]:
        if quick and channel != Channel.ONLINE:
            returned_at = self._worked(at, 3, 15)
        elif channel == Channel.ONLINE and self.chance.random() < 0.7:
            returned_at = at + timedelta(minutes=self.chance.randint(10, 60 * 30))
            if not 6 <= local(returned_at).hour < 22:
                returned_at += timedelta(hours=9)
            yield returned_at, "download"
            if self.chance.random() < 0.2:
                yield returned_at + timedelta(minutes=self.chance.randint(1, 40)), "rate"
            return
        else:
            returned_at = self._worked(at, 60, 480 * 5)
        yield returned_at, "hand_over"
        if self.chance.random() < 0.12:
            yield returned_at + timedelta(minutes=self.chance.randint(5, 600)), "rate"


_SOON = timedelta(minutes=20)


def _through_the_book(acts: list[tuple[datetime, str]]) -> list[tuple[datetime, str]]:
    """Return the life of a certification: no proposal; what was to be issued is entered in its book."""
    return [(at, "certify" if act == "issue" else act) for at, act in acts if act != "propose"]


def settle(plans: list[Plan], calendar: OfficeCalendar, *, now: datetime, signed: int) -> list[Plan]:
    """Return the plans with the newest results signed by the machine and the older ones on paper, as scans.

    A paper is fetched at the counter: who would have downloaded it comes in the office's hours.
    """
    issued = sorted(
        (deed for plan in plans for deed in plan.deeds if deed.act == "issue" and deed.at + _SOON <= now), reverse=True
    )
    electronic = {deed.plan for deed in issued[:signed]}
    return [plan if plan.number in electronic else _on_paper(plan, calendar) for plan in plans]


def _on_paper(plan: Plan, calendar: OfficeCalendar) -> Plan:
    deeds = []
    for deed in plan.deeds:
        if deed.act == "issue":
            deed = replace(deed, act="issue_on_paper")
        elif deed.act == "download":
            deed = replace(deed, act="hand_over", at=clock.step_due(30, deed.at, calendar))
        elif deed.act == "rate":
            deed = replace(deed, at=clock.step_due(60, deed.at, calendar))
        deeds.append(deed)
    return replace(plan, deeds=tuple(deeds))


def _evening(at: datetime) -> datetime:
    return at_local(local_day(at), time(17, 0))

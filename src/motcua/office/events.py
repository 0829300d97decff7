"""What happened in the office itself: sign-in links, dated settings, staff and posts."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class SignInLinkMade(Event):
    """A one-time link or password slip was made."""

    link_id: str
    staff_id: str


@dataclass(frozen=True)
class SignInLinkUsed(Event):
    """A one-time link or password slip was used."""

    link_id: str
    staff_id: str


@dataclass(frozen=True)
class StaffEmployed(Event):
    """A member of staff and an account were added."""

    staff_id: str


@dataclass(frozen=True)
class StaffLocked(Event):
    """An account was locked, because its holder left."""

    staff_id: str


@dataclass(frozen=True)
class StaffUnlocked(Event):
    """A locked account was opened again."""

    staff_id: str


@dataclass(frozen=True)
class PostAssigned(Event):
    """A member of staff was given a post."""

    staff_id: str
    post_id: str
    from_on: str


@dataclass(frozen=True)
class PostEstablished(Event):
    """The office got a new post."""

    post_id: str
    kind: str


@dataclass(frozen=True)
class PostEnded(Event):
    """A member of staff gave a post back."""

    staff_id: str
    post_id: str


@dataclass(frozen=True)
class SecondFactorRemoved(Event):
    """Authenticators were taken from an account whose holder lost them."""

    staff_id: str
    count: int


@dataclass(frozen=True)
class OfficeFounded(Event):
    """The office was set up, or set up further, from the console: with its hours, posts and first staff."""

    posts: int
    staff: int


@dataclass(frozen=True)
class OfficeChanged(Event):
    """The office's own details (address, phone, bank account …) were changed; the fields are named, not the values."""

    fields: list[str]


@dataclass(frozen=True)
class PackLoaded(Event):
    """A pack changed the law as data (catalogue, calendar, places …); its digest says which edition stood when."""

    pack: str
    version: str
    digest: str
    added: int
    changed: int
    ended: int


@dataclass(frozen=True)
class HoursSet(Event):
    """The office's working hours, by which every limit counts, were set from a day on."""

    valid_from: str


@dataclass(frozen=True)
class SettingDated(Event):
    """A dated setting of the office was given a new value from a day on."""

    setting: str
    valid_from: str


@dataclass(frozen=True)
class TermPassed(Event):
    """A limit of a petition, a visit, a complaint or a denunciation passed without the act that it asks for."""

    term_id: str
    kind: str
    term: str


@dataclass(frozen=True)
class TermMoved(Event):
    """A running limit was counted anew by a changed calendar and is due at another moment."""

    term_id: str
    kind: str
    term: str
    old_due_at: str
    new_due_at: str
    declaration_id: str = ""  # of the change of the calendar


@dataclass(frozen=True)
class MatterHandedOver(Event):
    """A petition, visit, complaint or denunciation went to another post with all its running terms."""

    kind: str
    post_id: str


@dataclass(frozen=True)
class CalendarDeclared(Event):
    """A steward drafted, filled or altered a declaration of a change of the calendar; nothing holds yet."""

    declaration_id: str
    days: list[str]
    hours_from: str = ""


@dataclass(frozen=True)
class CalendarProposed(Event):
    """A year's public days came in as a proposal: promises that reach it are provisional until a leader confirms."""

    declaration_id: str
    year: int
    days: list[str]


@dataclass(frozen=True)
class DeclarationSent(Event):
    """A declaration was sent to the leader for confirmation."""

    declaration_id: str


@dataclass(frozen=True)
class DeclarationSentBack(Event):
    """The leader gave the declaration back to the steward, with a reason."""

    declaration_id: str


@dataclass(frozen=True)
class DeclarationDropped(Event):
    """The steward dropped a declaration that was not confirmed."""

    declaration_id: str


@dataclass(frozen=True)
class CalendarConfirmed(Event):
    """A leader confirmed a declaration: the calendar changed, and every open dossier is counted anew."""

    declaration_id: str
    days: list[str]
    hours_from: str


@dataclass(frozen=True)
class CalendarReplayed(Event):
    """Every open dossier was counted anew after a change of the calendar."""

    declaration_id: str
    looked_at: int
    moved: int


@dataclass(frozen=True)
class DowntimeDeclared(Event):
    """Power, network or machine was down for a stretch of time; officers wrote by hand."""

    downtime_id: str
    from_at: str
    to_at: str


@dataclass(frozen=True)
class DowntimeEnded(Event):
    """A declared downtime was over."""

    downtime_id: str
    to_at: str

"""What happens in the books of certification: ids, numbers and codes, no personal data and no words."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class CertifyingRightGranted(Event):
    """The head gave an officer the right to certify, on paper or electronically, from a day on."""

    right_id: str
    staff_id: str
    way: str
    from_on: str


@dataclass(frozen=True)
class CertifyingRightEnded(Event):
    """The head ended an officer's right to certify."""

    right_id: str
    staff_id: str


@dataclass(frozen=True)
class TranslatorListed(Event):
    """A translator was entered on the office's list of collaborators."""

    translator_id: str
    from_on: str


@dataclass(frozen=True)
class TranslatorEnded(Event):
    """A translator was taken off the list."""

    translator_id: str


@dataclass(frozen=True)
class WordingDated(Event):
    """The office gave a kind of wording its own text from a day on."""

    wording_id: str
    kind: str
    valid_from: str


@dataclass(frozen=True)
class CertificationAsked(Event):
    """Documents were handed in to be certified, with what the officer states having seen."""

    line_ids: list[str]
    book: str


@dataclass(frozen=True)
class OriginalsRefused(Event):
    """Documents were refused, because the law excludes them: the codes of the dated list."""

    line_ids: list[str]
    exclusions: list[str]


@dataclass(frozen=True)
class Certified(Event):
    """Lines of a book got their numbers: signed by hand by the certifier."""

    line_ids: list[str]
    book: str
    year: int
    numbers: list[int]
    certifier_id: str


@dataclass(frozen=True)
class CopiesApproved(Event):
    """An officer with the right approved electronic copies; the machine signs them a moment later."""

    line_ids: list[str]
    year: int
    numbers: list[int]
    certifier_id: str


@dataclass(frozen=True)
class CopySigned(Event):
    """An electronic copy bears the certifier's and the office's signatures."""

    line_id: str
    signature_id: str
    office_signature_id: str


@dataclass(frozen=True)
class LineStruck(Event):
    """A wrong line was struck; its number stays used."""

    line_id: str
    replaced_by: str


@dataclass(frozen=True)
class LinesDropped(Event):
    """What was asked for falls away with its dossier; numbered lines are struck."""

    line_ids: list[str]


@dataclass(frozen=True)
class BookPrinted(Event):
    """The lines of one month of a book were printed for binding."""

    print_id: str
    book: str
    year: int
    month: int


@dataclass(frozen=True)
class BookClosed(Event):
    """The head closed a book at the end of its year; the next number is 01 of the next year."""

    closing_id: str
    book: str
    year: int
    last_number: int


@dataclass(frozen=True)
class BookBound(Event):
    """The whole year of a closed book was typeset as one."""

    closing_id: str

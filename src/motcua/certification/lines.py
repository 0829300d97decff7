"""Lines of the books (dòng trong sổ chứng thực): one for each document certified, from the request to its number.

A line is asked for first and numbered when it is certified; a wrong one is struck and keeps its number, nothing is
overwritten. Legal source: NĐ 23/2015/NĐ-CP Điều 13, TT 01/2020/TT-BTP Điều 4 (one number per document, not per visit
and not per copy; a contract one per case).
"""

from collections.abc import Collection
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.certification.matters import MARKS, Book
from motcua.certification.translators import Translator
from motcua.dossiers.dossier import Dossier
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import uuid7
from motcua.office.offices import Office
from motcua.office.staff import Staff
from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile


class State(models.TextChoices):
    """What has become of a line."""

    WAITING = "waiting", _("Chờ chứng thực")
    SIGNING = "signing", _("Đã duyệt, máy đang ký số")
    CERTIFIED = "certified", _("Đã chứng thực")
    STRUCK = "struck", _("Đã gạch bỏ, số giữ nguyên")
    REFUSED = "refused", _("Từ chối chứng thực")
    DROPPED = "dropped", _("Không làm nữa")


NUMBERED = (State.SIGNING, State.CERTIFIED, State.STRUCK)
OPEN = (State.WAITING, State.SIGNING)


class NoSuchLine(Refused):
    """There is no such line in the books of this office."""

    status = 404

    def __init__(self) -> None:
        super().__init__(gettext("Không tìm thấy dòng này trong sổ chứng thực của cơ quan bạn."))


class BookLine(models.Model):
    """One document in one book; `number` is empty until it is certified."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    book = models.CharField(max_length=12, choices=Book.choices)
    position = models.PositiveSmallIntegerField()
    document_type = models.CharField(max_length=200)
    folded = models.CharField(max_length=400)  # requester and document without marks, for search
    copies = models.PositiveIntegerField(default=1)
    pages = models.PositiveIntegerField(null=True)
    fee = models.PositiveBigIntegerField(null=True)  # None: unknown, never 0 by guess
    is_electronic = models.BooleanField(default=False)
    manner = models.CharField(max_length=15, blank=True)
    translator = models.ForeignKey(Translator, on_delete=models.PROTECT, related_name="+", null=True)
    statements = models.JSONField(default=list)
    exclusions = models.JSONField(default=list)  # why it was refused: codes of the dated list
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    entered_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")

    number = models.PositiveIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    volume = models.PositiveSmallIntegerField(null=True)
    number_words = models.CharField(max_length=80, blank=True)  # as it is written, by the setting of that day
    certifier = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    certifier_name = models.CharField(max_length=100, blank=True)  # as printed: the name and title of that day
    certifier_title = models.CharField(max_length=200, blank=True)
    certified_at = models.DateTimeField(null=True)
    words = models.TextField(blank=True)  # the wording as it was written on that day
    legal_ref = models.CharField(max_length=300, blank=True)

    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", null=True)
    signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+", null=True)
    office_signature = models.ForeignKey(Signature, on_delete=models.PROTECT, related_name="+", null=True)

    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", null=True)
    struck_reason = models.CharField(max_length=300, blank=True)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["asked_at", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "book", "year", "number"],
                condition=Q(number__isnull=False),
                name="certified_number_once_per_book_and_year",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True, state__in=["waiting", "refused", "dropped"])
                | Q(number__isnull=False, state__in=["signing", "certified", "struck"]),
                name="a_numbered_line_is_certified_or_struck",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "book", "year", "-number"], name="line_by_number"),
            models.Index(fields=["office", "dossier"], name="line_by_dossier"),
            models.Index(fields=["office", "certified_at"], name="line_by_certified"),
            models.Index(
                fields=["office", "asked_at"], condition=Q(state__in=["waiting", "signing"]), name="line_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number_words or self.document_type

    @property
    def mark(self) -> str:
        """The mark of its book."""
        return MARKS[Book(self.book)]


def find(line_id: UUID, office_id: UUID) -> BookLine:
    """Return one line of the office's books with its dossier; raises NoSuchLine."""
    found = (
        BookLine.objects.select_related("dossier__applicant", "dossier__version__procedure", "office", "signature")
        .filter(office_id=office_id, pk=line_id)
        .first()
    )
    if found is None:
        raise NoSuchLine
    return found


def replacement_of(line: BookLine) -> BookLine | None:
    """Return the right line that was entered instead of a struck one, None when none was."""
    return BookLine.objects.filter(office_id=line.office_id, replaces=line).first()


def of_dossier(dossier: Dossier) -> list[BookLine]:
    """Return the lines of one dossier in the order of their documents."""
    rows = BookLine.objects.filter(office_id=dossier.office_id, dossier=dossier)
    return list(
        rows.select_related("signature", "office_signature", "translator", "certifier").order_by("asked_at", "position")
    )


def for_dossiers(ids: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return the written numbers of each of these dossiers that has any; one query."""
    found: dict[UUID, list[str]] = {}
    rows = BookLine.objects.filter(dossier_id__in=ids, number__isnull=False).order_by("number")
    for dossier_id, words in rows.values_list("dossier_id", "number_words"):
        found.setdefault(dossier_id, []).append(words)
    return found

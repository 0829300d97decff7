"""Ratings (đánh giá mức độ hài lòng): given by the QR on a slip or the link in a message, away from the officer.

Anonymous: no name is asked, no officer is named, and the journal ties the rating to nobody. One response per printed
token. Legal source: NĐ 61/2018/NĐ-CP Điều 31, TT 01/2018/TT-VPCP Điều 12 (domain brief 7.1).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.dossiers.dossier import Dossier
from motcua.dossiers.tracking import Purpose, exchange, grant
from motcua.feedback.events import Rated
from motcua.feedback.questions import KEYS, QUESTIONS
from motcua.journal import entries, erasure
from motcua.journal.acting import Acting
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token_hash, uuid7
from motcua.kernel.localtime import day_end, day_start, local_day
from motcua.kernel.vietnamese import nfc, percent
from motcua.office.offices import Office

SATISFIED = 4


class SubjectType(models.TextChoices):
    """What was rated."""

    FILE = "file", gettext_lazy("Hồ sơ")
    GENERAL = "general", gettext_lazy("Sự phục vụ chung")


class AlreadyRated(Refused):
    """The token has been used; one response each."""

    def __init__(self) -> None:
        super().__init__(_("Ông/bà đã đánh giá rồi. Xin cảm ơn! Nếu muốn góp ý thêm, hãy gửi phản ánh đến Trung tâm."))


class ScoreMissing(Refused):
    """A rating needs an overall score from 1 to 5."""

    status = 422

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn một mức hài lòng, từ 1 đến 5, rồi gửi."))


class Rating(models.Model):
    """One response."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+", null=True)
    subject_type = models.CharField(max_length=8, choices=SubjectType.choices)
    token_hash = models.CharField(max_length=64)
    score = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict)  # {letter of the question: 1–5}
    comment = models.TextField(blank=True)
    made_at = models.DateTimeField()
    source = models.CharField(max_length=20, blank=True)  # "demo-history"; else empty

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "token_hash"], name="one_rating_per_token"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="score_from_1_to_5"),
        ]
        indexes = [models.Index(fields=["office", "made_at"], name="rating_by_made")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.score}"


def invite(dossier: Dossier, *, at: datetime) -> str:
    """Return a fresh rating token for the dossier; slips and messages carry their own."""
    return grant(dossier, Purpose.RATE, at=at)


def may_rate(secret: str) -> bool:
    """Tell whether the token is still unused; raises tracking.Unknown when it opens nothing."""
    row = exchange(secret, Purpose.RATE)
    return not Rating.objects.filter(office_id=row.office_id, token_hash=row.hash).exists()


def is_rated(dossier: Dossier) -> bool:
    """Tell whether somebody has rated this dossier, by whichever token."""
    return Rating.objects.filter(office_id=dossier.office_id, dossier=dossier).exists()


@transaction.atomic
def rate(
    secret: str,
    *,
    score: int,
    answers: Mapping[str, int] | None = None,
    comment: str = "",
    at: datetime,
    source: str = "",
) -> Rating:
    """Rate the service of the dossier whose printed token this is.

    Raises tracking.Unknown, ScoreMissing or AlreadyRated.
    """
    row = exchange(secret, Purpose.RATE)
    rating = Rating(
        office_id=row.office_id,
        dossier_id=row.dossier_id,
        subject_type=SubjectType.FILE,
        token_hash=row.hash,
        source=source,
    )
    return _keep(rating, score, answers, comment, at)


@transaction.atomic
def rate_generally(
    office: Office,
    *,
    key: str,
    score: int,
    answers: Mapping[str, int] | None = None,
    comment: str = "",
    at: datetime,
    source: str = "",
) -> Rating:
    """Rate the centre without a dossier, as from the poster in the hall; `key` is the form's own, used once."""
    rating = Rating(office=office, subject_type=SubjectType.GENERAL, token_hash=token_hash(key), source=source)
    return _keep(rating, score, answers, comment, at)


def _keep(rating: Rating, score: int, answers: Mapping[str, int] | None, comment: str, at: datetime) -> Rating:
    if not 1 <= score <= 5:
        raise ScoreMissing
    rating.score, rating.comment, rating.made_at = score, nfc(comment).strip()[:2000], at
    rating.answers = {key: value for key, value in (answers or {}).items() if key in KEYS and 1 <= value <= 5}
    Rating.objects.bulk_create([rating], ignore_conflicts=True)  # two presses at once: one wins
    if not Rating.objects.filter(office_id=rating.office_id, pk=rating.pk).exists():
        raise AlreadyRated
    nobody = Acting.citizen(rating.office_id, None)
    event = Rated(rating_id=str(rating.pk), subject_type=rating.subject_type, score=score)
    entries.record(event, office=rating.office_id, subject=rating.pk, by=nobody, at=at, facts=(rating,))
    return rating


@transaction.atomic
def erase_comments(dossier: Dossier, *, basis: str, by: Acting, at: datetime) -> int:
    """Return how many free comments of the dossier's ratings were emptied; each erasure is told in the journal.

    Score and answers stay as they were given. Part of an erasure that has checked the right; `basis` is its ground.
    """
    rows = Rating.objects.select_for_update().filter(office_id=dossier.office_id, dossier=dossier).exclude(comment="")
    found = list(rows.order_by("pk"))
    for rating in found:
        erasure.erase(
            office=rating.office_id, subject=rating.pk, basis=basis, by=by, at=at, empty=partial(_without_words, rating)
        )
    return len(found)


def _without_words(rating: Rating) -> list[models.Model]:
    rating.comment = ""
    rating.save(update_fields=["comment"])
    return [rating]


@dataclass(frozen=True, slots=True)
class Summary:
    """What an office may read of its ratings: sums only, no dossier, no officer."""

    count: int
    by_score: dict[int, int]
    by_question: dict[str, tuple[int, int]]  # letter: (answers, of which satisfied)

    @property
    def satisfied(self) -> int:
        """How many gave 4 or 5."""
        return sum(number for score, number in self.by_score.items() if score >= SATISFIED)

    @property
    def satisfied_share(self) -> str:
        """The share of 4 and 5 in per cent, "—" without ratings."""
        return percent(self.satisfied, self.count)


def of_office(office: Office | UUID, from_on: date, to_on: date) -> Summary:
    """Return the sums of the ratings given from one local day to another, both included; one query."""
    rows = list(_given(office, from_on, to_on).values_list("score", "answers"))
    scores = Counter(score for score, _answers in rows)
    by_question = {}
    for question in QUESTIONS:
        given = [answers[question.key] for _score, answers in rows if question.key in answers]
        by_question[question.key] = (len(given), sum(1 for value in given if value >= SATISFIED))
    return Summary(len(rows), {score: scores.get(score, 0) for score in (5, 4, 3, 2, 1)}, by_question)


def comments_of(office: Office | UUID, from_on: date, to_on: date, limit: int = 200) -> list[tuple[date, int, str]]:
    """Return (local day, score, words) of the newest comments, for the director and the leader; one query."""
    rows = _given(office, from_on, to_on).exclude(comment="").order_by("-made_at")
    return [(local_day(row.made_at), row.score, row.comment) for row in rows[:limit]]


def _given(office: Office | UUID, from_on: date, to_on: date) -> models.QuerySet[Rating]:
    office_id = office.pk if isinstance(office, Office) else office
    return Rating.objects.filter(office_id=office_id, made_at__gte=day_start(from_on), made_at__lt=day_end(to_on))

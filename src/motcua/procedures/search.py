"""Search of procedures (tìm thủ tục) without diacritics, by half words and with one slip of the finger.

One plain table of folded words, so that both databases find the same. At most three queries: the words that begin as
asked, one-edit variants of words that were not found, the procedures themselves.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet

from motcua.kernel.vietnamese import fold, index_words_of, words_of
from motcua.office.offices import Office
from motcua.procedures.catalogue import Procedure, public
from motcua.procedures.codes import find_code

_IN_NAME, _IN_KEYWORDS, _IN_SECTOR = 3, 2, 1
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_LONGEST_QUERY = 12  # words; more say nothing new
_SHORTEST_TO_MEND = 4  # a slip in a shorter word would find everything
# Folded words are small letters and digits, which every collation sorts before this.
_LAST_OF_PREFIX = "z" * 12
_MOST_MENDED = 4
_NUMBERS = re.compile(r"[0-9][0-9. ]*")
_EXACT, _PREFIX, _MENDED = 4, 2, 1


class SearchWord(models.Model):
    """One folded word under which a procedure is found; the weight says where the word stands."""

    id = models.BigAutoField(primary_key=True)
    word = models.CharField(max_length=60)
    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="words")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["word", "procedure"], name="searchword_prefix")]

    def __str__(self) -> str:
        return self.word


def index(procedures: Iterable[Procedure]) -> None:
    """Write the words of these procedures anew."""
    procedures = list(procedures)
    for start in range(0, len(procedures), 500):
        ids = [procedure.pk for procedure in procedures[start : start + 500]]
        SearchWord.objects.filter(procedure__in=ids).delete()
    rows = []
    for procedure in procedures:
        weights: dict[str, int] = {}
        for weight, text in (
            (_IN_SECTOR, procedure.sector),
            (_IN_KEYWORDS, " ".join(procedure.keywords)),
            (_IN_NAME, procedure.name),
        ):
            weights |= dict.fromkeys(index_words_of(text), weight)
        rows += [SearchWord(word=word[:60], procedure=procedure, weight=weight) for word, weight in weights.items()]
    SearchWord.objects.bulk_create(rows, batch_size=1000)


def find(
    text: str,
    *,
    office: Office | UUID | None = None,
    sector: str | None = None,
    limit: int = 50,
    all_rows: bool = False,
) -> list[Procedure]:
    """Return the procedures that a text means, best first: by code, else by the words of name, keywords and sector.

    Only public ones, unless `all_rows` (the steward's list). `office` keeps those that it has open for filing, `sector`
    those of one sector. An empty text lists all by sector and name. At most three queries.
    """
    rows = Procedure.objects.all() if all_rows else public()
    if sector:
        rows = rows.filter(sector=sector)
    if office is not None:
        rows = rows.filter(versions__openings__office=office, versions__openings__is_open=True).distinct()
    code = find_code(text)
    if code:
        return list(rows.filter(code=code))
    if _NUMBERS.fullmatch(text.strip()):
        return _by_part_of_code(text.replace(" ", ""), rows, limit)
    asked = [word[:60] for word in dict.fromkeys(words_of(text))][:_LONGEST_QUERY]
    if not asked:
        return list(rows[:limit])
    scores = _scores(asked, rows)
    most = max((matched for matched, _ in scores.values()), default=0)
    # Procedures that lack a word are offered only when none has all of them.
    kept = {pk: score for pk, (matched, score) in scores.items() if matched == most}
    if not kept:
        return []
    phrase, found = fold(text), Procedure.objects.filter(pk__in=kept)
    return sorted(found, key=lambda row: (-_rank(row, kept[row.pk], phrase), len(row.folded_name), row.code))[:limit]


def _by_part_of_code(digits: str, rows: QuerySet[Procedure], limit: int) -> list[Procedure]:
    """Find 1.0048…, …004873 and the code without its dot."""
    dotted = f"{digits[0]}.{digits[1:]}"
    wanted = Q(code__startswith=digits) | Q(code__startswith=dotted) | Q(code__endswith=digits)
    return list(rows.filter(wanted).order_by("code")[:limit])


def _rank(row: Procedure, score: int, phrase: str) -> int:
    """Put a name or a keyword that says the whole phrase before one that only has its words."""
    if any(phrase == fold(keyword) for keyword in row.keywords):
        return score + 2000
    return score + (1000 if phrase in row.folded_name else 0)


def _scores(asked: list[str], rows: QuerySet[Procedure]) -> dict[UUID, tuple[int, int]]:
    """Return for each procedure how many of the words it has and how well."""
    ranges = Q()
    for word in asked:
        ranges |= Q(word__gte=word, word__lte=word + _LAST_OF_PREFIX)
    best: dict[UUID, dict[str, int]] = defaultdict(dict)
    unseen = set(asked)
    words = SearchWord.objects.filter(procedure__in=rows.order_by().values("pk"))
    for word, procedure, weight in words.filter(ranges).values_list("word", "procedure_id", "weight"):
        for want in asked:
            if word.startswith(want):
                score = weight * (_EXACT if word == want else _PREFIX) * 10
                best[procedure][want] = max(best[procedure].get(want, 0), score)
                unseen.discard(want)
    to_mend = [want for want in asked if want in unseen and len(want) >= _SHORTEST_TO_MEND][:_MOST_MENDED]
    mended = {variant: want for want in to_mend for variant in _variants(want)}
    if mended:
        for word, procedure, weight in words.filter(word__in=mended).values_list("word", "procedure_id", "weight"):
            want = mended[word]
            best[procedure][want] = max(best[procedure].get(want, 0), weight * _MENDED * 10)
    return {procedure: (len(words), sum(words.values())) for procedure, words in best.items()}


def _variants(word: str) -> set[str]:
    """List the words one slip away: a letter left out, swapped with its neighbour, mistaken or put in."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in cuts if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    mistaken = {a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS}
    put_in = {a + letter + b for a, b in cuts for letter in _LETTERS}
    return left_out | swapped | mistaken | put_in - {word}

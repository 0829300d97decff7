"""The list behind a figure: masked rows, the most urgent first, paged by a cursor, one query a page."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from motcua.dossiers.dossier import Dossier
from motcua.kernel import page_cursor

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Rows and where the next page begins ("" at the end)."""

    rows: list[Dossier]
    following: str


def page(found: QuerySet[Dossier], after: str = "", size: int = PAGE) -> Page:
    """Return one page of the dossiers behind a figure, in the order of filing, the newest first."""
    start = page_cursor.read(after)
    if start is not None:
        moment, last = start
        found = found.filter(Q(submitted_at__lt=moment) | Q(submitted_at=moment, pk__lt=last))
    rows = list(
        found.select_related("applicant", "version__procedure", "holder_post").order_by("-submitted_at", "-pk")[
            : size + 1
        ]
    )
    following = page_cursor.write(rows[size - 1].submitted_at, rows[size - 1].pk) if len(rows) > size else ""
    return Page(rows[:size], following)

"""The list behind a figure: masked rows, the most urgent first, paged by a cursor, one query a page."""

import base64
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.dossiers.dossier import Dossier

PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """Rows and where the next page begins ("" at the end)."""

    rows: list[Dossier]
    following: str


def page(found: QuerySet[Dossier], after: str = "", size: int = PAGE) -> Page:
    """Return one page of the dossiers behind a figure, in the order of filing, the newest first."""
    start = _decode(after)
    if start is not None:
        moment, last = start
        found = found.filter(Q(submitted_at__lt=moment) | Q(submitted_at=moment, pk__lt=last))
    rows = list(
        found.select_related("applicant", "version__procedure", "holder_post").order_by("-submitted_at", "-pk")[
            : size + 1
        ]
    )
    following = _encode(rows[size - 1]) if len(rows) > size else ""
    return Page(rows[:size], following)


def _encode(row: Dossier) -> str:
    return base64.urlsafe_b64encode(f"{row.submitted_at.isoformat()}|{row.pk}".encode()).decode()


def _decode(text: str) -> tuple[datetime, UUID] | None:
    """Read a cursor; one that was tampered with begins at the first page."""
    if not text:
        return None
    try:
        moment, last = base64.urlsafe_b64decode(text.encode()).decode().split("|")
        return datetime.fromisoformat(moment), UUID(last)
    except ValueError:
        return None

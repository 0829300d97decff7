"""Reading the one row that a unique key names, at the least cost.

`.first()` sorts by the key and Django hashes every column of the table for that, which costs a wide table more than the
reading itself: half a millisecond at each of the twenty such questions that one dossier's life asks.
"""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def find_one(rows: "models.QuerySet[M, M]") -> M | None:
    """Return the only row that the query can find, None when there is none; unsorted, so only for a unique key."""
    return next(iter(rows.order_by()), None)

"""Cursors of long lists: where a page ends, as text for an address; a page costs the same however far one reads."""

import base64
from datetime import datetime
from uuid import UUID


def write(moment: datetime, row: UUID) -> str:
    """Return the place after the row with this moment, as text that fits an address."""
    return base64.urlsafe_b64encode(f"{moment.isoformat()}|{row}".encode()).decode()


def read(text: str) -> tuple[datetime, UUID] | None:
    """Return the place that an address names; None for none, or for one that was tampered with: the first page."""
    try:
        moment, row = base64.urlsafe_b64decode(text.encode()).decode().split("|")
        found = datetime.fromisoformat(moment), UUID(row)
    except ValueError:
        return None
    return found if found[0].tzinfo is not None else None

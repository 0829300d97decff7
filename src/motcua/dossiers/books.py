"""Names of the books (quyển) of Mẫu 07: one per sector and calendar year, numbered by a series of its own."""

PREFIX = "book:"


def series_name(sector: str) -> str:
    """Return the name of the number series of the sector's book."""
    return f"{PREFIX}{sector}"[:60]


def sector_of(name: str) -> str:
    """Return the sector that a book's series is for."""
    return name.removeprefix(PREFIX)


def title(name: str, year: int) -> str:
    """Return the book as it stands on the dossier and on Mẫu 01."""
    return f"{sector_of(name)[:50]} {year}"

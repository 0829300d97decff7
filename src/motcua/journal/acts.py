"""One act of an official or a citizen; the entries it writes, one per dossier touched, share its id."""

from uuid import UUID

from motcua.kernel.identifiers import uuid7


def new_act() -> UUID:
    """Return the id of a new act."""
    return uuid7()

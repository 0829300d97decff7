"""The tables of the papers floor, each defined in the file of its thing."""

from motcua.papers.signatures import Signature
from motcua.papers.storage import StoredFile

__all__ = ["Signature", "StoredFile"]

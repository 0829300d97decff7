"""The tables of notices, each defined in the file of its thing."""

from motcua.notices.outbox import Message

__all__ = ["Message"]

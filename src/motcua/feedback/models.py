"""The tables of feedback, each defined in the file of its thing."""

from motcua.feedback.ratings import Rating

__all__ = ["Rating"]

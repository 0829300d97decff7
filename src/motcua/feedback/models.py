"""The tables of feedback, each defined in the file of its thing."""

from motcua.feedback.petitions import Petition, PetitionFile
from motcua.feedback.ratings import Rating

__all__ = ["Petition", "PetitionFile", "Rating"]

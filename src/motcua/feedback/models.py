"""The tables of feedback, each defined in the file of its thing."""

from motcua.feedback.complaints import Complaint, Suspension
from motcua.feedback.confidants import Confidant
from motcua.feedback.denouncers import DenouncerIdentity
from motcua.feedback.denunciations import Denunciation, DenunciationHalt
from motcua.feedback.petitions import Petition, PetitionFile
from motcua.feedback.ratings import Rating

__all__ = [
    "Complaint",
    "Confidant",
    "DenouncerIdentity",
    "Denunciation",
    "DenunciationHalt",
    "Petition",
    "PetitionFile",
    "Rating",
    "Suspension",
]

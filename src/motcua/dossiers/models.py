"""The tables of the dossier floor, each defined in the file of its thing."""

from motcua.dossiers.apologies import Apology
from motcua.dossiers.components import ComponentFile, DossierComponent
from motcua.dossiers.corrections import Correction
from motcua.dossiers.decisions import Decision
from motcua.dossiers.dossier import Answers, Dossier
from motcua.dossiers.drafts import Draft, DraftFile
from motcua.dossiers.gates import Gate
from motcua.dossiers.handovers import Handover, HandoverRecord
from motcua.dossiers.holds import Hold
from motcua.dossiers.joint_receipts import JointDossier
from motcua.dossiers.late_entries import LatePermit
from motcua.dossiers.logbook import BookClosing
from motcua.dossiers.logbook_volumes import BookVolume
from motcua.dossiers.losses import Loss
from motcua.dossiers.obligations import Obligation
from motcua.dossiers.opinions import Opinion
from motcua.dossiers.pads import Pad, PadNumber
from motcua.dossiers.promises import Promise
from motcua.dossiers.replays import Replay
from motcua.dossiers.results import Result
from motcua.dossiers.search import DossierWord
from motcua.dossiers.slips import Slip
from motcua.dossiers.steps import Step
from motcua.dossiers.supplements import Supplement, SupplementItem
from motcua.dossiers.tracking import Token
from motcua.dossiers.withdrawals import Withdrawal
from motcua.dossiers.worklist import Task

__all__ = [
    "Answers",
    "Apology",
    "BookClosing",
    "BookVolume",
    "ComponentFile",
    "Correction",
    "Decision",
    "Dossier",
    "DossierComponent",
    "DossierWord",
    "Draft",
    "DraftFile",
    "Gate",
    "Handover",
    "HandoverRecord",
    "Hold",
    "JointDossier",
    "LatePermit",
    "Loss",
    "Obligation",
    "Opinion",
    "Pad",
    "PadNumber",
    "Promise",
    "Replay",
    "Result",
    "Slip",
    "Step",
    "Supplement",
    "SupplementItem",
    "Task",
    "Token",
    "Withdrawal",
]

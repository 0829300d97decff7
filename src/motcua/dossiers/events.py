"""What happens to a dossier. An event that moves it says where to (`status`)."""

from dataclasses import dataclass

from motcua.journal.events import Event


@dataclass(frozen=True)
class Submitted(Event):
    """A dossier was filed online, at the counter or by post and got its code."""

    code: str
    channel: int
    version_id: str
    status: int = 1


@dataclass(frozen=True)
class ComponentChecked(Event):
    """An officer marked components of the dossier as sufficient or missing."""

    component_ids: list[str]
    states: list[str]


@dataclass(frozen=True)
class Accepted(Event):
    """The dossier was complete; the promise was given."""

    promise_id: str
    due_at: str
    slip_id: str
    status: int = 2


@dataclass(frozen=True)
class RefusedAtIntake(Event):
    """The dossier was not taken, with a reason."""

    slip_id: str
    status: int = 3


@dataclass(frozen=True)
class SupplementRequested(Event):
    """All that is missing was asked for, once."""

    supplement_id: str
    stage: str
    slip_id: str
    status: int = 5


@dataclass(frozen=True)
class SupplementAnswered(Event):
    """The applicant answered items of a supplement request."""

    supplement_id: str
    item_ids: list[str]


@dataclass(frozen=True)
class SupplementReturned(Event):
    """Answers that do not do went back to the applicant, under the same request, until a later day."""

    supplement_id: str
    item_ids: list[str]
    due_at: str


@dataclass(frozen=True)
class SupplementCompleted(Event):
    """The supplement is complete; the full limit starts anew."""

    supplement_id: str
    promise_id: str
    due_at: str
    status: int


@dataclass(frozen=True)
class SupplementExpired(Event):
    """The supplement did not come in time; the dossier was closed."""

    supplement_id: str
    slip_id: str
    status: int = 8


@dataclass(frozen=True)
class Transferred(Event):
    """The dossier went from intake to the first post of its route."""

    step_id: str
    post_id: str
    status: int = 4


@dataclass(frozen=True)
class StepFinished(Event):
    """A post finished its step and handed the dossier on (a line of Mẫu 06)."""

    step_id: str
    next_step_id: str


@dataclass(frozen=True)
class PaymentAsked(Event):
    """A financial obligation was notified; the clock pauses."""

    obligation_id: str
    hold_id: str
    status: int = 6


@dataclass(frozen=True)
class PaymentConfirmed(Event):
    """The financial obligation was met; the clock resumes."""

    obligation_id: str
    promise_id: str
    due_at: str
    status: int = 4


@dataclass(frozen=True)
class CompetentReceived(Event):
    """The competent agency has the dossier; the limit counts from now."""

    promise_id: str
    due_at: str


@dataclass(frozen=True)
class FeeSettled(Event):
    """The fee that the clock waited for is settled; the limit counts from its payment."""

    promise_id: str
    due_at: str


@dataclass(frozen=True)
class FeeReversed(Event):
    """The payment was undone; the clock waits for the fee again."""

    promise_id: str


@dataclass(frozen=True)
class OpinionAsked(Event):
    """Another agency was asked for its opinion or to verify; `hold_id` when that time does not count."""

    opinion_id: str
    kind: str
    due_at: str
    hold_id: str


@dataclass(frozen=True)
class OpinionAnswered(Event):
    """The answer came, or nobody waits for it any longer."""

    opinion_id: str
    is_answered: bool
    due_at: str


@dataclass(frozen=True)
class WithdrawalAsked(Event):
    """The applicant asked to stop."""

    withdrawal_id: str
    status: int = 7


@dataclass(frozen=True)
class WithdrawalConfirmed(Event):
    """The centre stopped the dossier at the applicant's request (Mẫu 05)."""

    withdrawal_id: str
    slip_id: str
    status: int = 8


@dataclass(frozen=True)
class WithdrawalDenied(Event):
    """A decision exists already, or the applicant took the request back; the dossier goes on where it was."""

    withdrawal_id: str
    denial: str
    status: int


@dataclass(frozen=True)
class Extended(Event):
    """The one apology with a new date (Mẫu 04); the original date stands for every figure."""

    apology_id: str
    due_at: str
    slip_id: str
    status: int = 4


@dataclass(frozen=True)
class Proposed(Event):
    """A specialist proposed a decision with the draft of its result and handed it on (a line of Mẫu 06)."""

    decision_id: str
    outcome: str
    step_id: str
    next_step_id: str


@dataclass(frozen=True)
class SentBack(Event):
    """The leader sent the proposal back to the specialist."""

    decision_id: str


@dataclass(frozen=True)
class Approved(Event):
    """The leader approved the proposal; the result is to be signed."""

    decision_id: str


@dataclass(frozen=True)
class HandedToSigner(Event):
    """Nothing but the signature of this post is left to do."""

    post_id: str


@dataclass(frozen=True)
class SignedAtCounter(Event):
    """An authorised officer signed the result while the applicant waited, or as a machine-signed copy."""

    decision_id: str
    signer_id: str


@dataclass(frozen=True)
class Prolonged(Event):
    """The longer limit that the procedure's law allows was told by a dated slip."""

    promise_id: str
    due_at: str
    slip_id: str


@dataclass(frozen=True)
class ResultIssued(Event):
    """The signed result exists: the finish time of every figure."""

    result_id: str
    outcome: str
    is_electronic: bool
    status: int = 9


@dataclass(frozen=True)
class ResultReturned(Event):
    """The applicant has the result."""

    result_id: str
    way: str
    status: int = 10


@dataclass(frozen=True)
class MomentPassed(Event):
    """A watched moment came and the dossier still waits for the same holder."""

    kind: str


@dataclass(frozen=True)
class Voided(Event):
    """A mistaken intake was declared void; its code stays and it is out of every total."""

    status: int


@dataclass(frozen=True)
class SlipOpened(Event):
    """A slip was typeset for the first time."""

    slip_id: str


@dataclass(frozen=True)
class SlipSigned(Event):
    """A slip was signed digitally (ký số), by the worker."""

    slip_id: str
    signature_id: str


@dataclass(frozen=True)
class Replayed(Event):
    """The dossier was counted anew after a change of the calendar; `what` the applicant has to know, if anything."""

    declaration_id: str
    promise_id: str
    what: str
    old_due_at: str
    due_at: str


@dataclass(frozen=True)
class ReceiptReissued(Event):
    """A new Mẫu 01 took the place of one whose date no longer holds."""

    slip_id: str
    replaced_id: str
    due_at: str


@dataclass(frozen=True)
class LogbookClosed(Event):
    """The head closed a book of Mẫu 07 at the end of its year."""

    closing_id: str
    year: int
    last: int
    digest: str


@dataclass(frozen=True)
class PadIssued(Event):
    """A pad of pre-numbered blank receipts was printed for the hours without power or network."""

    pad_id: str
    first: int
    last: int


@dataclass(frozen=True)
class PadNumbersSpoiled(Event):
    """Numbers of a pad were declared spoiled, lost or given back unused."""

    pad_id: str
    first: int
    last: int


@dataclass(frozen=True)
class LateEntryPermitted(Event):
    """A leader allowed a slip to be entered later than the office's limit."""

    permit_id: str
    number: int


@dataclass(frozen=True)
class SlipEntered(Event):
    """The dossier was typed in from a receipt that an officer had written by hand."""

    pad_number_id: str
    number: int
    written_at: str


@dataclass(frozen=True)
class ResultPosted(Event):
    """The result was given to the post; it is not returned before the post has delivered it."""

    result_id: str


@dataclass(frozen=True)
class CorrectionOpened(Event):
    """An issued result was found wrong by the agency; the right one is being prepared, and nothing is handed over."""

    correction_id: str
    result_id: str
    status: int = 9


@dataclass(frozen=True)
class CorrectionApproved(Event):
    """The leader approved the correction; the right result is to be signed."""

    correction_id: str


@dataclass(frozen=True)
class CorrectionDenied(Event):
    """The leader found the result right after all; the dossier is where it was."""

    correction_id: str
    status: int


@dataclass(frozen=True)
class CorrectionIssued(Event):
    """The right result took the place of the wrong one, which stays, marked as replaced."""

    correction_id: str
    result_id: str
    replaced_id: str
    is_electronic: bool
    status: int = 9


@dataclass(frozen=True)
class ScanAdded(Event):
    """The scan of a paper was laid to its component after the intake."""

    component_id: str
    count: int


@dataclass(frozen=True)
class LossReported(Event):
    """A paper or the whole dossier was lost in the hands of a post."""

    loss_id: str
    post_id: str


@dataclass(frozen=True)
class LossOverdue(Event):
    """A loss passed its moment and nobody has made it good."""

    loss_id: str


@dataclass(frozen=True)
class LossSettled(Event):
    """The agency apologised for a loss and made it good at its own cost, in đồng."""

    loss_id: str
    cost: int


@dataclass(frozen=True)
class HandoverTaken(Event):
    """The receiving side took the dossier over and filled its box of Mẫu 06."""

    handover_id: str
    step_id: str
    kept: str


@dataclass(frozen=True)
class HandoverListed(Event):
    """The dossier was entered in a record of handing over (biên bản bàn giao)."""

    record_id: str
    handover_id: str


@dataclass(frozen=True)
class ControlSlipBegun(Event):
    """The control slip got its number at its first print."""

    slip_id: str


@dataclass(frozen=True)
class LogbookSigned(Event):
    """A volume of a closed book was typeset and signed with the key of who closed it."""

    volume_id: str
    signature_id: str


@dataclass(frozen=True)
class ControlSlipCompleted(Event):
    """The control slip was printed after the dossier's end: it is written no further and waits for the signature."""

    slip_id: str


@dataclass(frozen=True)
class JointReceiptMade(Event):
    """The dossier stands on one receipt together with others of the same person."""

    slip_id: str
    dossier_ids: list[str]


@dataclass(frozen=True)
class DeliveryNoteMade(Event):
    """The delivery note of a returned result was made."""

    slip_id: str

"""Wiring: what follows from what a minute later, and what happens by itself. Two tables of names, no logic.

A reader is `def name(job: Job, at: datetime) -> None`. Inside readers run in one transaction with their job's end
(exactly once); outward ones outside a transaction (at least once, `job.key` is the idempotency key). Jobs may run in
any order: a reader reads facts. It puts further jobs with `journal.jobs.put` under a name of READERS. A slow reader
opens its own short transactions and does no harm twice: unlike an outward one it runs again when it was cut.
"""

from typing import NamedTuple


class Reader(NamedTuple):
    """Who does a job: a dotted path; whether it leaves the database; whether it skips a past it was not there for;
    whether it is too slow for one transaction.
    """

    path: str
    is_outward: bool = False
    skips_history: bool = False
    is_slow: bool = False


# Every event of the product, also one that nobody reads: ().
WHEN: dict[str, tuple[str, ...]] = {
    "journal.DetailsErased": (),
    "journal.JobRetried": (),
    "journal.ClockConfirmed": (),
    "office.SignInLinkMade": (),
    "office.SignInLinkUsed": (),
    "office.StaffEmployed": (),
    "office.StaffLocked": (),
    "office.StaffUnlocked": (),
    "office.PostAssigned": (),
    "office.PostEstablished": (),
    "office.PostEnded": (),
    "office.OfficeChanged": (),
    "office.SecondFactorRemoved": (),
    "office.PackLoaded": (),
    "office.HoursSet": (),
    "office.SettingDated": (),
    "office.TermPassed": ("notices.warn_of_term",),
    "office.MatterHandedOver": (),
    "procedures.ProcedureOpened": (),
    "procedures.ProcedureClosed": (),
    "procedures.ProcedureCompleted": (),
    "dossiers.Submitted": ("notices.tell", "desk.sign_slips"),
    "dossiers.ComponentChecked": (),
    "dossiers.Accepted": ("notices.tell", "desk.sign_slips"),
    "dossiers.RefusedAtIntake": ("notices.tell", "fees.settle", "desk.sign_slips"),
    "dossiers.SupplementRequested": ("notices.tell", "desk.sign_slips"),
    "dossiers.SupplementAnswered": (),
    "dossiers.SupplementReturned": ("notices.tell",),
    "dossiers.SupplementCompleted": ("notices.tell", "desk.sign_slips"),
    "dossiers.SupplementExpired": ("notices.tell", "fees.settle", "desk.sign_slips"),
    "dossiers.Transferred": (),
    "dossiers.StepFinished": (),
    "dossiers.PaymentAsked": ("notices.tell",),
    "dossiers.PaymentConfirmed": ("notices.tell",),
    "dossiers.WithdrawalAsked": ("notices.tell",),
    "dossiers.WithdrawalConfirmed": ("notices.tell", "fees.settle", "desk.sign_slips"),
    "dossiers.WithdrawalDenied": ("notices.tell",),
    "dossiers.Extended": ("notices.tell", "desk.sign_slips"),
    "dossiers.Proposed": (),
    "dossiers.SentBack": (),
    "dossiers.Approved": ("desk.sign_result",),
    "dossiers.ResultIssued": ("notices.tell", "fees.settle", "desk.sign_slips"),
    "dossiers.ResultReturned": ("notices.tell",),
    "dossiers.MomentPassed": ("notices.tell", "notices.warn"),
    "dossiers.Voided": ("notices.tell",),
    "dossiers.SlipOpened": (),
    "dossiers.SlipSigned": (),
    "dossiers.ReceiptReissued": ("desk.sign_slips",),
    "fees.Charged": (),
    "fees.FeeWaived": (),
    "fees.ChargeCancelled": (),
    "fees.CashTaken": (),
    "fees.TransferExpected": (),
    "fees.TransferConfirmed": ("notices.tell", "fees.settle"),
    "fees.PaymentReversed": ("notices.tell",),
    "fees.RefundOwed": ("notices.tell",),
    "fees.MoneyKept": (),
    "fees.RefundGiven": ("notices.tell",),
    "fees.ReceiptOpened": (),
    "feedback.Rated": (),
    "feedback.PetitionReceived": (),
    "feedback.PetitionClassified": (),
    "feedback.PetitionForwarded": (),
    "feedback.PetitionExplained": (),
    "feedback.PetitionReplied": (),
    "feedback.PetitionPublished": (),
    "feedback.PetitionClosed": (),
    "feedback.PetitionDeclined": (),
}

# ("minute" | "hour" | "day", reader): put once per period, however many workers run. A day is the local day.
EVERY: tuple[tuple[str, str], ...] = (
    ("minute", "desk.watch_moments"),
    ("minute", "desk.watch_terms"),
    ("day", "desk.clear_drafts"),
    ("day", "jobs.sweep"),
    ("day", "journal.analyse"),
)

READERS: dict[str, Reader] = {
    "desk.clear_drafts": Reader("motcua.desk.by_itself.clear_drafts"),
    "desk.deal_with_moment": Reader("motcua.desk.by_itself.deal_with_moment"),
    "desk.deal_with_term": Reader("motcua.desk.by_itself.deal_with_term"),
    "desk.sign_result": Reader("motcua.desk.by_itself.sign_result", is_slow=True),
    "desk.sign_slips": Reader("motcua.desk.by_itself.sign_slips", skips_history=True, is_slow=True),
    "desk.watch_moments": Reader("motcua.desk.by_itself.watch_moments"),
    "desk.watch_terms": Reader("motcua.desk.by_itself.watch_terms"),
    "fees.settle": Reader("motcua.fees.refunds.settle"),
    "jobs.sweep": Reader("motcua.journal.jobs.sweep"),
    "journal.analyse": Reader("motcua.journal.tuning.analyse_daily", is_slow=True),
    "notices.send": Reader("motcua.notices.sending.send", is_outward=True),
    "notices.tell": Reader("motcua.notices.outbox.tell", skips_history=True),
    "notices.warn": Reader("motcua.notices.warnings_to_staff.warn", skips_history=True),
    "notices.warn_of_term": Reader("motcua.notices.warnings_to_staff.warn_of_term", skips_history=True),
}

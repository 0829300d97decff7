"""The tables of fees, each defined in the file of its thing."""

from motcua.fees.charges import Charge
from motcua.fees.payments import Payment

__all__ = ["Charge", "Payment"]

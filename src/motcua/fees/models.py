"""The tables of fees, each defined in the file of its thing."""

from motcua.fees.charges import Charge
from motcua.fees.payments import Payment
from motcua.fees.refunds import Refund

__all__ = ["Charge", "Payment", "Refund"]

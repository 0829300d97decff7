"""The tables of reception, each defined in the file of its thing."""

from motcua.reception.days import ReceptionDay
from motcua.reception.visits import Visit

__all__ = ["ReceptionDay", "Visit"]

"""The tables of the procedures floor, each defined in the file of its thing."""

from motcua.procedures.catalogue import Procedure
from motcua.procedures.channels import ChannelTerm
from motcua.procedures.components import Case, Component, Guidance
from motcua.procedures.eforms import EForm
from motcua.procedures.legal_basis import LegalBasis
from motcua.procedures.openings import Opening
from motcua.procedures.routes import RouteStep
from motcua.procedures.search import SearchWord
from motcua.procedures.versions import Version

__all__ = [
    "Case",
    "ChannelTerm",
    "Component",
    "EForm",
    "Guidance",
    "LegalBasis",
    "Opening",
    "Procedure",
    "RouteStep",
    "SearchWord",
    "Version",
]

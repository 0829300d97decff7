"""The tables of certification, each defined in the file of its thing."""

from motcua.certification.authority import CertifyingRight
from motcua.certification.books import YearClosing
from motcua.certification.exclusions import Exclusion
from motcua.certification.lines import BookLine
from motcua.certification.printing import BookPrint
from motcua.certification.translators import Translator
from motcua.certification.wordings import OfficeWording, Wording

__all__ = [
    "BookLine",
    "BookPrint",
    "CertifyingRight",
    "Exclusion",
    "OfficeWording",
    "Translator",
    "Wording",
    "YearClosing",
]

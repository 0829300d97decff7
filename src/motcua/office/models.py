"""The tables of the office floor, each defined in the file of its thing."""

from motcua.office.areas import Area
from motcua.office.calendar import CalendarDay, CalendarEdition, WorkingHours
from motcua.office.declarations import Declaration, DeclaredDay, DeclaredHours
from motcua.office.downtime import Downtime
from motcua.office.ethnic_groups import EthnicGroup
from motcua.office.offices import Office
from motcua.office.packs import PackLoad
from motcua.office.people import Person
from motcua.office.posts import Assignment, Post
from motcua.office.settings_dated import OfficeSetting
from motcua.office.sign_in_links import SignInLink
from motcua.office.staff import Account, Staff
from motcua.office.terms import Term

__all__ = [
    "Account",
    "Area",
    "Assignment",
    "CalendarDay",
    "CalendarEdition",
    "Declaration",
    "DeclaredDay",
    "DeclaredHours",
    "Downtime",
    "EthnicGroup",
    "Office",
    "OfficeSetting",
    "PackLoad",
    "Person",
    "Post",
    "SignInLink",
    "Staff",
    "Term",
    "WorkingHours",
]

"""What the registers of petitions, complaints, denunciations and reception share: the page of one matter and its acts.

Each register says which facts, texts and acts it has (`Desk`); an act is a form and what it does. A refused act shows
the same page again with its form as it was typed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from motcua.doors import errors
from motcua.doors.officer.history import lines_of
from motcua.doors.request import StaffRequest
from motcua.journal import access_log
from motcua.journal.refusals import Refused
from motcua.kernel.identifiers import token
from motcua.office import matters, posts, terms
from motcua.office.matters import Matter
from motcua.office.rights import Capability

Data = Mapping[str, Any]
Lines = list[tuple[Any, Any]]


class Nothing(forms.Form):
    """An act that asks for nothing but the press."""


class Words(forms.Textarea):
    """A few lines of text."""

    def __init__(self, rows: int = 3) -> None:
        super().__init__({"rows": rows})


class JudgedField(forms.CharField):
    """A text that the act itself judges and refuses in words when it is missing; `is_needed` says so to its label."""

    is_needed = True


class FreeField(forms.CharField):
    """A text that may stay empty."""


def words(
    label: Any, *, most: int = 5000, rows: int = 3, hint: Any = "", may_be_empty: bool = False
) -> forms.CharField:
    """Return a field for some lines of text."""
    kind = FreeField if may_be_empty else JudgedField
    return kind(label=label, max_length=most, widget=Words(rows), help_text=hint, required=False)


def line(label: Any, *, most: int = 200, hint: Any = "", may_be_empty: bool = False) -> forms.CharField:
    """Return a field for one line."""
    kind = FreeField if may_be_empty else JudgedField
    return kind(label=label, max_length=most, help_text=hint, required=False)


def day(label: Any, *, hint: Any = "", is_needed: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, required=is_needed, widget=widget)


def post_choices(office_id: UUID) -> list[tuple[str, str]]:
    """Return the posts of the office for a choice, the empty one first."""
    return [("", "–"), *((str(post.pk), post.name) for post in posts.of_office(office_id))]


class ReasonForm(forms.Form):
    """Why it ends so."""

    reason = words(_("Lý do"), most=500, rows=2)


class HandOverForm(forms.Form):
    """To which post."""

    post = forms.TypedChoiceField(label=_("Giao cho vị trí"), coerce=UUID)


@dataclass(frozen=True)
class Act:
    """One thing that may be done to a matter: its form, what it does, and in which states it is offered."""

    slug: str
    label: Any
    do: Callable[[StaffRequest, UUID, Data], object]
    done: Any
    form: type[forms.Form] = Nothing
    states: frozenset[str] = frozenset()
    is_danger: bool = False
    is_main: bool = False
    prepare: Callable[[forms.Form, Any], None] | None = None


@dataclass(frozen=True)
class Desk:
    """One register: its model, its right, its routes, and what its page shows."""

    model: type[Matter]
    to: Capability
    title: Any
    list_route: str
    route: str
    act_route: str
    facts: Callable[[StaffRequest, Any], Lines]
    texts: Callable[[Any], Lines]
    acts: tuple[Act, ...]
    links: Callable[[Any], Lines] = field(default=lambda _matter: [])
    more: Callable[[StaffRequest, Any], dict[str, Any]] = field(default=lambda _request, _matter: {})

    def one(self, slug: str) -> Act | None:
        """Return the act of this address, None when there is none."""
        return next((act for act in self.acts if act.slug == slug), None)


def page(
    request: StaffRequest, desk: Desk, matter_id: UUID, bound: dict[str, forms.Form] | None = None, **more: Any
) -> HttpResponse:
    """Show one matter: its facts, limits with their count, what may be done now, its journal. The look is logged."""
    matter = matters.find(desk.model, matter_id, by=request.acting, at=request.at, to=desk.to)
    access_log.defer(request, request.acting, matter.office_id, matter.pk, desk.model.KIND, request.at)
    bound = bound or {}
    state = cast(Any, matter).state
    offered = [
        (act, bound.get(act.slug) or _form(act, None, matter), reverse(desk.act_route, args=[matter.pk, act.slug]))
        for act in desk.acts
        if state in act.states or act.slug in bound
    ]
    context = {
        "desk": desk,
        "matter": matter,
        "list_href": reverse(desk.list_route),
        "facts": desk.facts(request, matter),
        "texts": [(label, text) for label, text in desk.texts(matter) if text],
        "links": desk.links(matter),
        "terms": [(term, _punctuality(term, request)) for term in terms.of_subject(matter.subject)],
        "acts": offered,
        "open_acts": set(bound),
        "history": lines_of(matter),
        "at": request.at,
        **desk.more(request, matter),
        **more,
    }
    status = request.refusal.status if request.refusal else 422 if bound else 200
    return render(request, "officer/matter.html", context, status=status)


def perform(request: StaffRequest, desk: Desk, matter_id: UUID, slug: str) -> HttpResponseBase:
    """Do one act to the matter, or show the page again with what was typed and why it was not done."""
    matter = matters.find(desk.model, matter_id, by=request.acting, at=request.at, to=desk.to)
    act = desk.one(slug)
    if act is None:
        raise matters.NoSuchMatter
    form = _form(act, request.POST, matter)
    if not form.is_valid():
        return page(request, desk, matter_id, {slug: form})
    try:
        act.do(request, matter_id, form.cleaned_data)
    except Refused as refused:
        if request.htmx:
            return errors.refused(request, refused)
        request.refusal = refused
        return page(request, desk, matter_id, {slug: form})
    messages.success(request, act.done)
    return redirect(desk.route, matter_id)


def _form(act: Act, data: QueryDict | None, matter: Matter) -> forms.Form:
    form = act.form(data, prefix=act.slug)
    if act.prepare is not None:
        act.prepare(form, matter)
    return form


def _punctuality(term: terms.Term, request: StaffRequest) -> str:
    if term.ended_at is not None:
        return "late" if term.is_late(request.at) else "on_time"
    return "overdue" if term.is_late(request.at) else "within"


def set_choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Give a field of choice its choices."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def choose_post(form: forms.Form, matter: Matter) -> None:
    """Give the form's field `post` the posts of the matter's office."""
    found = post_choices(matter.office_id)
    set_choices(form, "post", found[1:] if form.fields["post"].required else found)


def post_of(data: Data) -> UUID | None:
    """Return the post that was chosen, None when none was."""
    return UUID(data["post"]) if data.get("post") else None


def wanted(request: StaffRequest) -> dict[str, Any]:
    """Return which page of a register was asked for: open ones or all, after which place."""
    return {"is_open": request.GET.get("xem") != "tat-ca", "after": request.GET.get("sau", "")[:200]}


def listing(
    request: StaffRequest,
    desk: Desk,
    lines: Sequence[tuple[Matter, Any, str]],
    *,
    title: str,
    entry: str,
    following: str,
    also: tuple[str, str] | None = None,
) -> HttpResponse:
    """Show a register: (matter, who as it may be shown, whom it is about) with what runs of each; the look logged."""
    by = request.acting
    access_log.defer(request, by, by.office, by.post or by.office, "list", request.at)
    is_all = request.GET.get("xem") == "tat-ca"
    context = {
        "title": title,
        "rows": [(row, who, whom, reverse(desk.route, args=[row.pk])) for row, who, whom in lines],
        "running": terms.running(by.office, [row.pk for row, _who, _whom in lines]),
        "tabs": [(_("Đang mở"), "?", not is_all), (_("Tất cả"), "?xem=tat-ca", is_all)],
        "entry_href": reverse(entry),
        "following": following,
        "xem": "tat-ca" if is_all else "",
        "also": also,
        "at": request.at,
    }
    return render(request, "officer/matter_list.html", context)


def enter(
    request: StaffRequest,
    desk: Desk,
    form_type: type[forms.Form],
    write: Callable[[dict[str, Any]], Matter],
    *,
    title: Any,
    prepare: Callable[[forms.Form], None] | None = None,
) -> HttpResponseBase:
    """Show the form of a new matter; a POST writes it down, or shows the form again as it was typed."""
    form = form_type(request.POST if request.method == "POST" else None, initial={"key": token()})
    if prepare is not None:
        prepare(form)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                matter = write(dict(form.cleaned_data))
            except Refused as refused:
                request.refusal, status = refused, refused.status
            else:
                messages.success(request, str(_("Đã ghi nhận %(code)s.")) % {"code": matter.code})
                return redirect(desk.route, matter.pk)
    context = {"form": form, "desk": desk, "title": title, "list_href": reverse(desk.list_route)}
    return render(request, "officer/matter_entry.html", context, status=status)

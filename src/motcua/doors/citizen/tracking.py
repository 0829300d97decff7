"""Looking a dossier up (tra cứu): by its guessable code only state and dates, by token and four digits the whole."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_safe

from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace, visit
from motcua.doors.citizen.forms import DigitsForm, TrackForm
from motcua.doors.request import Request
from motcua.dossiers import tracking
from motcua.dossiers.tracking import PublicState, Purpose


def _track_page(request: Request, state: PublicState | None = None) -> HttpResponse:
    form = TrackForm(request.GET if "ma" in request.GET else None)
    context = {"form": form, "state": state, "proven": visit.find_proven(request)}
    return render(request, "citizen/track.html", context, status=422 if form.errors else 200)


@require_safe
@rule("public")
@act(again=_track_page)
def track(request: Request) -> HttpResponse:
    """Show the state of the dossier with this code: no name, no paper, no phone."""
    form = TrackForm(request.GET if "ma" in request.GET else None)
    if not form.is_bound or not form.is_valid():
        return _track_page(request)
    pace.LOOK_UP.step(request)
    return _track_page(request, tracking.by_code(form.cleaned_data["ma"]))


@require_safe
@rule("token")
def exchange(request: Request, token: str) -> HttpResponseBase:
    """Exchange the printed token for a session and go to a clean address."""
    pace.LOOK_UP.step(request)
    row = tracking.exchange(token, Purpose.TRACK)
    proven = visit.find_proven(request)
    if proven is None or proven.dossier_id != row.dossier_id:
        visit.hold_token(request, row.pk)
    response = redirect("citizen_detail")
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response


def _digits_page(request: Request) -> HttpResponse:
    form = DigitsForm(request.POST if request.method == "POST" else None)
    return render(request, "citizen/digits.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@act(again=_digits_page)
def digits(request: Request) -> HttpResponseBase:
    """Ask the four digits that go with the scanned token; five tries."""
    token_id = visit.find_token(request)
    if token_id is None:
        return redirect("citizen_detail" if visit.find_proven(request) else "citizen_track")
    form = DigitsForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _digits_page(request)
    pace.DIGITS.step(request)
    dossier = tracking.prove(token_id, form.cleaned_data["digits"], at=request.at)
    visit.prove(request, dossier)
    return redirect("citizen_detail")

"""Rating the service (đánh giá): by the QR of a slip, away from the officer, once per token, without a name."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from motcua.doors.access_rules import act, rule
from motcua.doors.citizen import pace
from motcua.doors.citizen.forms import RatingForm
from motcua.doors.request import Request
from motcua.feedback import ratings


def _page(request: Request, token: str) -> HttpResponse:
    is_thanked = request.GET.get("cam-on") == "1"
    if not ratings.may_rate(token):
        return render(request, "citizen/rated.html", {"is_thanked": is_thanked})
    form = RatingForm(request.POST if request.method == "POST" else None)
    return render(request, "citizen/rating.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@rule("token")
@act(again=_page)
def rate(request: Request, token: str) -> HttpResponseBase:
    """Ask for the score, the nine questions and words; say thanks; a second time say that it was given."""
    form = RatingForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, token)
    pace.RATE.step(request)
    ratings.rate(
        token,
        score=form.cleaned_data["score"],
        answers=form.answers(),
        comment=form.cleaned_data["comment"],
        at=request.at,
    )
    response = redirect("citizen_rating", token)
    response["Location"] += "?cam-on=1"
    return response

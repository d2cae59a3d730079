"""The rating of one case (skattningen): both pictures, what waits, links and codes, and answers written down here."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...access import NotAllowedNow, Permission, may
from ...actions.rating import MadeLink, ask, finish, make_link, revoke_link, save_answer, withdraw
from ...models import Case, Rating
from ...queries.rating import TwoVoices, form_of, mapping_of, two_voices_of
from ...rules.rating import MAPPING, TWO_VOICES, AnsweredHow, InstrumentKind, Respondent, is_due
from ...rules.words import Reason
from ..attempt import REFUSED, posted
from ..case import found_case, show_case
from ..format import reason
from ..request import Request, key_asked
from .forms import HowForm, RatingForm
from .shown import shown

EVERY_DAYS = 90
PARTICIPANT, PROFESSIONAL = Respondent.PARTICIPANT, Respondent.PROFESSIONAL
ASKED = {
    "both": ((TWO_VOICES, PARTICIPANT), (TWO_VOICES, PROFESSIONAL)),
    "participant": ((TWO_VOICES, PARTICIPANT),),
    "professional": ((TWO_VOICES, PROFESSIONAL),),
    "mapping": ((MAPPING, PROFESSIONAL),),
}
"""What a button asks, as the instrument and who answers."""


@require_safe
def rating(request: Request, pk: int) -> HttpResponse:
    """Both pictures side by side, and what waits."""
    return rating_page(request, found_case(request, pk, Permission.PARTICIPANT_READ))


def rating_page(
    request: Request, case: Case, *, reasons: list[Reason] | None = None, status: int = 200
) -> HttpResponse:
    """The page; what is internal is for whoever works with the case, not for everybody who may read."""
    works_here = may(request.actor, Permission.RATING_ANSWER, case)
    two = two_voices_of(case, for_participant=not works_here)
    return show_case(
        request,
        case,
        "rating/rating.html",
        here=_("Skattning"),
        status=status,
        it=shown(two),
        may_write=works_here and not case.reasons_not_to_write(),
        works_here=works_here,
        last_on={each.value: two.last_on.get(each) for each in Respondent},
        is_time=_is_time(two),
        reasons=reasons or [],
    )


def _is_time(two: TwoVoices) -> bool:
    """Whether to ask again: nothing waits, and one of them has never answered or not for a long time."""
    if any(each.kind is InstrumentKind.TWO_VOICES for each in two.waiting):
        return False
    days = two.every_days or EVERY_DAYS
    return any(is_due(two.last_on.get(each), localdate(), days) for each in Respondent)


@require_POST
def rating_ask(request: Request, pk: int) -> HttpResponse:
    """Put the questions to one or to both; all or none."""
    case = found_case(request, pk, Permission.RATING_ASK)
    wanted = ASKED.get(request.POST.get("which", ""))
    if wanted is None:
        return rating_page(request, case, reasons=[Reason("Välj vad du vill fråga.")], status=REFUSED)
    try:
        with transaction.atomic():
            asked = [ask(case, instrument_key=key, respondent=who, by=request.actor) for key, who in wanted]
    except NotAllowedNow as refusal:
        return rating_page(request, case, reasons=refusal.reasons, status=REFUSED)
    if len(asked) == 1 and asked[0].respondent == PROFESSIONAL:
        return redirect("rating_answer", pk=pk, rating_pk=asked[0].pk)
    messages.success(request, _("Frågorna väntar på svar."))
    return redirect("rating", pk=pk)


@never_cache
@require_POST
def rating_link(request: Request, pk: int, rating_pk: int) -> HttpResponse:
    """A link and a code on a slip, shown once; an earlier one ends."""
    case, one = _found(request, pk, rating_pk, Permission.RATING_ASK)
    try:
        made = make_link(one, by=request.actor)
    except NotAllowedNow as refusal:
        return rating_page(request, case, reasons=refusal.reasons, status=REFUSED)
    slip = {
        "made": made,
        "address": address_of(request, made),
        "door": request.build_absolute_uri(reverse("answer_door")),
    }
    return show_case(request, case, "rating/link.html", here=_("Länk och kod"), rating=one, slip=slip)


def address_of(request: Request, made: MadeLink) -> str:
    """The whole link, to send or to print."""
    return request.build_absolute_uri(reverse("answer_link", args=[made.signs]))


@require_POST
def rating_link_revoke(request: Request, pk: int, rating_pk: int) -> HttpResponse:
    """Take the link and the code back."""
    _case, one = _found(request, pk, rating_pk, Permission.RATING_ASK)
    revoke_link(one, by=request.actor)
    messages.success(request, _("Länken och koden gäller inte längre."))
    return redirect("rating", pk=pk)


@require_POST
def rating_withdraw(request: Request, pk: int, rating_pk: int) -> HttpResponse:
    """Take back questions that nobody has begun to answer."""
    case, one = _found(request, pk, rating_pk, Permission.RATING_ASK)
    try:
        withdraw(one, by=request.actor)
    except NotAllowedNow as refusal:
        return rating_page(request, case, reasons=refusal.reasons, status=REFUSED)
    messages.success(request, _("Frågorna är återtagna."))
    return redirect("rating", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def rating_answer(request: Request, pk: int, rating_pk: int) -> HttpResponse:
    """All questions on one page: one's own half, or the participant's together or from paper. Each answer is kept."""
    case, one = _found(request, pk, rating_pk, Permission.RATING_ANSWER)
    if one.answered_on is not None:
        return redirect("rating", pk=pk)
    respondent = Respondent(one.respondent)
    form = RatingForm(one.version, respondent, data=posted(request), answers=form_of(one).answers)
    how = HowForm(posted(request), initial={"answered_on": localdate()}) if respondent is PARTICIPANT else None
    is_kept = form.is_bound and form.is_valid() and _keep(request, one, form)
    if is_kept and (request.POST.get("act") == "keep" or _finish(request, one, form, how)):
        return redirect("rating_mapping" if one.version.instrument.key == MAPPING else "rating", pk=pk)
    context = {"rating": one, "form": form, "how": how, "is_own": respondent is PROFESSIONAL}
    status = REFUSED if form.is_bound else 200
    return show_case(request, case, "rating/answer.html", here=_("Svara"), status=status, **context)


def _keep(request: Request, one: Rating, form: RatingForm) -> bool:
    """Keep every answer that was given, each for itself."""
    given = form.given()
    try:
        for key, each in given.items():
            save_answer(one, item_key=key, given=each, by=request.actor)
    except NotAllowedNow as refusal:
        _tell(form, None, refusal)
        return False
    if request.POST.get("act") == "keep":
        many = len(given)
        messages.success(request, ngettext("%(num)s svar är sparat.", "%(num)s svar är sparade.", many) % {"num": many})
    return True


def _finish(request: Request, one: Rating, form: RatingForm, how: HowForm | None) -> bool:
    if how is not None and not how.is_valid():
        return False
    said = how.cleaned_data if how is not None else {"how": AnsweredHow.TOGETHER}
    try:
        finish(one, **said, by=request.actor)
    except NotAllowedNow as refusal:
        _tell(form, how, refusal)
        return False
    messages.success(request, _("Svaren är sparade."))
    return True


def _tell(form: RatingForm, how: HowForm | None, refusal: NotAllowedNow) -> None:
    """Every reason at its question, or at how it was answered."""
    for each in refusal.reasons:
        if how is not None and each.at in how.fields:
            how.add_error(each.at, reason(each))
        else:
            form.add_error(each.at if each.at in form.fields else None, reason(each))


@require_safe
def rating_mapping(request: Request, pk: int) -> HttpResponse:
    """Two dated mappings area by area; only for whoever works with the case."""
    case = found_case(request, pk, Permission.RATING_ANSWER)
    found = mapping_of(case, against=key_asked(request, "against"))
    may_write = not case.reasons_not_to_write()
    return show_case(request, case, "rating/mapping.html", here=_("Område för område"), it=found, may_write=may_write)


def _found(request: Request, pk: int, rating_pk: int, permission: Permission) -> tuple[Case, Rating]:
    case = found_case(request, pk, permission)
    rows = case.ratings.select_related("version__instrument", "link")
    return case, get_object_or_404(rows, pk=rating_pk)

"""Exit (avslut) on screen: close a case with its outcome, and confirm it after a month."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ..access import Permission
from ..actions.exit import close_case, confirm_outcome
from ..queries.exit import exit_of, will_happen
from ..rules import exit as rules
from ..rules.exit import Outcome
from .answers import NO, YES, as_sentence, day_field, text_field, words_of, yes_or_no_field
from .attempt import REFUSED, attempt, posted
from .case import back, found_case, show_case
from .fields import Option
from .request import Request

EXPLAINED = {
    Outcome.WORK_REGULAR: gettext_noop("Anställning på den vanliga arbetsmarknaden. Räknas som arbete."),
    Outcome.WORK_SUBSIDISED: gettext_noop("Till exempel lönebidrag eller introduktionsjobb. Räknas som arbete."),
    Outcome.WORK_MUNICIPAL: gettext_noop("Räknas inte som arbete i den nationella statistiken."),
    Outcome.STUDIES: gettext_noop("Räknas som studier."),
    Outcome.OTHER_STUDIES: gettext_noop("Till exempel folkhögskola utan studiemedel. Räknas som annat."),
    Outcome.OTHER_AUTHORITY: gettext_noop("Till exempel Arbetsförmedlingen eller Försäkringskassan tar över."),
    Outcome.COMPLETED_COMMISSION: gettext_noop("Det som anvisningen gällde är gjort och redovisat."),
    Outcome.DROPPED_OUT: gettext_noop("Personen ville inte eller kunde inte fortsätta."),
    Outcome.MOVED: gettext_noop("Personen har lämnat kommunen."),
}
"""What an outcome means, where the word alone may be taken in two ways."""


class ExitForm(forms.Form):
    """The last day and what the person went to."""

    exited_on = day_field(gettext_lazy("Sista dag"), initial=localdate)
    outcome = forms.TypedChoiceField(
        label=gettext_lazy("Vad gick personen till?"),
        choices=words_of(Outcome),
        coerce=Outcome,
        widget=forms.RadioSelect,
    )
    lasts_a_month = forms.TypedChoiceField(
        label=gettext_lazy("Är arbetet tänkt att vara minst en månad?"),
        help_text=gettext_lazy("Svara bara om personen gick till arbete, med eller utan stöd."),
        choices=[(YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nej"))],
        coerce=lambda value: value == YES,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = text_field(gettext_lazy("Kommentar"), rows=3, most=2000, required=False)

    def outcome_options(self) -> list[Option]:
        """Every outcome with what it means."""
        chosen = self["outcome"].value()
        return [
            Option(value, as_sentence(text), value == chosen, hint=_(EXPLAINED[known]) if known in EXPLAINED else "")
            for value, text in words_of(Outcome)()
            for known in [Outcome(value)]
        ]


class ConfirmForm(forms.Form):
    """A month later."""

    held = yes_or_no_field(gettext_lazy("Håller utfallet fortfarande?"))


def case_exit(request: Request, pk: int) -> HttpResponse:
    """Close the case; the page says what will end with it."""
    case = found_case(request, pk, Permission.EXIT_WRITE)
    form = ExitForm(posted(request))
    if request.method == "POST" and form.is_valid():
        ending = attempt(form, lambda: close_case(case, **form.cleaned_data, by=request.actor))
        if ending is not None:
            said = _("{name} är avslutad. Utfallet ska bekräftas om en månad.")
            messages.success(request, said.format(name=case.participant.name))
            return redirect(back(request, case))
    return show_case(
        request,
        case,
        "exit/exit.html",
        here=_("Avsluta"),
        status=REFUSED if form.errors else 200,
        form=form,
        will=will_happen(case, today=localdate()),
        ending=exit_of(case),
    )


def outcome_confirm(request: Request, pk: int) -> HttpResponse:
    """Did it last? Asked once, a month after the exit."""
    case = found_case(request, pk, Permission.EXIT_WRITE)
    ending = exit_of(case)
    if ending is None:
        raise Http404
    form = ConfirmForm(posted(request))
    if request.method == "POST" and form.is_valid():
        confirmed = attempt(form, lambda: confirm_outcome(ending, held=form.cleaned_data["held"], by=request.actor))
        if confirmed is not None:
            messages.success(request, _("Utfallet är bekräftat."))
            return redirect(back(request, case))
    return show_case(
        request,
        case,
        "exit/confirm.html",
        here=_("Bekräfta utfallet"),
        status=REFUSED if form.errors else 200,
        form=form,
        ending=ending,
        outcome=Outcome(ending.outcome),
        refused=rules.reasons_not_to_confirm(
            confirmed_on=ending.confirmed_on, exited_on=ending.exited_on, today=localdate()
        ),
    )


urls = [
    path("inskrivningar/<int:pk>/avsluta/", case_exit, name="case_exit"),
    path("inskrivningar/<int:pk>/bekrafta/", outcome_confirm, name="outcome_confirm"),
]

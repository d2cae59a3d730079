"""What a conversation asks for (samtalets fält): twelve of its own, besides what stands of plan, rating and points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...actions.conversation import OWN, PLAN, POINTS, PROFESSIONAL, TALK, PlanSaid, Said
from ...models import Case
from ...queries.ladder import JudgedPoint
from ...rules.meeting import PHONE_MINUTES, USUAL_MINUTES, Booking, MeetingKind, SecrecyClass
from ...rules.plan import PlanAnswer
from ...rules.rating import Given
from ..answers import day_field, kind_field, text_field, words_of
from ..format import reason
from ..ladder.forms import CriteriaForm
from ..plan.forms import PlanForm, bare
from ..rating.forms import RatingForm
from .clock import ClockField, moment_of
from .forms import secrecy_field


class TalkForm(forms.Form):
    """What belongs to the conversation itself: the day, the participant's answer, what was agreed, the next meeting."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    how_to_get_there = forms.CharField(widget=forms.HiddenInput, max_length=200, required=False)
    held_on = day_field(gettext_lazy("Samtalet hölls"), initial=localdate)
    answer = forms.TypedChoiceField(
        label=gettext_lazy("Vad säger deltagaren om planen?"),
        choices=lambda: [choice for choice in words_of(PlanAnswer)() if choice[0] != PlanAnswer.WAITING],
        coerce=PlanAnswer,
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    comment = text_field(
        gettext_lazy("Deltagarens kommentar"),
        help_text=gettext_lazy("Behövs när deltagaren inte håller med: vad vill hen ändra?"),
        rows=2,
        most=2000,
        required=False,
    )
    agreed = text_field(
        gettext_lazy("Det här kom vi överens om"),
        help_text=gettext_lazy("Står i texten som deltagaren får med sig, ovanför planens saker att göra."),
        rows=3,
        most=2000,
        required=False,
    )
    note = text_field(
        gettext_lazy("Anteckning i akten"),
        help_text=gettext_lazy("Det som behövs och inte mer. Deltagaren har rätt att läsa det."),
        rows=3,
        most=8000,
        required=False,
    )
    day = day_field(gettext_lazy("Dag"), required=False)
    clock = ClockField(label=gettext_lazy("Klockslag"), required=False)
    kind = kind_field(gettext_lazy("Vad för möte?"), MeetingKind, initial=MeetingKind.FOLLOW_UP)
    where = forms.CharField(label=gettext_lazy("Var"), max_length=120, required=False)
    others = forms.CharField(
        label=gettext_lazy("Vilka fler kommer"),
        help_text=gettext_lazy("Behövs för ett trepartssamtal."),
        max_length=200,
        required=False,
    )
    stands_at: Mapping[str, str] = {}

    def __init__(self, *args: Any, classes: frozenset[SecrecyClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note_secrecy"] = secrecy_field(classes)

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        day, clock = said.get("day"), said.get("clock")
        if day and not clock and "clock" not in self.errors:
            self.add_error("clock", _("Skriv när på dagen nästa möte börjar."))
        if clock and not day and "day" not in self.errors:
            self.add_error("day", _("Välj dag för nästa möte."))
        return said

    @property
    def booking(self) -> Booking | None:
        """The next meeting, when a day is said."""
        said = self.cleaned_data
        if not said["day"] or not said["clock"]:
            return None
        return Booking(
            kind=said["kind"],
            starts_at=moment_of(said["day"], said["clock"]),
            minutes=PHONE_MINUTES if said["kind"] is MeetingKind.PHONE else USUAL_MINUTES,
            where="" if said["kind"] is MeetingKind.PHONE else said["where"],
            how_to_get_there=said["how_to_get_there"],
            others=said["others"],
        )


class PointsForm(CriteriaForm):
    """The points, judged on the day of the conversation."""

    marked_on = None  # type: ignore[assignment]  # Django's way to leave a field of the form above out


@dataclass
class TalkForms:
    """Every form of the page. The ratings are missing when no such questions are in force."""

    talk: TalkForm
    plan: PlanForm
    points: PointsForm
    own: RatingForm | None
    professional: RatingForm | None

    def __iter__(self) -> Iterator[forms.BaseForm]:
        every = (self.talk, self.plan, self.own, self.professional, self.points)
        return (form for form in every if form is not None)

    def by_part(self) -> dict[str, forms.BaseForm]:
        every = {TALK: self.talk, PLAN: self.plan, POINTS: self.points, OWN: self.own, PROFESSIONAL: self.professional}
        return {name: form for name, form in every.items() if form is not None}

    def are_valid(self) -> bool:
        """Every form is checked, so that all that is wrong is told at once."""
        return not [form for form in self if not form.is_valid()]

    def place(self, parts: Mapping[str, list[Any]]) -> None:
        """Put each reason at its field, or above the page when it has none."""
        for name, reasons in parts.items():
            form = self.by_part()[name]
            for one in reasons:
                at = getattr(form, "stands_at", {}).get(one.at, one.at)
                form.add_error(at if at in form.fields else None, reason(one))

    @property
    def said(self) -> Said:
        """What the action is told, once the forms are valid; what was not touched is left out."""
        talk = self.talk.cleaned_data
        return Said(
            held_on=talk["held_on"],
            seen=talk["seen"],
            plan=self._plan(),
            answer=talk["answer"],
            comment=talk["comment"],
            own=_new(self.own),
            professional=_new(self.professional),
            judgements=self.points.cleaned_data["judgements"],
            next=self.talk.booking,
            agreed=talk["agreed"],
            note=talk["note"],
            note_secrecy=talk["note_secrecy"],
        )

    def _plan(self) -> PlanSaid | None:
        """Nothing when there was no plan and none was written."""
        content = self.plan.content
        is_empty = not content["actions"] and not any(goal.strip() for goal in content["goals"])
        if is_empty and content["base_version"] == 0 and not content["own_words"]:
            return None
        return PlanSaid(**content)


def _new(form: RatingForm | None) -> Mapping[str, Given]:
    """The answers, unless they are those that stood there before."""
    if form is None:
        return {}
    given = form.given()
    return {} if given == dict(form.asked.answers) else given


def points_form(case: Case, points: list[JudgedPoint], data: Any = None, *, typed: Mapping[str, Any]) -> PointsForm:
    """The points as they stand, as they were typed, or as they were sent."""
    return PointsForm(data, case=case, points=points, prefix=POINTS, initial=bare(typed, POINTS))

"""Assess everybody placed in the unit on one page (bedöma): the points of the present step, one save for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...access import Permission, require
from ...actions.ladder import Assessed, Judgement, assess
from ...models import Criterion
from ...queries.ladder import JudgedPoint
from ...queries.ladder.assess import ToAssess, people_to_assess
from ...rules.history import ReadKind
from ...rules.ladder import Mark
from ...rules.words import Reason
from ..answers import day_field, words_of
from ..attempt import REFUSED, posted
from ..case import show
from ..format import label, reason
from ..request import Request, numbers_in, whole_number

LONGEST_NOTE, LONGEST_NAME, MOST_GONE = 300, 120, 50


@dataclass(frozen=True)
class PointRow:
    """One point of one person: its fields and how it stands."""

    point: JudgedPoint
    mark: forms.BoundField
    note: forms.BoundField
    seen: forms.BoundField


@dataclass(frozen=True)
class PersonRows:
    """One person with the rows of the present step, and why nothing of theirs was saved, if so."""

    person: ToAssess
    rows: Sequence[PointRow]
    refusals: Sequence[str] = ()


class AssessForm(forms.Form):
    """Every point of everybody. Each carries what the page showed, so that only what was changed is saved."""

    marked_on = day_field(gettext_lazy("Bedömt"), initial=localdate)

    def __init__(self, *args: Any, people: Sequence[ToAssess], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            for point in person.points:
                self._add(person, point)

    def _add(self, person: ToAssess, point: JudgedPoint) -> None:
        key = f"{person.case}_{point.pk}"
        self.fields[f"mark_{key}"] = forms.TypedChoiceField(
            label=point.text,
            choices=words_of(Mark),
            coerce=Mark,
            empty_value=None,
            widget=forms.RadioSelect,
            required=False,
            initial=point.said,
        )
        note = forms.CharField(label=_("Anteckning"), max_length=LONGEST_NOTE, required=False)
        self.fields[f"note_{key}"] = note
        self.fields[f"seen_{key}"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=point.said)

    def rows(self, person: ToAssess) -> list[PointRow]:
        keys = [(point, f"{person.case}_{point.pk}") for point in person.points]
        return [PointRow(point, self[f"mark_{key}"], self[f"note_{key}"], self[f"seen_{key}"]) for point, key in keys]

    def clean(self) -> dict[str, Any]:
        for person in self.people:
            for point in person.points:
                key = f"{person.case}_{point.pk}"
                has_note = self.cleaned_data.get(f"note_{key}")
                if has_note and not self.cleaned_data.get(f"mark_{key}") and f"mark_{key}" not in self.errors:
                    self.add_error(f"mark_{key}", _("Välj hur punkten står."))
        return self.cleaned_data

    def judgements(self) -> dict[int, list[Judgement]]:
        """What was changed, by case; what already stands so is not said again when a page is sent twice."""
        found = {
            person.case: [each for point in person.points if (each := self._of(person, point))]
            for person in self.people
        }
        return {case: said for case, said in found.items() if said}

    def _of(self, person: ToAssess, point: JudgedPoint) -> Judgement | None:
        key = f"{person.case}_{point.pk}"
        mark, note = self.cleaned_data.get(f"mark_{key}"), self.cleaned_data.get(f"note_{key}", "").strip()
        is_new = mark != (self.cleaned_data.get(f"seen_{key}") or None) and mark != point.said
        if not mark or not (is_new or (note and note != point.note)):
            return None
        return Judgement(Criterion(pk=point.pk, text=point.text), mark, note)


@dataclass(frozen=True)
class Gone:
    """Somebody who stood on the page when it was opened and does not any more; the name is the page's own."""

    case: int
    name: str
    judgements: Sequence[Judgement]

    @property
    def not_saved(self) -> list[str]:
        """What was marked, in words, so that it can be told to whoever has the person now."""
        return [f"{each.criterion.text}: {label(each.mark)}" for each in self.judgements]


def gone(data: QueryDict, people: Sequence[ToAssess]) -> list[Gone]:
    """Those who were sent and are not here. Only what was changed counts."""
    here = {person.case for person in people}
    away = [key for key in numbers_in(data, "person", most=MOST_GONE + len(here)) if key not in here]
    changed = {key: _changed(data, key) for key in away}
    points = Criterion.objects.in_bulk([point for marks in changed.values() for point in marks])
    return [
        Gone(
            key,
            data.get(f"name_{key}", "")[:LONGEST_NAME],
            [Judgement(points[point], mark) for point, mark in changed[key].items() if point in points],
        )
        for key in away
        if changed[key]
    ]


def _changed(data: QueryDict, case: int) -> dict[int, Mark]:
    start = f"mark_{case}_"
    sent = (whole_number(name.removeprefix(start)) for name in data if name.startswith(start))
    points = [point for point in sent if point is not None][:MOST_GONE]
    said = {point: str(data.get(f"{start}{point}", "")) for point in points}
    return {
        point: Mark(mark)
        for point, mark in said.items()
        if mark in set(Mark) and mark != data.get(f"seen_{case}_{point}")
    }


def assess_unit(request: Request) -> HttpResponse:
    """Everybody placed here, and one save. Who cannot be saved is named; the others are saved."""
    require(request.actor, Permission.UNIT_READ)
    require(request.actor, Permission.CRITERION_MARK)
    people = people_to_assess(request.actor, today=localdate())
    form = AssessForm(posted(request), people=people)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=REFUSED if form.errors else 200)
    away = gone(request.POST, people)
    said = form.judgements() | {each.case: each.judgements for each in away}
    if not said:
        form.add_error(None, _("Ändra minst en punkt."))
        return _page(request, form, status=REFUSED)
    done = assess(said, marked_on=form.cleaned_data["marked_on"], by=request.actor)
    _tell(request, done)
    if not done.refused:
        return redirect("assess")
    return _page(request, form, refused=done, away=away, status=REFUSED)


def _tell(request: Request, done: Assessed) -> None:
    if done.points:
        people = ngettext("{people} person", "{people} personer", len(done.saved)).format(people=len(done.saved))
        points = ngettext(
            "{points} punkt är sparad för {people}.", "{points} punkter är sparade för {people}.", done.points
        )
        messages.success(request, points.format(points=done.points, people=people))


def _page(
    request: Request,
    form: AssessForm,
    *,
    status: int = 200,
    refused: Assessed | None = None,
    away: Sequence[Gone] = (),
) -> HttpResponse:
    refusals = refused.refused if refused else {}
    groups = [
        PersonRows(person, form.rows(person), [reason(one) for one in refusals.get(person.case, ())])
        for person in form.people
    ]
    context = {
        "form": form,
        "groups": groups,
        "refused": [_named(group.person.name, group.refusals) for group in groups if group.refusals],
        "away": away,
        "counts": {"assess": len(groups)},
        "unit_names": sorted({each.unit_name for each in request.actor.assignments if each.unit_name}),
    }
    about = [person.participant for person in form.people]
    return show(request, "ladder/assess.html", context, about=about, kind=ReadKind.LIST, status=status)


def _named(name: str, refusals: Sequence[str]) -> Reason:
    return Reason("{name}: {why}", name=name, why=" ".join(refusals))

"""What a place order asks for, and what its answer says (formulär)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ...models import Place
from ...queries.order import Found
from ...rules.place import Field, PlacementForm
from ...rules.words import Reason
from ..answers import day_field, hours_field, kind_field, text_field, words_of
from ..format import reason

USUAL_DAYS = 14


class OrderForm(forms.Form):
    """What is needed, and when somebody is to answer."""

    in_fields = forms.MultipleChoiceField(
        label=gettext_lazy("Område"), required=False, widget=forms.CheckboxSelectMultiple
    )
    form = kind_field(gettext_lazy("Form"), PlacementForm)
    hours_per_week = hours_field(gettext_lazy("Timmar i veckan"))
    from_on = day_field(gettext_lazy("Från och med"))
    need = text_field(
        gettext_lazy("Vad som behövs"),
        required=False,
        most=1000,
        help_text=gettext_lazy("Arbetsgivarkoordinatorn läser det. Skriv inte namn och inget om hälsa."),
    )
    answer_by = day_field(gettext_lazy("Svar senast"))

    stands_at = {"fields": "in_fields"}

    def __init__(self, *args: Any, today: date, hours: float, wishes: list[str], **kwargs: Any) -> None:
        usual = {
            "in_fields": wishes,
            "form": PlacementForm.WORK_EXPERIENCE.value,
            "hours_per_week": hours,
            "from_on": today + timedelta(days=USUAL_DAYS),
            "answer_by": today + timedelta(days=USUAL_DAYS),
        }
        super().__init__(*args, **({"initial": usual} | kwargs))
        self.fields["in_fields"].choices = words_of(Field)()

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        read = dict(self.cleaned_data)
        return {"fields": [Field(each) for each in read.pop("in_fields")], **read}


class ReadyForm(forms.Form):
    """From when somebody is ready for a place."""

    ready_from = day_field(gettext_lazy("Redo från och med"))


class AnswerForm(forms.Form):
    """A place, or what came of looking."""

    place = forms.ModelChoiceField(label=gettext_lazy("Arbetsplats"), queryset=Place.objects.none(), required=False)
    answer = forms.CharField(label=gettext_lazy("Med egna ord"), max_length=300, required=False)

    def __init__(self, *args: Any, places: Sequence[Found], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        field.queryset = Place.objects.filter(pk__in=[each.pk for each in places])
        room = [(each.pk, _with_free(each)) for each in places if each.reason is None]
        stopped = [(each.pk, _stopped(each, each.reason)) for each in places if each.reason is not None]
        groups = ((_("Har en ledig plats då"), room), (_("Går inte just då"), stopped))
        field.choices = [("", _("Ingen än")), *((name, rows) for name, rows in groups if rows)]


def _with_free(each: Found) -> str:
    free = ngettext("%(num)s fri", "%(num)s fria", each.free) % {"num": each.free}
    return _("{place}, {host}, {free}").format(place=each.name, host=each.host, free=free)


def _stopped(each: Found, why: Reason) -> str:
    return _("{place}, {host}. {why}").format(place=each.name, host=each.host, why=reason(why))

"""What the overview is narrowed by, and what a place, its seats and its closing ask for (formulär)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from ...actions.place import Profile, Responsible
from ...models import Organisation, Place, StaffRole, TravelTime, User
from ...queries.place import Filters
from ...rules.assessment import INDEPENDENCE_LEVELS, Swedish
from ...rules.people import OrganisationKind, Role
from ...rules.place import HALF_DAYS, ExtractLaw, Field, PlacementForm, PlaceStatus, reasons_not_to_save
from ..answers import as_sentence, kind_field, text_field, words_of
from ..format import day_and_month, reason, week

LEVELS = [(str(level), str(level)) for level in INDEPENDENCE_LEVELS]


class FilterForm(forms.Form):
    """Narrows the overview; what cannot be read is said at the field and left out."""

    q = forms.CharField(label=gettext_lazy("Sök arbetsplats"), max_length=120, required=False)
    form = kind_field(gettext_lazy("Form"), PlacementForm, blank=gettext_noop("Alla former"), required=False)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Självständighetsgrad"), coerce=int, empty_value=None, required=False
    )
    free_in = forms.TypedChoiceField(
        label=gettext_lazy("Ledig"), coerce=date.fromisoformat, empty_value=None, required=False
    )

    status = kind_field(gettext_lazy("Läge"), PlaceStatus, blank=gettext_noop("Öppna och vilande"), required=False)

    def __init__(self, data: Any, *, weeks: Sequence[tuple[date, date]]) -> None:
        super().__init__(data)
        self.fields["level"].choices = [("", _("Alla grader")), *LEVELS]
        self.fields["free_in"].choices = [("", _("När som helst")), *(_week(first) for first, _last in weeks)]

    def filters(self, *, group: str, page: int) -> Filters:
        """What could be read."""
        self.is_valid()
        read = self.cleaned_data
        return Filters(
            words=read.get("q", ""),
            form=read.get("form"),
            level=read.get("level"),
            free_in=read.get("free_in"),
            status=read.get("status"),
            group=group,
            page=page,
        )


def _week(first: date) -> tuple[str, str]:
    said = _("vecka {week}, från {day}").format(week=week(first), day=day_and_month(first))
    return first.isoformat(), as_sentence(said)


class HostField(forms.ModelChoiceField):
    """An organisation, with what it stands under."""

    def label_from_instance(self, organisation: Organisation) -> str:
        if organisation.parent is None or organisation.parent.kind == OrganisationKind.MUNICIPALITY:
            return organisation.name
        return f"{organisation.name} · {organisation.parent.name}"


class PlaceForm(forms.Form):
    """The profile of a place."""

    stands_at: ClassVar[dict[str, str]] = {"extract_law": "extract"}

    host = HostField(
        label=gettext_lazy("Värd"),
        queryset=Organisation.objects.none(),
        empty_label=gettext_lazy("Välj värd"),
        help_text=gettext_lazy("Enheten, föreningen eller företaget där arbetsplatsen finns."),
    )
    name = forms.CharField(label=gettext_lazy("Arbetsplatsens namn"), max_length=120)
    field = kind_field(gettext_lazy("Område"), Field, blank=gettext_noop("Välj område"))
    tasks = text_field(gettext_lazy("Uppgifter"), most=1000, rows=3, required=False)
    trains = text_field(gettext_lazy("Vad platsen tränar"), most=1000, rows=2, required=False)
    accepts = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Former som platsen tar emot"),
        choices=words_of(PlacementForm),
        coerce=PlacementForm,
        widget=forms.CheckboxSelectMultiple,
    )
    independence_from = forms.TypedChoiceField(
        label=gettext_lazy("Lägsta självständighetsgrad"), choices=LEVELS, coerce=int, initial=1
    )
    independence_to = forms.TypedChoiceField(
        label=gettext_lazy("Högsta självständighetsgrad"), choices=LEVELS, coerce=int, initial=3
    )
    hours_from = forms.IntegerField(label=gettext_lazy("Minst timmar i veckan"), min_value=1, max_value=40, initial=10)
    hours_to = forms.IntegerField(label=gettext_lazy("Högst timmar i veckan"), min_value=1, max_value=40, initial=40)
    half_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Halvdagar då platsen är öppen"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        initial=[str(bit) for bit in range(len(HALF_DAYS))],
    )
    travel_zone = forms.ChoiceField(
        label=gettext_lazy("Reszon"),
        required=False,
        help_text=gettext_lazy("Restiden i förslagen räknas från deltagarens zon till den här."),
    )
    lowest_swedish = forms.TypedChoiceField(
        label=gettext_lazy("Lägsta nivå i svenska"), choices=words_of(Swedish), coerce=int, initial="0"
    )
    needs_driving_licence = forms.BooleanField(label=gettext_lazy("Kräver körkort"), required=False)
    has_shifts = forms.BooleanField(label=gettext_lazy("Arbetet har skift eller obekväm tid"), required=False)
    extract = forms.ChoiceField(
        label=gettext_lazy("Utdrag ur belastningsregistret"),
        required=False,
        help_text=gettext_lazy("Enligt vilken lag det ska visas upp. Bara att det är visat sparas."),
    )
    needs_lifting = forms.BooleanField(label=gettext_lazy("Arbetet har lyft"), required=False)
    requirements = forms.CharField(
        label=gettext_lazy("Övriga krav"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel skyddsskor, djurallergi eller höga höjder."),
    )
    manager = forms.ModelChoiceField(
        label=gettext_lazy("Chef som svarar på förslag"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen: koordinatorn frågar och för in svaret"),
    )

    def __init__(self, data: Any = None, *, place: Place | None = None, initial: Any = None) -> None:
        super().__init__(data, initial=_initial(place) if place else initial)
        self.fields["host"].queryset = _hosts(place)
        self.fields["half_days"].choices = [(str(bit), as_sentence(_(name))) for bit, name in enumerate(HALF_DAYS)]
        self.fields["extract"].choices = [each for each in words_of(ExtractLaw)() if _may_be_said(each[0], place)]
        self.fields["travel_zone"].choices = [("", _("Vet inte än")), *_zones(place)]
        self.fields["manager"].queryset = _users(Role.RECEIVING_MANAGER, Role.UNIT_MANAGER)
        if place is not None:
            del self.fields["host"]

    def clean(self) -> dict[str, Any]:
        """The rule's reasons at their fields, together with what the fields themselves say."""
        read = super().clean() or {}
        needed = ("independence_from", "independence_to", "hours_from", "hours_to", "half_days", "accepts")
        if all(name in read for name in needed):
            values = {name: read[name] for name in needed[:4]}
            slots, accepts = _slots(read["half_days"]), read["accepts"]
            for one in reasons_not_to_save(**values, slots=slots, forms=accepts):
                self.add_error(one.at, reason(one))
        return read

    def profile(self) -> Profile:
        """The cleaned fields as the action wants them."""
        read = self.cleaned_data
        names = Profile.__dataclass_fields__.keys() - {"forms", "slots", "field", "extract_law"}
        return Profile(
            **{name: read[name] for name in names},
            extract_law=read["extract"],
            field=read["field"].value,
            forms=[form.value for form in read["accepts"]],
            slots=_slots(read["half_days"]),
        )

    def responsible(self) -> Responsible:
        """Who answers for the place."""
        return Responsible(self.cleaned_data["manager"])


def _may_be_said(law: str, place: Place | None) -> bool:
    """That the law is not known yet is said of an idea; later only where it is so already."""
    if law != ExtractLaw.UNSTATED or place is None:
        return True
    return place.status == PlaceStatus.PROPOSED or place.extract_law == law


def _slots(half_days: Iterable[int]) -> int:
    return sum(1 << bit for bit in set(half_days))


def _initial(place: Place) -> dict[str, Any]:
    names = Profile.__dataclass_fields__.keys() - {"slots", "forms", "extract_law"}
    bits = [str(bit) for bit in range(len(HALF_DAYS)) if place.slots >> bit & 1]
    kept = {name: getattr(place, name) for name in names}
    own = {"half_days": bits, "accepts": place.forms, "extract": place.extract_law}
    return kept | own | {"manager": place.manager_id}


def _hosts(place: Place | None) -> Any:
    places = Q(kind=OrganisationKind.MUNICIPALITY)
    return Organisation.objects.exclude(places).select_related("parent").order_by("name", "pk")


def _zones(place: Place | None) -> list[tuple[str, str]]:
    known = set(TravelTime.objects.order_by().values_list("to_zone", flat=True).distinct())
    if place is not None and place.travel_zone:
        known.add(place.travel_zone)
    return [(zone, zone) for zone in sorted(known)]


def _users(*roles: Role) -> Any:
    current = StaffRole.objects.current(localdate()).filter(role__in=roles)
    return User.objects.filter(pk__in=current.values("user"), is_active=True).order_by("name", "pk")

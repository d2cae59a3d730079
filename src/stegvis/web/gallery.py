"""The gallery (komponentgalleriet): every component once, with made-up values; not in real use."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from stegvis.queries.paging import Paging
from stegvis.rules.words import Reason
from stegvis.web.drawing.ages import Age, AgeBar, age_bar
from stegvis.web.drawing.capacity import CapacityYear, Span, capacity_year, load_bar, seat_cell
from stegvis.web.drawing.staircase import Criterion, MoveBack, Staircase, Step, staircase
from stegvis.web.drawing.timeline import Activity, Change, StepSpell, Timeline, timeline
from stegvis.web.drawing.trend import ALL, MEN, WOMEN, Period, Series, Trend, sparkline, trend
from stegvis.web.fields import Option

TODAY = date(2026, 11, 20)
WORDS = {"done": "klar", "started": "påbörjad", "not_started": "ej påbörjad"}


class SampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(label="Namn", help_text="Tilltalsnamnet räcker.", max_length=60)
    hours = forms.IntegerField(label="Timmar i veckan", min_value=1, max_value=40)
    starts_on = forms.DateField(label="Börjar")
    ends_on = forms.DateField(label="Slutar", required=False)
    why = forms.CharField(label="Varför", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    form_of_work = forms.ChoiceField(label="Form", choices=[("", "Välj"), ("practice", "Praktik"), ("bea", "BEA")])
    answer = forms.ChoiceField(
        label="Stämmer planen?", choices=[("yes", "Ja"), ("no", "Nej, jag vill ändra")], widget=forms.RadioSelect
    )
    days = forms.MultipleChoiceField(
        label="Vilka dagar?",
        choices=[("mon", "Måndag"), ("tue", "Tisdag"), ("wed", "Onsdag")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    informed = forms.BooleanField(label="Deltagaren har fått veta det", required=False)
    file = forms.FileField(label="Fil", required=False, help_text="CSV eller XLSX, högst 20 000 rader.")

    def clean(self) -> dict[str, Any]:
        self.add_error(None, "Platsen är full till 6 december.")
        return self.cleaned_data


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Prints the page; elsewhere there is no such page."""
    if not (settings.DEMO or settings.DEBUG):
        raise Http404
    return render(request, "gallery.html", sample())


urls = [path("galleri/", gallery, name="gallery")]


def sample() -> dict[str, Any]:
    """What the page shows: made-up people and figures."""
    refused = SampleForm({"name": "Rania", "hours": "400", "starts_on": "31 februari", "answer": "no", "days": ["tue"]})
    return {
        "form": refused,
        "paging": Paging.of(1312, 1, size=50),
        "empty_form": SampleForm(),
        "reasons": [
            Reason("Platsen kräver självständighetsgrad {needed}, {name} har {has}.", needed=3, name="Rania", has=2),
            Reason("Arbetsplatsen är full."),
        ],
        "until": [Option("2026-11-23", "måndag 23 nov"), Option("2026-11-27", "fredag 27 nov", chosen=True)],
        "why_later": [Option("waiting", "Väntar på svar"), Option("ill", "Deltagaren är sjuk eller ledig")],
        "moment": TODAY,
        "stairs": sample_staircase(),
        "moved_back": sample_staircase(
            id="stairs-back", name="Daniela Petrescu", current=1, moves_back=[MoveBack(1, "tillbaka 12 januari")]
        ),
        "time": sample_timeline(),
        "figure": sample_trend(),
        "year": sample_capacity(),
        "margin_year": sample_capacity(id="margin-year", place="Kastanjen"),
        "ages": sample_ages(),
        "sparks": [
            (
                "met",
                "Färre hushåll behöver försörjningsstöd",
                "2 874",
                sparkline([3100, 3050, 3010, 2960, 2930, 2874], 2900),
            ),
            ("on_the_way", "Deltagarna går vidare", "38,4 %", sparkline([33, 34, 35.5, 36.2, 35.7, 37.9, 38.4], 40)),
            ("not_met", "Platser i egna förvaltningar", "96", sparkline([70, 82, 90, 95, 97, 96], 120)),
            ("unknown", "Nöjda med bemötandet", "88 %", sparkline([80, None, 84, 88], 88)),
        ],
        "weeks": [
            (seat_cell(seats=3, occupied=taken, reserved=held), 3, taken, held)
            for taken, held in ((3, 0), (2, 0), (2, 1), (0, 1), (0, 0))
        ],
        "load_canvas": load_bar(1.9, 3),
    }


def _criteria(states: str, *labels: str) -> tuple[Criterion, ...]:
    names = {"d": "done", "s": "started", "n": "not_started"}
    return tuple(
        Criterion(label, names[state], WORDS[names[state]], "Nils Hedberg, 12 okt 2026")
        for state, label in zip(states, labels, strict=True)
    )


def sample_staircase(
    *,
    id: str = "stairs",
    name: str = "Rania Khoury",
    current: int = 2,
    moves_back: list[MoveBack] | None = None,
) -> Staircase:
    steps = [
        Step(
            1,
            "Komma igång",
            _criteria(
                "dddd", "Kommer i tid", "Hör av sig vid frånvaro", "Följer säkerhetsregler", "Klarar 10 timmar i veckan"
            ),
            "Nått 3 november 2025",
            reached=True,
        ),
        Step(
            2,
            "Arbeta i grupp",
            _criteria(
                "ddsd",
                "Tar instruktioner",
                "Samarbetar i gruppen",
                "Frågar vid oklarheter",
                "Klarar 20 timmar i veckan",
            ),
            "Här sedan 16 mars 2026" if current == 2 else "3 av 4 klara",
        ),
        Step(
            3,
            "Arbeta självständigt",
            _criteria(
                "snsn",
                "Planerar sin dag",
                "Arbetar två timmar själv",
                "Möter barn och föräldrar",
                "Klarar 30 timmar i veckan",
            ),
            "0 av 4 klara",
        ),
        Step(
            4,
            "Redo för nästa",
            _criteria(
                "snnn", "Har ett aktuellt cv", "Har referens från plats", "Har sökt arbete eller kurs", "Klarar heltid"
            ),
            "0 av 4 klara",
        ),
    ]
    first_name = name.split(maxsplit=1)[0]
    return staircase(
        id=id,
        title=f"Utvecklingstrappan för {name}",
        description=f"{first_name} är på steg {current} av 4. Alla punkter finns i tabellen under bilden.",
        steps=steps,
        current=current,
        here=f"{first_name} är här",
        moves_back=moves_back or [],
    )


def sample_timeline() -> Timeline:
    return timeline(
        id="time",
        title="Insatser och luckor, juni 2025 till november 2026",
        description="Sfi, arbetslik aktivitet, praktik, språkstöd och jobbsökargrupp pågår delvis samtidigt.",
        activities=[
            Activity("Arbetslik aktivitet", "Drivhuset", date(2025, 6, 9), date(2025, 6, 29), 12),
            Activity("Arbetslik aktivitet", "Drivhuset", date(2025, 8, 11), date(2025, 10, 31), 12),
            Activity("Svenska, sfi", "Kurs C", date(2025, 8, 11), date(2026, 1, 29), 12),
            Activity("Praktik", "Solgläntans förskola", date(2025, 11, 24), date(2026, 11, 23), 20),
            Activity("Språkstöd", "", date(2026, 1, 7), date(2026, 6, 26), 2),
            Activity("Svenska, sfi", "Kurs D", date(2026, 2, 2), None, 8),
            Activity("Söka arbete, grupp", "", date(2026, 9, 3), None, 4),
        ],
        changes=[Change(date(2026, 4, 13), "Maria Ekdahl")],
        steps=[
            StepSpell(1, date(2025, 6, 9), date(2025, 11, 2)),
            StepSpell(2, date(2025, 11, 3), date(2026, 1, 18)),
            StepSpell(1, date(2026, 1, 19), date(2026, 3, 15)),
            StepSpell(2, date(2026, 3, 16)),
        ],
        since=date(2025, 6, 9),
        today=TODAY,
    )


def sample_trend() -> Trend:
    quarters = [Period(f"kv {quarter}", year) for year in (2025, 2026) for quarter in (1, 2, 3, 4)]
    periods = [*quarters[:7], Period("okt", 2026)]
    return trend(
        id="figure",
        title="Andel avslut till arbete eller studier, 2025 till oktober 2026",
        description="Från 33 procent första kvartalet 2025 till 43,6 procent i oktober 2026. Målet är 40 procent.",
        periods=periods,
        series=[
            Series(ALL, "Alla", (33.0, 34.0, 35.5, 36.2, 35.7, 37.9, 39.8, 43.6)),
            Series(WOMEN, "Kvinnor", (30.0, 30.6, None, 30.2, 30.9, 33.3, 34.5, 42.1)),
            Series(MEN, "Män", (36.6, 37.5, None, 42.3, 40.4, 42.4, 44.8, 45.0)),
        ],
        target=40,
        target_label="mål minst 40",
    )


def sample_capacity(*, id: str = "year", place: str = "Solgläntan") -> CapacityYear:
    turns = (date(2026, 11, 1), date(2026, 11, 24), date(2026, 12, 7), date(2027, 5, 2), date(2027, 8, 10))
    ends = (*(turn - timedelta(days=1) for turn in turns[1:]), date(2027, 10, 31))
    taken = ((3, 0), (2, 0), (2, 1), (1, 0), (0, 0))
    spans = [Span(*each, 3, *who) for each, who in zip(zip(turns, ends, strict=True), taken, strict=True)]
    return capacity_year(
        id=id,
        title=f"Utrymme på {place} tolv månader framåt",
        description="Tre platser. Tre upptagna till 23 november, sedan två upptagna och en reserverad till maj.",
        spans=spans,
    )


def sample_ages() -> AgeBar:
    return age_bar(
        [Age(14, "under 30 dagar", "#"), Age(11, "30–60", "#"), Age(6, "61–90", "#"), Age(3, "över 90", "#")]
    )

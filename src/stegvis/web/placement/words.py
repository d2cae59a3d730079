"""Words of a placement's pages (ord): headings, facts, and what is said of a reservation."""

from __future__ import annotations

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...queries.placement import PlacementPage, supervised_by
from ...queries.schedule import times_of
from ...rules.place import PlacementForm
from ...rules.placement import MOST_REMINDERS, EndReason, NotRealisedReason, PlacementStatus
from ..answers import as_sentence
from ..format import full_date, label
from ..half_days import in_words as half_days_in_words
from ..week_words import times_in_words


def heading(page: PlacementPage) -> str:
    """Where it stands, with the person's first name and the place."""
    words = {
        PlacementStatus.PARTICIPANT_ASKED: _("Vad säger {name} om {place}?"),
        PlacementStatus.HOST_ASKED: _("{place} ska svara om {name}"),
        PlacementStatus.VISIT: _("{name} och {place} träffas först"),
        PlacementStatus.AGREED: _("{name} och {place} har tackat ja"),
        PlacementStatus.SIGNED: _("{name} kan börja på {place}"),
        PlacementStatus.ACTIVE: _("{name} är på {place}"),
        PlacementStatus.ENDED: _("{name} var på {place}"),
        PlacementStatus.NOT_REALISED: _("{place} blev inte av för {name}"),
    }
    one = page.placement
    said = words[page.status]
    if page.is_short and page.status is PlacementStatus.HOST_ASKED:
        said = _("Kan {name} komma till {place}?")
    return said.format(name=one.case.participant.given_name, place=one.place.name)


def lead(page: PlacementPage) -> str:
    """Form, hours and period."""
    one = page.placement
    said = _("{form}, {hours} timmar i veckan, {first} till {last}.")
    return said.format(
        form=as_sentence(label(PlacementForm(one.form))),
        hours=f"{one.hours_per_week.normalize():f}",
        first=full_date(one.starts_on),
        last=full_date(one.ends_on),
    )


def facts(page: PlacementPage) -> list[tuple[str, str]]:
    """Schedule and place for everybody; points and why only for those who work with the person."""
    one = page.placement
    rows = [
        (_("Arbetsplats"), one.place.name),
        (_("Värd"), one.place.host.name),
        (_("Platsen är öppen"), half_days_in_words(one.place.slots)),
        (_("Tider"), times_in_words(times_of(one, max(localdate(), one.starts_on)).slots)),
        (_("Handledare"), supervised_by(one)),
    ]
    if not page.is_short:
        because = NotRealisedReason(one.not_realised_because).label if one.not_realised_because else ""
        rows += [
            (_("Avtal"), one.agreement.reference if one.agreement else ""),
            (_("Plats i listan"), _("{points} poäng").format(points=one.points) if one.points is not None else ""),
            (_("Valdes för att"), one.chosen_because),
            (_("Slutade för att"), label(EndReason(one.ended_because)) if one.ended_because else ""),
            (_("Blev inte av för att"), _(because) if because else ""),
            (_("Kommentar"), one.end_comment),
        ]
    return [(name, value) for name, value in rows if value]


def reservation(page: PlacementPage) -> str:
    """Until when the seat is kept for the answer, and how many times somebody has been reminded."""
    one = page.placement
    if not page.answer_waits or one.reserved_until is None:
        return ""
    if page.has_expired:
        return _("Ingen svarade i tid. Reservationen gick ut {day} och platsen kan föreslås andra.").format(
            day=full_date(one.reserved_until)
        )
    kept = _("Platsen hålls till {day} i väntan på svar.").format(day=full_date(one.reserved_until))
    if not one.reminders:
        return kept
    reminded = ngettext("{num} påminnelse av högst {most}.", "{num} påminnelser av högst {most}.", one.reminders)
    return " ".join([kept, reminded.format(num=one.reminders, most=MOST_REMINDERS)])


def waits_for(page: PlacementPage) -> str:
    """Who has the next word, for somebody who has not."""
    one = page.placement
    if page.status is PlacementStatus.PARTICIPANT_ASKED:
        return _("Koordinatorn frågar {name}.").format(name=one.case.participant.given_name)
    if page.status in (PlacementStatus.HOST_ASKED, PlacementStatus.VISIT):
        manager = one.place.manager.name if one.place.manager else one.place.host.name
        return _("{name} ska svara.").format(name=manager)
    if page.status is PlacementStatus.AGREED:
        return _("Nu ska överenskommelsen skrivas under av alla tre.")
    return _("Koordinatorn startar placeringen.") if page.status is PlacementStatus.SIGNED else ""

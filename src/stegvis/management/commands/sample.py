"""Draw a sample for review (stegvis sample plans --size 20 --unit "Arena Söder" --period 2026 --seed 7 --json)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from stegvis.access import Actor, NotAllowedNow
from stegvis.actions.privacy import log_read
from stegvis.actions.quality import draw_sample
from stegvis.models import Case, Organisation, Plan, ReviewSample, User
from stegvis.queries.quality import population_of
from stegvis.rules.history import ReadKind
from stegvis.rules.indicator.period import Period, read_period
from stegvis.rules.quality import SampleKind, reasons_not_to_try
from stegvis.rules.words import Reason

DAYS_TO_REVIEW = 14
BY = Actor.system("sample")


class Command(BaseCommand):
    help = "Drar ett slumpvis urval för granskning. Samma frö och samma uppgifter ger samma personer, var det än körs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "kind", choices=[kind.value for kind in SampleKind], help="plans är planer, journals journaler"
        )
        parser.add_argument("--size", required=True, help="hur många som dras")
        parser.add_argument("--unit", required=True, help="enhetens namn eller nummer")
        parser.add_argument("--period", required=True, help="ett år som 2026 eller ett kvartal som 2026-Q3")
        parser.add_argument("--seed", required=True, help="fröet, ett heltal")
        parser.add_argument("--json", action="store_true", help="skriv urvalet som JSON")
        parser.add_argument("--save", action="store_true", help="spara urvalet, så att granskningen kan börja")
        parser.add_argument("--reviewer", help="användarnamnet på den som granskar, när urvalet sparas")
        parser.add_argument("--until", help="granskningens sista dag, som 2026-12-31; annars om två veckor")

    def handle(self, *args: Any, **options: Any) -> None:
        kind, unit, period = SampleKind(options["kind"]), _unit(options["unit"]), _period(options["period"])
        size, seed = _whole(options["size"], "--size"), _whole(options["seed"], "--seed")
        found = population_of(kind, unit_id=unit.pk, period=period)
        drawn = found.drawn(seed=seed, size=max(size, 0))
        if reasons := reasons_not_to_try(size=size, seed=seed, found=drawn.drawn_from):
            raise CommandError(_said(reasons))
        saved = _save(options, kind=kind, unit=unit, period=period, size=size, seed=seed) if options["save"] else None
        people = _people(drawn.case_ids, found.plans)
        log_read([each["participant"] for each in people], by=BY, screen="sample", kind=ReadKind.EXPORT)
        told = {
            "kind": kind.value,
            "unit": unit.name,
            "period": period.key,
            "seed": seed,
            "size": size,
            "drawn_from": drawn.drawn_from,
            "passed_over": drawn.passed_over,
            "sample": saved.pk if saved else None,
            "people": people,
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else _in_words(told, kind))


def _people(case_ids: tuple[int, ...], plans: dict[int, int]) -> list[dict[str, Any]]:
    """The drawn in their order, by number and key; names stand only on screen."""
    cases = {pk: (number, person) for pk, number, person in _rows(case_ids)}
    drawn = Plan.objects.filter(pk__in=[plans[pk] for pk in case_ids if pk in plans])
    versions = dict(drawn.values_list("case", "version"))
    return [
        {
            "position": position,
            "case": cases[pk][0],
            "participant": cases[pk][1],
            "plan_version": versions.get(pk),
        }
        for position, pk in enumerate(case_ids, start=1)
    ]


def _rows(case_ids: tuple[int, ...]) -> Any:
    return Case.objects.filter(pk__in=case_ids).values_list("pk", "number", "participant_id")


def _in_words(told: dict[str, Any], kind: SampleKind) -> str:
    head = "{drawn} {kind} dragna ur {drawn_from}, {unit}, {period}, frö {seed}."
    lines = [head.format(drawn=len(told["people"]), **told | {"kind": kind.label})]
    if told["passed_over"]:
        lines.append(f"{told['passed_over']} med skyddade uppgifter ersattes av nästa i ordningen.")
    lines += [f"{each['position']:>3}. {each['case']}" for each in told["people"]]
    return "\n".join([*lines, f"Sparat som urval {told['sample']}." if told["sample"] else "Inget är sparat."])


def _save(
    options: dict[str, Any], *, kind: SampleKind, unit: Organisation, period: Period, size: int, seed: int
) -> ReviewSample:
    if not options["reviewer"]:
        raise CommandError("Ange vem som granskar: --reviewer ANVÄNDARNAMN.")
    reviewer = User.objects.filter(username=options["reviewer"]).first()
    if reviewer is None:
        raise CommandError(f"Ingen användare heter {options['reviewer']}.")
    try:
        return draw_sample(
            kind=kind, unit=unit, period=period, size=size, seed=seed, reviewer=reviewer,
            ends_on=_until(options["until"]), by=BY,
        )  # fmt: skip
    except NotAllowedNow as refusal:
        raise CommandError(_said(refusal.reasons)) from refusal


def _until(text: str | None) -> date:
    if text is None:
        return timezone.localdate() + timedelta(days=DAYS_TO_REVIEW)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text} är inget datum. Skriv som 2026-12-31.") from error


def _unit(text: str) -> Organisation:
    """By number or by name, whatever the size of the letters."""
    units = Organisation.objects.filter(takes_participants=True).order_by("name")
    found = list(units.filter(pk=int(text)) if text.isdecimal() and len(text) < 10 else units.filter(name__iexact=text))
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"{each.name} ({each.pk})" for each in found or units)
    if found:
        raise CommandError(f"Flera enheter heter {text}. Ange numret: {names}.")
    raise CommandError(f"Ingen enhet som tar emot deltagare heter {text}. Välj en av: {names or 'det finns ingen'}.")


def _period(text: str) -> Period:
    period = read_period(text)
    if isinstance(period, Reason):
        raise CommandError(str(period))
    return period


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise CommandError(f"{name} ska vara ett heltal, inte {text}.") from error


def _said(reasons: list[Reason]) -> str:
    return " ".join(str(reason) for reason in reasons)

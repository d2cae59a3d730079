"""Questions (frågor) under settings: which versions there are, a file to fill in, and a new version read from it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ...access import Permission, require
from ...actions.instrument import save_version
from ...models import Instrument, InstrumentVersion
from ...outside.spreadsheets import CSV_TYPE, XLSX_TYPE, CannotRead, Heading, read, write_csv, write_xlsx
from ...queries.rating.instruments import instrument_list as instruments
from ...queries.rating.instruments import rows_of
from ...rules.exchange import headings_in
from ...rules.instrument import Draft, Line, LineKind, Problem, drafted
from ...rules.instrument_file import COLUMNS, read_lines
from ...rules.own import PageLanguage
from ...rules.rating import InstrumentKind, Respondent
from ..answers import day_field
from ..attempt import REFUSED, attempt
from ..request import Request

LARGEST = 1024 * 1024
SALT, LOOKED_AT_SECONDS = "stegvis.instrument", 2 * 60 * 60


class VersionForm(forms.Form):
    """Which questions a new version is of, from when, and by what right its words are used."""

    instrument = forms.ModelChoiceField(
        label=gettext_lazy("Frågor"),
        queryset=Instrument.objects.none(),
        to_field_name="key",
        empty_label=gettext_lazy("Välj frågor"),
    )
    valid_from = day_field(gettext_lazy("Gäller från"))
    licence_note = forms.CharField(
        label=gettext_lazy("Med vilken rätt används texten?"),
        help_text=gettext_lazy("Till exempel avtal och år. Står vid versionen."),
        max_length=300,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Instrument.objects.order_by("name")


class FileVersionForm(VersionForm):
    """The same with the file."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Excel (.xlsx) eller CSV. Högst 1 MB."),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "invalid": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Filen är större än 1 MB. Så många ord har inga frågor."))
        return file


@require_safe
def instrument_list(request: Request) -> HttpResponse:
    """Every instrument with its versions."""
    require(request.actor, Permission.SETTINGS_WRITE)
    return render(request, "rating/instruments.html", {"rows": instruments(), "today": localdate()})


@require_safe
def instrument_version(request: Request, pk: int) -> HttpResponse:
    """Every word of one version, for each who answers in each language."""
    require(request.actor, Permission.SETTINGS_WRITE)
    version = get_object_or_404(InstrumentVersion.objects.select_related("instrument"), pk=pk)
    rows = list(rows_of(version))
    return render(request, "rating/version.html", {"version": version, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def instrument_upload(request: Request) -> HttpResponse:
    """Choose a file; everything that is wrong is told at once, and nothing is saved before it was looked at."""
    require(request.actor, Permission.SETTINGS_WRITE)
    if request.method != "POST":
        form: forms.Form = FileVersionForm(initial={"instrument": request.GET.get("instrument", "")})
        return _upload_page(request, form)
    if "looked_at" in request.POST:
        return _save(request)
    form = FileVersionForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form)
    instrument = form.cleaned_data["instrument"]
    lines, draft, problems = _read(form.cleaned_data["file"].read(), InstrumentKind(instrument.kind))
    if draft is None:
        return _upload_page(request, form, problems=problems)
    looked_at = signing.dumps([asdict(line) for line in lines], salt=SALT, compress=True)
    return _look_page(request, form, instrument, draft, looked_at)


def _read(content: bytes, kind: InstrumentKind) -> tuple[list[Line], Draft | None, list[Problem]]:
    try:
        sheets = read(content, headings_in=lambda row: headings_in(row, COLUMNS))
    except CannotRead as why:
        return [], None, [Problem(0, why.reason)]
    lines, problems = read_lines(sheets, today=localdate())
    if any(problem.row == 0 for problem in problems):
        return [], None, problems
    draft, more = drafted(lines, kind=kind)
    problems = sorted([*problems, *more], key=lambda one: (one.row == 0, one.row))
    return lines, None if problems else draft, problems


def _save(request: Request) -> HttpResponse:
    """Save what was looked at, exactly."""
    form = VersionForm(request.POST)
    try:
        kept = signing.loads(request.POST["looked_at"], salt=SALT, max_age=LOOKED_AT_SECONDS)
    except signing.BadSignature:
        form.add_error(None, _("Filen granskades för länge sedan. Välj den igen."))
        return _upload_page(request, FileVersionForm(initial=request.POST.dict()), also=form)
    if not form.is_valid():
        return _upload_page(request, FileVersionForm(initial=request.POST.dict()), also=form)
    instrument = form.cleaned_data["instrument"]
    draft, problems = drafted([_line(one) for one in kept], kind=InstrumentKind(instrument.kind))
    if draft is None:
        return _upload_page(request, FileVersionForm(initial=request.POST.dict()), problems=problems)
    said = {"valid_from": form.cleaned_data["valid_from"], "licence_note": form.cleaned_data["licence_note"]}
    saved = attempt(form, lambda: save_version(instrument, draft=draft, **said, by=request.actor))
    if saved is None:
        return _look_page(request, form, instrument, draft, request.POST["looked_at"], status=REFUSED)
    messages.success(request, _("Version {version} är sparad.").format(version=saved.version))
    return redirect("instrument_list")


def _line(kept: dict[str, Any]) -> Line:
    enums = {
        "kind": LineKind(kept["kind"]),
        "respondent": Respondent(kept["respondent"]),
        "language": PageLanguage(kept["language"]),
    }
    return Line(**kept | enums)


def _upload_page(
    request: Request, form: forms.Form, *, problems: list[Problem] | None = None, also: forms.Form | None = None
) -> HttpResponse:
    is_refused = form.is_bound or bool(problems) or also is not None
    context = {"form": form, "also": also, "problems": problems or [], "columns": COLUMNS}
    return render(request, "rating/upload.html", context, status=REFUSED if is_refused else 200)


def _look_page(
    request: Request, form: forms.Form, instrument: Instrument, draft: Draft, looked_at: str, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "instrument": instrument, "draft": draft, "looked_at": looked_at}
    return render(request, "rating/look.html", context | {"respondents": list(Respondent)}, status=status)


@require_safe
def instrument_template(request: Request, key: str) -> HttpResponse:
    """A file to fill in, with the version in force as it stands."""
    require(request.actor, Permission.SETTINGS_WRITE)
    instrument = get_object_or_404(Instrument, key=key)
    version = instrument.versions.first()
    rows = list(rows_of(version)) if version is not None else []
    headings = [Heading(column.header, column.width) for column in COLUMNS]
    as_workbook = request.GET.get("format") != "csv"
    if as_workbook:
        notes = [(_("Kolumn"), _("Vad den är"), _("Till exempel"), _("Går att välja"))]
        notes += [(each.header, _(each.hint), each.example, ", ".join(each.choices)) for each in COLUMNS]
        content = write_xlsx(_("Frågor"), headings, rows, notes=notes)
    else:
        content = write_csv(headings, rows)
    response = HttpResponse(content, content_type=XLSX_TYPE if as_workbook else CSV_TYPE)
    name = f"fragor-{instrument.key}.{'xlsx' if as_workbook else 'csv'}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response

"""Import and export (inläsning och uttag): choose a file, look at what it would do, save it, take a file out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..access import NotAllowed, NotAllowedNow, may, require
from ..actions import exchange
from ..actions.exchange.export import PERMISSION as MAY_EXPORT
from ..actions.exchange.runs import PERMISSION as MAY_IMPORT
from ..actions.exchange.template import template
from ..models import ImportRun
from ..outside.spreadsheets import CSV_TYPE, LARGEST_FILE, XLSX_TYPE
from ..queries.exchange.shown import file_of_errors, page_of_run
from ..rules.exchange import COLUMNS, IN_THE_BACKGROUND, NEEDED, FileKind, ImportStatus, RowKind, kept
from ..rules.history import ReadKind
from .case import show
from .exchange_hosts import host_forms
from .request import Request, page_asked

EARLIER_SHOWN = 20


class FileForm(forms.Form):
    """The file that somebody chooses."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel (.xlsx) eller CSV. Högst 25 MB och 50 000 rader."),
        error_messages={
            "required": _("Välj en fil."),
            "invalid": _("Välj en fil."),
            "empty": _("Filen är tom."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("Filen är större än 25 MB. Dela upp den."))
        return file


@require_safe
def import_index(request: Request) -> HttpResponse:
    """What can be imported and taken out, and one's own earlier runs."""
    kinds = [kind for kind in FileKind if may(request.actor, MAY_IMPORT[kind])]
    if not kinds:
        raise NotAllowed(MAY_IMPORT[FileKind.PARTICIPANTS])
    context = {
        "kinds": kinds,
        "exports": [kind for kind in FileKind if may(request.actor, MAY_EXPORT[kind])],
        "runs": ImportRun.objects.filter(started_by=request.actor.user_id).defer("content")[:EARLIER_SHOWN],
    }
    return render(request, "exchange/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def import_upload(request: Request, kind: str) -> HttpResponse:
    """Choose a file; it is read in the background."""
    file_kind = kind_of(kind)
    require(request.actor, MAY_IMPORT[file_kind])
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        run = exchange.start_import(file_kind, content=file.read(), file_name=file.name or "", by=request.actor)
        return redirect("import_run", pk=run.pk)
    context = {"form": form, "kind": file_kind, "columns": COLUMNS[file_kind], "needed": NEEDED[file_kind]}
    return render(request, "exchange/upload.html", context, status=422 if form.errors else 200)


@require_safe
def import_run(request: Request, pk: int) -> HttpResponse:
    """How far a run has come; then what it would do, row by row; then what it did."""
    run = own_run(request, pk)
    running = run.status in IN_THE_BACKGROUND
    context = {"run": run, "running": running, "to_save": rows_to_save(run)}
    if request.htmx:
        if not running:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "exchange/progress.html", context)
    return run_page(request, run, context)


def run_page(request: Request, run: ImportRun, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    chosen = request.GET.get("kind", "")
    kind = RowKind(chosen) if chosen in set(RowKind) else None
    page = page_of_run(run, by=request.actor, kind=kind, page=page_asked(request))
    context |= {
        "status": ImportStatus(run.status),
        "problems": [kept(problem) for problem in run.problems],
        "worth_knowing": [kept(notice) for notice in run.notices],
        "page": page,
        "kind": kind,
        "tabs": [(each, run.counts[each]) for each in RowKind if run.counts.get(each)],
    }
    may_choose = run.status in (ImportStatus.READY, ImportStatus.REFUSED) and run.content is not None
    context.setdefault("asked", host_forms(run, request.actor) if may_choose else [])
    about = [row.participant_id for row in page.rows if row.participant_id]
    return show(request, "exchange/run.html", context, about=about, kind=ReadKind.LIST, status=status)


@require_POST
def import_apply(request: Request, pk: int) -> HttpResponse:
    """Save every row that was looked at."""
    run = own_run(request, pk)
    try:
        exchange.accept_import(run, by=request.actor)
    except NotAllowedNow as refusal:
        return refused_act(request, run, refusal)
    return to_run(run)


@require_POST
def import_retry(request: Request, pk: int) -> HttpResponse:
    """Read the same file once more."""
    run = own_run(request, pk)
    try:
        exchange.try_again(run, by=request.actor)
    except NotAllowedNow as refusal:
        return refused_act(request, run, refusal)
    return to_run(run)


@require_POST
def import_hosts(request: Request, pk: int) -> HttpResponse:
    """Say what each unknown host is; the file is then read again."""
    run = own_run(request, pk)
    asked = host_forms(run, request.actor, request.POST)
    valid = [each.form.is_valid() for each in asked]
    if not all(valid):
        context = {"run": run, "running": False, "to_save": rows_to_save(run), "asked": asked}
        return run_page(request, run, context, status=422)
    choices = {each.key: each.form.chosen(each.host) for each in asked}
    try:
        exchange.choose_hosts(run, choices=choices, by=request.actor)
    except NotAllowedNow as refusal:
        return refused_act(request, run, refusal)
    return to_run(run)


@require_safe
def import_errors(request: Request, pk: int) -> HttpResponse:
    """The rows that cannot be saved, as a file to mend."""
    run = own_run(request, pk)
    if run.content is None:
        return to_run(run)
    as_workbook = wants_workbook(request)
    content = file_of_errors(run, by=request.actor, today=localdate(), as_workbook=as_workbook)
    return download(content, "fel", as_workbook=as_workbook)


@require_safe
def import_template(request: Request, kind: str) -> HttpResponse:
    """An empty file with the right headings."""
    file_kind = kind_of(kind)
    require(request.actor, MAY_IMPORT[file_kind])
    as_workbook = wants_workbook(request)
    return download(template(file_kind, as_workbook=as_workbook), f"mall-{file_kind.label}", as_workbook=as_workbook)


@require_safe
def export(request: Request, kind: str) -> HttpResponse:
    """Everyone whose file one may read, or every place, as a file."""
    file_kind = kind_of(kind)
    as_workbook = wants_workbook(request)
    content = exchange.export(file_kind, as_workbook=as_workbook, by=request.actor)
    return download(content, f"{file_kind.label}-{localdate()}", as_workbook=as_workbook)


def kind_of(text: str) -> FileKind:
    """The kind that an address names."""
    if text not in set(FileKind):
        raise Http404
    return FileKind(text)


def own_run(request: Request, pk: int) -> ImportRun:
    """The run, for whoever started it: what stands in somebody's file is theirs until it is saved."""
    run = get_object_or_404(ImportRun, pk=pk)
    permission = MAY_IMPORT[FileKind(run.kind)]
    require(request.actor, permission)
    if run.started_by_id != request.actor.user_id:
        raise NotAllowed(permission)
    return run


def rows_to_save(run: ImportRun) -> int:
    return int(run.counts.get(RowKind.CREATE, 0) + run.counts.get(RowKind.UPDATE, 0))


def refused_act(request: Request, run: ImportRun, refusal: NotAllowedNow) -> HttpResponse:
    """The page of the run, with why the act was not possible on top."""
    context = {"run": run, "running": run.status in IN_THE_BACKGROUND, "to_save": rows_to_save(run)}
    return run_page(request, run, context | {"reasons": refusal.reasons}, status=409)


def to_run(run: ImportRun) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("import_run", args=[run.pk]))


def wants_workbook(request: Request) -> bool:
    return request.GET.get("format") != "csv"


def download(content: bytes, name: str, *, as_workbook: bool) -> HttpResponse:
    """A file to keep."""
    response = HttpResponse(content, content_type=XLSX_TYPE if as_workbook else CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.{"xlsx" if as_workbook else "csv"}"'
    response["Cache-Control"] = "no-store"
    return response


urls = [
    path("import/", import_index, name="import_index"),
    path("import/<int:pk>/", import_run, name="import_run"),
    path("import/<int:pk>/spara/", import_apply, name="import_apply"),
    path("import/<int:pk>/igen/", import_retry, name="import_retry"),
    path("import/<int:pk>/vardar/", import_hosts, name="import_hosts"),
    path("import/<int:pk>/fel/", import_errors, name="import_errors"),
    path("import/<slug:kind>/", import_upload, name="import_upload"),
    path("import/<slug:kind>/mall/", import_template, name="import_template"),
    path("export/<slug:kind>/", export, name="export"),
]

"""Stated figures (angivna siffror): choose a report's table of figures, see what in it contradicts what."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from stegvis.access import require
from stegvis.outside.spreadsheets import CSV_TYPE, XLSX_TYPE
from stegvis.queries.stated import FIGURES, PERMISSION, check_file, template
from stegvis.rules.stated import COLUMNS, NEEDED
from stegvis.web.exchange import FileForm
from stegvis.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def stated(request: Request) -> HttpResponse:
    """Choose a file; the answer comes on the same page, and nothing of the file is kept."""
    require(request.actor, PERMISSION)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    form.fields["file"].help_text = ""
    context: dict[str, Any] = {
        "figures": FIGURES.values(),
        "form": form,
        "report": None,
        "file_name": "",
        "stops": (),
        "columns": COLUMNS,
        "needed": NEEDED,
    }
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        report = check_file(file.read(), by=request.actor, today=timezone.localdate())
        context |= {"report": None if report.stops else report.check, "stops": report.stops, "file_name": file.name}
    return render(request, "stated/stated.html", context, status=422 if form.errors or context["stops"] else 200)


@require_safe
def stated_template(request: Request) -> HttpResponse:
    """A file to begin from."""
    require(request.actor, PERMISSION)
    as_workbook = request.GET.get("format") != "csv"
    response = HttpResponse(template(as_workbook=as_workbook), content_type=XLSX_TYPE if as_workbook else CSV_TYPE)
    response["Content-Disposition"] = f'attachment; filename="siffror.{"xlsx" if as_workbook else "csv"}"'
    response["Cache-Control"] = "no-store"
    return response


urls = [
    path("siffror/", stated, name="stated"),
    path("siffror/mall/", stated_template, name="stated_template"),
]

"""Exchange (utbyte): a file that somebody reads in, its preview, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ..rules.exchange import FileKind, ImportStatus
from .people import User
from .tracking import known


class ImportRun(models.Model):
    """One file read in (inläsning). The file and its rows are kept only until the run is done or 30 days have passed."""

    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20, default=ImportStatus.WAITING)
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict)
    preview = models.JSONField(default=list)
    failure = models.TextField(blank=True)

    personal: ClassVar[frozenset[str]] = frozenset({"file_name", "preview", "failure"})

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            known("kind", FileKind, name="import_run_kind_known"),
            known("status", ImportStatus, name="import_run_status_known"),
        ]

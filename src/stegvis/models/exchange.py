"""Exchange (utbyte): a file that somebody reads in, its preview, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from ..rules.exchange import FileKind, ImportStatus, RowKind
from .people import User
from .tracking import known


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def with_file_older_than(self, moment: datetime) -> ImportRunQuerySet:
        return self.filter(content__isnull=False, started_at__lt=moment)


class ImportRun(models.Model):
    """One file read in (inläsning). The file and its rows are kept until the run is done, at most 30 days.

    `choices`: what to do with each host that the file names and nobody knows (`rules/exchange/unknown.py`).
    """

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
    problems = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    choices = models.JSONField(default=dict, db_default={})

    objects = ImportRunQuerySet.as_manager()
    personal: ClassVar[frozenset[str]] = frozenset(
        {"file_name", "content", "fingerprint", "problems", "notices", "choices"}
    )

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            known("kind", FileKind, name="import_run_kind_known"),
            known("status", ImportStatus, name="import_run_status_known"),
        ]

    def __str__(self) -> str:
        return f"Inläsning {self.pk}"

    @property
    def kind_label(self) -> str:
        return FileKind(self.kind).label

    @property
    def status_label(self) -> str:
        return ImportStatus(self.status).label


class ImportRow(models.Model):
    """What one row of the file would do (rad i förhandsgranskningen). `content` is as queries/exchange.py shows it."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    participant_id = models.BigIntegerField(null=True)
    is_protected = models.BooleanField(default=False)
    content = models.JSONField(default=dict)

    personal: ClassVar[frozenset[str]] = frozenset({"content"})

    class Meta:
        ordering = ["number"]
        constraints = [known("kind", RowKind, name="import_row_kind_known")]
        indexes = [models.Index(fields=["run", "kind", "number"], name="import_row_of_run")]

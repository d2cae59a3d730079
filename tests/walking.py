"""Walks (vandringar): acts in any order against the real tables, where a refusal writes nothing and an act is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models, transaction
from hypothesis.stateful import RuleBasedStateMachine

from stegvis.access import NotAllowedNow
from stegvis.models import CaseEvent


class Walk(RuleBasedStateMachine):
    """Starts with `take_savepoint` and leaves the database as it was; `logged` are the tables that acts write."""

    logged: ClassVar[tuple[type[models.Model], ...]]

    def take_savepoint(self) -> None:
        self.savepoint = transaction.savepoint()

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act: Callable[[], Any]) -> None:
        """Either it is done and leaves a line in the history, or nothing at all has changed."""
        before = self.everything()
        refusal = None
        try:
            act()
        except NotAllowedNow as refused:
            refusal = refused
        now = self.everything()
        if refusal is not None:
            assert refusal.reasons
            assert now == before, "refused, and still something was written"
        assert now == before or now["CaseEvent"] != before["CaseEvent"], "something was written in silence"

    def everything(self) -> dict[str, list[Any]]:
        tables = (*self.logged, CaseEvent)
        return {model.__name__: list(model._default_manager.order_by("pk").values_list()) for model in tables}

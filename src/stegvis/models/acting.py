"""Who acts, told to the triggers that write the field history (vem som ändrar)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

WRITES = ("INSERT", "UPDATE", "DELETE", "WITH", "MERGE")
TELL = "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)"


@contextmanager
def acting(**who: Any) -> Iterator[None]:
    """All history written in the block carries `who`, as one context.

    Like `pghistory.context`, which however glues its own words in front of each statement; a statement that the
    server prepares must stand alone.
    """
    key, said = str(uuid.uuid4()), json.dumps(who)

    def told(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not sql.lstrip().upper().startswith(WRITES):
            return execute(sql, params, many, context)
        with transaction.atomic(savepoint=False):
            context["connection"].connection.execute(TELL, [key, said])
            return execute(sql, params, many, context)

    with connection.execute_wrapper(told):
        yield

"""Writing travel times (skriva restider): every row of one comparison, and the way back where the file lacks it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ...access import Actor
from ...models import ImportRun, TravelTime
from ...queries.exchange.comparison import Tell
from ...rules.exchange import ComparedRow, RowKind
from ...rules.history import EventKind
from ..log import log
from .participants import AT_ONCE, update_rows


def write_travel(rows: Iterable[ComparedRow], *, run: int, by: Actor, today: date, tell: Tell) -> None:
    """Write every row that adds or changes a time, in the transaction of the caller."""
    to_write = [row for row in rows if row.kind in (RowKind.CREATE, RowKind.UPDATE)]
    tell(0, len(to_write))
    new: list[TravelTime] = []
    changed: list[TravelTime] = []
    for row in to_write:
        pair, minutes = (row.values["from_zone"], row.values["to_zone"]), row.values["minutes"]
        times = [(pair, row.known.id if row.known else None)]
        times += [row.found["back"]] if "back" in row.found else []
        for (first, second), key in times:
            time = TravelTime(pk=key, from_zone=first, to_zone=second, minutes=minutes)
            (new if key is None else changed).append(time)
    TravelTime.objects.bulk_create(new, batch_size=AT_ONCE)
    update_rows(TravelTime, [(time, ["minutes"]) for time in changed])
    done = ImportRun.objects.get(pk=run)
    log(EventKind.TRAVEL_IMPORTED, done, by=by, happened_on=today, new=len(new), changed=len(changed))

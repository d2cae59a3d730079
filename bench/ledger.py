"""What the ledger of 12,000 places and ten years costs beside DuckDB: python bench/ledger.py [places] [rounds].

Makes a database of its own (or takes an empty one, in STEGVIS_VAR). Ours reads the rows out of PostgreSQL each time;
DuckDB has the same rows in tables of its own, in memory, and both cores. The runner stops unless every cell is the
same. Nothing is kept: everything happens in one transaction that is rolled back.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import django
import duckdb
import numpy as np
from django.core.management import call_command

from stegvis.management import embedded

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stegvis.settings")
os.environ.setdefault("STEGVIS_DATABASE_ROLE", "owner")

FIRST, LAST = date(2017, 1, 1), date(2026, 12, 31)
BEGINS, ENDS = FIRST.toordinal(), LAST.toordinal()
DEPARTMENTS, SUPERVISED_SHARE = 12, 0.8
TABLES = {
    "capacity": ("place", "first", "last", "seats"),
    "taken": ("place", "first", "last", "tenths", "supervisor"),
    "reserved": ("place", "first", "last"),
    "supervised": ("place", "first", "last", "supervisor"),
    "room_people": ("supervisor", "first", "last", "amount"),
    "room_hours": ("supervisor", "first", "last", "amount"),
    "stands": ("place", "first", "last", "row"),
    "hours_each": ("place", "tenths"),
}
MEASURES = ("places", "seats", "occupied", "reserved", "free", "over", "supervisor_hours")
SQL = """
WITH s AS (
  SELECT supervisor, day, sum(rp) rp, sum(rh) rh, sum(p) p, sum(h) h, sum(has) has FROM (
    SELECT supervisor, first AS day, amount rp, 0 rh, 0 p, 0 h, 1 has FROM room_people
    UNION ALL SELECT supervisor, last + 1, -amount, 0, 0, 0, -1 FROM room_people
    UNION ALL SELECT supervisor, first, 0, amount, 0, 0, 1 FROM room_hours
    UNION ALL SELECT supervisor, last + 1, 0, -amount, 0, 0, -1 FROM room_hours
    UNION ALL SELECT supervisor, first, 0, 0, 1, tenths, 0 FROM taken WHERE supervisor > 0
    UNION ALL SELECT supervisor, last + 1, 0, 0, -1, -tenths, 0 FROM taken WHERE supervisor > 0
  ) GROUP BY ALL
), said AS (
  SELECT supervisor, day, lead(day) OVER w AS next, sum(rp) OVER w rp, sum(rh) OVER w rh, sum(p) OVER w p,
    sum(h) OVER w h, sum(has) OVER w has FROM s WINDOW w AS (PARTITION BY supervisor ORDER BY day)
), room AS (
  SELECT v.place, greatest(v.first, said.day) AS first, least(v.last, said.next - 1) AS last,
    CASE WHEN has = 0 THEN 0 WHEN rh > 0 THEN greatest(0, rh - h) // e.tenths - 10000
         ELSE greatest(0, rp - p) - 10000 END AS amount
  FROM said JOIN supervised v USING (supervisor) JOIN hours_each e ON e.place = v.place
  WHERE said.next IS NOT NULL AND said.day <= v.last AND said.next > v.first
  UNION ALL SELECT place, first, last, 10000 FROM supervised
), spans AS (
  SELECT place, first, last, seats, 0 t, 0 w, 0 h, 0 l, 0 r FROM capacity
  UNION ALL SELECT place, first, last, 0, 1, 0, tenths, 0, 0 FROM taken
  UNION ALL SELECT place, first, last, 0, 0, 1, 0, 0, 0 FROM reserved
  UNION ALL SELECT place, first, last, 0, 0, 0, 0, 1, 0 FROM supervised
  UNION ALL SELECT place, first, last, 0, 0, 0, 0, 0, amount FROM room
), stood AS (
  SELECT st.rowid AS id, st.row, greatest(spans.first, st.first, {begins}) AS first,
    least(spans.last, st.last, {ends}) AS last, seats, t, w, h, l, r
  FROM spans JOIN stands st USING (place)
), events AS (
  SELECT id, row, day, sum(seats) seats, sum(t) t, sum(w) w, sum(h) h, sum(l) l, sum(r) r FROM (
    SELECT id, row, first AS day, seats, t, w, h, l, r FROM stood WHERE first <= last
    UNION ALL SELECT id, row, last + 1, -seats, -t, -w, -h, -l, -r FROM stood WHERE first <= last
  ) GROUP BY ALL
), held AS (
  SELECT id, row, day, sum(seats) OVER o seats, sum(t) OVER o t, sum(w) OVER o w, sum(h) OVER o h,
    CASE WHEN sum(l) OVER o > 0 THEN sum(r) OVER o ELSE 10000 END AS room
  FROM events WINDOW o AS (PARTITION BY id ORDER BY day)
), measured AS (
  SELECT id, row, day, (seats > 0)::INT places, seats, t AS occupied, w AS reserved,
    greatest(0, least(seats - t - w, room - w)) AS free, greatest(0, t - seats) AS over, h AS supervisor_hours
  FROM held
), changes AS (
  SELECT row, day, {changes} FROM measured WINDOW o AS (PARTITION BY id ORDER BY day)
), by_day AS (
  SELECT row, day, {sums} FROM changes GROUP BY ALL
)
SELECT r.row, d.day, {cells}
FROM (SELECT DISTINCT row FROM stands) r CROSS JOIN range({begins}, {ends} + 1) d(day)
LEFT JOIN by_day b ON b.row = r.row AND b.day = d.day
WINDOW o AS (PARTITION BY r.row ORDER BY d.day)
ORDER BY ALL
"""


def sql() -> str:
    return SQL.format(
        begins=BEGINS,
        ends=ENDS,
        changes=", ".join(f"{each} - lag({each}, 1, 0) OVER o AS {each}" for each in MEASURES),
        sums=", ".join(f"sum({each}) AS {each}" for each in MEASURES),
        cells=", ".join(f"coalesce(sum(b.{each}) OVER o, 0) AS {each}" for each in MEASURES),
    )


def main(places: int, rounds: int) -> None:
    from django.db import transaction  # noqa: PLC0415 (after set-up)

    with transaction.atomic():
        measure(places, rounds)
        transaction.set_rollback(True)


def measure(places: int, rounds: int) -> None:
    rows = town(places)
    save(rows)
    duck = duckdb.connect()
    for name, columns in TABLES.items():
        values = {column: np.array(each) for column, each in zip(columns, zip(*rows[name], strict=True), strict=True)}
        duck.register("values_now", values)
        duck.execute(f"CREATE TABLE {name} AS SELECT * FROM values_now")
        duck.unregister("values_now")
    print({name: len(rows[name]) for name in TABLES})
    print(f"different cells: {different(ours(), duck.execute(sql()).fetchnumpy())}")
    times: dict[str, list[float]] = {"ours": [], "duckdb": []}
    for _round in range(rounds):
        for name, act in (("ours", ours), ("duckdb", lambda: duck.execute(sql()).fetchnumpy())):
            start = time.perf_counter()
            act()
            times[name].append(time.perf_counter() - start)
    mine, theirs = (statistics.median(times[name]) for name in ("ours", "duckdb"))
    print(f"ours {mine:.2f} s, DuckDB {theirs:.2f} s, ours / DuckDB {mine / theirs:.2f} ({rounds} rounds, in turns)")


def ours():
    from stegvis.queries.ledger import counted  # noqa: PLC0415
    from stegvis.rules.ledger import By  # noqa: PLC0415

    return counted(By.DEPARTMENT, first=FIRST, last=LAST, today=LAST)


def different(ledger, theirs) -> int:
    cells = 0
    for measure, mine in ledger.cells.items():
        other = np.asarray(theirs[measure.value]).astype(np.int64).reshape(mine.shape)
        cells += int((mine != other).sum())
    if cells:
        raise SystemExit(f"{cells} cells differ from DuckDB's")
    return cells


def town(places: int) -> dict[str, list[tuple[int, ...]]]:
    """Ten years of places, seats, supervisors and placements; the same every time."""
    chance = random.Random(1)
    rows: dict[str, list[tuple[int, ...]]] = {name: [] for name in TABLES}
    for place in range(1, places + 1):
        opened = BEGINS - 200 + chance.randrange(2000)
        seats = chance.choice((1, 1, 1, 2, 2, 3, 5))
        row = chance.randrange(DEPARTMENTS)
        moved = opened + chance.randrange(1500) if chance.random() < 0.05 else None
        if moved is None:
            rows["stands"].append((place, 1, 3_652_059, row))
        else:
            rows["stands"] += [(place, 1, moved - 1, row), (place, moved, 3_652_059, (row + 1) % DEPARTMENTS)]
        rows["hours_each"].append((place, chance.choice((10, 20, 25))))
        seats_over_time(rows, chance, place, seats, opened)
        supervisor = place if chance.random() < SUPERVISED_SHARE else 0
        if supervisor:
            supervision(rows, chance, place, seats, opened)
        stays(rows, chance, place, seats=seats, opened=opened, supervisor=supervisor)
    return rows


def seats_over_time(rows, chance, place, seats, opened) -> None:
    turns = sorted(chance.sample(range(opened + 1, ENDS + 400), chance.choice((0, 1, 1, 2, 3))))
    for first, after in zip([opened, *turns], [*turns, None], strict=True):
        number = max(0, seats + (chance.choice((-1, 0, 1)) if first != opened else 0))
        rows["capacity"].append((place, first, 3_652_059 if after is None else after - 1, number))


def supervision(rows, chance, place, seats, opened) -> None:
    rows["supervised"].append((place, opened, 3_652_059, place))
    in_hours = chance.random() < 0.2
    for first, last in ((opened, opened + 900), (opened + 901, 3_652_059)):
        if in_hours:
            rows["room_hours"].append((place, first, last, 20 * seats + chance.choice((0, 10, 20))))
        else:
            rows["room_people"].append((place, first, last, max(1, seats + chance.choice((-1, 0, 0, 1)))))


def stays(rows, chance, place, *, seats, opened, supervisor) -> None:
    for _seat in range(seats):
        day = opened + chance.randrange(200)
        while day < ENDS + 60:
            last = day + chance.randrange(40, 360)
            rows["taken"].append((place, day, last, chance.choice((10, 20, 30)), supervisor))
            day = last + 1 + chance.randrange(90)
        if chance.random() < 0.05:
            rows["reserved"].append((place, day, day + 100))


def save(rows) -> None:
    """The same rows in our tables, without the triggers: what they hold is not measured here."""
    from django.db import connection  # noqa: PLC0415

    from stegvis.models import (  # noqa: PLC0415
        Organisation,
        Place,
        PlaceCapacity,
        Placement,
        PlaceSupervisor,
        Supervisor,
        SupervisorRoom,
    )
    from tests import factories as make  # noqa: PLC0415

    departments = [
        Organisation.objects.create(name=f"Förvaltning {number:02d}", kind="department")
        for number in range(DEPARTMENTS)
    ]
    case = make.case()
    stands: dict[int, list[tuple[int, ...]]] = {}
    for row in rows["stands"]:
        stands.setdefault(row[0], []).append(row)
    hosts = {place: host_of(departments, tuple(each[1:] for each in spans)) for place, spans in stands.items()}
    tables = (Place, PlaceCapacity, Supervisor, PlaceSupervisor, SupervisorRoom, Placement)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table._meta.db_table} DISABLE TRIGGER USER")
        Place.objects.bulk_create(places_of(rows, hosts), batch_size=5000)
        PlaceCapacity.objects.bulk_create(
            (
                PlaceCapacity(place_id=p, starts_on=day(f), ends_on=end(last), seats=n)
                for p, f, last, n in rows["capacity"]
            ),
            batch_size=10_000,
        )
        Supervisor.objects.bulk_create(
            Supervisor(pk=s, organisation_id=hosts[p], name=f"Handledare {s}", starts_on=day(f))
            for p, f, _last, s in rows["supervised"]
        )
        PlaceSupervisor.objects.bulk_create(
            PlaceSupervisor(place_id=p, supervisor_id=s, starts_on=day(f), ends_on=end(last))
            for p, f, last, s in rows["supervised"]
        )
        SupervisorRoom.objects.bulk_create(rooms_of(rows), batch_size=5000)
        Placement.objects.bulk_create(placements_of(rows, case.pk), batch_size=5000)
        for table in tables:
            cursor.execute(f"ANALYZE {table._meta.db_table}")


MADE: dict[tuple, int] = {}


def host_of(departments, spans) -> int:
    """One unit for all places that have lain under the same departments at the same time."""
    from stegvis.models import Organisation, OrganisationLink  # noqa: PLC0415

    if spans not in MADE:
        unit = Organisation.objects.create(name=f"Enhet {len(MADE)}", kind="unit", parent=departments[spans[-1][-1]])
        for first, last, row in spans:
            OrganisationLink.objects.create(
                organisation=unit, parent=departments[row], starts_on=day(first), ends_on=end(last)
            )
        MADE[spans] = unit.pk
    return MADE[spans]


def places_of(rows, hosts):
    from stegvis.models import Place  # noqa: PLC0415

    opened: dict[int, int] = {}
    for place, first, _last, _seats in rows["capacity"]:
        opened.setdefault(place, first)
    for place, tenths in rows["hours_each"]:
        yield Place(
            pk=place, host_id=hosts[place], name=f"Plats {place}", field="green", forms=["work_experience"], slots=1023,
            status="open", opened_on=day(opened[place]), supervision_hours=tenths / 10,
        )  # fmt: skip


def rooms_of(rows):
    from stegvis.models import SupervisorRoom  # noqa: PLC0415

    for supervisor, first, last, number in rows["room_people"]:
        yield SupervisorRoom(supervisor_id=supervisor, people=number, starts_on=day(first), ends_on=end(last))
    for supervisor, first, last, tenths in rows["room_hours"]:
        hours = tenths / 10
        yield SupervisorRoom(supervisor_id=supervisor, hours_per_week=hours, starts_on=day(first), ends_on=end(last))


def placements_of(rows, case):
    from stegvis.models import Placement  # noqa: PLC0415

    yes = {"participant_answer": "yes", "host_answer": "yes"}
    same = {"case_id": case, "form": "work_experience", "hours_per_week": 20, **yes}
    seats: dict[int, int] = {}
    for place, first, last, tenths, supervisor in rows["taken"]:
        seats[place] = seats.get(place, 0) + 1
        yield Placement(
            **same, place_id=place, status="ended", starts_on=day(first), ends_on=day(last), proposed_on=day(first),
            supervision_hours=tenths / 10, supervisor_id=supervisor or None, seat=seats[place],
        )  # fmt: skip
    for place, first, last in rows["reserved"]:
        yield Placement(
            **same, place_id=place, status="signed", starts_on=day(first), ends_on=day(last), proposed_on=day(first),
            signed_on=day(first),
        )  # fmt: skip


def day(number: int) -> date:
    return date(1, 1, 1) + timedelta(days=number - 1)


def end(number: int) -> date | None:
    return None if number >= 3_652_059 else day(number)


if __name__ == "__main__":
    wanted = [int(each) for each in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("STEGVIS_VAR", folder)
        with embedded.running():
            django.setup()
            call_command("migrate", verbosity=0)
            main(*(wanted + [12_000, 5][len(wanted) :]))

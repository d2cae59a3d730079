"""What our pages cost beside a competent naive Django's, and beside one that asks row by row: python bench/pages.py.

Makes a municipality in an embedded database of its own, checks that the pages say the same in as many bytes, and
measures them in turns, each variant in a process of its own: CPU time of the application and of its backend in
PostgreSQL. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.words import words_of  # noqa: E402

OURS, REFERENCE = "stegvis.settings", "bench.reference.settings"
BYTES_APART = 0.02
FEW, SOME_PEOPLE = 40, 12
WARM_UP = 12


@dataclass(frozen=True)
class Page:
    """One page, as three projects show it: who asks, at which addresses, and how much of ours it may cost."""

    name: str
    username: str
    paths: tuple[str, ...]
    times: int = 4


@dataclass
class Cost:
    """CPU milliseconds per request, one number for each round."""

    app: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    def add(self, found: dict[str, float]) -> None:
        self.app.append(found["app"])
        self.database.append(found["database"])

    @property
    def both(self) -> float:
        return statistics.median(app + database for app, database in zip(self.app, self.database, strict=True))


class Worker:
    """A process that answers as one project for one user."""

    def __init__(self, settings: str, username: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", settings, username],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, want: str, paths: tuple[str, ...], times: int = 1) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"want": want, "paths": paths, "times": times}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit("A process died; its error stands above.")
        return json.loads(line)

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    options = arguments()
    if options.count:
        with filled(options.participants):
            print(json.dumps({page.name: counted(page) for page in pages_of()}))
        return
    with contextlib.ExitStack() as stack:
        if "STEGVIS_VAR" not in os.environ:
            os.environ["STEGVIS_VAR"] = stack.enter_context(tempfile.TemporaryDirectory())
        stack.enter_context(filled(options.participants))
        pages = [page for page in pages_of() if not options.only or options.only in page.name]
        rows = [measured(page, options.rounds) for page in pages]
    print(table(rows))
    compare_statements(rows, counted_with_few())


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--participants", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--only", default="", help="the page whose name has this in it")
    parser.add_argument("--count", action="store_true", help="only count our statements, and print them")
    return parser.parse_args()


@contextlib.contextmanager
def filled(participants: int) -> Iterator[None]:
    """The embedded database with a demonstration in it; one that is there already is kept."""
    from stegvis.management import embedded  # noqa: PLC0415 (after STEGVIS_VAR is known)

    os.environ.setdefault("STEGVIS_STATIC_ROOT", str(embedded.var_folder() / "static"))
    with embedded.running():
        if not is_filled():
            stegvis("migrate", "--verbosity=0")
            stegvis("demo", f"--participants={participants}", "--years=6", "--seed=1")
            stegvis("collectstatic", "--noinput", "--verbosity=0")
            history = [sys.executable, "-m", "bench.history", *map(str, people())]
            subprocess.run(history, cwd=ROOT, check=True)
            with contextlib.closing(connect()) as connection:
                connection.execute("VACUUM ANALYZE")
        yield


def stegvis(*command: str) -> None:
    subprocess.run([sys.executable, "-m", "stegvis", *command], cwd=ROOT, check=True)


def connect() -> Any:
    import psycopg  # noqa: PLC0415

    from stegvis.management import embedded  # noqa: PLC0415

    return psycopg.connect(embedded.url(embedded.OWNER), autocommit=True)


def is_filled() -> bool:
    with contextlib.closing(connect()) as connection:
        return connection.execute("SELECT to_regclass('stegvis_participant')").fetchone()[0] is not None


def people() -> list[int]:
    """Participants of the unit who have a plan, the same each time."""
    query = """
        SELECT c.participant_id FROM stegvis_case c
        JOIN stegvis_staffrole r ON r.unit_id = c.unit_id AND r.role = 'unit_manager'
        JOIN stegvis_user u ON u.id = r.user_id AND u.username = 'unit_manager'
        JOIN stegvis_participant p ON p.id = c.participant_id AND p.protection = 'none'
        WHERE c.closed_on IS NULL AND EXISTS (SELECT FROM stegvis_plan WHERE case_id = c.id)
        AND NOT EXISTS (SELECT FROM stegvis_accessgrant WHERE participant_id = p.id)
        ORDER BY md5(c.id::text) LIMIT %s
    """
    with contextlib.closing(connect()) as connection:
        return [row[0] for row in connection.execute(query, [SOME_PEOPLE])]


def pages_of() -> list[Page]:
    """The list, the page of people with ten years behind them, and the day of a coordinator with eighty people."""
    return [
        Page("Participant list, 50 rows", "unit_manager", ("/deltagare/?page=2",)),
        Page("Participant's page", "unit_manager", tuple(f"/deltagare/{key}/" for key in people()), times=1),
        Page("Idag", "coordinator", ("/idag/",)),
    ]


def measured(page: Page, rounds: int) -> dict[str, Any]:
    """The page's cost in each variant, asked in turns; first that they say the same."""
    variants = {"ours": (OURS, page.paths), "competent": (REFERENCE, page.paths)}
    if "list" in page.name:
        variants["row by row"] = (REFERENCE, tuple(f"/langsam{path}" for path in page.paths))
    workers = {name: Worker(settings, page.username) for name, (settings, _paths) in variants.items()}
    sizes = compared({name: workers[name].ask("html", paths)["pages"] for name, (_, paths) in variants.items()})
    statements = {name: workers[name].ask("statements", paths)["statements"] for name, (_, paths) in variants.items()}
    costs = {name: Cost() for name in variants}
    for name, (_, paths) in variants.items():
        workers[name].ask("cost", paths, max(2, WARM_UP // len(paths)))
    for _ in range(rounds):
        for name in random.sample(list(variants), len(variants)):
            costs[name].add(workers[name].ask("cost", variants[name][1], page.times))
    for worker in workers.values():
        worker.end()
    return {"page": page, "sizes": sizes, "costs": costs, "statements": statements}


def counted(page: Page) -> list[int]:
    """How many statements our page takes."""
    worker = Worker(OURS, page.username)
    found = worker.ask("statements", page.paths)["statements"]
    worker.end()
    return sorted(set(found))


def counted_with_few() -> dict[str, list[int]]:
    """The same in a municipality with very few participants, in a database of its own."""
    command = [sys.executable, __file__, "--count", f"--participants={FEW}"]
    with tempfile.TemporaryDirectory() as folder:
        own = {name: value for name, value in os.environ.items() if name != "STEGVIS_STATIC_ROOT"}
        answer = subprocess.run(command, env=own | {"STEGVIS_VAR": folder}, stdout=subprocess.PIPE, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


def compare_statements(rows: list[dict[str, Any]], few: dict[str, list[int]]) -> None:
    """Stops when one of our pages takes other statements for many than for few."""
    for row in rows:
        name, many = row["page"].name, sorted(set(row["statements"]["ours"]))
        if many != few[name]:
            sys.exit(f"{name} takes {many} statements, and with {FEW} participants {few[name]}")
    print(f"\nOur pages take as many statements with {FEW} participants.")


def compared(pages: dict[str, list[str]]) -> dict[str, int]:
    """The size of each variant; stops when they do not say the same in as many bytes."""
    for name, bodies in pages.items():
        for ours, theirs in zip(pages["ours"], bodies, strict=True):
            if words_of(ours) != words_of(theirs):
                sys.exit(f"{name} says something else: {difference(words_of(ours), words_of(theirs))}")
    sizes = {name: sum(len(body.encode()) for body in bodies) // len(bodies) for name, bodies in pages.items()}
    for name, size in sizes.items():
        if abs(size / sizes["ours"] - 1) > BYTES_APART:
            sys.exit(f"{name} is {size} bytes and ours {sizes['ours']}")
    return sizes


def difference(ours: list[str], theirs: list[str]) -> str:
    place = next(i for i, pair in enumerate(zip_longest(ours, theirs)) if pair[0] != pair[1])
    near = slice(max(0, place - 5), place + 12)
    return f"{' '.join(ours[near])!r} in ours, {' '.join(theirs[near])!r} there"


def table(rows: list[dict[str, Any]]) -> str:
    lines = [
        "| page | variant | bytes | SQL | app ms | database ms | sum | ours / it |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        for name, cost in row["costs"].items():
            ratio = row["costs"]["ours"].both / cost.both
            counts = sorted(set(row["statements"][name]))
            said = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
            lines.append(
                f"| {row['page'].name} | {name} | {row['sizes'][name]} | {said} | {statistics.median(cost.app):.1f} "
                f"| {statistics.median(cost.database):.1f} | {cost.both:.1f} | {ratio:.2f} |"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()

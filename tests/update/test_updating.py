"""A municipality that runs the release before updates: every row is there, and what was promised can go on."""

import datetime
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from stegvis.management import embedded

HERE = Path(__file__).parent
LAST_OF_THE_RELEASE_BEFORE = ("stegvis", "0005")
ROWS = {
    table: f"SELECT {columns} FROM stegvis_{table} ORDER BY id"
    for table, columns in {
        "organisation": "id, name, kind, parent_id, takes_participants",
        "agreement": "id, organisation_id, kind, reference, starts_on, ends_on, seats",
        "place": "id, host_id, agreement_id, name, field, forms, tasks, trains, slots, opened_on, closed_on",
        "placecapacity": "id, place_id, seats, starts_on, ends_on",
        "placement": "id, case_id, place_id, status, form, starts_on, ends_on, seat, participant_answer, host_answer",
        "participant": "id, given_name, family_name, gender, protection",
        "case": "id, number, referred_on, opened_on, unit_id, participant_id",
    }.items()
}


class Updated:
    """The municipality after the update, and its rows as they were before."""

    def __init__(self, name: str) -> None:
        self.own = os.environ | {
            "DJANGO_SETTINGS_MODULE": "stegvis.settings",
            "STEGVIS_DATABASE_ROLE": "owner",
            "DATABASE_URL": embedded.url(embedded.APP, name),
            "DATABASE_OWNER_URL": embedded.url(embedded.OWNER, name),
        }
        self.stegvis("migrate", *LAST_OF_THE_RELEASE_BEFORE, "--verbosity=0")
        self.connection = psycopg.connect(self.own["DATABASE_OWNER_URL"], autocommit=True)
        self.connection.execute((HERE / "release_before.sql").read_text())
        self.before = self.everything()
        self.stegvis("migrate", "--verbosity=0")
        self.today: datetime.date = self.rows("SELECT CURRENT_DATE")[0][0]

    def stegvis(self, *command: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "stegvis", *command],
            cwd=embedded.ROOT,
            env=self.own,
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()

    def everything(self) -> dict[str, list[Any]]:
        return {table: self.rows(statement) for table, statement in ROWS.items()}

    def by_key(self, statement: str) -> dict[Any, Any]:
        """Rows of two columns."""
        return dict(self.rows(statement))


@pytest.fixture(scope="module")
def updated() -> Iterator[Updated]:
    """Once for the file: to make the tables of both releases takes half a minute."""
    name = f"updating_{os.getpid()}"
    with embedded.running(), psycopg.connect(embedded.url(embedded.OWNER), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            found = Updated(name)
            yield found
            found.connection.close()
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_every_row_is_there_as_it_was(updated):
    now = updated.everything()
    for table, rows in updated.before.items():
        kept = [row for row in now[table] if table != "agreement" or row[0] <= len(rows)]
        assert kept == rows, table


def test_places_are_open_or_closed_by_their_last_day(updated):
    assert updated.rows("SELECT name, status FROM stegvis_place ORDER BY id") == [
        ("Köket", "open"),
        ("Matsalen", "open"),
        ("Fritids", "open"),
        ("Ugnen", "open"),
        ("Disken", "closed"),
        ("Vallen", "open"),
    ]


def test_the_law_of_an_extract_is_that_of_schools_where_children_are(updated):
    assert updated.by_key("SELECT name, extract_law FROM stegvis_place WHERE extract_law <> ''") == {
        "Fritids": "school"
    }


def test_organisations_have_lain_where_they_lie(updated):
    found = updated.rows(
        "SELECT organisation_id, parent_id, starts_on, ends_on FROM stegvis_organisationlink ORDER BY 1"
    )
    long_ago = datetime.date(1971, 1, 1)
    assert found == [(key, parent, long_ago, None) for key, parent in [(1, None), (2, 1), (3, None), (4, None), (5, 1)]]


def test_a_supervisor_is_one_wherever_the_name_stands_and_nobody_is_made_up(updated):
    names = "SELECT p.name, s.name FROM stegvis_place p LEFT JOIN stegvis_placesupervisor x ON x.place_id = p.id"
    assert updated.by_key(f"{names} LEFT JOIN stegvis_supervisor s ON s.id = x.supervisor_id") == {
        "Köket": "Kim Kock",
        "Matsalen": "Kim Kock",
        "Fritids": "Hanna Handledare",
        "Ugnen": None,
        "Disken": "Bo Bagare",
        "Vallen": "Vera Vall",
    }
    assert len(updated.rows("SELECT FROM stegvis_supervisor")) == len({"Kim", "Hanna", "Bo", "Vera"})


def test_there_is_room_with_the_supervisor_for_those_who_have_a_yes(updated):
    """Two at Köket, and one who is promised Matsalen: three, where two were the most that was written."""
    rooms = "SELECT s.name, r.people FROM stegvis_supervisorroom r JOIN stegvis_supervisor s ON s.id = r.supervisor_id"
    assert updated.by_key(rooms) == {"Kim Kock": 3, "Hanna Handledare": 4, "Bo Bagare": 3, "Vera Vall": 3}


def test_a_host_without_an_agreement_has_one_meanwhile(updated):
    found = updated.rows(
        "SELECT organisation_id, seats, starts_on, ends_on FROM stegvis_agreement WHERE id > 2 ORDER BY 1"
    )
    today = updated.today
    assert found == [
        (3, 2, today, today + datetime.timedelta(days=365)),
        (4, 1, today, today + datetime.timedelta(days=39)),
    ]


def test_the_agreement_that_comes_next_follows_it(updated):
    follows = (
        "SELECT n.reference, m.organisation_id FROM stegvis_agreement n JOIN stegvis_agreement m ON m.id = n.renews_id"
    )
    assert updated.by_key(follows) == {"IOP": 4}


def test_a_placement_counts_against_an_agreement_that_was_in_force(updated):
    under = (
        "SELECT p.id, a.organisation_id FROM stegvis_placement p LEFT JOIN stegvis_agreement a ON a.id = p.agreement_id"
    )
    assert updated.by_key(under) == {1: 2, 2: 2, 3: None, 4: 3, 5: 4, 6: 2, 7: None, 8: None, 9: None}


def test_what_waits_is_kept_for_some_days(updated):
    kept_to = updated.today + datetime.timedelta(days=10)
    kept = "SELECT id, reserved_until FROM stegvis_placement WHERE reserved_until IS NOT NULL"
    assert updated.by_key(kept) == dict.fromkeys((3, 8, 9), kept_to)


def test_who_has_said_yes_has_approved_what_the_host_reads(updated):
    approved = "SELECT participant_answer FROM stegvis_placement WHERE presentation_approved_on IS"
    assert {*updated.rows(f"{approved} NOT NULL")} == {("yes",)}
    assert {*updated.rows(f"{approved} NULL")} == {("waiting",)}


def test_the_ledger_counts_what_the_rows_say(updated):
    day = str(updated.today)
    lines = json.loads(updated.stegvis("ledger", "--from", day, "--to", day, "--json"))
    today = "CURRENT_DATE BETWEEN starts_on AND COALESCE(ends_on, 'infinity')"
    seats = f"SELECT sum(seats) FROM stegvis_placecapacity WHERE {today}"
    running = f"SELECT FROM stegvis_placement WHERE status = 'active' AND {today}"
    assert sum(each["seats"] for each in lines) == updated.rows(seats)[0][0]
    assert sum(each["occupied"] for each in lines) == len(updated.rows(running))


def test_what_runs_and_what_is_promised_goes_on(updated):
    """Last, for it changes what it tries."""
    code = "import json; from tests.update.going_on import everything; print(json.dumps(everything()))"
    found = json.loads(updated.stegvis("shell", "--verbosity=0", "-c", code))
    nobody_supervises = f"Arbetsplatsen har ingen handledare den {updated.today + datetime.timedelta(days=21)}."
    assert found["begin"] == {"3": []}
    assert found["mark"] == found["end"] == {"1": [], "2": [], "3": [], "4": [], "5": []}
    assert {key: [why.partition(" Utse")[0] for why in reasons] for key, reasons in found["extend"].items()} == {
        "1": [],
        "2": [],
        "3": [],
        "4": [nobody_supervises],
        "5": [],
    }

"""./start when it cannot: one clear sentence, exit code 1, no traceback."""

import ast
import errno
import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from stegvis.management import embedded
from stegvis.management.refusal import explained
from tests.start.conftest import free_port, refused

ROOT = Path(embedded.ROOT)


class AlwaysReady(http.server.BaseHTTPRequestHandler):
    """Another program, which says of itself what Stegvis would say."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps({"alive": True, "ready": True, "start": "somebody else"}).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def other_program():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), AlwaysReady) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_another_program_on_the_port_is_not_taken_for_stegvis(own_folder, other_program):
    said = refused("--no-demo", "--port", str(other_program))
    assert said.startswith(f"Port {other_program} går inte att använda")


def test_a_port_that_cannot_be(own_folder):
    assert refused("--port", "70000").startswith("Port 70000 går inte att använda")


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL"])
@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgresql://stegvis:hemligt@127.0.0.1:1/stegvis", "går inte att nå"),
        ("postgresql://stegvis:hemligt@[::1/stegvis", "är inte en giltig adress"),
        ("mysql://stegvis:hemligt@127.0.0.1/stegvis", "ska börja med postgresql://"),
    ],
)
def test_a_database_that_is_not_there(own_folder, name, address, sentence):
    environment = {"DATABASE_URL": address, name: address}
    said = refused("--port", str(free_port()), **environment)
    assert sentence in said
    assert "hemligt" not in said


@pytest.mark.parametrize("script", ["start", "test"])
@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 14)])
def test_a_python_too_old(script, version):
    pretend = f"import sys; sys.version_info = {version}; exec(open({str(ROOT / script)!r}).read())"
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == f"Stegvis behöver Python 3.11 eller nyare; det här är Python {version[0]}.{version[1]}.\n"


@pytest.mark.parametrize("script", ["start", "test"])
def test_an_old_python_can_read_the_scripts(script):
    """What Python 2.7 and early 3 cannot parse: f-strings, annotations, walrus, starred lists."""
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Starred, ast.AsyncFunctionDef, ast.Match)
    nodes = list(ast.walk(ast.parse((ROOT / script).read_text())))
    assert not [node for node in nodes if isinstance(node, newer)]
    assert not [node for node in nodes if isinstance(node, ast.FunctionDef) and node.returns]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk(number):
    assert explained(OSError(number, "No space left on device", "var/x")).startswith("Det gick inte: disken är full")


@pytest.mark.parametrize(("word", "code"), [("--help", 0), ("-h", 0), ("--no-such", 2)])
def test_what_can_be_said_on_the_line_is_told_before_anything_is_installed(tmp_path, word, code):
    for name in ("start", "requirements", "src"):
        (tmp_path / name).symlink_to(ROOT / name)
    script = f"__file__ = {str(tmp_path / 'start')!r}; exec(open(__file__).read())"
    done = subprocess.run([sys.executable, "-c", script, word], capture_output=True, text=True, check=False, timeout=10)
    assert done.returncode == code
    assert "--no-demo" in done.stdout + done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"start", "requirements", "src"}

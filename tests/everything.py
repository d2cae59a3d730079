"""Every check: cheap ones first, then as many at once as there are processors; after one that fails none is begun."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from threading import Event

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
APT = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
INSTALL_CHROMIUM = "sudo apt-get install chromium"
PROCESSORS = min(4, len(os.sched_getaffinity(0)))
SIDE_BY_SIDE = (f"--numprocesses={PROCESSORS}", "--dist=loadfile", "--no-loadscope-reorder")
"""The whole suite uses the processors there are; who takes which tests stands in tests/scheduling.py."""
Commands = dict[str, Sequence[str | Path]]
QUICK: Commands = {
    "Lint": (BIN / "ruff", "check", "--quiet", "."),
    "Format": (BIN / "ruff", "format", "--check", "--quiet", "."),
}
LONGEST_FIRST: Commands = {
    "Types": (BIN / "mypy", "--no-error-summary"),
    "Test database": (BIN / "python", "-m", "tests.database"),
    "Rules": (BIN / "pytest", "-c", "tests/rules/pytest.ini", "--quiet", "tests/rules"),
    "Templates": (BIN / "djlint", "--quiet", "--lint", "src/stegvis/templates"),
    "Layers": (BIN / "lint-imports", "--no-logo"),
    "Migrations": (BIN / "stegvis", "makemigrations", "--check", "--dry-run"),
}


def main() -> int:
    os.environ.setdefault("STEGVIS_VAR", str(ROOT / "var" / "test"))
    os.environ.setdefault("STEGVIS_DATABASE_LOOSE", "1")
    began = time.monotonic()
    browser = find_chromium() or install_chromium()
    if IN_CI and not browser:
        print(f"I CI måste webbläsartesterna köras, men chromium saknas: {INSTALL_CHROMIUM}", file=sys.stderr)
        return 1
    if sys.argv[1:]:
        return tests(sys.argv[1:], browser)
    if not (all_pass(QUICK, began, at_once=1) and all_pass(LONGEST_FIRST, began, at_once=PROCESSORS)):
        return 1
    show("Tests", began)
    return tests(["--ignore=tests/rules", *SIDE_BY_SIDE], browser)


def all_pass(commands: Commands, began: float, *, at_once: int) -> bool:
    """What each said is printed when it is done; after one that fails no other is begun."""
    failed = Event()

    def checked(command: Sequence[str | Path]) -> subprocess.CompletedProcess[str] | None:
        if failed.is_set():
            return None
        done = subprocess.run(
            command, cwd=ROOT, check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if done.returncode:
            failed.set()
        return done

    with ThreadPoolExecutor(at_once) as pool:
        running = {pool.submit(checked, command): name for name, command in commands.items()}
        for future in as_completed(running):
            if done := future.result():
                show(running[future], began)
                print(done.stdout, end="", flush=True)
                if done.returncode:
                    print(f"\n{running[future]} failed (exit code {done.returncode}).", file=sys.stderr, flush=True)
    return not failed.is_set()


def show(name: str, began: float) -> None:
    print(f"── {name} ({time.monotonic() - began:.0f} s)", flush=True)


def tests(arguments: list[str], browser: str | None) -> int:
    """Pytest, whose own closing line comes last; unless the browser is missing, which is said louder."""
    own = dict(os.environ, STEGVIS_CHROMIUM=browser or "")
    without = [] if browser else ["--ignore=tests/browser", "--ignore=tests/story"]
    done = subprocess.run([str(BIN / "pytest"), *without, *arguments], cwd=ROOT, env=own, check=False)
    if not browser:
        print(f"!!! THE BROWSER TESTS WERE NOT RUN: chromium is missing. Install it: {INSTALL_CHROMIUM} !!!")
    return done.returncode


def find_chromium() -> str | None:
    asked = os.environ.get("STEGVIS_CHROMIUM")
    return asked or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def install_chromium() -> str | None:
    """Debian's, when we are allowed to; Playwright's own browsers are never downloaded."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return None
    print("── Chromium through apt", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": dict(os.environ, DEBIAN_FRONTEND="noninteractive")}
    subprocess.run(("apt-get", "update"), check=False, **quiet)  # type: ignore[call-overload]
    subprocess.run(APT, check=False, **quiet)  # type: ignore[call-overload]
    return find_chromium()


if __name__ == "__main__":
    sys.exit(main())

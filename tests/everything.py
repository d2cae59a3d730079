"""Every check in order, cheap ones first; stops at the first that fails and says which."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
APT = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
INSTALL_CHROMIUM = "sudo apt-get install chromium"
SIDE_BY_SIDE = (f"--numprocesses={min(4, len(os.sched_getaffinity(0)))}", "--dist=loadfile", "--no-loadscope-reorder")
"""The whole suite uses the processors there are; each file stays with one, which makes what it shares only once."""
CHECKS: dict[str, Sequence[str | Path]] = {
    "Lint": (BIN / "ruff", "check", "--quiet", "."),
    "Format": (BIN / "ruff", "format", "--check", "--quiet", "."),
    "Templates": (BIN / "djlint", "--quiet", "--lint", "src/stegvis/templates"),
    "Types": (BIN / "mypy", "--no-error-summary"),
    "Layers": (BIN / "lint-imports", "--no-logo"),
    "Migrations": (BIN / "stegvis", "makemigrations", "--check", "--dry-run"),
    "Rules": (BIN / "pytest", "-c", "tests/rules/pytest.ini", "--quiet", "tests/rules"),
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
    for name, command in CHECKS.items():
        if not passes(name, command, began):
            return 1
    show("Tests", began)
    return tests(["--ignore=tests/rules", *SIDE_BY_SIDE], browser)


def passes(name: str, command: Sequence[str | Path], began: float) -> bool:
    show(name, began)
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        print(f"\n{name} failed (exit code {done.returncode}); what comes after it was not run.", file=sys.stderr)
    return done.returncode == 0


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
